/* SPDX-License-Identifier: Apache-2.0 */
#include "app/item/when.h"

#include "platform/base/text.h"

static void read_ages(struct read *r, const json_t *object, struct item_ages *ages)
{
    *ages = (struct item_ages){0, 0};
    if (json_object_get(object, "min"))
        ages->min = read_number(r, object, "min", 1, ITEM_AGE_MAX);
    if (json_object_get(object, "max"))
        ages->max = read_number(r, object, "max", 1, ITEM_AGE_MAX);
    if (object && !item_ages_limit(ages))
        read_fail(r, "min", ERR_MISSING, "an age needs min, max or both");
    if (ages->max > 0 && ages->min > ages->max)
        read_fail(r, "max", ERR_RANGE, "nobody is that old: below min");
}

void when_read_item(struct read *r, struct item *item, const json_t *root)
{
    const json_t *age = read_object(r, root, "age", MAY);
    size_t mark = read_enter(r, "age", -1);
    read_only(r, age, "min max text~");
    read_ages(r, age, &item->ages);
    item->ages_text = age ? read_said(r, age, "text", NEED, 60) : "";
    read_leave(r, mark);
    if (age && item->anonymous)
        read_fail(r, "age", ERR_RANGE, "who may stay unnamed has no age: identify");
}

static void read_when_age(struct read *r, struct item_when *when, const json_t *object)
{
    const json_t *age = read_object(r, object, "age", MAY);
    size_t mark = read_enter(r, "age", -1);
    read_only(r, age, "min max");
    read_ages(r, age, &when->age);
    read_leave(r, mark);
}

static void read_answers(struct read *r, struct item_when *when, const json_t *object)
{
    const json_t *list = read_array(r, object, "is", NEED, ITEM_WHEN_MAX);
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        const char *text = json_string_value(json_array_get(list, i));
        if (!text || !*text || text_count(text) > 64)
            read_fail(r, "is", ERR_FORMAT, "must be a list of answers");
        else
            when->is[when->count++] = text;
    }
    if (list && json_array_size(list) == 0)
        read_fail(r, "is", ERR_MISSING, "a condition needs an answer");
}

void when_read(struct read *r, struct item_when *when, const json_t *from)
{
    const json_t *object = read_object(r, from, "when", MAY);
    size_t mark = read_enter(r, "when", -1);
    bool answered = json_object_get(object, "field") || json_object_get(object, "is");
    read_only(r, object, "field is age");
    read_when_age(r, when, object);
    when->field = answered ? read_text(r, object, "field", NEED, 47) : "";
    if (answered)
        read_answers(r, when, object);
    if (object && !answered && !json_object_get(object, "age"))
        read_fail(r, "field", ERR_MISSING, "a condition needs field and is, or age");
    read_leave(r, mark);
}

void when_read_field(struct read *r, struct item_field *field, const json_t *from)
{
    when_read(r, &field->when, from);
    if (json_object_get(from, "when") && field->source_count > 0)
        read_fail(r, "when", ERR_RANGE, "only for what is asked: without source");
}

/* `field`: whose condition it is, NULL when it is no field's. */
static bool check_outer(struct read *r, const struct item *item, const struct item_when *when,
                        const struct item_field *field)
{
    const struct item_field *outer = *when->field ? item_field_find(item, when->field) : NULL;
    bool seen = outer && (field ? item_field_sees(field, outer) : !outer->group);
    if (*when->field && (!seen || outer->type != ITEM_TYPE_CHOICE)) {
        read_fail(r, "when", ERR_RANGE, "must name a choice before this one");
        return false;
    }
    for (size_t i = 0; i < when->count && outer; i++)
        if (!item_option_find(outer, when->is[i]))
            read_fail(r, "when", ERR_RANGE, "is: no such answer");
    return true;
}

void when_check(struct read *r, const struct item *item, const struct item_field *field)
{
    if (!check_outer(r, item, &field->when, field))
        return;
    const struct item_field *within = *field->within ? item_field_find(item, field->within) : NULL;
    if (within && item_field_is_conditional(within))
        read_fail(r, "within", ERR_RANGE, "must name a choice before that is always asked");
}

void when_check_material(struct read *r, const struct item *item, const struct item_when *when)
{
    (void)check_outer(r, item, when, NULL);
}
