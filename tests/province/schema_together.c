/* SPDX-License-Identifier: Apache-2.0 */
/* §18: the shape of what is asked for together. */
#include <string.h>

#include "tests/province/schema_parts.h"

enum { PARTS_MAX = 12 };

static const struct rule part[] = {{"task_code", true, TASK, 0, 0},
                                   {"task_version", false, NULL, 1, 32}};

static const char *code_of(const json_t *list, size_t i)
{
    const json_t *one = json_array_get(list, i);
    const char *code =
        json_string_value(json_is_string(one) ? one : json_object_get(one, "task_code"));
    return code ? code : "";
}

static bool is_given_twice(const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(code_of(list, i), code_of(list, k)) == 0)
                return true;
    return false;
}

static bool is_list(const json_t *list)
{
    return json_array_size(list) >= 1 && json_array_size(list) <= PARTS_MAX &&
           !is_given_twice(list);
}

const char *schema_together(const json_t *doc)
{
    const json_t *list = json_object_get(doc, "parts");
    if (!list)
        return NULL;
    for (size_t i = 0; i < json_array_size(list); i++)
        if (schema_rules(json_array_get(list, i), part, ARRAY_LEN(part)))
            return "parts";
    return is_list(list) ? NULL : "parts";
}

bool schema_serves(const json_t *material)
{
    const struct rule code = {"parts", true, TASK, 0, 0};
    const json_t *list = json_object_get(material, "parts");
    if (!list)
        return true;
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *one = json_pack("{s:O}", "parts", json_array_get(list, i));
        bool wrong = schema_rules(one, &code, 1);
        json_decref(one);
        if (wrong)
            return false;
    }
    return is_list(list);
}
