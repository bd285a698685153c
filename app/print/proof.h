/* SPDX-License-Identifier: Apache-2.0 */
/* What an item gives out at once: on paper (inside the room) and line by line for the screen. */
#pragma once

#include "app/print/draft.h"
#include "app/print/slip.h"

/* True when the visit holds a proof and its case was not refused. */
bool proof_is_given(const struct visit *visit);
void proof_compose(struct draft *d, const struct visit *visit, const struct slip_place *place);

enum { PROOF_ROWS_MAX = ITEM_LINES_MAX + ITEM_FIELDS_MAX };

struct proof_row {
    const char *label;
    char text[FORM_SHOWN_MAX];
};

/* Who, what was chosen, and the lines that came; masked as the form says. The caller wipes them.
 * Returns how many; *ret_lines: where the lines begin. */
size_t proof_rows(const struct visit *visit, struct proof_row ret_rows[PROOF_ROWS_MAX],
                  size_t *ret_lines);
/* 张三 110105********002X */
void proof_who(const struct visit *visit, char ret_text[FORM_SHOWN_MAX]);
/* The code to verify it by, in groups of four. */
void proof_code(const struct visit *visit, char ret_text[SLIP_NUMBER_TEXT]);
/* What its QR code holds, "" when it has none. */
const char *proof_qr(const struct visit *visit);
