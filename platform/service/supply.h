/* SPDX-License-Identifier: Apache-2.0 */
/* Makes a set ready for a catalogue that came: its parts (GET /catalogue-parts/{part_sm3}) and the
 * items that they name are taken from here where they are, those that are missing or differ are
 * fetched one after the other (GET /items/{item_sm3}), and when every one reads, the set
 * counts. One catalogue at a time; a newer one takes the place of one under way. What was fetched
 * is kept for the next try. */
#pragma once

#include "platform/courier/gate.h"
#include "platform/service/stock.h"

struct supply;

/* ERR_NONE: `catalogue` counts, and may be moved out of. Else it does not: ERR_CHECKSUM,
 * ERR_CONFLICT, ERR_FORMAT, ERR_NOT_FOUND, ERR_TOO_LONG of an item, or what line and disk say. */
typedef void supply_fn(void *user, enum err e, struct catalogue *catalogue);

struct supply_parts {
    sd_event *loop;
    struct timers *timers;
    const struct gate *gate;
    struct stock *stock;
    supply_fn *fn;
    void *user;
};

/* The parts outlive it. */
MUST_CHECK enum err supply_new(const struct supply_parts *parts, struct supply **ret_supply);
void supply_free(struct supply *supply);
/* Takes `catalogue` and a copy of `text` unless one of the same version is under way or was refused
 * within SUPPLY_AGAIN_MS. `fn` is never called from here. ERR_MEMORY. */
enum { SUPPLY_AGAIN_MS = 5 * 60 * 1000 };
MUST_CHECK enum err supply_begin(struct supply *supply, struct catalogue *catalogue,
                                 struct signed_text text);
