/* SPDX-License-Identifier: Apache-2.0 */
#include "app/item/fields.h"

#include <string.h>

#include "app/item/bounds.h"
#include "app/item/when.h"

static const char *const type_words[] = {"text",   "choice", "phone", "date",
                                         "number", "group",  NULL};
static const char *const mask_words[] = {"none", "id", "phone", NULL};
static const char *const fallback_words[] = {"ask", "department", "none", NULL};

static void read_options(struct read *r, struct item_field *field, const json_t *from)
{
    const json_t *list = read_array(r, from, "options", NEED, ITEM_OPTIONS_MAX);
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        size_t mark = read_enter(r, "options", (int)i);
        const json_t *one = json_array_get(list, i);
        struct item_option option = {.value = read_text(r, one, "value", NEED, 64),
                                     .text = read_said(r, one, "text", NEED, 16),
                                     .note = read_said(r, one, "note", MAY, 10),
                                     .under = read_text(r, one, "under", MAY, 64)};
        read_only(r, one, "value text~ note~ under");
        if (*option.value && item_option_find(field, option.value))
            read_fail(r, "value", ERR_FORMAT, "given twice");
        field->option[field->option_count++] = option;
        read_leave(r, mark);
    }
    if (field->option_count < 2 && list)
        read_fail(r, "options", ERR_MISSING, "a choice needs two");
}

static bool known_origin(const char *source)
{
    static const char *const origins[] = {"card.", "code.", "licence.", "shared.", "answer."};
    for (size_t i = 0; i < ARRAY_LEN(origins); i++)
        if (strncmp(source, origins[i], strlen(origins[i])) == 0)
            return strlen(source) > strlen(origins[i]);
    return false;
}

static void read_sources(struct read *r, struct item_field *field, const json_t *from)
{
    const json_t *list = read_array(r, from, "source", MAY, ITEM_SOURCES_MAX);
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        size_t mark = read_enter(r, "source", (int)i);
        const char *text = json_string_value(json_array_get(list, i));
        if (!text || !known_origin(text))
            read_fail(r, "", ERR_RANGE, "must begin with card. code. licence. shared. or answer.");
        else
            field->source[field->source_count++] = text;
        read_leave(r, mark);
    }
}

static bool may_be_shared(const struct item_field *field)
{
    for (size_t i = 0; i < field->source_count; i++)
        if (strncmp(field->source[i], "shared.", strlen("shared.")) == 0)
            return true;
    return false;
}

