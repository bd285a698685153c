/* SPDX-License-Identifier: Apache-2.0 */
#include "app/screen/typed.h"

#include <string.h>

#include "app/form/rules.h"
#include "app/input/digits.h"
#include "app/screen/actions.h"
#include "app/words/day.h"
#include "app/words/words.h"

enum { PHONE_DIGITS = 11, DATE_DIGITS = 8, YEAR = 4, MONTH = 6, SHOWN = 64 };

bool typed_is(const struct item_field *field)
{
    return field->type == ITEM_TYPE_PHONE || field->type == ITEM_TYPE_DATE ||
           field->type == ITEM_TYPE_NUMBER;
}

/* As far as it goes: 2026 年 1 */
static void show_date(const char *digits, char ret_text[SHOWN])
{
    size_t len = strlen(digits);
    if (len == DATE_DIGITS)
        snprintf(ret_text, SHOWN, _("%.4s 年 %.2s 月 %.2s 日"), digits, digits + YEAR,
                 digits + MONTH);
    else if (len > MONTH)
        snprintf(ret_text, SHOWN, _("%.4s 年 %.2s 月 %s"), digits, digits + YEAR, digits + MONTH);
    else if (len > YEAR)
        snprintf(ret_text, SHOWN, _("%.4s 年 %s"), digits, digits + YEAR);
    else
        snprintf(ret_text, SHOWN, "%s", digits);
}

static void show(const struct item_field *field, const char *value, char ret_text[SHOWN])
{
    if (field->type == ITEM_TYPE_DATE)
        show_date(value, ret_text);
    else if (field->type == ITEM_TYPE_PHONE)
        digits_group_phone(value, ret_text, SHOWN);
    else
        snprintf(ret_text, SHOWN, *value && *field->unit ? "%s %s" : "%s", value, field->unit);
}

static void hint_date(const struct item_field *field, int today, char *ret_text, size_t size)
{
    char from[DAY_WORDS], until[DAY_WORDS];
    int earliest = rules_day(&field->earliest, today), latest = rules_day(&field->latest, today);
    if (earliest > 0)
        day_say_year(earliest, from);
    if (latest > 0)
        day_say_year(latest, until);
    if (earliest > 0 && latest > 0)
        snprintf(ret_text, size, _("从 %s 到 %s。"), from, until);
    else if (latest > 0)
        snprintf(ret_text, size, _("最晚 %s。"), until);
    else if (earliest > 0)
        snprintf(ret_text, size, _("最早 %s。"), from);
}

static void hint_number(const struct item_field *field, char *ret_text, size_t size)
{
    char least[ITEM_NUMBER_TEXT], most[ITEM_NUMBER_TEXT];
    item_number_say(field->least, field->decimals, least);
    item_number_say(field->most, field->decimals, most);
    snprintf(ret_text, size, _("从 %s 到 %s %s。"), least, most, field->unit);
}

void typed_hint(const struct model *model, const struct item_field *field, char *ret_text,
                size_t size)
{
    *ret_text = '\0';
    if (field->type == ITEM_TYPE_DATE)
        hint_date(field, model->visit.form.today, ret_text, size);
    if (field->type == ITEM_TYPE_NUMBER)
        hint_number(field, ret_text, size);
}

void typed_add(struct layout *l, const struct model *model, const struct item_field *field)
{
    char shown[SHOWN];
    bool date = field->type == ITEM_TYPE_DATE;
    bool point = field->type == ITEM_TYPE_NUMBER && field->decimals > 0;
    show(field, model->page.value, shown);
    part_field(
        l, &(struct field){.value = shown,
                           .placeholder = date ? _("年 4 位，月和日各 2 位") : _("请按下面的数字"),
                           .error = *model->page.advice ? _(model->page.advice) : NULL});
    part_keys(l, point ? digits_point_keys : digits_keys, DIGITS_KEYS, DIGITS_COLUMNS, ACTION_KEY);
    wipe(shown, sizeof shown);
}

/* What was wrong stays in sight until the next try: keys must not move under a finger. */
void typed_press(struct model *model, const struct item_field *field, int key)
{
    char *value = model->page.value;
    size_t size = sizeof model->page.value;
    size_t max = field->type == ITEM_TYPE_DATE ? DATE_DIGITS : PHONE_DIGITS;
    if (field->type == ITEM_TYPE_NUMBER)
        (void)digits_press_number(value, size, field->decimals, key);
    else
        (void)digits_press(value, size, max, key);
}
