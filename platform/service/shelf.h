/* SPDX-License-Identifier: Apache-2.0 */
/* The last good catalogue, in memory and in $BUDAYANG_STATE/catalogue.json: without a network the
 * kiosk goes on offering what it offered yesterday. */
#pragma once

#include "platform/bus/types.h"

struct shelf {
    char *body; /* as the province sent it */
    size_t size;
    struct catalogue_row *rows;
    size_t count;
};

/* Takes what is on disk; a missing or broken file is an empty shelf (and a log line). */
void shelf_load(struct shelf *shelf);
void shelf_done(struct shelf *shelf);
/* A catalogue came. *ret_changed: it is another one, taken and written to disk. ERR_FORMAT and what
 * else reply_read_catalogue() says: the old one stays. */
MUST_CHECK enum err shelf_take(struct shelf *shelf, const char *body, size_t size,
                               bool *ret_changed);
