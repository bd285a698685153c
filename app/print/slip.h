/* SPDX-License-Identifier: Apache-2.0 */
/* The receipt of a visit, in the words of paper. */
#pragma once

#include "app/visit/visit.h"

struct slip_place {
    const char *title;               /* 盐湖区政务服务 */
    const char *kiosk_code;          /* K017 */
    const char *help_phone;          /* 12345 */
    int64_t now_ms;                  /* wall clock */
    const struct calendar *calendar; /* NULL: none */
};

enum { SLIP_NUMBER_TEXT = 80, SLIP_CODE_TEXT = 300 };

/* A number in groups of four when it is digits alone. */
enum { GROUPED_NUMBER_TEXT = 80 };
void slip_group(const char *number, char ret_text[GROUPED_NUMBER_TEXT]);

/* The slip that visit wants: of an appointment, a fee, a hand-over, or of visit->status, in the
 * visit's language; masked name and number, no more than the citizen needs. The caller wipes the
 * job. */
MUST_CHECK enum err slip_make(const struct visit *visit, const struct slip_place *place,
                              struct receipt_job *ret_job);

/* What of such a slip the drawing beside the slot shows, for its title and each of its lines are
 * those of the paper: the title, then a line each, parted by \n. Not of a seat, a fee or a proof.
 * As much as fits; the caller wipes it. */
void slip_lines(const struct visit *visit, char *ret_lines, size_t size);

/* The number to show: project number in groups of four when there is one, else the local one. */
void slip_number(const struct case_status *status, char ret_text[SLIP_NUMBER_TEXT]);
/* 办件编号, or what the item calls it; 本机受理号 while the province has given none. */
const char *slip_number_label(const struct visit *visit);
/* What the code on screen and slip says to a phone: words and the number, no personal data. */
void slip_code(const struct visit *visit, const struct slip_place *place,
               char ret_text[SLIP_CODE_TEXT]);
/* 王小明 → 王*明, 张三 → 张*; Latin names keep the first letter of each word. */
void slip_mask_name(const char *name, char *ret_text, size_t size);
