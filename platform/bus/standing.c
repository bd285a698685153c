/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/standing.h"

#include "platform/base/date.h"

enum { MINUTE_MS = 60 * 1000 };

bool standing_is_closed(const struct standing *standing, int64_t wall_ms)
{
    return wall_ms < standing->closed_until_ms;
}

bool standing_is_noticed(const struct standing *standing, int64_t wall_ms)
{
    return wall_ms < standing->notice_until_ms;
}

bool standing_is_shut(const struct standing *standing, int64_t wall_ms)
{
    int minute, opens = standing->opens_min, closes = standing->closes_min;
    (void)date_in_china(wall_ms, &minute);
    if (opens == closes)
        return false;
    bool within =
        opens < closes ? minute >= opens && minute < closes : minute >= opens || minute < closes;
    return !within;
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* The next full minute is soon enough to look at the hours again. */
int64_t standing_turns_ms(const struct standing *standing, int64_t wall_ms)
{
    int64_t turns = INT64_MAX;
    if (standing_is_closed(standing, wall_ms))
        turns = sooner(turns, standing->closed_until_ms);
    if (standing_is_noticed(standing, wall_ms))
        turns = sooner(turns, standing->notice_until_ms);
    if (standing->opens_min != standing->closes_min)
        turns = sooner(turns, (wall_ms / MINUTE_MS + 1) * MINUTE_MS);
    return turns;
}
