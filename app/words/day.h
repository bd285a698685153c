/* SPDX-License-Identifier: Apache-2.0 */
/* A day as people say it, in the language in use: 12月24日 星期四, Thu 24 Dec. */
#pragma once

#include "platform/base/err.h"

enum { DAY_WORDS = 64 };

/* `date` is a valid YYYYMMDD. */
void day_say(int date, char ret_text[DAY_WORDS]);
/* With its year, without its weekday: 2026年12月24日, 24 Dec 2026. Of any year. */
void day_say_year(int date, char ret_text[DAY_WORDS]);
/* The same as the first of a text "20261224"; "" when it is none. */
void day_say_text(const char *date, char ret_text[DAY_WORDS]);
