/* SPDX-License-Identifier: Apache-2.0 */
#include "app/term/say.h"

#include <stdio.h>

#include "app/words/day.h"
#include "app/words/words.h"

void term_say_due(const struct term *term, const struct term_end *end, char ret_text[TERM_WORDS])
{
    char day[DAY_WORDS];
    ret_text[0] = '\0';
    if (end->due) {
        day_say(end->due, day);
        snprintf(ret_text, TERM_WORDS, _("最晚 %s 有结果"), day);
    } else if (term->days > 0) {
        snprintf(ret_text, TERM_WORDS,
                 term->unit == TERM_WORKDAYS ? _("%d 个工作日内有结果") : _("%d 天内有结果"),
                 term->days);
    }
}

void term_say_begin(const struct calendar *calendar, const struct term_end *end,
                    char ret_text[TERM_WORDS])
{
    char day[DAY_WORDS];
    ret_text[0] = '\0';
    if (!end->waits)
        return;
    day_say(end->begins, day);
    snprintf(ret_text, TERM_WORDS, _("现在不是上班时间，%1$s %2$d:%3$02d 开始计时"), day,
             calendar->office_from / 60, calendar->office_from % 60);
}
