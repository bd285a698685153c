/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/sim/models/printer.h"

#include <errno.h>
#include <string.h>

enum { GET_DEVICE_ID = 0, GET_PORT_STATUS = 1, SOFT_RESET = 2 };
enum { SPACING = 30, ID_MAX = 256 };

static int give_id(const struct printer *p, struct transfer *t)
{
    uint8_t out[ID_MAX];
    size_t size = 2 + strlen(p->shape->device_id);
    out[0] = (uint8_t)(size >> 8); /* the length counts itself */
    out[1] = (uint8_t)size;
    memcpy(out + 2, p->shape->device_id, size - 2);
    size_t n = size < t->size ? size : t->size;
    memcpy(t->data, out, n);
    return (int)n;
}

static int control(struct gadget *g, struct transfer *t)
{
    struct printer *p = g->state;
    uint8_t type = t->setup[0];
    switch (t->setup[1]) {
    case GET_DEVICE_ID:
        return type == 0xA1 ? give_id(p, t) : -EPIPE;
    case GET_PORT_STATUS:
        if (type != 0xA1 || t->size == 0)
            return -EPIPE;
        t->data[0] = printer_port_status(p);
        return 1;
    case SOFT_RESET:
        if (type != 0x21)
            return -EPIPE;
        printer_clear(p);
        if (!p->shape->mute)
            gadget_drop_unread(g, PRINTER_IN);
        return 0;
    default:
        return -EPIPE;
    }
}

void printer_say(struct printer *p, const void *data, size_t size)
{
    if (!p->shape->mute)
        gadget_push(&p->gadget, PRINTER_IN, data, size);
}

void printer_clear(struct printer *p)
{
    p->used = 0;
    p->partial = false;
    p->raster_left = 0;
    p->line_open = false;
    p->line_dots = 0;
}

static size_t room(const struct printer *p)
{
    size_t limit = p->partial ? PRINTER_COMMAND_MAX : PRINTER_BUFFER;
    return p->used < limit ? limit - p->used : 0;
}

/* A full printer still looks at what is nothing but one real-time command. */
static size_t hear_only(struct printer *p, const uint8_t *data, size_t size)
{
    bool short_one = size == 3 && data[0] == 0x10 && (data[1] == 0x04 || data[1] == 0x05);
    bool long_one = size == 10 && data[0] == 0x10 && data[1] == 0x14 && data[2] == 0x08;
    if (!short_one && !long_one)
        return 0;
    for (size_t i = 0; i < size; i++)
        printer_hear(p, data[i]);
    return size;
}

static size_t out(struct gadget *g, uint8_t endpoint, const uint8_t *data, size_t size)
{
    struct printer *p = g->state;
    (void)endpoint;
    size_t taken = 0;
    while (taken < size) {
        size_t n = room(p);
        if (n == 0)
            return taken + hear_only(p, data + taken, size - taken);
        if (n > size - taken)
            n = size - taken;
        for (size_t i = 0; i < n; i++) {
            p->buffer[p->used++] = data[taken + i];
            printer_hear(p, data[taken + i]);
        }
        taken += n;
        printer_run(p);
    }
    return taken;
}

/* Bus reset, and coming back after the plug was out. */
static void reset(struct gadget *g)
{
    struct printer *p = g->state;
    printer_clear(p);
    p->sequence_size = 0;
    p->auto_status = 0;
}

static const struct gadget_model model = {.control = control, .out = out, .reset = reset};

static void on_motor(void *user)
{
    struct printer *p = user;
    p->owed_dots = 0;
    printer_run(p);
    gadget_resume(&p->gadget);
}

static void on_hold(void *user)
{
    struct printer *p = user;
    if (p->at_exit)
        printer_collect(p);
}

enum err printer_init(struct printer *p, struct world *w)
{
    return printer_init_shape(p, w, &printer_t80);
}

enum err printer_init_shape(struct printer *p, struct world *w, const struct printer_shape *shape)
{
    memset(p, 0, sizeof *p);
    p->shape = shape;
    p->hold = (struct alarm){.fn = on_hold, .user = p};
    p->out_after = -1;
    p->spacing = SPACING;
    p->motor = (struct alarm){.fn = on_motor, .user = p};
    return gadget_init(&p->gadget, w, shape->words, &model, p);
}

void printer_done(struct printer *p)
{
    if (!p->gadget.world)
        return;
    gadget_done(&p->gadget);
    world_lock(p->gadget.world);
    alarm_stop(p->gadget.world, &p->motor);
    alarm_stop(p->gadget.world, &p->hold);
    for (struct piece *piece = printer_take_piece(p); piece; piece = printer_take_piece(p))
        free(piece);
    free(p->on_paper);
    world_unlock(p->gadget.world);
}

struct piece *printer_take_piece(struct printer *p)
{
    struct piece *piece = p->pieces;
    if (piece)
        p->pieces = piece->next;
    return piece;
}
