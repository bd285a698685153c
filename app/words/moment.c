/* SPDX-License-Identifier: Apache-2.0 */
#include "app/words/moment.h"

#include <stdio.h>

#include "app/words/day.h"
#include "app/words/words.h"

enum { HOUR = 60, NOON = 12 * HOUR };

/* Twelve hours on the clock: 14:30 is 2:30. */
static int hour_of(int minute)
{
    int hour = minute / HOUR % 12;
    return hour ? hour : 12;
}

void moment_say(int minute, char ret_text[MOMENT_WORDS])
{
    snprintf(ret_text, MOMENT_WORDS, minute < NOON ? _("上午 %d:%02d") : _("下午 %d:%02d"),
             hour_of(minute), minute % HOUR);
}

void moment_say_span(int date, int from, int until, char ret_text[SPAN_WORDS])
{
    char day[DAY_WORDS], begins[MOMENT_WORDS], ends[MOMENT_WORDS];
    day_say(date, day);
    moment_say(from, begins);
    moment_say(until, ends);
    if ((from < NOON) == (until < NOON)) /* said already */
        snprintf(ends, sizeof ends, "%d:%02d", hour_of(until), until % HOUR);
    snprintf(ret_text, SPAN_WORDS, _("%s %s，到 %s"), day, begins, ends);
}
