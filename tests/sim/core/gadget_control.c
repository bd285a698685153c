/* SPDX-License-Identifier: Apache-2.0 */
/* Control requests of a gadget: what its chip answers by itself, what its firmware does, and what a
 * fault makes of that. */
#include "tests/sim/core/gadget_control.h"

#include <errno.h>

/* An answer in the data stage, as the fault leaves it. */
static int spoil_answer(const struct gadget *g, struct transfer *t)
{
    if (t->actual == 0 || !(t->setup[0] & 0x80))
        return 0;
    if (g->fault.kind == FAULT_SHORT)
        t->actual /= 2;
    if (g->fault.kind == FAULT_GARBAGE)
        fault_garble(t->data, t->actual);
    return g->fault.kind == FAULT_BABBLE ? -EOVERFLOW : 0;
}

static void answer_control(struct gadget *g, struct transfer *t)
{
    int result = g->fault.kind == FAULT_STALL ? -EPIPE : standard_control(g, t);
    if (result == -ENOSYS && g->model->control)
        result = g->model->control(g, t);
    t->actual = result > 0 ? (size_t)result : 0;
    gadget_finish(t, result < 0 ? -EPIPE : spoil_answer(g, t));
}

void gadget_control_ready(void *user)
{
    struct endpoint *e = user;
    while (e->waiting && e->waiting->due <= e->gadget->world->now()) {
        struct transfer *t = e->waiting;
        e->waiting = t->next;
        answer_control(e->gadget, t);
    }
    if (e->waiting && e->waiting->due != INT64_MAX)
        alarm_set(e->gadget->world, &e->ready, e->waiting->due - e->gadget->world->now());
}

/* What the USB chip answers by itself, however its firmware feels: standard requests to the device
 * or an endpoint, and which setting an interface has. */
static bool is_chips_own(const struct transfer *t)
{
    bool of_interface = (t->setup[0] & 0x1F) == 1;
    return (t->setup[0] & 0x60) == 0 && (!of_interface || t->setup[1] != 6);
}

void gadget_submit_control(struct gadget *g, struct transfer *t)
{
    if (is_chips_own(t)) {
        int result = standard_control(g, t);
        t->actual = result > 0 ? (size_t)result : 0;
        gadget_finish(t, result < 0 ? -EPIPE : 0);
    } else if (g->fault.kind == FAULT_MUTE) {
        t->due = INT64_MAX;
        gadget_append(&g->control, t);
    } else if (g->fault.kind == FAULT_LATE) {
        t->due = g->world->now() + g->fault.value;
        gadget_append(&g->control, t);
        gadget_control_ready(&g->control);
    } else {
        answer_control(g, t);
    }
}
