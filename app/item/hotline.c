/* SPDX-License-Identifier: Apache-2.0 */
#include "app/item/hotline.h"

#include <string.h>

#define DIGITS "0123456789"
#define SMALL  "abcdefghijklmnopqrstuvwxyz"

enum { AREA_DIGITS = 6, WORD_MAX = 47 };

static bool is_type(const char *value)
{
    static const char *const types[] = {"consult", "help", "complaint", "report", "suggestion"};
    for (size_t i = 0; i < ARRAY_LEN(types); i++)
        if (strcmp(types[i], value) == 0)
            return true;
    return false;
}

static bool is_area(const char *value)
{
    return strlen(value) == AREA_DIGITS && strspn(value, DIGITS) == AREA_DIGITS;
}

static bool is_word(const char *value)
{
    size_t len = strlen(value);
    return len <= WORD_MAX && *value >= 'a' && *value <= 'z' &&
           strspn(value, SMALL DIGITS "_") == len;
}

static bool is_asked(const struct item_field *field)
{
    return field && field->type == ITEM_TYPE_CHOICE && !field->group && !field->optional &&
           field->source_count == 0 && !item_field_is_conditional(field);
}

void hotline_check(struct read *r, const struct item *item)
{
    static const struct {
        const char *name;
        bool (*fits)(const char *value);
        const char *values;
    } asked[] = {
        {"order_type", is_type, "order_type: consult, help, complaint, report, suggestion"},
        {"order_area", is_area, "order_area: six digits (GB/T 2260)"},
        {"subject", is_word, "subject: small letters, digits and _ from a letter on"},
    };
    for (size_t i = 0; i < ARRAY_LEN(asked) && r->err == ERR_NONE; i++) {
        const struct item_field *field = item_field_find(item, asked[i].name);
        if (!is_asked(field)) {
            read_fail(r, "fields", ERR_MISSING,
                      "an order always asks order_type, order_area and subject, each a choice");
            return;
        }
        for (size_t o = 0; o < field->option_count; o++)
            if (!asked[i].fits(field->option[o].value))
                read_fail(r, "fields", ERR_RANGE, asked[i].values);
    }
}
