/* SPDX-License-Identifier: Apache-2.0 */
/* A time of day as people say it, in the language in use: 上午 9:30, 9:30 am. */
#pragma once

enum { MOMENT_WORDS = 32, SPAN_WORDS = 160 };

/* `minute` of the day, 0 to 1439. */
void moment_say(int minute, char ret_text[MOMENT_WORDS]);
/* 11月30日 星期一 上午 9:30–10:00; `date` is a valid YYYYMMDD. */
void moment_say_span(int date, int from, int until, char ret_text[SPAN_WORDS]);
