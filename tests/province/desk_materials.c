/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/desk_materials.h"

#include <string.h>

static const char *member(const json_t *one, const char *name)
{
    const char *text = json_string_value(json_object_get(one, name));
    return text ? text : "";
}

/* In the case's own list, under that name. */
static bool is_attached(const json_t *doc, const char *address, const char *name)
{
    const json_t *all = json_object_get(doc, "attachments");
    for (size_t i = 0; i < json_array_size(all); i++) {
        const json_t *one = json_array_get(all, i);
        if (strcmp(member(one, "address"), address) == 0 && strcmp(member(one, "name"), name) == 0)
            return true;
    }
    return false;
}

static bool names_what_is_there(const json_t *doc, const json_t *material)
{
    const json_t *addresses = json_object_get(material, "attachments");
    size_t count = json_array_size(addresses);
    for (size_t i = 0; i < count; i++)
        if (!is_attached(doc, json_string_value(json_array_get(addresses, i)),
                         member(material, "name")))
            return false;
    return count == 0 || strtoul(member(material, "collect_count"), NULL, 10) == count;
}

static size_t count_named(const json_t *materials, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < json_array_size(materials); i++)
        count += strcmp(member(json_array_get(materials, i), "name"), name) == 0;
    return count;
}

/* Of exactly one material, which names it. */
static bool is_claimed(const json_t *materials, const json_t *attachment)
{
    for (size_t m = 0; m < json_array_size(materials); m++) {
        const json_t *addresses = json_object_get(json_array_get(materials, m), "attachments");
        for (size_t i = 0; i < json_array_size(addresses); i++)
            if (strcmp(json_string_value(json_array_get(addresses, i)),
                       member(attachment, "address")) == 0)
                return true;
    }
    return false;
}

/* 国办发〔2020〕42号: not before it is repaired. */
static bool is_barred(const struct desk *desk, const json_t *doc, const json_t *material)
{
    return strcmp(member(material, "collect_way"), "commitment") == 0 &&
           people_is_barred(desk->people, member(doc, "applyer_page_code"));
}

struct answer desk_look_at_materials(const struct desk *desk, const json_t *doc)
{
    const json_t *all = json_object_get(doc, "materials");
    const json_t *attachments = json_object_get(doc, "attachments");
    if (!all || desk->lapses.on[LAPSE_MATERIALS])
        return (struct answer){0};
    for (size_t i = 0; i < json_array_size(all); i++) {
        const json_t *one = json_array_get(all, i);
        if (count_named(all, member(one, "name")) != 1 || !names_what_is_there(doc, one))
            return answer_error(42206, "", member(one, "name"));
        if (is_barred(desk, doc, one))
            return answer_error(42202, "以前的承诺还没有做到，这次不能签承诺书，请交材料。",
                                member(one, "name"));
    }
    for (size_t i = 0; i < json_array_size(attachments); i++)
        if (!is_claimed(all, json_array_get(attachments, i)))
            return answer_error(42206, "", member(json_array_get(attachments, i), "name"));
    return (struct answer){0};
}
