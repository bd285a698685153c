/* SPDX-License-Identifier: Apache-2.0 */
/* §15: who acts for an enterprise, asked about nobody; nothing is filed. */
#include "platform/ctl/kit.h"

#define PERSON                                                                                     \
    "\"task_code\":\"NOSUCHITEM0000000000\",\"contact_name\":\"张三\",\"contact_type\":\"111\"," \
    "\"contact_code\":\"11010519491231002X\"" /* of the examples in GB 11643: nobody's */

static const struct {
    struct kit_rule rule;
    const char *members;
    int code;
} questions[] = {
    {{"enterprise-level", "§15", "an enterprise, to whoever has a person's card alone: 40302"},
     "{" PERSON ",\"applyer_page_code\":\"91140802MA0000007R\"}",
     40302},
    {{"enterprise-token", "§15", "the same with a token that was never given: 40302"},
     "{" PERSON ",\"applyer_page_code\":\"91140802MA0000007R\","
     "\"assurance_token\":\"never-given-to-anybody\"}",
     40302},
    {{"enterprise-neither", "§15", "neither a credit code nor a credential: 40003"},
     "{" PERSON "}",
     40003},
    {{"enterprise-both", "§15", "a credit code and a credential: 40003"},
     "{" PERSON ",\"applyer_page_code\":\"91140802MA0000007R\",\"credential\":\"00\"}",
     40003},
    {{"enterprise-letters", "§15", "a letter that no credit code has (I O S V Z): 40003"},
     "{" PERSON ",\"applyer_page_code\":\"91140802MAO000007R\"}",
     40003},
};

void kit_check_enterprises(struct kit *kit)
{
    for (size_t i = 0; i < ARRAY_LEN(questions); i++) {
        size_t size = 0;
        AUTO(auto_json_decref) json_t *message = kit_message(kit, "enterprise");
        AUTO(auto_json_decref) json_t *more = json_loads(questions[i].members, 0, NULL);
        if (!message || json_object_update(message, more) != 0)
            return;
        AUTO(auto_free) char *body = kit_seal_message(kit, message, &size);
        const struct kit_ask ask = {.operation = "/enterprises", .body = body, .size = size};
        if (body)
            kit_expect(kit, &questions[i].rule, &ask, questions[i].code);
    }
}

void kit_check_case_contact(struct kit *kit, const json_t *filed, const char *key)
{
    static const struct kit_rule rule = {
        "case-contact", "§15", "an applicant that is no person, and nobody who acts for it: 40003"};
    static const char *const acting[] = {"contact_name", "contact_type", "contact_code"};
    struct kit_ask ask = {.operation = "/cases", .key = key};
    AUTO(auto_json_decref) json_t *message = json_deep_copy(filed);
    for (size_t i = 0; i < ARRAY_LEN(acting); i++)
        json_object_del(message, acting[i]);
    if (json_object_set_new(message, "applyer_type", json_string("2")) != 0)
        return;
    AUTO(auto_free) char *body = kit_seal_message(kit, message, &ask.size);
    ask.body = body;
    if (body)
        kit_expect(kit, &rule, &ask, 40003);
}
