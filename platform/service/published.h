/* SPDX-License-Identifier: Apache-2.0 */
/* What shelf and almanac have in common: a signed document that came, is looked at, and lies in
 * $BUDAYANG_STATE as it came. What lies there is looked at again when it is read. */
#pragma once

#include "platform/province/signed.h"

struct published {
    const char *kind, *file;         /* "calendar", "calendar.json"; NULL: kept otherwise */
    const struct sm2_key *publisher; /* NULL: nothing is taken */
    const char *area;                /* the kiosk's, GB/T 2260 */
};

/* ERR_ABSENT: there is none. The caller frees. */
MUST_CHECK enum err published_load(const struct published *p, char **ret_body, size_t *ret_size);
/* Durable, or one line in the log: it counts all the same, until the next start. */
void published_keep(const struct published *p, struct signed_text text);
/* May one of `version` for `area` take the place of one of `held`? ERR_REFUSED: another area;
 * ERR_CONFLICT: rolled back. */
MUST_CHECK enum err published_fits(const struct published *p, const char *area, uint32_t version,
                                   uint32_t held);
