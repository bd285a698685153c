/* SPDX-License-Identifier: Apache-2.0 */
/* §11: what comes after a case was returned. Of no case, of one that lacks nothing, and, when an
 * official returned one for it, a correction that is taken once. */
#include "platform/ctl/kit.h"

#include <inttypes.h>
#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/uuid.h"
#include "platform/province/codes.h"

#define CORRECTION(of, more)                                                                       \
    "{\"correction_id\":\"6f1c2b52-8d0e-4b7a-9a55-000000000000\","                                 \
    "\"local_number\":\"K-000000\"," of                                                            \
    "\"task_code\":\"NOSUCHITEM0000000000\",\"task_name\":\"-\","                                  \
    "\"task_version\":\"1\",\"applyer_type\":\"1\","                                               \
    "\"applyer_name\":\"张三\",\"applyer_page_type\":\"111\","                                   \
    "\"applyer_page_code\":\"11010519491231002X\","                                                \
    "\"correct_date\":\"20261123T161000\",\"proSource\":\"5\","                                    \
    "\"consent\":{\"notice_version\":\"1\",\"consent_time\":\"20261123T160820\"},"                 \
    "\"field_source\":{},\"form\":{}" more "}"
#define OF_NO_CASE "\"project_no\":\"0000000000000000\","

/* A paper photographed; what its address names was never sent. */
#define PAPER                                                                                      \
    "[{\"name\":\"kit_material\",\"material_name\":\"conformance\",\"is_need\":\"1\","             \
    "\"is_collected\":\"1\",\"collect_way\":\"captured\",\"collect_count\":\"1\","                 \
    "\"collect_time\":\"20261123T160000\",\"attachments\":[\"00000000000000000000000000000000"     \
    "00000000000000000000000000000000\"]}]"

static const int64_t number_limit = 1000000000000; /* twelve digits */

static const struct kit_question questions[] = {
    {{"correct-unknown", "§11", "a correction of no case: 40401"},
     "correct",
     "/cases/correct",
     CORRECTION(OF_NO_CASE, ""),
     true,
     NULL,
     40401},
    {{"correct-case", "§11", "a correction that names no case: 40003"},
     "correct",
     "/cases/correct",
     CORRECTION("", ""),
     true,
     NULL,
     40003},
    {{"correct-key", "§4", "a correction without Idempotency-Key: 40001"},
     "correct",
     "/cases/correct",
     CORRECTION(OF_NO_CASE, ""),
     true,
     "",
     40001},
    {{"correct-materials", "§11", "a correction with a list of materials without any: 40003"},
     "correct",
     "/cases/correct",
     CORRECTION(OF_NO_CASE, ",\"materials\":[]"),
     true,
     NULL,
     40003},
};

void kit_check_corrections(struct kit *kit)
{
    kit_put_questions(kit, questions, ARRAY_LEN(questions));
}

/* What an applicant's message says of them and the item. */
static bool copy_applicant(json_t *message, const json_t *application)
{
    static const char *const names[] = {
        "task_code",         "task_name",         "task_version",    "applyer_type", "applyer_name",
        "applyer_page_type", "applyer_page_code", "assurance_token", "contact_name", "contact_type",
        "contact_code",      "contact_mobile",    "consent",         "field_source", "proSource"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        json_t *value = json_object_get(application, names[i]);
        if (value && json_object_set(message, names[i], value) != 0)
            return false;
    }
    return true;
}

/* A correction of that case by that applicant, under a new id. NULL when it cannot be made. */
static json_t *make(const struct kit *kit, const json_t *application, const char *project_no)
{
    char id[UUID_TEXT], number[NUMBER_TEXT], stamp[STAMP_TEXT];
    json_t *message = kit_message(kit, "correct");
    code_time(clock_wall_ms(), stamp);
    snprintf(number, sizeof number, "%s-%012" PRId64, kit->code, clock_wall_ms() % number_limit);
    AUTO(auto_json_decref) json_t *more = NULL;
    if (uuid_make(id) == ERR_NONE)
        more = json_pack("{s:s,s:s,s:s,s:s,s:{}}", "correction_id", id, "local_number", number,
                         "project_no", project_no, "correct_date", stamp, "form");
    if (more && json_object_update(message, more) == 0 && copy_applicant(message, application))
        return message;
    json_decref(message);
    return NULL;
}

/* Under a key of its own. */
static void expect(struct kit *kit, const struct kit_rule *rule, const json_t *message, int code)
{
    char key[UUID_TEXT];
    struct kit_ask ask = {.operation = "/cases/correct", .key = key};
    if (uuid_make(key) != ERR_NONE)
        return;
    AUTO(auto_free) char *body = kit_seal_message(kit, message, &ask.size);
    ask.body = body;
    if (body)
        kit_expect(kit, rule, &ask, code);
}

/* The message with another value there. */
static json_t *changed(const json_t *message, const char *name, json_t *value)
{
    json_t *other = json_deep_copy(message);
    json_object_set_new(other, name, value);
    return other;
}

void kit_check_nothing_lacks(struct kit *kit, const json_t *application, const char *project_no)
{
    static const struct kit_rule rule = {"correct-nothing", "§11",
                                         "a correction of a case that lacks nothing: 42202"};
    AUTO(auto_json_decref) json_t *message = make(kit, application, project_no);
    if (message)
        expect(kit, &rule, message, 42202);
}

/* The same one again, under its key and under another: told what was told. */
static void check_taken(struct kit *kit, const json_t *message)
{
    static const struct kit_rule first = {"correct-new", "§11",
                                          "a correction of a case that was returned: 201"};
    static const struct kit_rule again = {"correct-again", "§4",
                                          "the same key and body again: 200"};
    static const struct kit_rule known = {"correct-known", "§11",
                                          "another key with a known correction_id: 200"};
    char key[UUID_TEXT], other[UUID_TEXT];
    struct kit_ask ask = {.operation = "/cases/correct", .key = key};
    if (uuid_make(key) != ERR_NONE || uuid_make(other) != ERR_NONE)
        return;
    AUTO(auto_free) char *body = kit_seal_message(kit, message, &ask.size);
    ask.body = body;
    if (!body)
        return;
    kit_expect(kit, &first, &ask, 201);
    kit_expect(kit, &again, &ask, 200);
    ask.key = other;
    kit_expect(kit, &known, &ask, 200);
}

void kit_check_returned(struct kit *kit, const json_t *application, const char *project_no)
{
    static const struct kit_rule late = {"correct-late", "§11",
                                         "a correction made behind the day of the return: 42202"};
    static const struct kit_rule unnamed = {
        "correct-attachment", "§11",
        "a paper's attachment that the correction does not name: 42206"};
    static const struct kit_rule missing = {"correct-missing", "§11",
                                            "a correction before its attachment: 42205"};
    AUTO(auto_json_decref) json_t *message = make(kit, application, project_no);
    if (!message)
        return;
    AUTO(auto_json_decref)
    json_t *behind = changed(message, "correct_date", json_string("29991231T235959"));
    AUTO(auto_json_decref)
    json_t *with_paper = changed(message, "materials", json_loads(PAPER, 0, NULL));
    expect(kit, &late, behind, 42202);
    expect(kit, &unnamed, with_paper, 42206);
    kit_expect_missing(kit, &missing, "/cases/correct", message);
    check_taken(kit, message);
}
