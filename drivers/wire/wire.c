/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/wire/wire.h"

#include <string.h>

#include "drivers/wire/log.h"
#include "platform/base/clock.h"
#include "platform/base/secret.h"
#include "platform/base/text.h"

enum { DRAIN_LIMIT = 64 * 1024, DRAIN_PIECE = 4096, STRING_TIMEOUT_MS = 1000 };
/* One that goes on talking is left after so long; a few pieces are always taken. */
enum { DRAIN_MS = 1000, DRAIN_FEW = 16 };

enum {
    REQUEST_IN_STANDARD_DEVICE = 0x80,
    GET_DESCRIPTOR = 6,
    DESCRIPTOR_STRING = 3,
    ENGLISH_US = 0x0409,
};

struct wire_port *wire_port_ref(struct wire_port *port)
{
    atomic_fetch_add(&port->references, 1);
    return port;
}

void wire_port_unref(struct wire_port *port)
{
    if (port && atomic_fetch_sub(&port->references, 1) == 1)
        port->ops->free(port);
}

enum err wire_port_open(struct wire_port *port, const struct wire_interface *interface,
                        struct wire **ret_wire)
{
    struct wire *wire;
    TRY(port->ops->open(port, interface, &wire));
    wire->port = wire_port_ref(port);
    wire->identity = &port->identity;
    wire->interface = interface;
    *ret_wire = wire;
    return ERR_NONE;
}

enum err wire_claim(struct wire *wire, const struct wire_interface *interface)
{
    if (!wire->ops->claim)
        return ERR_UNSUPPORTED;
    TRY(wire->ops->claim(wire, interface));
    wire->second = interface;
    return ERR_NONE;
}

const struct wire_endpoint *wire_own_endpoint(const struct wire *wire, uint8_t address)
{
    const struct wire_endpoint *e = wire_endpoint_at(wire->interface, address);
    return e || !wire->second ? e : wire_endpoint_at(wire->second, address);
}

size_t wire_room_for(const struct wire *wire, uint8_t endpoint, size_t size, size_t most)
{
    const struct wire_endpoint *e = wire_own_endpoint(wire, endpoint);
    if (!e || e->max_packet == 0)
        return most;
    size_t room = (size + e->max_packet - 1) / e->max_packet * e->max_packet;
    return room < most ? room : most;
}

bool wire_is_halted(const struct wire *wire)
{
    unsigned halted = atomic_load(&wire->halted);
    return (halted & WIRE_HALT_SHUT) || (halted && !atomic_load(&wire->shielded));
}

/* What began at `began_us` and ended now. */
static enum err noted(struct wire *wire, struct wire_entry entry, int64_t began_us, enum err e)
{
    if (!wire->tap)
        return e;
    entry.result = e;
    entry.us = (uint32_t)(clock_measure_us() - began_us);
    wire_tap_note(wire->tap, &entry);
    return e;
}

static enum err note_transfer(struct wire *wire, const struct wire_transfer *t, size_t done,
                              int64_t began_us, enum err e)
{
    static const enum wire_act acts[2][2] = {{WIRE_ACT_OUT, WIRE_ACT_IN},
                                             {WIRE_ACT_CONTROL_OUT, WIRE_ACT_CONTROL_IN}};
    bool in = (t->control ? t->control->request_type : t->endpoint) & WIRE_ENDPOINT_IN;
    struct wire_entry entry = {.act = acts[t->control != NULL][in],
                               .endpoint = t->endpoint,
                               .room = (uint32_t)(in ? t->in.size : t->out.size),
                               .timeout_ms = t->timeout_ms,
                               .size = done};
    if (t->control)
        entry.control = *t->control;
    if (in)
        entry.data = t->in.data;
    else /* only read */
        memcpy(&entry.data, &t->out.data, sizeof entry.data);
    return noted(wire, entry, began_us, e);
}

static enum err transfer(struct wire *wire, const struct wire_transfer *t, size_t *ret_done)
{
    *ret_done = 0;
    if (t->timeout_ms < 1 || t->timeout_ms > WIRE_TIMEOUT_MAX_MS ||
        t->in.size > WIRE_TRANSFER_MAX || t->out.size > WIRE_TRANSFER_MAX)
        return ERR_USAGE;
    if (wire_is_halted(wire))
        return ERR_CANCELLED;
    int64_t began_us = wire->tap ? clock_measure_us() : 0;
    enum err e = wire->ops->transfer(wire, t, ret_done);
    return note_transfer(wire, t, *ret_done, began_us, e);
}

enum err wire_out(struct wire *wire, uint8_t endpoint, struct bytes data, int timeout_ms,
                  size_t *ret_done)
{
    *ret_done = 0;
    if ((endpoint & WIRE_ENDPOINT_IN) || !wire_own_endpoint(wire, endpoint))
        return ERR_USAGE;
    const struct wire_transfer t = {.endpoint = endpoint, .out = data, .timeout_ms = timeout_ms};
    return transfer(wire, &t, ret_done);
}

