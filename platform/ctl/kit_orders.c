/* SPDX-License-Identifier: Apache-2.0 */
/* §13: orders that no gateway takes, so that nothing is filed; and what it orders of a kiosk. */
#include "platform/ctl/kit.h"

#include "platform/province/remote.h"

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
#define BEAT(more)                                                                                 \
    "{\"version\":\"0\",\"waiting\":\"0\",\"sent\":\"0\",\"refused\":\"0\",\"oldest_s\":\"0\","    \
    "\"devices\":{}" more "}"
    {{"remote-outcome", "§13", "a heartbeat with an outcome that there is not: 40003"},
     "heartbeat",
     "/heartbeat",
     BEAT(",\"order_results\":[{\"order_id\":\"6f1c2b52-8d0e-4b7a-9a55-000000000000\","
          "\"outcome\":\"perhaps\"}]"),
     false,
     NULL,
     40003},
    {{"remote-result", "§13", "a heartbeat that tells of an order which was never given: 200"},
     "heartbeat",
     "/heartbeat",
     BEAT(",\"order_results\":[{\"order_id\":\"6f1c2b52-8d0e-4b7a-9a55-000000000000\","
          "\"outcome\":\"unknown\"}]"),
     false,
     NULL,
     200},
};

/* Whatever it orders, a kiosk must be able to say what became of it. */
static void check_remote(struct kit *kit)
{
    static const struct kit_rule rule = {
        "remote-orders", "§13", "what is ordered of a kiosk has an order_id and a kind, 8 at most"};
    struct kit_answer answer;
    struct remote_orders said;
    size_t size = 0;
    AUTO(auto_json_decref) json_t *message = kit_message(kit, "heartbeat");
    AUTO(auto_json_decref) json_t *more = json_loads(BEAT(""), 0, NULL);
    if (!message || json_object_update(message, more) != 0)
        return;
    AUTO(auto_free) char *body = kit_seal_message(kit, message, &size);
    if (!body)
        return;
    kit_ask(kit, &(struct kit_ask){.operation = "/heartbeat", .body = body, .size = size}, &answer);
    if (answer.status != 200)
        kit_judge(kit, &rule, &answer, 200);
    else
        kit_tell(kit, &rule,
                 answer.body && remote_read(answer.body, answer.size, &said) == ERR_NONE
                     ? NULL
                     : "a kiosk refuses the answer");
    kit_answer_done(&answer);
}

void kit_check_orders(struct kit *kit)
{
    kit_put_questions(kit, orders, ARRAY_LEN(orders));
    check_remote(kit);
}
