/* SPDX-License-Identifier: Apache-2.0 */
/* The operations with questions about nobody: nothing is filed by any of them. */
#include "platform/ctl/kit.h"

#include <string.h>

#include "platform/base/uuid.h"

#define NO_ITEM   "NOSUCHITEM0000000000"
#define NOBODY_ID "11010519491231002X" /* of the examples in GB 11643: nobody's */
#define NOBODY                                                                                     \
    "\"applyer_name\":\"张三\",\"applyer_page_type\":\"111\",\"applyer_page_code\":\"" NOBODY_ID   \
    "\""
#define NEVER "6f1c2b52-8d0e-4b7a-9a55-000000000000"

/* What the document's example says, of nobody. */
static const struct kit_question about_nobody[] = {
    {{"identify-unknown", "POST /identify", "a code that nobody has: 40401"},
     "identify",
     "/identify",
     "{\"credential\":\"6e6f626f6479\"}",
     false,
     NULL,
     40401},
    {{"shared-data", "POST /shared-data", "a person is answered 200 with an object, known or not"},
     "shared_data",
     "/shared-data",
     "{\"task_code\":\"" NO_ITEM "\",\"applyer_name\":\"张三\",\"applyer_page_type\":\"111\","
     "\"applyer_page_code\":\"" NOBODY_ID "\"}",
     false,
     NULL,
     200},
    {{"proofs-item", "POST /proofs", "an item that is not offered: 40402"},
     "proof",
     "/proofs",
     "{\"task_code\":\"" NO_ITEM "\"," NOBODY ","
     "\"form\":{\"insurance_kind\":\"all\",\"proof_period\":\"12m\"}}",
     false,
     NULL,
     40402},
    {{"list-level", "§8", "all cases of a person to whoever has their card alone: 40302"},
     "list",
     "/cases/list",
     "{" NOBODY "}",
     false,
     NULL,
     40302},
    {{"list-token", "§8", "the same with a token that was never given: 40302"},
     "list",
     "/cases/list",
     "{" NOBODY ",\"assurance_token\":\"never-given-to-anybody\"}",
     false,
     NULL,
     40302},
    {{"step-up-code", "POST /step-up", "a code to a step_up_id that was never given: 42203"},
     "step_up",
     "/step-up",
     "{\"task_code\":\"" NO_ITEM "\"," NOBODY
     ",\"step_up_id\":\"never-given-to-anybody\",\"code\":\"000000\"}",
     false,
     NULL,
     42203},
    {{"step-up-half", "POST /step-up", "a code without its step_up_id: 40003"},
     "step_up",
     "/step-up",
     "{\"task_code\":\"" NO_ITEM "\"," NOBODY ",\"code\":\"000000\"}",
     false,
     NULL,
     40003},
    {{"query-other", "POST /cases/query", "a number of no case, asked of a person: 40401"},
     "query",
     "/cases/query",
     "{\"local_number\":\"K-000000\"," NOBODY "}",
     false,
     NULL,
     40401},
    {{"query-unknown", "POST /cases/query", "a number of no case: 40401"},
     "query",
     "/cases/query",
     "{\"local_number\":\"K-000000\"}",
     false,
     NULL,
     40401},
#define RATING                                                                                     \
    "{\"application_id\":\"" NEVER "\",\"local_number\":\"K-000000\",\"pf\":\"5\","                \
    "\"proSource\":\"5\",\"satisfaction\":\"5\",\"satisfaction_gb39046\":\"1\","                   \
    "\"assessTime\":\"2026-11-23 16:01:10\",\"assessNumber\":\"1\",\"userProp\":\"1\"}"
    {{"rating-unknown", "POST /cases/rating", "a rating of no case: 40401"},
     "rate",
     "/cases/rating",
     RATING,
     true,
     NULL,
     40401},
    {{"key-missing", "§4", "without Idempotency-Key: 40001"},
     "rate",
     "/cases/rating",
     RATING,
     true,
     "",
     40001},
    {{"key-form", "§4", "an Idempotency-Key that is no UUID in lower case: 40001"},
     "rate",
     "/cases/rating",
     RATING,
     true,
     "6F1C2B52-8D0E-4B7A-9A55-000000000000",
     40001},
    {{"rating-scales", "§5",
      "satisfaction and satisfaction_gb39046 that do not add up to 6: 40003"},
     "rate",
     "/cases/rating",
     "{\"application_id\":\"" NEVER "\",\"local_number\":\"K-000000\",\"pf\":\"5\","
     "\"proSource\":\"5\",\"satisfaction\":\"5\",\"satisfaction_gb39046\":\"5\","
     "\"assessTime\":\"2026-11-23 16:01:10\",\"assessNumber\":\"1\",\"userProp\":\"1\"}",
     true,
     NULL,
     40003},
    {{"rating-reason", "§5", "a rating below 3 without a reason: 40003"},
     "rate",
     "/cases/rating",
     "{\"application_id\":\"" NEVER "\",\"local_number\":\"K-000000\",\"pf\":\"5\","
     "\"proSource\":\"5\",\"satisfaction\":\"1\",\"satisfaction_gb39046\":\"5\","
     "\"assessTime\":\"2026-11-23 16:01:10\",\"assessNumber\":\"1\",\"userProp\":\"1\"}",
     true,
     NULL,
     40003},
    {{"heartbeat", "POST /heartbeat", "a heartbeat is heard: 200"},
     "heartbeat",
     "/heartbeat",
     "{\"version\":\"0\",\"waiting\":\"0\",\"sent\":\"0\",\"refused\":\"0\",\"oldest_s\":\"0\","
     "\"devices\":{}}",
     false,
     NULL,
     200},
    {{"help-reason", "POST /help", "a call for help for no known reason: 40003"},
     "help",
     "/help",
     "{\"help_id\":\"" NEVER "\",\"reason\":\"none\",\"screen\":\"check\"}",
     false,
     NULL,
     40003},
};

void kit_put_questions(struct kit *kit, const struct kit_question *questions, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char uuid[UUID_TEXT] = "";
        size_t size = 0;
        AUTO(auto_json_decref) json_t *message = kit_message(kit, questions[i].operation);
        AUTO(auto_json_decref) json_t *more = json_loads(questions[i].members, 0, NULL);
        if (!message || json_object_update(message, more) != 0 || uuid_make(uuid) != ERR_NONE)
            return;
        AUTO(auto_free) char *body = kit_seal_message(kit, message, &size);
        const char *key = questions[i].key ? questions[i].key : uuid;
        const struct kit_ask ask = {.operation = questions[i].path,
                                    .key = questions[i].keyed ? key : "",
                                    .body = body,
                                    .size = size};
        if (body)
            kit_expect(kit, &questions[i].rule, &ask, questions[i].code);
    }
}

void kit_check_operations(struct kit *kit)
{
    kit_put_questions(kit, about_nobody, ARRAY_LEN(about_nobody));
}
