/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "tests/unit/drivers/fake_wire.h"

#include <ctype.h>
#include <string.h>

static struct fake_step *add(struct fake_wire *fake, enum fake_kind kind, uint8_t endpoint)
{
    assert_true(fake->count < FAKE_STEPS);
    struct fake_step *s = &fake->step[fake->count++];
    *s = (struct fake_step){.kind = kind, .endpoint = endpoint};
    return s;
}

static void set_bytes(struct fake_step *s, const void *data, size_t size)
{
    s->data = malloc(size + 1);
    assert_non_null(s->data);
    memcpy(s->data, data, size);
    s->size = size;
}

static void set_hex(struct fake_step *s, const char *hex)
{
    uint8_t bytes[4096];
    size_t n = 0;
    unsigned value;
    int used;
    for (; sscanf(hex, " %2x%n", &value, &used) == 1; hex += used) {
        assert_true(n < sizeof bytes);
        bytes[n++] = (uint8_t)value;
    }
    while (isspace((unsigned char)*hex))
        hex++;
    assert_int_equal('\0', *hex);
    set_bytes(s, bytes, n);
}

void fake_out(struct fake_wire *fake, uint8_t endpoint, const char *hex)
{
    set_hex(add(fake, FAKE_OUT, endpoint), hex);
}

void fake_out_fails(struct fake_wire *fake, uint8_t endpoint, enum err result)
{
    add(fake, FAKE_OUT, endpoint)->result = result;
}

void fake_out_short(struct fake_wire *fake, uint8_t endpoint, size_t done)
{
    struct fake_step *s = add(fake, FAKE_OUT, endpoint);
    s->cut = true;
    s->size = done;
}

void fake_in_breaks(struct fake_wire *fake, uint8_t endpoint, const char *hex, enum err result)
{
    struct fake_step *s = add(fake, FAKE_IN, endpoint);
    set_hex(s, hex);
    s->result = result;
}

void fake_in(struct fake_wire *fake, uint8_t endpoint, const char *hex)
{
    set_hex(add(fake, FAKE_IN, endpoint), hex);
}

void fake_in_bytes(struct fake_wire *fake, uint8_t endpoint, const void *data, size_t size)
{
    set_bytes(add(fake, FAKE_IN, endpoint), data, size);
}

void fake_in_fails(struct fake_wire *fake, uint8_t endpoint, enum err result)
{
    add(fake, FAKE_IN, endpoint)->result = result;
}

void fake_control(struct fake_wire *fake, struct wire_control control, const char *hex)
{
    struct fake_step *s = add(fake, FAKE_CONTROL, 0);
    s->control = control;
    set_hex(s, hex);
}

void fake_control_fails(struct fake_wire *fake, struct wire_control control, enum err result)
{
    struct fake_step *s = add(fake, FAKE_CONTROL, 0);
    s->control = control;
    s->result = result;
}

void fake_clear_halt(struct fake_wire *fake, uint8_t endpoint)
{
    add(fake, FAKE_CLEAR_HALT, endpoint);
}

void fake_reset(struct fake_wire *fake)
{
    add(fake, FAKE_RESET, 0);
}

static struct fake_step *next(struct fake_wire *fake, enum fake_kind kind, uint8_t endpoint)
{
    if (fake->at == fake->count)
        fail_msg("after step %zu: kind %d on endpoint %02x is not in the script", fake->at, kind,
                 endpoint);
    struct fake_step *s = &fake->step[fake->at++];
    if (s->kind != kind || s->endpoint != endpoint)
        fail_msg("step %zu: kind %d on endpoint %02x, script says kind %d on %02x", fake->at, kind,
                 endpoint, s->kind, s->endpoint);
    return s;
}

/* As on the bus: behind a full packet a transfer with more room waits for the next one. */
static void assert_ends(const struct fake_wire *fake, const struct fake_step *s,
                        const struct wire_transfer *t)
{
    const struct wire_endpoint *e = wire_endpoint_at(&fake->interface, t->endpoint);
    if (t->control || !e || e->max_packet == 0 || s->size == 0 || s->size % e->max_packet != 0)
        return;
    if (t->in.size > s->size)
        fail_msg("%zu bytes in whole packets do not end a transfer of %zu", s->size, t->in.size);
}

