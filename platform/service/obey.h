/* SPDX-License-Identifier: Apache-2.0 */
/* What the province orders of this kiosk is done once, remembered across restarts, and told with
 * the next heartbeat. Nothing here ends a visit: the screen closes when nobody is before it. */
#pragma once

#include "platform/audit/audit.h"
#include "platform/province/upkeep.h"

/* As long as an order may last: a slip of the hand closes no kiosk for a year. */
enum { OBEY_LONGEST_DAYS = 31, OBEY_REMEMBERED = 64 };

struct obey;

struct obey_parts {
    struct audit *audit; /* may be NULL */
    void *user;
    void (*refresh)(void *user);  /* catalogue and calendar are asked for now */
    void (*send_now)(void *user); /* what waits is due */
    void (*standing)(void *user); /* obey_standing() says something else */
};

/* Reads what was remembered; a file that cannot be read is logged, and nothing was ordered. */
MUST_CHECK enum err obey_new(const struct obey_parts *parts, struct obey **ret_obey);
void obey_free(struct obey *obey);

/* Does what is new. What cannot be made durable is not done: the province says it again. */
void obey_take(struct obey *obey, const struct remote_orders *orders);
/* What the province has not heard of yet, oldest first. Returns how many. */
size_t obey_results(const struct obey *obey, struct upkeep_result ret_results[UPKEEP_RESULTS_MAX]);
/* It heard of these. */
void obey_told(struct obey *obey, const struct upkeep_result *results, size_t count);
const struct standing *obey_standing(const struct obey *obey);