static void read_name(struct read *r, struct item_field *field, const json_t *from)
{
    field->name = read_text(r, from, "name", NEED, 47);
    field->label = read_said(r, from, "label", NEED, 8);
    if (strlen(field->name) >= 48 ||
        strspn(field->name, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(field->name))
        read_fail(r, "name", ERR_FORMAT, "small letters, digits and _ only");
}

static void check_field(struct read *r, const struct item_field *field)
{
    bool asked = field->source_count == 0 || field->fallback == ITEM_FALLBACK_ASK;
    if (asked && field->type == ITEM_TYPE_TEXT)
        read_fail(r, "type", ERR_RANGE, "text cannot be asked for on a kiosk");
    if (asked && !*field->question)
        read_fail(r, "question", ERR_MISSING, "a field that may be asked needs a question");
    if (*field->waives && !may_be_shared(field))
        read_fail(r, "waives", ERR_RANGE, "only for what is shared: a source of shared.");
}

static void read_field(struct read *r, struct item_field *field, const json_t *from)
{
    read_only(r, from,
              "name label~ question~ hint~ type mask fallback optional source shown_by from~ "
              "waives~ options within when earliest latest unit~ decimals least most");
    read_name(r, field, from);
    field->question = read_said(r, from, "question", MAY, 30);
    field->hint = read_said(r, from, "hint", MAY, 60);
    field->type = (enum item_field_type)read_word(r, from, "type", type_words, ITEM_TYPE_TEXT);
    field->mask = (enum item_mask)read_word(r, from, "mask", mask_words, ITEM_MASK_NONE);
    field->fallback =
        (enum item_fallback)read_word(r, from, "fallback", fallback_words, ITEM_FALLBACK_NONE);
    field->optional = read_bool(r, from, "optional");
    field->shown_by = read_text(r, from, "shown_by", MAY, 47);
    field->from = read_said(r, from, "from", MAY, 10);
    field->waives = read_said(r, from, "waives", MAY, 20);
    field->within = read_text(r, from, "within", MAY, 47);
    read_sources(r, field, from);
    when_read_field(r, field, from);
    bounds_read(r, field, from);
    if (field->type == ITEM_TYPE_CHOICE)
        read_options(r, field, from);
    check_field(r, field);
}

/* How many rows a group has; the fields come behind it. */
static void read_group(struct read *r, struct item_field *field, const json_t *from)
{
    read_only(r, from, "name label~ question~ more~ hint~ type min max fields when");
    read_name(r, field, from);
    field->type = ITEM_TYPE_GROUP;
    if (json_object_get(from, "min"))
        field->rows_min = read_number(r, from, "min", 0, ITEM_ROWS_MAX - 1);
    field->rows_max = read_number(r, from, "max", 2, ITEM_ROWS_MAX);
    field->question = read_said(r, from, "question", field->rows_min ? MAY : NEED, 30);
    field->more = read_said(r, from, "more", NEED, 30);
    field->hint = read_said(r, from, "hint", MAY, 60);
    field->shown_by = field->within = field->from = field->waives = field->unit = "";
    when_read_field(r, field, from);
    if (field->rows_min >= field->rows_max)
        read_fail(r, "max", ERR_RANGE, "rows: must be more than min");
}

static void check_inner(struct read *r, const struct item_field *field)
{
    if (field->type == ITEM_TYPE_GROUP)
        read_fail(r, "type", ERR_RANGE, "a group holds no groups");
    if (field->source_count > 0)
        read_fail(r, "source", ERR_RANGE, "what is asked for each row has no source");
}

static bool leads_on(const struct item_field *field, const char *outer)
{
    for (size_t i = 0; i < field->option_count; i++)
        if (item_option_fits(&field->option[i], outer))
            return true;
    return false;
}

/* A narrowed choice: every option stands under an answer of the outer field, and every answer of
 * the outer field leads to one. */
static void check_within(struct read *r, const struct item *item, const struct item_field *field)
{
    const struct item_field *outer = *field->within ? item_field_find(item, field->within) : NULL;
    if (*field->within && (!outer || !item_field_sees(field, outer) ||
                           outer->type != ITEM_TYPE_CHOICE || outer == field)) {
        read_fail(r, "within", ERR_RANGE, "must name a choice before this one");
        return;
    }
    for (size_t i = 0; i < field->option_count; i++)
        if (*field->option[i].under && (!outer || !item_option_find(outer, field->option[i].under)))
            read_fail(r, "options", ERR_RANGE, "under: no such answer");
    for (size_t i = 0; outer && i < outer->option_count; i++)
        if (!leads_on(field, outer->option[i].value))
            read_fail(r, "options", ERR_MISSING, "an answer that leads to no option");
}

/* What is copied stands before it, so that nothing turns in a circle, and is of its own kind; where
 * that has no value, it is asked for. */
static void check_copied(struct read *r, const struct item *item, const struct item_field *field)
{
    size_t count = 0;
    for (size_t i = 0; i < field->source_count; i++)
        count += strncmp(field->source[i], "answer.", strlen("answer.")) == 0;
    if (count == 0)
        return;
    const struct item_field *earlier = item_field_find(item, item_field_answer(field));
    if (!earlier || earlier->group || earlier->type != field->type)
        read_fail(r, "source", ERR_RANGE, "answer. must name a field before this one, of its type");
    else if (count > 1)
        read_fail(r, "source", ERR_RANGE, "answer. may stand there once");
    else if (field->type != ITEM_TYPE_TEXT && field->fallback != ITEM_FALLBACK_ASK)
        read_fail(r, "fallback", ERR_RANGE, "ask, where answer. is the source of what is no text");
}

/* They are asked for together, and that message holds no more. */
static void check_choices(struct read *r, const struct item *item)
{
    size_t choices = 0;
    for (size_t i = 0; i < item->field_count; i++)
        choices += item->field[i].type == ITEM_TYPE_CHOICE;
    if (item->proof.line_count > 0 && choices > ITEM_CHOICES_MAX)
        read_fail(r, "fields", ERR_TOO_LONG, "a proof can ask 32 choices at most");
}

static void read_one(struct read *r, struct item *item, const struct item_field *group,
                     const json_t *from)
{
    if (item->field_count == ITEM_FIELDS_MAX) {
        read_fail(r, "", ERR_TOO_LONG, "fields and those of groups: 40 together");
        return;
    }
    struct item_field *field = &item->field[item->field_count];
    const char *type = json_string_value(json_object_get(from, "type"));
    if (!json_is_object(from)) {
        read_fail(r, "", ERR_FORMAT, "must be an object");
        from = NULL;
    }
    field->group = group;
    if (type && strcmp(type, "group") == 0)
        read_group(r, field, from);
    else
        read_field(r, field, from);
    if (group)
        check_inner(r, field);
    if (*field->name && item_field_find(item, field->name))
        read_fail(r, "name", ERR_FORMAT, "given twice");
    if (r->err == ERR_NONE)
        check_copied(r, item, field);
    if (r->err == ERR_NONE)
        check_within(r, item, field);
    if (r->err == ERR_NONE)
        when_check(r, item, field);
    item->field_count++;
}

/* A row is never empty, so that rows can be counted. */
static bool says_something(const struct item_field *group)
{
    for (size_t i = 1; i <= group->inner_count; i++)
        if (!group[i].optional && !item_field_is_conditional(&group[i]))
            return true;
    return false;
}

static void read_inner(struct read *r, struct item *item, struct item_field *group,
                       const json_t *from)
{
    const json_t *list = read_array(r, from, "fields", NEED, ITEM_FIELDS_MAX);
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        size_t mark = read_enter(r, "fields", (int)i);
        read_one(r, item, group, json_array_get(list, i));
        read_leave(r, mark);
    }
    group->inner_count = (size_t)(&item->field[item->field_count] - group) - 1;
    if (list && r->err == ERR_NONE && !says_something(group))
        read_fail(r, "fields", ERR_MISSING, "rows: one question must always be answered");
}

