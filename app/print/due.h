/* SPDX-License-Identifier: Apache-2.0 */
/* By when there is an answer, for paper and screen. */
#pragma once

#include "app/item/item.h"
#include "app/term/say.h"

struct due {
    char by[TERM_WORDS];     /* "" when nothing is promised */
    char begins[TERM_WORDS]; /* "" when the term runs already */
};

/* Of a case that comes in at `wall_ms`. What the province promised (`promise_date`, YYYYMMDD, "":
 * nothing yet) counts before our own reckoning. `calendar` NULL: none, days instead of a date. */
void due_say(const struct item *item, const char *promise_date, const struct calendar *calendar,
             int64_t wall_ms, struct due *ret_due);
