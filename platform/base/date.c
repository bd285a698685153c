/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/base/date.h"

#include <string.h>
#include <time.h>

enum { DAY_S = 24 * 3600, CHINA_S = 8 * 3600, MINUTE_S = 60, FIRST_YEAR = 1970, LAST_YEAR = 2999 };

static int64_t seconds_of(int date)
{
    struct tm tm = {
        .tm_year = date / 10000 - 1900, .tm_mon = date / 100 % 100 - 1, .tm_mday = date % 100};
    return timegm(&tm);
}

static int date_at(int64_t seconds)
{
    time_t t = (time_t)seconds;
    struct tm tm;
    gmtime_r(&t, &tm);
    return (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
}

bool date_is_valid(int date)
{
    int year = date / 10000, month = date / 100 % 100, day = date % 100;
    return year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 &&
           day <= 31 && date_at(seconds_of(date)) == date;
}

int date_add(int date, int days)
{
    return date_at(seconds_of(date) + (int64_t)days * DAY_S);
}

int date_weekday(int date)
{
    enum { THURSDAY = 4, WEEK = 7 }; /* the first day of 1970 */
    return (int)((seconds_of(date) / DAY_S + THURSDAY) % WEEK);
}

int date_between(int from, int to)
{
    return (int)((seconds_of(to) - seconds_of(from)) / DAY_S);
}

int date_in_china(int64_t wall_ms, int *ret_minute)
{
    int64_t seconds = wall_ms / 1000 + CHINA_S;
    if (ret_minute)
        *ret_minute = (int)(seconds % DAY_S / MINUTE_S);
    return date_at(seconds);
}

enum err date_parse(const char *text, int *ret_date)
{
    enum { DIGITS = 8 };
    if (strlen(text) != DIGITS || strspn(text, "0123456789") != DIGITS)
        return ERR_FORMAT;
    int date = 0;
    for (const char *at = text; *at; at++)
        date = date * 10 + *at - '0';
    if (!date_is_valid(date))
        return ERR_FORMAT;
    *ret_date = date;
    return ERR_NONE;
}
