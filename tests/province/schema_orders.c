/* SPDX-License-Identifier: Apache-2.0 */
/* OrderDoc (openapi.yaml §13). */
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
