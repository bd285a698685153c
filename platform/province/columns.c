/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "platform/base/text.h"
#include "platform/province/message_json.h"

#define DIGITS "0123456789"
#define ALNUM  DIGITS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/* up_pro_accept columns that a form fills. Lengths in characters, the shorter of GB/T 39046-2020
 * 申请 and the exchange tables. */
static const struct column {
    const char *name;
    size_t low, high;
    const char *alphabet; /* NULL: any */
} columns[] = {
    {"applyer_name", 1, 100, NULL},         /* 申请者名称 an..100 */
    {"applyer_type", 1, 1, "123456"},       /* A.4 */
    {"applyer_page_type", 3, 3, DIGITS},    /* n3 */
    {"applyer_page_code", 1, 18, ALNUM},    /* an..18 */
    {"contact_mobile", 1, 18, DIGITS "+-"}, /* an..18 */
    {"contact_name", 1, 100, NULL},
    {"contact_type", 3, 3, DIGITS},
    {"contact_code", 1, 18, ALNUM},
    {"legal", 1, 100, NULL}, /* 法定代表人 */
    {"address", 1, 200, NULL},
    {"zip_code", 6, 6, DIGITS},
};

static const struct column *find(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(columns); i++)
        if (strcmp(columns[i].name, name) == 0)
            return &columns[i];
    return NULL;
}

bool message_is_column(const char *name)
{
    return find(name) != NULL;
}

enum err message_put_column(json_t *object, const char *name, const char *value)
{
    const struct column *column = find(name);
    if (!column)
        return ERR_USAGE;
    if (!text_is_utf8(value, strlen(value)))
        return ERR_ENCODING;
    size_t count = text_count(value);
    if (count == 0)
        return ERR_MISSING;
    if (count > column->high)
        return ERR_TOO_LONG;
    if (count < column->low || (column->alphabet && strspn(value, column->alphabet) != count))
        return ERR_FORMAT;
    return json_put_text(object, name, value);
}
