/* SPDX-License-Identifier: Apache-2.0 */
/* For which enterprise somebody acts: its licence's code, and what the province says. */
#include "app/kiosk/errand_kind.h"

static bool wants_licence(const struct model *model)
{
    return visit_wants_enterprise(&model->visit) && model->visit.licence.count == 0;
}

static enum err begin_licence(struct model *model, struct bus *bus, uint32_t token)
{
    model->page.hinted = false;
    bus_scan(bus, token);
    return ERR_NONE;
}

static void end_licence(struct model *model, struct bus_event *event)
{
    enum err e = event->err;
    if (e == ERR_NONE)
        e = visit_read_licence(&model->visit, secret_text(&event->secret), event->secret.len);
    model->page.refused = e;
    model->errand[ERRAND_ENTERPRISE].state = ERRAND_NONE; /* a new code is a new question */
}

static bool wants_enterprise(const struct model *model)
{
    return visit_wants_enterprise(&model->visit) && model->visit.licence.count > 0;
}

static enum err begin_enterprise(struct model *model, struct bus *bus, uint32_t token)
{
    struct pairs *who = NULL, *licence = calloc(1, sizeof *licence);
    enum err e = licence ? visit_ask_licence(&model->visit, licence) : ERR_MEMORY;
    if (e == ERR_NONE)
        e = errand_who_acts(model, &who);
    if (e == ERR_NONE) {
        bus_enterprise(bus, token, &(struct bus_wish){model->visit.item->task_code, who, licence});
        return ERR_NONE;
    }
    if (licence)
        pairs_wipe(licence);
    free(licence);
    return e;
}

/* A line that broke is asked again by itself; another answer ends the question. */
static void end_enterprise(struct model *model, struct bus_event *event)
{
    if (event->err == ERR_NONE)
        event->err = visit_take_enterprise(&model->visit, &event->pairs);
    model->page.refused = event->err;
    if (err_category(event->err) != ERR_CAT_LINK)
        visit_forget_licence(&model->visit);
}

const struct errand_kind errand_licence = {
    .name = "licence",
    .screen = SCREEN_LICENCE,
    .ends = BUS_SCANNED,
    .on_devices = true,
    .wanted = wants_licence,
    .begin = begin_licence,
    .end = end_licence,
    .keeps_trying = true,
};

const struct errand_kind errand_enterprise = {
    .name = "enterprise",
    .screen = SCREEN_LICENCE,
    .also = SCREEN_BIT(CREDIT),
    .ends = BUS_ENTERPRISE,
    .wanted = wants_enterprise,
    .begin = begin_enterprise,
    .end = end_enterprise,
};
