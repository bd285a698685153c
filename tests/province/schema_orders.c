/* SPDX-License-Identifier: Apache-2.0 */
/* OrderDoc, and what a heartbeat says of orders to the kiosk (openapi.yaml §13). */
#include "tests/province/schema_parts.h"

const struct rule schema_order[SCHEMA_ORDER] = {
    {"order_id", true, UUID, 0, 0},
    {"local_number", true, LOCAL, 0, 0},
    {"task_code", true, TASK, 0, 0},
    {"task_name", true, NULL, 1, 200},
    {"task_version", true, NULL, 1, 32},
    {"order_type", true, "^(consult|help|complaint|report|suggestion)$", 0, 0},
    {"order_area", true, "^[0-9]{6}$", 0, 0},
    {"subject", true, NAME, 0, 0},
    {"title", true, NULL, 1, 100},
    {"content", true, NULL, 1, 1000},
    {"applyer_type", true, "^[1-6]$", 0, 0},
    {"contact_mobile", false, "^[0-9+-]{1,18}$", 0, 0},
    {"contact_name", false, NULL, 0, 100},
    {"contact_type", false, TYPE, 0, 0},
    {"contact_code", false, CODE, 0, 0},
    {"address", false, NULL, 0, 200},
    {"zip_code", false, "^[0-9]{6}$", 0, 0},
    {"order_date", true, TIME, 0, 0},
    {"proSource", true, "^5$", 0, 0},
};

const char *schema_results(json_t *doc)
{
    enum { RESULTS_MAX = 16 };
    static const struct rule result[] = {
        {"order_id", true, UUID, 0, 0},
        {"outcome", true, "^(success|failure|rejected|expired|unknown)$", 0, 0},
    };
    json_t *all = json_object_get(doc, "order_results"), *one;
    size_t i;
    if (!all)
        return NULL;
    if (json_array_size(all) < 1 || json_array_size(all) > RESULTS_MAX)
        return "order_results";
    json_array_foreach(all, i, one)
    {
        if (schema_rules(one, result, ARRAY_LEN(result)))
            return "order_results";
    }
    return NULL;
}
