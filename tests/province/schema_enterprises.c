/* SPDX-License-Identifier: Apache-2.0 */
/* EnterpriseDoc, and who acts for an enterprise in its case (openapi.yaml §15). */
#include <string.h>

#include "tests/province/schema_parts.h"

const struct rule schema_enterprise[SCHEMA_ENTERPRISE] = {
    {"task_code", true, TASK, 0, 0},
    {"contact_name", true, NULL, 1, 100},
    {"contact_type", true, TYPE, 0, 0},
    {"contact_code", true, CODE, 0, 0},
    {"assurance_token", false, TOKEN, 0, 0},
    {"applyer_page_code", false, "^[0-9A-HJ-NP-RTUWXY]{18}$", 0, 0},
    {"credential", false, "^([0-9a-f]{2}){1,512}$", 0, 0},
};

static const struct rule contact[] = {
    {"contact_name", true, NULL, 1, 100},
    {"contact_type", true, TYPE, 0, 0},
    {"contact_code", true, CODE, 0, 0},
};

const char *schema_contact(const json_t *doc)
{
    const char *type = json_string_value(json_object_get(doc, "applyer_type"));
    const char *operation = json_string_value(json_object_get(doc, "operation"));
    bool other = strcmp(operation, "submit") != 0; /* an order may come from anybody */
    bool person = type && strcmp(type, "1") == 0;  /* GB/T 39046-2020 A.4 */
    return person || other ? NULL : schema_rules(doc, contact, ARRAY_LEN(contact));
}

const char *schema_licence(json_t *doc)
{
    bool code = json_object_get(doc, "applyer_page_code");
    return code == (json_object_get(doc, "credential") != NULL) ? "credential" : NULL;
}
