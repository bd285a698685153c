/* SPDX-License-Identifier: Apache-2.0 */
/* Small questions about an item's fields. */
#include <string.h>

#include "app/item/item.h"

bool item_field_sees(const struct item_field *field, const struct item_field *outer)
{
    return !outer->group || outer->group == field->group;
}

bool item_ages_limit(const struct item_ages *ages)
{
    return ages->min > 0 || ages->max > 0;
}

bool item_when_is_any(const struct item_when *when)
{
    return when->count > 0 || item_ages_limit(&when->age);
}

bool item_field_is_conditional(const struct item_field *field)
{
    return item_when_is_any(&field->when);
}

bool item_term_within(const struct item_term *term, const struct item_term *whole)
{
    return term->days <= whole->days && (whole->workdays || !term->workdays);
}

bool item_material_may(const struct item_material *material, enum item_way way)
{
    for (size_t i = 0; i < material->way_count; i++)
        if (material->way[i] == way)
            return true;
    return false;
}

const char *item_field_answer(const struct item_field *field)
{
    for (size_t i = 0; i < field->source_count; i++)
        if (strncmp(field->source[i], "answer.", strlen("answer.")) == 0)
            return field->source[i] + strlen("answer.");
    return "";
}

bool item_output_comes(const struct item_output *output, enum item_handing way)
{
    for (size_t i = 0; i < output->way_count; i++)
        if (output->way[i] == way)
            return true;
    return false;
}

const struct item_field *item_field_find(const struct item *item, const char *name)
{
    for (size_t i = 0; i < item->field_count; i++)
        if (strcmp(item->field[i].name, name) == 0)
            return &item->field[i];
    return NULL;
}

bool item_option_fits(const struct item_option *option, const char *outer)
{
    return !*option->under || strcmp(option->under, outer) == 0;
}

const struct item_option *item_option_find(const struct item_field *field, const char *value)
{
    for (size_t i = 0; i < field->option_count; i++)
        if (strcmp(field->option[i].value, value) == 0)
            return &field->option[i];
    return NULL;
}
