/* SPDX-License-Identifier: Apache-2.0 */
/* Electronic certificates: which there are, and a copy of one; and what a case lacks. */
#include "app/kiosk/errand_kind.h"

#include "platform/base/text.h"

static bool wants_certificates(const struct model *model)
{
    return !model->visit.certificates_known;
}

/* Asks with what `choose` says of the visit. */
static enum err ask(const struct model *model, struct bus *bus, uint32_t token,
                    enum err (*choose)(const struct visit *visit, struct pairs *ret_form),
                    void (*send)(struct bus *bus, uint32_t token, const struct bus_wish *wish))
{
    struct pairs *who = NULL, *form = calloc(1, sizeof *form);
    enum err e = form ? choose(&model->visit, form) : ERR_MEMORY;
    if (e == ERR_NONE)
        e = errand_who(model, &who);
    if (e == ERR_NONE) {
        send(bus, token, &(struct bus_wish){model->visit.item->task_code, who, form});
        return ERR_NONE;
    }
    if (form)
        pairs_wipe(form);
    free(form);
    return e;
}

static enum err begin_certificates(struct model *model, struct bus *bus, uint32_t token)
{
    return ask(model, bus, token, visit_choices, bus_certificates);
}

static void end_certificates(struct model *model, struct bus_event *event)
{
    model->page.refused = event->err;
    if (event->err == ERR_NONE)
        visit_take_certificates(&model->visit, event->certificates);
}

/* What a case lacks. */

static bool wants_corrections(const struct model *model)
{
    return !model->visit.correction.known && *model->visit.correction.list.project_no;
}

static enum err choose_case(const struct visit *visit, struct pairs *ret_form)
{
    struct pair *pair = &ret_form->pair[0];
    text_copy(pair->name, sizeof pair->name, "project_no");
    TRY(secret_set_text(&pair->value, visit->correction.list.project_no));
    ret_form->count = 1;
    return ERR_NONE;
}

static enum err begin_corrections(struct model *model, struct bus *bus, uint32_t token)
{
    return ask(model, bus, token, choose_case, bus_corrections);
}

static void end_corrections(struct model *model, struct bus_event *event)
{
    model->page.refused = event->err;
    if (event->err == ERR_NONE)
        visit_take_corrections(&model->visit, event->corrections);
}

const struct errand_kind errand_corrections = {
    .name = "corrections",
    .screen = SCREEN_CORRECT,
    .ends = BUS_CORRECTIONS,
    .wanted = wants_corrections,
    .begin = begin_corrections,
    .end = end_corrections,
};

static bool wants_copy(const struct model *model)
{
    return !model->visit.copy_known;
}

static enum err begin_copy(struct model *model, struct bus *bus, uint32_t token)
{
    return ask(model, bus, token, visit_copy_wish, bus_certificate_copy);
}

static void end_copy(struct model *model, struct bus_event *event)
{
    if (event->err == ERR_NONE)
        event->err = visit_take_copy(&model->visit, &event->pairs);
    model->page.refused = event->err;
}

const struct errand_kind errand_certificates = {
    .name = "certificates",
    .screen = SCREEN_CERTIFICATES,
    .ends = BUS_CERTIFICATES,
    .wanted = wants_certificates,
    .begin = begin_certificates,
    .end = end_certificates,
};

const struct errand_kind errand_copy = {
    .name = "copy",
    .screen = SCREEN_CERTIFICATE,
    .ends = BUS_COPY,
    .wanted = wants_copy,
    .begin = begin_copy,
    .end = end_copy,
};
