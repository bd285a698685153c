/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/sim/host.h"

#include <errno.h>
#include <string.h>

enum { PATIENCE_MS = 5000 };

static int64_t now_ms;

int64_t host_now(void)
{
    return now_ms;
}

void host_step(struct world *w, int64_t ms)
{
    int64_t end = now_ms + ms;
    while (world_next(w) <= end) {
        now_ms = world_next(w) > now_ms ? world_next(w) : now_ms;
        world_run(w);
    }
    now_ms = end;
}

static void on_done(struct transfer *t)
{
    struct pending *p = t->owner;
    p->status = t->status;
}

static void submit(struct pending *p, struct gadget *g)
{
    p->transfer.done = on_done;
    p->transfer.owner = p;
    p->status = HOST_PENDING;
    world_lock(g->world);
    gadget_submit(g, &p->transfer);
    world_unlock(g->world);
}

static int finish(struct pending *p, struct gadget *g)
{
    int64_t end = now_ms + PATIENCE_MS;
    while (p->status == HOST_PENDING && now_ms < end)
        host_step(g->world, 1);
    if (p->status == HOST_PENDING) {
        world_lock(g->world);
        gadget_cancel(g, &p->transfer);
        world_unlock(g->world);
        return -ETIMEDOUT;
    }
    return p->status < 0 ? p->status : (int)p->transfer.actual;
}

void host_begin(struct pending *p, struct gadget *g, uint8_t endpoint, void *data, size_t size)
{
    *p = (struct pending){.transfer = {.kind = TRANSFER_BULK, .endpoint = endpoint}};
    p->transfer.data = data;
    p->transfer.size = size;
    submit(p, g);
}

int host_bulk(struct gadget *g, uint8_t endpoint, void *data, size_t size)
{
    struct pending p;
    host_begin(&p, g, endpoint, data, size);
    return finish(&p, g);
}

int host_control(struct gadget *g, const uint8_t setup[8], void *data)
{
    struct pending p = {.transfer = {.kind = TRANSFER_CONTROL}};
    memcpy(p.transfer.setup, setup, 8);
    p.transfer.data = data;
    p.transfer.size = (size_t)(setup[6] | setup[7] << 8);
    submit(&p, g);
    return finish(&p, g);
}
