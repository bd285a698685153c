/* SPDX-License-Identifier: Apache-2.0 */
#include "app/term/term.h"

#include <stdlib.h>

#include "platform/base/date.h"

enum { SATURDAY = 6, SUNDAY = 0 };

static int by_date(const void *key, const void *day)
{
    int date = *(const int *)key, other = ((const struct calendar_day *)day)->date;
    return (date > other) - (date < other);
}

bool term_is_workday(const struct calendar *calendar, int date, bool *ret_known)
{
    *ret_known = calendar->version > 0 && date >= calendar->from && date <= calendar->until;
    if (!*ret_known)
        return false;
    const struct calendar_day *named =
        bsearch(&date, calendar->day, calendar->count, sizeof calendar->day[0], by_date);
    if (named)
        return named->works;
    int weekday = date_weekday(date);
    return weekday != SATURDAY && weekday != SUNDAY;
}

/* `date` itself or the next day that is worked; 0 when the calendar ends before. */
static int workday_from(const struct calendar *calendar, int date)
{
    for (bool known = true; known; date = date_add(date, 1))
        if (term_is_workday(calendar, date, &known))
            return date;
    return 0;
}

static int workdays_after(const struct calendar *calendar, int date, int days)
{
    while (date && days-- > 0)
        date = workday_from(calendar, date_add(date, 1));
    return date;
}

struct term_end term_count(const struct calendar *calendar, const struct term *term,
                           struct term_moment come_in)
{
    bool over = come_in.minute >= calendar->office_until;
    int begins = workday_from(calendar, over ? date_add(come_in.date, 1) : come_in.date);
    struct term_end end = {
        .begins = begins,
        .waits = begins && (begins != come_in.date || come_in.minute < calendar->office_from)};
    if (!begins || term->days < 1)
        return end;
    end.due = term->unit == TERM_WORKDAYS ? workdays_after(calendar, begins, term->days)
                                          : workday_from(calendar, date_add(begins, term->days));
    return end;
}

struct term_moment term_now(int64_t wall_ms)
{
    struct term_moment now;
    now.date = date_in_china(wall_ms, &now.minute);
    return now;
}
