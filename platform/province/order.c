/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/order.h"

#include <string.h>

#include "platform/base/text.h"
#include "platform/province/codes.h"
#include "platform/province/message_json.h"

static enum err check_type(const char *value)
{
    static const char *const types[] = {"consult",     /* 咨询 */
                                        "help",        /* 求助 */
                                        "complaint",   /* 投诉 */
                                        "report",      /* 举报 */
                                        "suggestion"}; /* 建议 */
    for (size_t i = 0; i < ARRAY_LEN(types); i++)
        if (strcmp(types[i], value) == 0)
            return ERR_NONE;
    return ERR_FORMAT;
}

static const struct column {
    const char *name;
    size_t high; /* characters */
    enum err (*check)(const char *value);
} columns[] = {
    {"order_type", 16, check_type},
    {"order_area", 6, code_check_area},
    {"subject", 47, message_check_name},
    {"title", 100, NULL},    /* 标题 */
    {"content", 1000, NULL}, /* 内容 */
};

static const struct column *find(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(columns); i++)
        if (strcmp(columns[i].name, name) == 0)
            return &columns[i];
    return NULL;
}

bool order_is_column(const char *name)
{
    return find(name) != NULL;
}

enum err order_put_column(json_t *doc, const char *name, const char *value)
{
    const struct column *column = find(name);
    if (!*value)
        return ERR_MISSING;
    if (text_count(value) > column->high)
        return ERR_TOO_LONG;
    if (column->check)
        TRY(column->check(value));
    return json_put_text(doc, name, value);
}

const char *order_lacks(const json_t *doc)
{
    for (size_t i = 0; i < ARRAY_LEN(columns); i++)
        if (!json_object_get(doc, columns[i].name))
            return columns[i].name;
    return NULL;
}
