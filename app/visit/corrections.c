/* SPDX-License-Identifier: Apache-2.0 */
/* 补正: what a case lacks, and the form and the papers that are asked for just that. */
#include <string.h>

#include "app/visit/visit_inside.h"
#include "platform/base/clock.h"
#include "platform/base/date.h"
#include "platform/base/text.h"

enum { NO_MATERIAL = -1 };

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

/* Bits of the fields of `item` that can be asked here. */
static uint64_t asked_of(const struct item *item, const struct correction *row)
{
    const struct item_field *field = *row->field ? item_field_find(item, row->field) : NULL;
    return field && form_can_ask_alone(field) ? UINT64_C(1) << (field - item->field) : 0;
}

/* By the name that the contract has for it, or as officials call it. */
static bool is_material(const struct item_material *material, const struct correction *row)
{
    return *row->material ? strcmp(material->name, row->material) == 0
                          : strcmp(material->material_name, row->name) == 0;
}

static int material_of(const struct item *item, const struct correction *row)
{
    const struct item *official = item_in(item, LANGUAGE_CHINESE);
    for (int i = 0; !*row->field && i < (int)official->material_count; i++)
        if (is_material(&official->material[i], row))
            return i;
    return NO_MATERIAL;
}

enum visit_mends visit_mends(const struct item *item, const struct correction *row)
{
    if (asked_of(item, row))
        return VISIT_MENDS_FIELD;
    return material_of(item, row) == NO_MATERIAL ? VISIT_MENDS_NOT : VISIT_MENDS_PAPER;
}

static int day_of(const struct correction *row)
{
    int day = 0;
    return date_parse(row->until, &day) == ERR_NONE ? day : 0;
}

bool visit_correction_is_late(const struct visit *visit)
{
    const struct correction_list *list = &visit->correction.list;
    int today = date_in_china(clock_wall_ms(), NULL);
    for (size_t i = 0; i < list->count; i++)
        if (day_of(&list->row[i]) && day_of(&list->row[i]) < today)
            return true;
    return false;
}

bool visit_asks_paper(const struct visit *visit, int material)
{
    return visit->correction.begun && (visit->correction.papers >> material & 1);
}

const struct correction *visit_why_paper(const struct visit *visit, int material)
{
    const struct correction_list *list = &visit->correction.list;
    const struct correction *first = NULL;
    for (size_t i = 0; visit_asks_paper(visit, material) && i < list->count; i++)
        if (material_of(visit->item, &list->row[i]) == material &&
            (!first || strcmp(list->row[i].until, first->until) < 0))
            first = &list->row[i];
    return first;
}

int visit_paper_until(const struct visit *visit, int material)
{
    const struct correction *why = visit_why_paper(visit, material);
    return why ? day_of(why) : 0;
}

static void add_name(struct visit *visit, const char *name)
{
    char *names = visit->correction.to_counter;
    size_t at = strlen(names);
    snprintf(names + at, sizeof visit->correction.to_counter - at, "%s%s", at ? "、" : "", name);
}

/* Each row is a field or a paper that is asked for here, or promised to a counter. Returns the bits
 * of the fields. */
static uint64_t sort_rows(struct visit *visit, const struct item *item)
{
    struct visit_correction *c = &visit->correction;
    uint64_t fields = 0;
    for (size_t i = 0; i < c->list.count; i++) {
        int material = material_of(item, &c->list.row[i]);
        uint64_t bit = asked_of(item, &c->list.row[i]);
        fields |= bit;
        if (material != NO_MATERIAL)
            c->papers |= 1u << material;
        else if (!bit)
            add_name(visit, c->list.row[i].name);
    }
    return fields;
}

enum err visit_begin_correction(struct visit *visit, const struct item *item)
{
    struct visit_correction *c = &visit->correction;
    if (!c->known || c->list.count == 0 || c->begun || !visit->consented)
        return ERR_STATE;
    uint64_t fields = sort_rows(visit, item);
    c->looked_with = visit->item;
    text_copy(c->notice_version, sizeof c->notice_version, visit->item->notice_version);
    c->begun = true;
    visit->item = item_in(item, visit->needs.language);
    visit_begin_form(visit);
    papers_forget(visit);
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
    c->papers = 0;
    papers_forget(visit);
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
