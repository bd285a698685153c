/* SPDX-License-Identifier: Apache-2.0 */
#include "app/form/rules.h"

#include <string.h>

enum { PHONE_DIGITS = 11 };

static enum err advise(char ret_advice[FORM_ADVICE_MAX], const char *sentence)
{
    snprintf(ret_advice, FORM_ADVICE_MAX, "%s", sentence);
    return ERR_RANGE;
}

static enum err check_choice(const struct item_field *field, const char *value,
                             char ret_advice[FORM_ADVICE_MAX])
{
    return item_option_find(field, value) ? ERR_NONE : advise(ret_advice, "请先选一项。");
}

static enum err check_phone(const char *value, char ret_advice[FORM_ADVICE_MAX])
{
    size_t len = strlen(value);
    if (len == 0)
        return advise(ret_advice, "请输入手机号，没有手机可以跳过。");
    if (strspn(value, "0123456789") != len)
        return advise(ret_advice, "手机号只有数字，请再看一看。");
    if (len != PHONE_DIGITS) {
        snprintf(ret_advice, FORM_ADVICE_MAX, "手机号要 %d 位，您输入了 %zu 位。", PHONE_DIGITS,
                 len);
        return ERR_RANGE;
    }
    if (value[0] != '1' || value[1] < '3')
        return advise(ret_advice, "这不像手机号，请从头看一遍。");
    return ERR_NONE;
}

enum err rules_check(const struct item_field *field, const char *value,
                     char ret_advice[FORM_ADVICE_MAX])
{
    switch (field->type) {
    case ITEM_TYPE_CHOICE:
        return check_choice(field, value, ret_advice);
    case ITEM_TYPE_PHONE:
        return check_phone(value, ret_advice);
    case ITEM_TYPE_TEXT:
    default:
        return ERR_STATE;
    }
}