enum err wire_in(struct wire *wire, uint8_t endpoint, struct wire_room room, int timeout_ms,
                 size_t *ret_done)
{
    *ret_done = 0;
    if (!(endpoint & WIRE_ENDPOINT_IN) || !wire_own_endpoint(wire, endpoint))
        return ERR_USAGE;
    const struct wire_transfer t = {.endpoint = endpoint, .in = room, .timeout_ms = timeout_ms};
    return transfer(wire, &t, ret_done);
}

enum err wire_control_out(struct wire *wire, const struct wire_control *control, struct bytes data,
                          int timeout_ms)
{
    if ((control->request_type & WIRE_ENDPOINT_IN) || data.size > UINT16_MAX)
        return ERR_USAGE;
    const struct wire_transfer t = {.control = control, .out = data, .timeout_ms = timeout_ms};
    size_t done;
    TRY(transfer(wire, &t, &done));
    return done == data.size ? ERR_NONE : ERR_TOO_SHORT;
}

enum err wire_control_in(struct wire *wire, const struct wire_control *control,
                         struct wire_room room, int timeout_ms, size_t *ret_done)
{
    *ret_done = 0;
    if (!(control->request_type & WIRE_ENDPOINT_IN) || room.size > UINT16_MAX)
        return ERR_USAGE;
    const struct wire_transfer t = {.control = control, .in = room, .timeout_ms = timeout_ms};
    return transfer(wire, &t, ret_done);
}

enum err wire_clear_halt(struct wire *wire, uint8_t endpoint)
{
    if (!wire_own_endpoint(wire, endpoint))
        return ERR_USAGE;
    if (wire_is_halted(wire))
        return ERR_CANCELLED;
    int64_t began_us = wire->tap ? clock_measure_us() : 0;
    struct wire_entry entry = {.act = WIRE_ACT_CLEAR_HALT, .endpoint = endpoint};
    return noted(wire, entry, began_us, wire->ops->clear_halt(wire, endpoint));
}

enum err wire_reset(struct wire *wire)
{
    if (wire_is_halted(wire))
        return ERR_CANCELLED;
    int64_t began_us = wire->tap ? clock_measure_us() : 0;
    struct wire_entry entry = {.act = WIRE_ACT_RESET};
    return noted(wire, entry, began_us, wire->ops->reset(wire));
}

enum err wire_drain(struct wire *wire, uint8_t endpoint, int quiet_ms)
{
    uint8_t piece[DRAIN_PIECE];
    size_t room = wire_room_for(wire, endpoint, 1, sizeof piece); /* each packet is heard */
    int64_t end = clock_now_ms() + DRAIN_MS;
    int pieces = 0;
    for (size_t total = 0; total < DRAIN_LIMIT; pieces++) {
        size_t got;
        if (pieces >= DRAIN_FEW && clock_now_ms() > end)
            break;
        enum err e = wire_in(wire, endpoint, (struct wire_room){piece, room}, quiet_ms, &got);
        wipe(piece, got);
        total += got;
        if (e == ERR_TIMEOUT)
            return ERR_NONE;
        if (e != ERR_NONE)
            return e;
        if (got == 0)
            total++; /* empty packets for ever must end too */
    }
    return ERR_OVERFLOW;
}

enum err wire_pause(struct wire *wire, int64_t ms)
{
    return wire_is_halted(wire) ? ERR_CANCELLED : wire->ops->pause(wire, ms);
}

/* Byte 0 is the descriptor's own length, byte 1 its type, UTF-16LE follows (USB 2.0, 9.6.7). */
enum err wire_string(struct wire *wire, uint8_t index, char *ret_text, size_t size)
{
    if (index == 0)
        return ERR_MISSING;
    const struct wire_control get = {.request_type = REQUEST_IN_STANDARD_DEVICE,
                                     .request = GET_DESCRIPTOR,
                                     .value = (uint16_t)(DESCRIPTOR_STRING << 8 | index),
                                     .index = ENGLISH_US};
    uint8_t data[255];
    size_t got;
    TRY(wire_control_in(wire, &get, (struct wire_room){data, sizeof data}, STRING_TIMEOUT_MS,
                        &got));
    if (got < 2 || data[0] > got || data[0] < 2 || data[1] != DESCRIPTOR_STRING)
        return ERR_FORMAT;
    return text_from_utf16le(data + 2, (size_t)data[0] - 2, ret_text, size);
}

void wire_cancel(struct wire *wire)
{
    atomic_fetch_or(&wire->halted, WIRE_HALT_CANCELLED);
    wire->ops->wake(wire);
}

void wire_rearm(struct wire *wire)
{
    atomic_fetch_and(&wire->halted, ~(unsigned)WIRE_HALT_CANCELLED);
}

void wire_shield(struct wire *wire, bool shielded)
{
    atomic_store(&wire->shielded, shielded);
}

void wire_shut(struct wire *wire)
{
    atomic_fetch_or(&wire->halted, WIRE_HALT_SHUT);
    wire->ops->wake(wire);
}

void wire_close(struct wire *wire)
{
    if (!wire)
        return;
    struct wire_port *port = wire->port;
    wire->ops->close(wire);
    wire_port_unref(port);
}
