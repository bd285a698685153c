/* SPDX-License-Identifier: Apache-2.0 */
/* §13: orders that no gateway takes, so that nothing is filed. */
#include "platform/ctl/kit.h"

#define ORDER_OF(item, type, area, more)                                                           \
    "{\"order_id\":\"6f1c2b52-8d0e-4b7a-9a55-000000000000\",\"local_number\":\"K-000000\","        \
    "\"task_code\":\"" item "\",\"task_name\":\"12345\",\"task_version\":\"1\","                   \
    "\"order_type\":\"" type "\",\"order_area\":\"" area "\",\"subject\":\"none\","                \
    "\"title\":\"-\",\"content\":\"-\",\"anonymous\":\"1\",\"applyer_type\":\"1\","                \
    "\"order_date\":\"20261123T161000\",\"proSource\":\"5\","                                      \
    "\"consent\":{\"notice_version\":\"1\",\"consent_time\":\"20261123T160820\"},"                 \
    "\"field_source\":{},\"form\":{}" more "}"
#define NO_ITEM "NOSUCHITEM0000000000"

static const struct kit_question orders[] = {
    {{"order-item", "§13", "an order of an item that is not offered: 40402"},
     "order",
     "/hotline-orders",
     ORDER_OF(NO_ITEM, "consult", "140802", ""),
     true,
     NULL,
     40402},
    {{"order-key", "§4", "an order without Idempotency-Key: 40001"},
     "order",
     "/hotline-orders",
     ORDER_OF(NO_ITEM, "consult", "140802", ""),
     true,
     "",
     40001},
    {{"order-type", "§13", "an order of a type that there is not: 40003"},
     "order",
     "/hotline-orders",
     ORDER_OF(NO_ITEM, "praise", "140802", ""),
     true,
     NULL,
     40003},
    {{"order-area", "§13", "an order from a place that is no GB/T 2260 code: 40003"},
     "order",
     "/hotline-orders",
     ORDER_OF(NO_ITEM, "consult", "here", ""),
     true,
     NULL,
     40003},
    {{"order-anonymous", "§13", "an anonymous order that names somebody: 40003"},
     "order",
     "/hotline-orders",
     ORDER_OF(NO_ITEM, "consult", "140802", ",\"applyer_name\":\"张三\""),
     true,
     NULL,
     40003},
};

void kit_check_orders(struct kit *kit)
{
    kit_put_questions(kit, orders, ARRAY_LEN(orders));
}
