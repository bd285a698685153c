/* SPDX-License-Identifier: Apache-2.0 */
/* Money as people read it, in the language in use: 1,040.00 元, ¥1,040.00. */
#pragma once

#include <stdint.h>

enum { AMOUNT_WORDS = 48 };

/* "" when there is no such amount (platform/base/money). */
void amount_say(int64_t fen, char ret_text[AMOUNT_WORDS]);
