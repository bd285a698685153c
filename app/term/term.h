/* SPDX-License-Identifier: Apache-2.0 */
/* When it is due: a term of working days or days, and a calendar, make a date. Pure.
 *
 * The day on which a term begins does not count (民法典 第二百零一条); a term of days that ends on
 * a day off ends on the next working day (第二百零三条); terms of an administrative licence are
 * working days without holidays (行政许可法 第八十二条). What comes in while offices are closed
 * counts as come in when they open next: our own rule, the same that counters follow. */
#pragma once

#include "platform/bus/types.h"

enum term_unit { TERM_WORKDAYS, TERM_DAYS };

enum { TERM_DAYS_MAX = 366 };

struct term {
    int days; /* 0: none is promised */
    enum term_unit unit;
};

/* A moment in China. */
struct term_moment {
    int date, minute; /* YYYYMMDD; of the day */
};

struct term_end {
    int begins; /* the day that does not count yet; 0: the calendar does not reach */
    bool waits; /* offices are closed now: it begins when they open */
    int due;    /* the last day; 0: the calendar does not reach that far, or nothing is promised */
};

/* Is it worked on that day? False, with *ret_known false, outside of what the calendar speaks of.
 */
bool term_is_workday(const struct calendar *calendar, int date, bool *ret_known);
struct term_end term_count(const struct calendar *calendar, const struct term *term,
                           struct term_moment come_in);
/* Now, by the wall clock. */
struct term_moment term_now(int64_t wall_ms);
