/* SPDX-License-Identifier: Apache-2.0 */
/* How the parts of a case stand that is made of several items. */
#include "app/kiosk/errand_kind.h"

#include "platform/base/text.h"

/* Of the case on show: the one just filed, the one that was looked for, or the one chosen. */
static const char *number_of(const struct model *model)
{
    const struct visit *visit = &model->visit;
    switch (model->screen) {
    case SCREEN_TOGETHER:
        return visit->parts.project_no;
    case SCREEN_CASES:
        return *visit->number && visit->cases_known && visit->cases.row[0].state != CASE_SAVED
                   ? visit->cases.row[0].project_no
                   : "";
    default:
        return visit->submitted && together_count(visit) > 0 ? visit->status.project_no : "";
    }
}

static bool wants_parts(const struct model *model)
{
    return !model->visit.parts.known && !model->visit.parts.failed && *number_of(model);
}

static enum err begin_parts(struct model *model, struct bus *bus, uint32_t token)
{
    struct pairs *who = NULL, *form = calloc(1, sizeof *form);
    enum err e = form ? secret_set_text(&form->pair[0].value, number_of(model)) : ERR_MEMORY;
    if (e == ERR_NONE && model->visit.identity != VISIT_UNKNOWN)
        e = errand_who(model, &who);
    else if (e == ERR_NONE)
        e = (who = calloc(1, sizeof *who)) ? ERR_NONE : ERR_MEMORY; /* only what this kiosk sent */
    if (e == ERR_NONE) {
        text_copy(form->pair[0].name, sizeof form->pair[0].name, "project_no");
        form->count = 1;
        bus_parts(bus, token, &(struct bus_wish){model->visit.item->task_code, who, form});
        return ERR_NONE;
    }
    if (form)
        pairs_wipe(form);
    free(form);
    return e;
}

/* Elsewhere than on its own page nobody waits for it; there only a broken line is tried again. */
static void end_parts(struct model *model, struct bus_event *event)
{
    if (event->err == ERR_NONE)
        together_take(&model->visit, event->parts);
    else if (model->screen != SCREEN_TOGETHER || err_category(event->err) != ERR_CAT_LINK)
        model->visit.parts.failed = true;
    if (model->screen == SCREEN_TOGETHER)
        model->page.refused = event->err;
}

bool errand_parts_come(const struct model *model)
{
    return model->errand[ERRAND_PARTS].state != ERRAND_WAITING && wants_parts(model);
}

const struct errand_kind errand_parts = {
    .name = "parts",
    .screen = SCREEN_TOGETHER,
    .also = SCREEN_BIT(CASES) | SCREEN_BIT(DONE),
    .ends = BUS_PARTS,
    .wanted = wants_parts,
    .begin = begin_parts,
    .end = end_parts,
    .keeps_trying = true,
};
