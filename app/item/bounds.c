/* SPDX-License-Identifier: Apache-2.0 */
#include "app/item/bounds.h"

#include <string.h>

enum { DAY_PLACES = 8, FAR_DIGITS = 4, UNIT_MAX = 6 };

/* "today", "-30d", "+1y", "20200101". */
static bool read_day_text(const char *text, struct item_day *ret_day)
{
    struct item_day day = {.given = true};
    size_t digits = strspn(text + 1, "0123456789");
    char unit = digits ? text[1 + digits] : '\0';
    if (strcmp(text, "today") == 0) {
        *ret_day = day;
        return true;
    }
    if (strlen(text) == DAY_PLACES && strspn(text, "0123456789") == DAY_PLACES &&
        (*text == '1' || *text == '2')) {
        day.date = (int)strtol(text, NULL, 10);
        *ret_day = day;
        return true;
    }
    if ((*text != '+' && *text != '-') || digits > FAR_DIGITS || !unit || text[2 + digits] ||
        !strchr("dy", unit))
        return false;
    *(unit == 'd' ? &day.days : &day.years) = (int)strtol(text, NULL, 10);
    *ret_day = day;
    return true;
}

static void read_day(struct read *r, const json_t *from, const char *name, struct item_day *day)
{
    const char *text = read_text(r, from, name, MAY, DAY_PLACES);
    if (*text && !read_day_text(text, day))
        read_fail(r, name, ERR_FORMAT,
                  "today, so many days or years from it (-30d, +1y), or a day");
}

static int64_t read_limit(struct read *r, const json_t *from, const char *name, int decimals)
{
    int64_t limit = 0, any;
    const char *text = read_text(r, from, name, NEED, ITEM_NUMBER_TEXT);
    if (*text && !item_number_read(text, ITEM_DECIMALS_MAX, &any))
        read_fail(r, name, ERR_FORMAT, "a number as text: \"0.01\"");
    else if (*text && !item_number_read(text, decimals, &limit))
        read_fail(r, name, ERR_RANGE, "more decimals than the field has");
    return limit;
}

void bounds_read(struct read *r, struct item_field *field, const json_t *from)
{
    field->unit = "";
    if (field->type == ITEM_TYPE_DATE) {
        read_day(r, from, "earliest", &field->earliest);
        read_day(r, from, "latest", &field->latest);
    }
    if (field->type != ITEM_TYPE_NUMBER)
        return;
    if (json_object_get(from, "decimals"))
        field->decimals = read_number(r, from, "decimals", 0, ITEM_DECIMALS_MAX);
    field->unit = read_said(r, from, "unit", MAY, UNIT_MAX);
    field->least = read_limit(r, from, "least", field->decimals);
    field->most = read_limit(r, from, "most", field->decimals);
    if (r->err == ERR_NONE && field->most <= field->least)
        read_fail(r, "most", ERR_RANGE, "no number is that: below min");
}
