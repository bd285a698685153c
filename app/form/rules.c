/* SPDX-License-Identifier: Apache-2.0 */
#include "app/form/rules.h"

#include <string.h>

#include "app/words/words.h"

enum { PHONE_DIGITS = 11 };

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

enum err rules_check(const struct item_field *field, const char *value,
                     char ret_advice[FORM_ADVICE_MAX])
{
    switch (field->type) {
    case ITEM_TYPE_CHOICE:
        return check_choice(field, value, ret_advice);
    case ITEM_TYPE_PHONE:
        return check_phone(value, ret_advice);
    case ITEM_TYPE_GROUP:
        return strcmp(value, FORM_ROW_YES) == 0 || strcmp(value, FORM_ROW_NO) == 0
                   ? ERR_NONE
                   : advise(ret_advice, N_("请先选一项。"));
    case ITEM_TYPE_TEXT:
    default:
        return ERR_STATE;
    }
}
