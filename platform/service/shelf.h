/* SPDX-License-Identifier: Apache-2.0 */
/* The last good catalogue, in memory and with its items on disk (stock): without a network the
 * kiosk goes on offering what it offered yesterday, and what the province planned for today. */
#pragma once

#include "platform/service/published.h"
#include "platform/service/stock.h"

struct shelf_place {
    const char *area, *village; /* 6 digits; 12, or "" */
};

struct shelf {
    struct published published;
    struct stock stock;
    const char *place;
    struct catalogue catalogue;
    size_t damaged_count;
    bool *damaged;              /* of catalogue: the file on disk is not what was signed */
    struct catalogue_row *rows; /* of catalogue, as of `date` */
    size_t count;
    int date;
};

/* Takes what is on disk; no set is an empty shelf, one whose catalogue was changed there as well
 * (and a log line). `publisher` and the texts of `at` outlive it. */
void shelf_load(struct shelf *shelf, const struct sm2_key *publisher, const struct shelf_place *at);
void shelf_done(struct shelf *shelf);
/* A catalogue came: is it one to make ready? ERR_NONE with ret_came->version 0: it is the one that
 * counts. ERR_CONFLICT: rolled back, or another of the same version; ERR_REFUSED: of another area;
 * ERR_SIGNATURE, ERR_FORMAT and what else signed_open() and catalogue_read() say. */
MUST_CHECK enum err shelf_look(const struct shelf *shelf, struct signed_text text,
                               struct catalogue *ret_came);
/* Its set counts now (stock_commit()). The shelf takes `came`; ERR_MEMORY: it does not. */
MUST_CHECK enum err shelf_put_on(struct shelf *shelf, struct catalogue *came);
/* Another day: what may be offered may be other items. True when the day is new. */
bool shelf_turn(struct shelf *shelf, int date);
