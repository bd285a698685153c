/* SPDX-License-Identifier: Apache-2.0 */
#include "app/form/rules.h"

#include <string.h>

#include "app/form/age.h"
#include "app/words/words.h"
#include "platform/base/date.h"

enum { PHONE_DIGITS = 11, DATE_DIGITS = 8 };

static enum err advise(char ret_advice[FORM_ADVICE_MAX], const char *sentence)
{
    snprintf(ret_advice, FORM_ADVICE_MAX, "%s", sentence);
    return ERR_RANGE;
}

static enum err check_choice(const struct item_field *field, const char *value,
                             char ret_advice[FORM_ADVICE_MAX])
{
    return item_option_find(field, value) ? ERR_NONE : advise(ret_advice, N_("请先选一项。"));
}

static enum err check_phone(const char *value, char ret_advice[FORM_ADVICE_MAX])
{
    size_t len = strlen(value);
    if (len == 0)
        return advise(ret_advice, N_("请输入手机号，没有手机可以跳过。"));
    if (strspn(value, "0123456789") != len)
        return advise(ret_advice, N_("手机号只有数字，请再看一看。"));
    if (len != PHONE_DIGITS)
        return advise(ret_advice, N_("手机号要 11 位，请看看少了哪一位。"));
    if (value[0] != '1' || value[1] < '3')
        return advise(ret_advice, N_("这不像手机号，请从头看一遍。"));
    return ERR_NONE;
}

/* 29 February a year later is the month's last day, as with birthdays. */
static int years_from(int today, int years)
{
    int day = today + years * 10000;
    return age_is_day(day) ? day : day - 1;
}

int rules_day(const struct item_day *bound, int today)
{
    if (!bound->given || bound->date > 0)
        return bound->date;
    if (today == 0)
        return 0;
    return bound->years ? years_from(today, bound->years) : date_add(today, bound->days);
}

static enum err check_date(const struct item_field *field, const char *value, int today,
                           char ret_advice[FORM_ADVICE_MAX])
{
    int earliest = rules_day(&field->earliest, today), latest = rules_day(&field->latest, today);
    if (strlen(value) != DATE_DIGITS || strspn(value, "0123456789") != DATE_DIGITS)
        return advise(ret_advice, N_("日期要 8 位：年 4 位，月和日各 2 位。"));
    int date = (int)strtol(value, NULL, 10);
    if (!age_is_day(date))
        return advise(ret_advice, N_("没有这一天，请看看月和日。"));
    if (earliest > 0 && date < earliest)
        return advise(ret_advice, N_("这一天太早了，请看看年份。"));
    if (latest > 0 && date > latest)
        return advise(ret_advice, latest == today ? N_("这一天还没有到，请看看年份。")
                                                  : N_("这一天太晚了，请看看年份。"));
    return ERR_NONE;
}

static enum err check_number(const struct item_field *field, const char *value,
                             char ret_advice[FORM_ADVICE_MAX])
{
    int64_t number;
    if (!*value)
        return advise(ret_advice, N_("请先按数字，再点“下一步”。"));
    if (!item_number_read(value, field->decimals, &number))
        return advise(ret_advice, N_("这个数没有写完，请再看一看。"));
    if (number < field->least)
        return advise(ret_advice, N_("这个数太小了，请再看一看。"));
    if (number > field->most)
        return advise(ret_advice, N_("这个数太大了，请再看一看。"));
    return ERR_NONE;
}

enum err rules_check(const struct item_field *field, const char *value, int today,
                     char ret_advice[FORM_ADVICE_MAX])
{
    switch (field->type) {
    case ITEM_TYPE_CHOICE:
        return check_choice(field, value, ret_advice);
    case ITEM_TYPE_PHONE:
        return check_phone(value, ret_advice);
    case ITEM_TYPE_DATE:
        return check_date(field, value, today, ret_advice);
    case ITEM_TYPE_NUMBER:
        return check_number(field, value, ret_advice);
    case ITEM_TYPE_GROUP:
        return strcmp(value, FORM_ROW_YES) == 0 || strcmp(value, FORM_ROW_NO) == 0
                   ? ERR_NONE
                   : advise(ret_advice, N_("请先选一项。"));
    case ITEM_TYPE_TEXT:
    default:
        return ERR_STATE;
    }
}
