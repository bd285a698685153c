/* SPDX-License-Identifier: Apache-2.0 */
/* What shelf and almanac have in common: a signed document that came, is looked at, and lies in
 * $BUDAYANG_STATE as it came, with a mark of the highest version seen. What lies there is looked at
 * again when it is read. */
#pragma once

#include "platform/province/signed.h"

struct published {
    const char *kind, *file;         /* "calendar", "calendar.json"; NULL: kept otherwise */
    const struct sm2_key *publisher; /* NULL: nothing is taken */
    const char *area;                /* the kiosk's, GB/T 2260 */
    uint32_t seen; /* the highest version that counted here under that key, once recalled */
};

/* What was counted before, from `<kind>.seen`: it outlives the document itself, so that a lost or
 * exchanged file does not open the way back. A mark of another publisher's key says nothing: what
 * that key signed is refused anyway. One that does not read is told in the log. */
void published_recall(struct published *p);
/* That version counts. Durable, or one line in the log: it is known all the same, until the next
 * start. */
void published_saw(struct published *p, uint32_t version);

/* ERR_ABSENT: there is none. The caller frees. */
MUST_CHECK enum err published_load(const struct published *p, char **ret_body, size_t *ret_size);
/* Durable, or one line in the log: it counts all the same, until the next start. */
void published_keep(const struct published *p, struct signed_text text);
/* May one of `version` for `area` take the place of one of `held`? ERR_REFUSED: another area;
 * ERR_CONFLICT: rolled back, behind `held` or behind what was seen. */
MUST_CHECK enum err published_fits(const struct published *p, const char *area, uint32_t version,
                                   uint32_t held);
