/* SPDX-License-Identifier: Apache-2.0 */
/* What the province ordered of this kiosk, as far as citizens and staff see it. Never personal. */
#pragma once

#include "platform/base/err.h"

enum { STANDING_TEXT = 256, STANDING_DAY_MINUTES = 24 * 60 };

/* For citizens; `en` may be "". */
struct standing_words {
    char zh[STANDING_TEXT], en[STANDING_TEXT];
};

/* Times by the wall clock, milliseconds since 1970; what is over counts for nothing. */
struct standing {
    int64_t closed_until_ms; /* out of service until then; 0: it is not */
    struct standing_words closed;
    int64_t notice_until_ms; /* something all should read; 0: nothing */
    struct standing_words notice;
    int opens_min, closes_min; /* minutes of a day in China; the same: day and night */
};

bool standing_is_closed(const struct standing *standing, int64_t wall_ms);
bool standing_is_noticed(const struct standing *standing, int64_t wall_ms);
/* Outside of its hours, which may go over midnight. */
bool standing_is_shut(const struct standing *standing, int64_t wall_ms);
/* When one of the three may next be another; INT64_MAX: never. */
int64_t standing_turns_ms(const struct standing *standing, int64_t wall_ms);