static enum err give(const struct fake_step *s, const struct wire_transfer *t, size_t *ret_done)
{
    *ret_done = s->size < t->in.size ? s->size : t->in.size;
    memcpy(t->in.data, s->data, *ret_done);
    return s->size > t->in.size ? ERR_OVERFLOW : ERR_NONE;
}

static enum err take(const struct fake_step *s, const struct wire_transfer *t, size_t *ret_done)
{
    *ret_done = s->size;
    if (s->cut)
        return ERR_NONE;
    assert_int_equal(s->size, t->out.size);
    assert_memory_equal(s->data, t->out.data, s->size);
    return ERR_NONE;
}

static enum err fake_transfer(struct wire *wire, const struct wire_transfer *t, size_t *ret_done)
{
    struct fake_wire *fake = (struct fake_wire *)wire;
    fake->transfers++;
    if (fake->at == fake->count && fake->model)
        return fake->model(fake->user, t, ret_done);
    bool in = (t->control ? t->control->request_type : t->endpoint) & WIRE_ENDPOINT_IN;
    const struct fake_step *s =
        next(fake, t->control ? FAKE_CONTROL : (in ? FAKE_IN : FAKE_OUT), t->endpoint);
    if (t->control)
        assert_memory_equal(&s->control, t->control, sizeof s->control);
    if (s->result != ERR_NONE && s->data && in)
        give(s, t, ret_done);
    if (s->result != ERR_NONE)
        return s->result;
    if (!in)
        return take(s, t, ret_done);
    assert_ends(fake, s, t);
    return give(s, t, ret_done);
}

static enum err fake_clear(struct wire *wire, uint8_t endpoint)
{
    struct fake_wire *fake = (struct fake_wire *)wire;
    if (fake->at == fake->count && fake->model)
        return ERR_NONE;
    return next(fake, FAKE_CLEAR_HALT, endpoint)->result;
}

static enum err fake_reset_now(struct wire *wire)
{
    struct fake_wire *fake = (struct fake_wire *)wire;
    if (fake->at == fake->count && fake->model)
        return ERR_NONE;
    return next(fake, FAKE_RESET, 0)->result;
}

static enum err fake_pause(struct wire *wire, int64_t ms)
{
    struct fake_wire *fake = (struct fake_wire *)wire;
    fake->paused_ms += ms;
    if (fake->on_pause)
        fake->on_pause(fake->user, ms);
    return wire_is_halted(wire) ? ERR_CANCELLED : ERR_NONE;
}

static enum err fake_claim(struct wire *wire, const struct wire_interface *interface)
{
    (void)wire, (void)interface;
    return ERR_NONE;
}

static void fake_nothing(struct wire *wire)
{
    (void)wire;
}

static const struct wire_ops ops = {.transfer = fake_transfer,
                                    .clear_halt = fake_clear,
                                    .reset = fake_reset_now,
                                    .pause = fake_pause,
                                    .wake = fake_nothing,
                                    .close = fake_nothing,
                                    .claim = fake_claim};

void fake_init(struct fake_wire *fake)
{
    memset(fake, 0, sizeof *fake);
    fake->wire.ops = &ops;
    fake->wire.identity = &fake->identity;
    fake->wire.interface = &fake->interface;
}

void fake_done(struct fake_wire *fake)
{
    assert_int_equal(fake->count, fake->at);
    for (size_t i = 0; i < fake->count; i++)
        free(fake->step[i].data);
}

void fake_add_endpoint(struct fake_wire *fake, uint8_t address, enum wire_type type,
                       uint16_t max_packet)
{
    struct wire_interface *f = &fake->interface;
    assert_true(f->endpoint_count < WIRE_ENDPOINTS_MAX);
    f->endpoint[f->endpoint_count++] =
        (struct wire_endpoint){.address = address, .type = (uint8_t)type, .max_packet = max_packet};
}
