/* SPDX-License-Identifier: Apache-2.0 */
/* Calendar days as one number, 20261224. China keeps one time all year and everywhere (UTC+8): an
 * office's day does not hang on how a machine's time zone is set. Gregorian, 1970 to 2999. */
#pragma once

#include "platform/base/err.h"

bool date_is_valid(int date);
/* `days` later (or earlier); `date` must be valid. */
int date_add(int date, int days);
/* 0 Sunday to 6 Saturday. */
int date_weekday(int date);
/* Days from `from` to `to`; negative when `to` is earlier. */
int date_between(int from, int to);
/* The day in China at a wall clock's time; ret_minute (may be NULL): minute of that day. */
int date_in_china(int64_t wall_ms, int *ret_minute);
/* "20261224" exactly; ERR_FORMAT. */
MUST_CHECK enum err date_parse(const char *text, int *ret_date);
