/* SPDX-License-Identifier: Apache-2.0 */
/* 补正: what a case lacks, and the form that asks for just that. */
#include <string.h>

#include "app/visit/visit.h"
#include "platform/base/text.h"

void visit_choose_case(struct visit *visit, size_t which)
{
    visit_forget_corrections(visit);
    if (which < visit->cases.count)
        text_copy(visit->correction.list.project_no, NUMBER_TEXT,
                  visit->cases.row[which].project_no);
}

void visit_take_corrections(struct visit *visit, const struct correction_list *list)
{
    visit->correction.list = *list;
    visit->correction.known = true;
}

void visit_forget_corrections(struct visit *visit)
{
    visit_end_correction(visit);
    wipe(&visit->correction, sizeof visit->correction);
}

/* Bits of the fields of `item` that can be asked here; whatever else is lacking is for a counter.
 */
static uint64_t asked_of(const struct item *item, const struct correction *row)
{
    const struct item_field *field = *row->field ? item_field_find(item, row->field) : NULL;
    return field && form_can_ask_alone(field) ? UINT64_C(1) << (field - item->field) : 0;
}

bool visit_corrects_here(const struct item *item, const struct correction *row)
{
    return asked_of(item, row) != 0;
}

static void add_name(struct visit *visit, const char *name)
{
    char *names = visit->correction.to_counter;
    size_t at = strlen(names);
    snprintf(names + at, sizeof visit->correction.to_counter - at, "%s%s", at ? "、" : "", name);
}

enum err visit_begin_correction(struct visit *visit, const struct item *item)
{
    struct visit_correction *c = &visit->correction;
    uint64_t fields = 0;
    if (!c->known || c->list.count == 0 || c->begun || !visit->consented)
        return ERR_STATE;
    for (size_t i = 0; i < c->list.count; i++) {
        uint64_t bit = asked_of(item, &c->list.row[i]);
        fields |= bit;
        if (!bit)
            add_name(visit, c->list.row[i].name);
    }
    c->looked_with = visit->item;
    text_copy(c->notice_version, sizeof c->notice_version, visit->item->notice_version);
    c->begun = true;
    visit->item = item_in(item, visit->needs.language);
    form_begin(&visit->form, visit->item);
    TRY(visit_fill_known(visit));
    /* Without any question the form holds who it is, and nothing is asked. */
    form_ask_only(&visit->form, fields ? fields : UINT64_C(1) << (ITEM_FIELDS_MAX - 1));
    return ERR_NONE;
}

void visit_end_correction(struct visit *visit)
{
    struct visit_correction *c = &visit->correction;
    if (!c->begun || visit->submitted)
        return;
    c->begun = false;
    wipe(c->to_counter, sizeof c->to_counter);
    wipe(visit->application_id, sizeof visit->application_id);
    visit->item = item_in(c->looked_with, visit->needs.language);
    form_begin(&visit->form, visit->item);
}

enum err visit_add_correction(const struct visit *visit, struct application *application)
{
    const struct visit_correction *c = &visit->correction;
    text_copy(application->project_no, sizeof application->project_no, c->list.project_no);
    text_copy(application->notice_version, sizeof application->notice_version, c->notice_version);
    if (!*c->to_counter)
        return ERR_NONE;
    if (application->count == APPLICATION_FIELDS_MAX)
        return ERR_TOO_LONG;
    struct application_field *field = &application->field[application->count++];
    text_copy(field->name, sizeof field->name, "to_counter");
    field->source = SOURCE_ANSWER;
    return secret_set_text(&field->value, c->to_counter);
}
