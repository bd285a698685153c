/* SPDX-License-Identifier: Apache-2.0 */
/* What was begun here goes on on a phone. */
#include "app/kiosk/errand_kind.h"

static bool wants_handover(const struct model *model)
{
    return model->page.confirmed && !model->visit.handing.known;
}

static enum err begin_handover(struct model *model, struct bus *bus, uint32_t token)
{
    struct handover_wish *wish = calloc(1, sizeof *wish);
    enum err e = wish ? visit_make_handover(&model->visit, wish) : ERR_MEMORY;
    if (e == ERR_NONE)
        bus_hand_over(bus, token, wish);
    else
        free(wish);
    return e;
}

/* What failed is not tried again unasked: the citizen may rather go on here. */
static void end_handover(struct model *model, struct bus_event *event)
{
    model->page.confirmed = false;
    if (event->err == ERR_NONE)
        event->err = visit_take_handover(&model->visit, &event->handover);
    model->page.refused = event->err;
}

const struct errand_kind errand_handover = {
    .name = "handover",
    .screen = SCREEN_HANDOVER,
    .ends = BUS_HANDED,
    .wanted = wants_handover,
    .begin = begin_handover,
    .end = end_handover,
};
