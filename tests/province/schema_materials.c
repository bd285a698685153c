/* SPDX-License-Identifier: Apache-2.0 */
/* §10: the shape of a case's materials, way by way. */
#include <string.h>

#include "tests/province/schema_parts.h"

enum { MATERIALS_MAX = 20, ADDRESSES_MAX = 20, RULES_MAX = 5 };

#define ONE   "^1$"
#define NONE  "^0$"
#define DAYS  "^([1-9]|[1-9][0-9]|[12][0-9][0-9]|3[0-5][0-9]|36[0-5])$"
#define PAGES "^([1-9]|1[0-9]|20)$"

static const struct rule all_ways[] = {
    {"name", true, NAME, 0, 0},
    {"material_name", true, NULL, 1, 100},
    {"is_need", true, "^[01]$", 0, 0},
    {"collect_time", true, TIME, 0, 0},
};

static const struct way {
    const char *name;
    struct rule rules[RULES_MAX]; /* up to one without a name */
    size_t most;                  /* attachments; 0: none may be there */
} ways[] = {
    {"shared", {{"is_collected", true, ONE, 0, 0}, {"collect_count", true, ONE, 0, 0}}, 0},
    {"captured",
     {{"is_collected", true, ONE, 0, 0}, {"collect_count", true, PAGES, 0, 0}},
     ADDRESSES_MAX},
    {"commitment",
     {{"is_collected", true, ONE, 0, 0},
      {"collect_count", true, ONE, 0, 0},
      {"commitment_version", true, NULL, 1, 32}},
     1},
    {"later",
     {{"is_collected", true, NONE, 0, 0},
      {"collect_count", true, NONE, 0, 0},
      {"limit_days", true, DAYS, 0, 0},
      {"limit_type", true, "^(workday|day)$", 0, 0},
      {"due_date", false, "^[0-9]{8}$", 0, 0}},
     0},
};

static const struct way *way_of(const json_t *one)
{
    const char *said = json_string_value(json_object_get(one, "collect_way"));
    for (size_t i = 0; said && i < ARRAY_LEN(ways); i++)
        if (strcmp(ways[i].name, said) == 0)
            return &ways[i];
    return NULL;
}

static size_t count_rules(const struct way *way)
{
    size_t count = 0;
    while (count < RULES_MAX && way->rules[count].name)
        count++;
    return count;
}

static bool has_rule(const struct way *way, const char *name)
{
    for (size_t i = 0; i < count_rules(way); i++)
        if (strcmp(way->rules[i].name, name) == 0)
            return true;
    return false;
}

/* Nothing stands there that belongs to another way. */
static bool is_its_own(const json_t *one, const struct way *way)
{
    static const char *const parts[] = {"commitment_version", "limit_days", "limit_type",
                                        "due_date"};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        if (json_object_get(one, parts[i]) && !has_rule(way, parts[i]))
            return false;
    return true;
}

static bool is_address(const json_t *value)
{
    const char *text = json_string_value(value);
    return text && strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

static bool are_addresses(const json_t *list, size_t most)
{
    if (most == 0)
        return list == NULL;
    for (size_t i = 0; i < json_array_size(list); i++)
        if (!is_address(json_array_get(list, i)))
            return false;
    return json_array_size(list) >= 1 && json_array_size(list) <= most;
}

static bool is_material(const json_t *one)
{
    const struct way *way = way_of(one);
    return way && !schema_rules(one, all_ways, ARRAY_LEN(all_ways)) &&
           !schema_rules(one, way->rules, count_rules(way)) && is_its_own(one, way) &&
           schema_serves(one) && are_addresses(json_object_get(one, "attachments"), way->most);
}

const char *schema_materials(const json_t *doc)
{
    const json_t *all = json_object_get(doc, "materials");
    if (!all)
        return NULL;
    if (json_array_size(all) < 1 || json_array_size(all) > MATERIALS_MAX)
        return "materials";
    for (size_t i = 0; i < json_array_size(all); i++)
        if (!is_material(json_array_get(all, i)))
            return "materials";
    return NULL;
}
