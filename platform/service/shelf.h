/* SPDX-License-Identifier: Apache-2.0 */
/* The last good catalogue, in memory and in $BUDAYANG_STATE/catalogue.json: without a network the
 * kiosk goes on offering what it offered yesterday, and what the province planned for today. */
#pragma once

#include "platform/province/catalogue.h"
#include "platform/service/published.h"

struct shelf_place {
    const char *area, *village; /* 6 digits; 12, or "" */
};

struct shelf {
    struct published published;
    const char *place;
    struct catalogue catalogue;
    struct catalogue_row *rows; /* of catalogue, as of `date` */
    size_t count;
    int date;
};

/* Takes what is on disk; a missing file is an empty shelf, one that was changed there as well (and
 * a log line). `publisher` and the texts of `at` outlive it. */
void shelf_load(struct shelf *shelf, const struct sm2_key *publisher, const struct shelf_place *at);
void shelf_done(struct shelf *shelf);
/* A catalogue came. *ret_changed: it is another one, taken whole and written to disk. ERR_CONFLICT:
 * rolled back, or another of the same version; ERR_REFUSED: of another area; ERR_SIGNATURE,
 * ERR_FORMAT and what else signed_open() and catalogue_read() say: the old one stays. */
MUST_CHECK enum err shelf_take(struct shelf *shelf, const char *text, size_t size,
                               bool *ret_changed);
/* Another day: what may be offered may be other items. True when the day is new. */
bool shelf_turn(struct shelf *shelf, int date);
