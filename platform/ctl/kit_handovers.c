/* SPDX-License-Identifier: Apache-2.0 */
/* §17: what is begun at a kiosk goes on on a phone. About nobody; with an application, it is handed
 * over twice, as after a lost answer: no case is made by that. */
#include "platform/ctl/kit.h"

#include <string.h>

#include "platform/base/uuid.h"
#include "platform/province/handover.h"

#define NOBODY                                                                                     \
    "\"handover_id\":\"6f1c2b52-8d0e-4b7a-9a55-000000000000\","                                    \
    "\"task_code\":\"NOSUCHITEM0000000000\",\"task_name\":\"-\",\"task_version\":\"1\","           \
    "\"applyer_name\":\"张三\",\"applyer_page_type\":\"111\","                                   \
    "\"applyer_page_code\":\"11010519491231002X\"," /* of the examples in GB 11643: nobody's */    \
    "\"consent\":{\"notice_version\":\"1\",\"consent_time\":\"20261123T160820\"},"                 \
    "\"field_source\":{},\"form\":{}"
#define PERSON     ",\"applyer_type\":\"1\""
#define ENTERPRISE ",\"applyer_type\":\"2\""
#define NOTHING    ",\"missing\":[]"

static const struct kit_question questions[] = {
    {{"handover-item", "§17", "a hand-over of an item that is not offered: 40402"},
     "handover",
     "/handovers",
     "{" NOBODY PERSON NOTHING "}",
     false,
     NULL,
     40402},
    {{"handover-missing", "§17", "one that does not say what is missing: 40003"},
     "handover",
     "/handovers",
     "{" NOBODY PERSON "}",
     false,
     NULL,
     40003},
    {{"handover-anonymous", "§17", "an anonymous one: 40003"},
     "handover",
     "/handovers",
     "{" NOBODY PERSON NOTHING ",\"anonymous\":\"1\"}",
     false,
     NULL,
     40003},
    {{"handover-enterprise", "§17", "one of an enterprise: 40003"},
     "handover",
     "/handovers",
     "{" NOBODY ENTERPRISE NOTHING "}",
     false,
     NULL,
     40003},
};

void kit_check_handovers(struct kit *kit)
{
    kit_put_questions(kit, questions, ARRAY_LEN(questions));
}

/* The application as far as it would have got, under a number of its own. */
static json_t *make_message(const struct kit *kit, const json_t *application)
{
    static const char *const of_cases[] = {"application_id", "local_number", "apply_date",
                                           "apply_type",     "proSource",    "attachments",
                                           "materials"};
    char id[UUID_TEXT];
    json_t *message = json_deep_copy(application);
    AUTO(auto_json_decref) json_t *sender = kit_message(kit, "handover");
    for (size_t i = 0; i < ARRAY_LEN(of_cases); i++)
        json_object_del(message, of_cases[i]);
    if (message && json_object_update(message, sender) == 0 && uuid_make(id) == ERR_NONE &&
        json_object_set_new(message, "handover_id", json_string(id)) == 0 &&
        json_object_set_new(message, "missing", json_array()) == 0)
        return message;
    json_decref(message);
    return NULL;
}

/* False when it was not answered as it should; that is told then. */
static bool ask_place(struct kit *kit, const struct kit_rule *rule, const json_t *message,
                      struct handover *ret_place)
{
    struct kit_answer answer;
    size_t size = 0;
    AUTO(auto_free) char *body = kit_seal_message(kit, message, &size);
    if (!body)
        return false;
    kit_ask(kit,
            &(struct kit_ask){.operation = "/handovers", .key = "", .body = body, .size = size},
            &answer);
    bool good = answer.body && answer.code == 0 && answer.status == 200;
    bool read = good && handover_read(answer.body, answer.size, ret_place) == ERR_NONE;
    if (!good)
        kit_judge(kit, rule, &answer, 200);
    else if (!read)
        kit_tell(kit, rule, "no safe address, a code of other signs, or no end");
    kit_answer_done(&answer);
    return read;
}

static bool holds(const char *url, const json_t *message, const char *name)
{
    const char *value = json_string_value(json_object_get(message, name));
    return value && *value && strstr(url, value);
}

static void look_at_address(struct kit *kit, const json_t *message, const char *url)
{
    static const struct kit_rule rule = {"handover-address", "§17",
                                         "an address that says nothing of whose it is"};
    bool says = holds(url, message, "applyer_page_code") || holds(url, message, "applyer_name") ||
                holds(url, message, "contact_mobile");
    kit_tell(kit, &rule, says ? "it holds a name or a number of the applicant" : NULL);
}

void kit_check_handover(struct kit *kit, const json_t *application)
{
    static const struct kit_rule
        first = {"handover", "§17",
                 "a hand-over: 200, an https address, a code of 2-9 A-H J-N P-Z, an end"},
        again = {"handover-again", "§17", "the same handover_id again: the same address and code"};
    struct handover place = {.url = ""}, same = {.url = ""};
    AUTO(auto_json_decref) json_t *message = make_message(kit, application);
    if (!message || !ask_place(kit, &first, message, &place))
        return;
    kit_tell(kit, &first, NULL);
    look_at_address(kit, message, place.url);
    if (ask_place(kit, &again, message, &same))
        kit_tell(kit, &again,
                 strcmp(place.url, same.url) != 0 || strcmp(place.code, same.code) != 0
                     ? "it is another one"
                 : place.until_ms != same.until_ms ? "it ends at another time"
                                                   : NULL);
}
