/* SPDX-License-Identifier: Apache-2.0 */
/* A copy of an electronic certificate: for one purpose, with a code that anybody can check. */
#pragma once

#include "app/print/slip.h"

/* On paper. ERR_STATE while the visit holds none. The caller wipes the job. */
MUST_CHECK enum err copy_make(const struct visit *visit, const struct slip_place *place,
                              struct receipt_job *ret_job);

enum { COPY_ROWS_MAX = PAIRS_MAX, COPY_USE_TEXT = 256 };

struct copy_row {
    const char *label, *text;
};

/* Its lines in order, pointing into the visit. Returns how many. */
size_t copy_rows(const struct visit *visit, struct copy_row ret_rows[COPY_ROWS_MAX]);
/* 仅限办理入学使用 */
void copy_say_use(const struct visit *visit, char ret_text[COPY_USE_TEXT]);
/* The code to verify it by, in groups of four. */
void copy_code(const struct visit *visit, char ret_text[SLIP_NUMBER_TEXT]);
