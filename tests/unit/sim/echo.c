/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "tests/unit/sim/echo.h"

#include <errno.h>

#include "tests/sim/core/descriptor.h"

const uint8_t echo_descriptors[] = {
    DESC_DEVICE(0x1234, 0x5678, 0x0100),
    DESC_CONFIGURATION(32, BUS_POWERED),
    DESC_INTERFACE(2, 0xFF, 0, 0),
    DESC_BULK(OUT, 64),
    DESC_BULK(IN, 64),
};
static const struct gadget_words words = {
    .name = "echo",
    .speed_mbit = 12,
    .descriptors = echo_descriptors,
    .descriptors_size = sizeof echo_descriptors,
    .strings = {NULL, "SIM", "Echo", "E1"},
};

static size_t echo_out(struct gadget *g, uint8_t endpoint, const uint8_t *data, size_t size)
{
    struct echo *e = g->state;
    assert_int_equal(OUT, endpoint);
    size_t n = size < e->appetite ? size : e->appetite;
    e->appetite -= n;
    e->heard += n;
    if (n > 0)
        gadget_push(g, IN, data, n);
    return n;
}

static int echo_control(struct gadget *g, struct transfer *t)
{
    (void)g;
    t->data[0] = 7;
    return t->setup[1] == 1 ? 1 : -EPIPE;
}

static void echo_reset(struct gadget *g)
{
    ((struct echo *)g->state)->resets++;
}

static const struct gadget_model model = {echo_control, echo_out, echo_reset};

struct echo *echo_new(void)
{
    struct echo *e = calloc(1, sizeof *e);
    assert_non_null(e);
    e->appetite = SIZE_MAX;
    assert_ok(world_init(&e->world, host_now));
    assert_ok(gadget_init(&e->gadget, &e->world, &words, &model, e));
    gadget_appear(&e->gadget);
    return e;
}

void echo_free(struct echo *e)
{
    gadget_done(&e->gadget);
    world_done(&e->world);
    free(e);
}
