/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "tests/unit/drivers/receipt/toy_printer.h"

#include <string.h>

static void say(struct toy *t, const void *bytes, size_t size)
{
    assert_true(t->say_size + size <= sizeof t->say);
    memcpy(t->say + t->say_size, bytes, size);
    t->say_size += size;
}

static void keep(struct toy *t, const uint8_t *data, size_t size)
{
    assert_true(t->got_size + size <= sizeof t->got);
    memcpy(t->got + t->got_size, data, size);
    t->got_size += size;
}

static void on_real_time(struct toy *t, const uint8_t *data)
{
    if (data[1] == 0x05)
        t->recovers++;
    if (data[1] == 0x14) {
        t->clears++;
        if (t->knows_clear)
            say(t, "\x37\x25\0", 3);
    }
    if (data[1] != 0x04)
        return;
    t->status_asked++;
    if (t->late > 0)
        t->late--;
    else if (!t->mute && data[2] == 0x14)
        say(t, t->own, sizeof t->own);
    else if (!t->mute)
        say(t, &t->status[data[2]], 1);
}

static bool holds(const uint8_t *data, size_t size, const char *what, size_t n)
{
    return memmem(data, size, what, n) != NULL;
}

/* FS P presents, ESC C 1 collects. */
static void move_slip(struct toy *t, const uint8_t *data, size_t size)
{
    if (t->presents && holds(data, size, "\x1CP", 2)) {
        t->own[2] |= t->jams ? 0 : 0x20;
        t->own[4] |= t->jams ? 0x40 : 0;
    }
    if (!holds(data, size,
               "\x1B"
               "C\x01",
               3))
        return;
    t->collected++;
    if (!t->stuck)
        t->own[2] &= (uint8_t)~0x20;
}

static void answer(struct toy *t, const uint8_t *data, size_t size)
{
    if (size == 11 && memcmp(data, "\x1D(H", 3) == 0 && t->knows_process_id) {
        uint8_t done[7] = {0x37, 0x22};
        memcpy(done + 2, data + 7, 4);
        say(t, done, sizeof done);
    }
    if (size == 3 && memcmp(data, "\x1Dr\x01", 3) == 0 && t->knows_gs_r)
        say(t, "\0", 1);
}

static enum err on_out(struct toy *t, struct bytes out, size_t *ret_done)
{
    bool reached = t->after != TOY_NEVER && t->got_size >= (size_t)t->after;
    if (reached && t->at_after) {
        void (*now)(struct toy *) = t->at_after;
        t->at_after = NULL;
        now(t);
    }
    if (reached && t->write_fails != ERR_NONE)
        return t->write_fails;
    bool real_time = out.size >= 3 && out.data[0] == 0x10;
    if (!real_time && t->naks != 0) {
        t->naks--;
        return ERR_TIMEOUT;
    }
    *ret_done = out.size;
    if (real_time) {
        on_real_time(t, out.data);
        return ERR_NONE;
    }
    keep(t, out.data, out.size);
    answer(t, out.data, out.size);
    move_slip(t, out.data, out.size);
    return ERR_NONE;
}

static enum err on_in(struct toy *t, struct wire_room in, size_t *ret_done)
{
    assert_false(t->one_way);
    if (t->babbles) {
        memset(in.data, 0xFF, 8);
        *ret_done = 8;
        return ERR_NONE;
    }
    if (t->say_size == 0)
        return ERR_TIMEOUT;
    memcpy(in.data, t->say, t->say_size);
    *ret_done = t->say_size;
    t->say_size = 0;
    return ERR_NONE;
}

static enum err on_soft_reset(struct toy *t, const struct wire_control *c)
{
    bool old = c->request_type == 0x23;
    assert_true(old || c->request_type == 0x21);
    *(old ? &t->resets2 : &t->resets) += 1;
    return old ? t->reset2_fails : t->reset_fails;
}

static enum err on_control(struct toy *t, const struct wire_transfer *x, size_t *ret_done)
{
    if (x->control->request == 2)
        return on_soft_reset(t, x->control);
    assert_int_equal(x->control->request_type, 0xA1);
    if (x->control->request == 1) {
        *(uint8_t *)x->in.data = t->port;
        *ret_done = 1;
        return t->port_stalls ? ERR_STALL : ERR_NONE;
    }
    size_t n = strlen(t->device_id);
    uint8_t head[2] = {0, (uint8_t)(n + 2)};
    memcpy(x->in.data, head, 2);
    memcpy((uint8_t *)x->in.data + 2, t->device_id, n);
    *ret_done = n + 2;
    return t->id_stalls ? ERR_STALL : ERR_NONE;
}

static enum err model(void *user, const struct wire_transfer *x, size_t *ret_done)
{
    struct toy *t = user;
    if (x->control)
        return on_control(t, x, ret_done);
    return x->endpoint == TOY_OUT ? on_out(t, x->out, ret_done) : on_in(t, x->in, ret_done);
}

void toy_init(struct toy *t)
{
    memset(t, 0, sizeof *t);
    fake_init(&t->fake);
    fake_add_endpoint(&t->fake, TOY_OUT, WIRE_BULK, 64);
    fake_add_endpoint(&t->fake, TOY_IN, WIRE_BULK, 64);
    t->fake.model = model;
    t->fake.user = t;
    t->settings.receipt_profile = "";
    t->device.wire = &t->fake.wire;
    t->device.settings = &t->settings;
    strcpy(t->device.info.id, "receipt0");
    memset(t->status, 0x12, sizeof t->status);
    memcpy(t->own, "\x10\x0F\0\0\0\0", sizeof t->own);
    t->port = 0x18;
    t->device_id = "MFG:TOY;MDL:T1;CMD:ESC/POS;";
    t->knows_process_id = t->knows_gs_r = t->knows_clear = true;
    t->after = TOY_NEVER;
}

enum err toy_open(struct toy *t)
{
    enum err e = escpos_driver.open(&t->device);
    t->clears = t->resets = t->resets2 = 0;
    return e;
}

void toy_done(struct toy *t)
{
    escpos_driver.close(&t->device);
    fake_done(&t->fake);
}

size_t toy_count(const struct toy *t, const void *bytes, size_t size)
{
    size_t n = 0;
    for (size_t i = 0; i + size <= t->got_size; i++)
        n += memcmp(t->got + i, bytes, size) == 0;
    return n;
}
