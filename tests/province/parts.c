/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/parts.h"

#include <string.h>

#include "tests/province/cipher.h"

bool parts_put(json_t *files, const char *text, size_t size, char ret_sm3[65])
{
    AUTO(auto_free) char *letters = cipher_base64(text, size);
    json_t *file = letters ? json_pack("{s:s}", "part", letters) : NULL;
    return file && cipher_digest_hex(text, size, ret_sm3) &&
           json_object_set_new(files, ret_sm3, file) == 0;
}

static bool cut_one(const json_t *rows, size_t from, json_t *files, json_t *parts)
{
    char sm3[65];
    json_t *some = json_array();
    for (size_t i = from; i < json_array_size(rows) && i < from + PARTS_ROWS; i++)
        json_array_append(some, json_array_get(rows, i));
    json_t *part = json_pack("{s:o}", "items", some);
    AUTO(auto_free) char *text = part ? json_dumps(part, JSON_COMPACT) : NULL;
    json_decref(part);
    return text && parts_put(files, text, strlen(text), sm3) &&
           json_array_append_new(parts, json_pack("{s:s}", "part_sm3", sm3)) == 0;
}

char *parts_cut(const json_t *catalogue, json_t *files)
{
    const json_t *rows = json_object_get(catalogue, "items");
    json_t *head = json_copy((json_t *)(uintptr_t)catalogue), *parts = json_array();
    bool good = json_is_array(rows) && parts;
    for (size_t i = 0; good && i < json_array_size(rows); i += PARTS_ROWS)
        good = cut_one(rows, i, files, parts);
    good =
        good && json_object_del(head, "items") == 0 && json_object_set(head, "parts", parts) == 0;
    char *text = good ? json_dumps(head, JSON_COMPACT) : NULL;
    json_decref(parts);
    json_decref(head);
    return text;
}
