/* SPDX-License-Identifier: Apache-2.0 */
#include "app/words/day.h"

#include <stdio.h>

#include "app/words/words.h"
#include "platform/base/date.h"

static const char *const months[] = {N_("1月"), N_("2月"),  N_("3月"),  N_("4月"),
                                     N_("5月"), N_("6月"),  N_("7月"),  N_("8月"),
                                     N_("9月"), N_("10月"), N_("11月"), N_("12月")};

void day_say_year(int date, char ret_text[DAY_WORDS])
{
    /* year, month, day of the month; English turns them round */
    snprintf(ret_text, DAY_WORDS, _("%1$d年%2$s%3$d日"), date / 10000,
             _(months[date / 100 % 100 - 1]), date % 100);
}

void day_say(int date, char ret_text[DAY_WORDS])
{
    static const char *const days[] = {N_("星期日"), N_("星期一"), N_("星期二"), N_("星期三"),
                                       N_("星期四"), N_("星期五"), N_("星期六")};
    /* month, day of the month, day of the week; English turns them round */
    snprintf(ret_text, DAY_WORDS, _("%1$s%2$d日 %3$s"), _(months[date / 100 % 100 - 1]), date % 100,
             _(days[date_weekday(date)]));
}

void day_say_text(const char *date, char ret_text[DAY_WORDS])
{
    int day;
    ret_text[0] = '\0';
    if (date_parse(date, &day) == ERR_NONE)
        day_say(day, ret_text);
}
