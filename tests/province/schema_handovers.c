/* SPDX-License-Identifier: Apache-2.0 */
/* HandoverDoc (openapi.yaml §17). */
#include "tests/province/schema_parts.h"

enum { MISSING_MAX = 48 };

const struct rule schema_handover[SCHEMA_HANDOVER] = {
    {"handover_id", true, UUID, 0, 0},     {"task_code", true, TASK, 0, 0},
    {"task_name", true, NULL, 1, 200},     {"task_version", true, NULL, 1, 32},
    {"applyer_type", true, "^1$", 0, 0},   {"contact_mobile", false, "^[0-9+-]{1,18}$", 0, 0},
    {"contact_name", false, NULL, 0, 100}, {"contact_type", false, TYPE, 0, 0},
    {"contact_code", false, CODE, 0, 0},   {"address", false, NULL, 0, 200},
    {"legal", false, NULL, 1, 100},        {"zip_code", false, "^[0-9]{6}$", 0, 0},
};

static const struct rule field[] = {{"field", true, NAME, 0, 0},
                                    {"field_label", true, NULL, 1, 100}};
static const struct rule material[] = {{"material", true, NAME, 0, 0},
                                       {"material_name", true, NULL, 1, 100}};

static bool is_missing(const json_t *one)
{
    bool paper = json_object_get(one, "material_name");
    if (paper && json_object_get(one, "field"))
        return false;
    return (paper ? schema_rules(one, material, ARRAY_LEN(material))
                  : schema_rules(one, field, ARRAY_LEN(field))) == NULL;
}

const char *schema_handed(json_t *doc)
{
    static const char *const never[] = {"anonymous", "attachments", "materials"};
    json_t *missing = json_object_get(doc, "missing"), *one;
    size_t i;
    for (i = 0; i < ARRAY_LEN(never); i++)
        if (json_object_get(doc, never[i]))
            return never[i];
    if (!json_is_array(missing) || json_array_size(missing) > MISSING_MAX)
        return "missing";
    json_array_foreach(missing, i, one) if (!is_missing(one)) return "missing";
    return schema_application(doc);
}
