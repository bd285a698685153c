/* SPDX-License-Identifier: Apache-2.0 */
/* Terms in words for citizens, in the language in use. */
#pragma once

#include "app/term/term.h"

enum { TERM_WORDS = 160 };

/* 最晚 12月24日 星期四 有结果; 20 个工作日内有结果 when there is no date; "" when nothing is
 * promised. */
void term_say_due(const struct term *term, const struct term_end *end, char ret_text[TERM_WORDS]);
/* 现在不是上班时间，11月27日 星期五 9:00 开始计时; "" when it begins at once or nobody knows. */
void term_say_begin(const struct calendar *calendar, const struct term_end *end,
                    char ret_text[TERM_WORDS]);
