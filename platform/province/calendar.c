/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/calendar.h"

#include <string.h>

#include "platform/base/date.h"
#include "platform/base/text.h"
#include "platform/province/json.h"

enum { DAY_TEXT = 9, MINUTES = 24 * 60, YEARS_MAX = 3 };

struct reading {
    const json_t *object;
    struct calendar calendar;
    char *why;
};

static enum err fault(struct reading *r, const char *member, const char *what, enum err e)
{
    snprintf(r->why, CALENDAR_WHY, "%s: %s", member, what);
    return e;
}

static enum err read_version(struct reading *r)
{
    const json_t *member = json_object_get(r->object, "calendar_version");
    if (!json_is_integer(member))
        return fault(r, "calendar_version", "a whole number is wanted", ERR_FORMAT);
    json_int_t version = json_integer_value(member);
    if (version < 1 || version > INT32_MAX)
        return fault(r, "calendar_version", "1 to 2147483647", ERR_RANGE);
    r->calendar.version = (uint32_t)version;
    return ERR_NONE;
}

static enum err read_date(struct reading *r, const char *name, int *ret_date)
{
    char text[DAY_TEXT];
    enum err e = json_copy_text(r->object, name, text, sizeof text);
    if (e == ERR_NONE)
        e = date_parse(text, ret_date);
    return e == ERR_NONE ? e : fault(r, name, "a day as YYYYMMDD is wanted", e);
}

/* "0900" */
static enum err read_minute(struct reading *r, const char *name, int *ret_minute)
{
    char text[5];
    enum err e = json_copy_text(r->object, name, text, sizeof text);
    if (e != ERR_NONE || strlen(text) != 4 || strspn(text, "0123456789") != 4)
        return fault(r, name, "a time as HHMM is wanted", ERR_FORMAT);
    int hour = (text[0] - '0') * 10 + text[1] - '0', minute = (text[2] - '0') * 10 + text[3] - '0';
    if (minute > 59 || hour * 60 + minute > MINUTES)
        return fault(r, name, "0000 to 2400", ERR_RANGE);
    *ret_minute = hour * 60 + minute;
    return ERR_NONE;
}

static enum err add_day(struct reading *r, const char *list, const char *text, bool works)
{
    struct calendar *c = &r->calendar;
    int date;
    if (!text || date_parse(text, &date) != ERR_NONE)
        return fault(r, list, "days as YYYYMMDD are wanted", ERR_FORMAT);
    if (date < c->from || date > c->until)
        return fault(r, text, "outside of valid_from and valid_until", ERR_RANGE);
    if (c->count == CALENDAR_DAYS_MAX)
        return fault(r, list, "more than 400 days in all", ERR_TOO_LONG);
    c->day[c->count++] = (struct calendar_day){date, works};
    return ERR_NONE;
}

static enum err read_days(struct reading *r, const char *list, bool works)
{
    const json_t *days = json_object_get(r->object, list);
    if (!json_is_array(days))
        return fault(r, list, "a list of days is wanted", days ? ERR_FORMAT : ERR_MISSING);
    for (size_t i = 0; i < json_array_size(days); i++)
        TRY(add_day(r, list, json_string_value(json_array_get(days, i)), works));
    return ERR_NONE;
}

static int by_date(const void *a, const void *b)
{
    const struct calendar_day *x = a, *y = b;
    return (x->date > y->date) - (x->date < y->date);
}

static enum err sort_days(struct reading *r)
{
    struct calendar *c = &r->calendar;
    char text[DAY_TEXT + 4];
    qsort(c->day, c->count, sizeof c->day[0], by_date);
    for (size_t i = 1; i < c->count; i++)
        if (c->day[i].date == c->day[i - 1].date) {
            snprintf(text, sizeof text, "%d", c->day[i].date);
            return fault(r, text, "named twice", ERR_RANGE);
        }
    return ERR_NONE;
}

static enum err read_all(struct reading *r, char ret_area[CALENDAR_AREA_TEXT])
{
    struct calendar *c = &r->calendar;
    TRY(read_version(r));
    enum err e = json_copy_text(r->object, "area_code", ret_area, CALENDAR_AREA_TEXT);
    if (e != ERR_NONE || strspn(ret_area, "0123456789") != CALENDAR_AREA_TEXT - 1)
        return fault(r, "area_code", "six digits are wanted", ERR_FORMAT);
    TRY(read_date(r, "valid_from", &c->from));
    TRY(read_date(r, "valid_until", &c->until));
    if (c->until < c->from || c->until / 10000 - c->from / 10000 >= YEARS_MAX)
        return fault(r, "valid_until", "after valid_from, and within three years", ERR_RANGE);
    TRY(read_minute(r, "office_from", &c->office_from));
    TRY(read_minute(r, "office_until", &c->office_until));
    if (c->office_until <= c->office_from)
        return fault(r, "office_until", "after office_from", ERR_RANGE);
    TRY(read_days(r, "holidays", false));
    TRY(read_days(r, "workdays", true));
    return sort_days(r);
}

enum err calendar_read(const char *body, size_t size, struct calendar *ret_calendar,
                       char ret_area[CALENDAR_AREA_TEXT], char *ret_why)
{
    char why[CALENDAR_WHY], area[CALENDAR_AREA_TEXT];
    AUTO(auto_json_decref) json_t *object = NULL;
    struct reading r = {.why = ret_why ? ret_why : why};
    enum err e = json_parse(body, size, &object);
    if (e != ERR_NONE)
        return fault(&r, "the file", "no JSON object that can be read", e);
    r.object = object;
    TRY(read_all(&r, area));
    *ret_calendar = r.calendar;
    memcpy(ret_area, area, sizeof area);
    return ERR_NONE;
}

bool calendar_area_fits(const char *published_for, const char *area)
{
    enum { PROVINCE = 2, CITY = 4, COUNTY = 6 };
    static const size_t levels[] = {0, PROVINCE, CITY, COUNTY};
    for (size_t i = 0; i < ARRAY_LEN(levels); i++)
        if (strncmp(published_for, area, levels[i]) == 0 &&
            strspn(published_for + levels[i], "0") == COUNTY - levels[i])
            return true;
    return false;
}