/* All rows of all groups travel as single values. */
static void check_size(struct read *r, const struct item *item)
{
    size_t answers = 0;
    for (size_t i = 0; i < item->field_count; i++) {
        const struct item_field *field = &item->field[i];
        if (field->type == ITEM_TYPE_GROUP && item->proof.line_count > 0)
            read_fail(r, "fields", ERR_RANGE, "a proof asks no groups");
        if (field->type != ITEM_TYPE_GROUP)
            answers += field->group ? (size_t)field->group->rows_max : 1;
    }
    if (answers > ITEM_ANSWERS_MAX)
        read_fail(r, "fields", ERR_TOO_LONG, "rows: 60 answers together at most");
}

static bool is_of_licence(const struct item_field *field)
{
    for (size_t i = 0; i < field->source_count; i++)
        if (strncmp(field->source[i], "licence.", strlen("licence.")) == 0)
            return true;
    return false;
}

/* An organisation's case says who acts for it; a person has no licence. */
static void check_applyer(struct read *r, const struct item *item)
{
    for (size_t i = 0; i < item->field_count && item->applyer == ITEM_FOR_PERSON; i++)
        if (is_of_licence(&item->field[i]))
            read_fail(r, "fields", ERR_RANGE, "licence. is for items of enterprises: applyer_type");
    if (item->applyer != ITEM_FOR_PERSON &&
        (!item_field_find(item, "contact_name") || !item_field_find(item, "contact_code")))
        read_fail(r, "fields", ERR_MISSING, "contact_name and contact_code: who acts");
}

void fields_read(struct read *r, struct item *item, const json_t *root)
{
    const json_t *list = read_array(r, root, "fields", NEED, ITEM_FIELDS_MAX);
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        size_t mark = read_enter(r, "fields", (int)i);
        struct item_field *field = &item->field[item->field_count];
        read_one(r, item, NULL, json_array_get(list, i));
        if (item->field_count < ITEM_FIELDS_MAX && field->type == ITEM_TYPE_GROUP)
            read_inner(r, item, field, json_array_get(list, i));
        read_leave(r, mark);
    }
    check_choices(r, item);
    check_size(r, item);
    if (list)
        check_applyer(r, item);
    if (r->err == ERR_NONE && list && !item_field_find(item, "applyer_page_code"))
        read_fail(r, "fields", ERR_MISSING, "applyer_page_code: who applies");
}
