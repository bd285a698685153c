/* SPDX-License-Identifier: Apache-2.0 */
/* Where answers stand, and the rows of groups. */
#include <string.h>

#include "app/form/form.h"

int form_place(int field, int row)
{
    return row * ITEM_FIELDS_MAX + field;
}

int form_row_of(int place)
{
    return place / ITEM_FIELDS_MAX;
}

static int field_of(int place)
{
    return place % ITEM_FIELDS_MAX;
}

const struct item_field *form_field_at(const struct form *form, int place)
{
    return &form->item->field[field_of(place)];
}

static const struct item_field *group_at(const struct form *form, int place)
{
    const struct item_field *field = form_field_at(form, place);
    return field->type == ITEM_TYPE_GROUP ? field : field->group;
}

static int field_or_end(const struct form *form, int field)
{
    return (size_t)field < form->item->field_count ? field : -1;
}

int form_after(const struct form *form, int place)
{
    if (place < 0)
        return field_or_end(form, 0);
    const struct item_field *group = group_at(form, place);
    if (!group)
        return field_or_end(form, field_of(place) + 1);
    int first = (int)(group - form->item->field), row = form_row_of(place);
    int last = first + (int)group->inner_count;
    if (field_of(place) < last)
        return place + 1;
    return row + 1 < group->rows_max ? form_place(first, row + 1) : field_or_end(form, last + 1);
}

bool form_has_row(const struct form *form, int place)
{
    const struct item_field *group = group_at(form, place);
    int first = (int)(group - form->item->field), wanted = form_row_of(place);
    for (int row = group->rows_min; row <= wanted; row++) {
        const struct answer *there = &form->answer[form_place(first, row)];
        if (strcmp(secret_text(&there->value), FORM_ROW_YES) != 0)
            return false;
    }
    return wanted < group->rows_max;
}

int form_rows_of(const struct form *form, int group)
{
    int row = 0;
    while (row < form->item->field[group].rows_max && form_has_row(form, form_place(group, row)))
        row++;
    return row;
}

bool form_may_drop(const struct form *form, int place)
{
    const struct item_field *group = group_at(form, place);
    return group && form_has_row(form, place) &&
           form_rows_of(form, (int)(group - form->item->field)) > group->rows_min;
}

static void move_answer(struct answer *to, struct answer *from)
{
    secret_wipe(&to->value);
    secret_wipe(&to->shown);
    *to = *from;
    memset(from, 0, sizeof *from); /* it has moved: nothing of it is freed */
}

enum err form_drop_row(struct form *form, int place)
{
    if (!form_may_drop(form, place))
        return ERR_STATE;
    const struct item_field *group = group_at(form, place);
    int first = (int)(group - form->item->field), last = first + (int)group->inner_count;
    for (int field = first; field <= last; field++) {
        struct answer none = {0};
        int row = form_row_of(place);
        for (; row + 1 < group->rows_max; row++)
            move_answer(&form->answer[form_place(field, row)],
                        &form->answer[form_place(field, row + 1)]);
        move_answer(&form->answer[form_place(field, row)], &none);
    }
    return ERR_NONE;
}
