/* SPDX-License-Identifier: Apache-2.0 */
/* The working-day calendar that counts: the newest that was published under the province's
 * signature ($BUDAYANG_STATE/calendar.json, as it came), or the one that came with the kiosk
 * ($BUDAYANG_ASSETS/calendar/national.json). */
#pragma once

#include "platform/bus/types.h"
#include "platform/service/published.h"

struct almanac {
    struct published published;
    struct calendar calendar;
};

/* Takes what is on disk. What was changed there is left aside, with a log line; without any
 * calendar its version is 0. `publisher` and `area` outlive it. */
void almanac_load(struct almanac *almanac, const struct sm2_key *publisher, const char *area);
/* One came. *ret_changed: it is newer, taken and written to disk. ERR_SIGNATURE and what else
 * signed_open() and calendar_read() say; ERR_CONFLICT: it is older than the one held (rolled back),
 * or another of the same version; ERR_REFUSED: of another area. The old one stays then. */
MUST_CHECK enum err almanac_take(struct almanac *almanac, const char *text, size_t size,
                                 bool *ret_changed);
