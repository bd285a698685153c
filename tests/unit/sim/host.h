/* SPDX-License-Identifier: Apache-2.0 */
/* A host without a transport and without real time: each call hands one transfer to a gadget and
 * steps the world's clock until it ends. */
#pragma once

#include "tests/sim/core/gadget.h"

enum { HOST_PENDING = 1 };

/* The clock to give to world_init(); starts at 0. */
int64_t host_now(void);
/* Steps time, running what becomes due on the way. */
void host_step(struct world *w, int64_t ms);

/* Bytes moved (>= 0), a negative errno as usbfs has it, or -ETIMEDOUT after 5 s of world's time
 * (then the transfer is cancelled). */
int host_bulk(struct gadget *g, uint8_t endpoint, void *data, size_t size);
int host_control(struct gadget *g, const uint8_t setup[8], void *data);

/* One transfer that stays open: status is HOST_PENDING until it ends. */
struct pending {
    struct transfer transfer;
    int status;
};
void host_begin(struct pending *p, struct gadget *g, uint8_t endpoint, void *data, size_t size);
