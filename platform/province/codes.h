/* SPDX-License-Identifier: Apache-2.0 */
/* Codes and numbers of the exchange and their lengths. The trap: GB/T 39046-2020 gives 实施编码
 * an..24 and 基本编码 an..10, the national exchange tables task_code(36) and catalog_code(12) for
 * the same things. What the exchange accepts may be too long for a GB/T 39046 receiver. */
#pragma once

#include "platform/base/err.h"
#include "platform/bus/types.h"

enum code_channel {
    CODE_EXCHANGE, /* national exchange tables, and this contract */
    CODE_GB39046,
};

enum { GROUPED_TEXT = NUMBER_TEXT + NUMBER_TEXT / 4 + 1, STAMP_TEXT = 20 };

/* 1 to 36 (24) characters of A-Z a-z 0-9. ERR_MISSING, ERR_TOO_LONG, ERR_FORMAT. */
MUST_CHECK enum err code_check_task(const char *task_code, enum code_channel channel);
/* 1 to 12 (10) characters of A-Z a-z 0-9. */
MUST_CHECK enum err code_check_catalogue(const char *catalogue_code, enum code_channel channel);
/* 1 to 16 of A-Z 0-9. */
MUST_CHECK enum err code_check_kiosk(const char *kiosk_code);
/* Six digits, GB/T 2260. */
MUST_CHECK enum err code_check_area(const char *area_code);
/* Kiosk code, '-', six digits or more: "K017-000482". */
MUST_CHECK enum err code_check_local_number(const char *local_number);
/* 办件编号: 1 to 50 of A-Z a-z 0-9 and '-'. */
MUST_CHECK enum err code_check_project_no(const char *project_no);
/* What the province gave to be shown again: 8 to 128 of A-Z a-z 0-9 - . _ ~ (RFC 3986 unreserved).
 */
MUST_CHECK enum err code_check_token(const char *token);
/* Lower-case UUID, 36 characters. */
MUST_CHECK enum err code_check_uuid(const char *uuid);

/* "1408022611230047" → "1408 0226 1123 0047": groups of four for reading aloud and copying. */
void code_group(const char *number, char ret_text[GROUPED_TEXT]);

/* GB/T 39046 时间, YYYYMMDDThhmmss, of milliseconds since 1970; always Beijing time (UTC+8). */
void code_time(int64_t wall_ms, char ret_text[STAMP_TEXT]);
/* 好差评 assessTime, "yyyy-MM-dd HH:mm:ss", Beijing time. */
void code_assess_time(int64_t wall_ms, char ret_text[STAMP_TEXT]);
