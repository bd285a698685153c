/* SPDX-License-Identifier: Apache-2.0 */
/* Money is whole fen, never a float. Its text is that of GB/T 39046-2020 收费金额 (n..16,2): yuan
 * with exactly two decimals, 16 digits in all: "40.00". */
#pragma once

#include "platform/base/err.h"

enum { MONEY_TEXT = 18, MONEY_SHOWN = 24 };

/* Digits without a needless zero before them, a point, two digits. ERR_FORMAT, ERR_TOO_LONG (more
 * than 14 digits before the point). */
MUST_CHECK enum err money_parse(const char *text, int64_t *ret_fen);
/* The same text again; `fen` from 0 to 9999999999999999: ERR_RANGE. */
MUST_CHECK enum err money_write(int64_t fen, char ret_text[MONEY_TEXT]);
/* For people, in groups of three: 1234567.80 → "1,234,567.80". */
MUST_CHECK enum err money_show(int64_t fen, char ret_text[MONEY_SHOWN]);
