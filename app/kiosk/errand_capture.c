/* SPDX-License-Identifier: Apache-2.0 */
/* A photograph of a page. */
#include "app/kiosk/errand_kind.h"

static bool wants_capture(const struct model *model)
{
    return model->page.shooting;
}

static enum err begin_capture(struct model *model, struct bus *bus, uint32_t token)
{
    (void)model;
    bus_capture(bus, token);
    return ERR_NONE;
}

/* One that failed is not tried again unasked: nobody may be holding the page still any more. */
static void end_capture(struct model *model, struct bus_event *event)
{
    model->page.shooting = false;
    if (event->err == ERR_NONE)
        event->err = photograph_take(&model->photograph, &event->snapshot);
    model->page.refused = event->err;
}

const struct errand_kind errand_capture = {
    .name = "capture",
    .screen = SCREEN_PHOTOGRAPH,
    .ends = BUS_CAPTURED,
    .on_devices = true,
    .stops = true,
    .wanted = wants_capture,
    .begin = begin_capture,
    .end = end_capture,
};
