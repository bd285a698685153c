/* SPDX-License-Identifier: Apache-2.0 */
/* §4 and the operations that file: two applications and a rating. */
#include "platform/ctl/kit.h"

#include <inttypes.h>
#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/uuid.h"

static const int64_t number_limit = 1000000000000; /* twelve digits */

/* One application with its key and its sealed body. */
struct filed {
    json_t *message;
    char key[UUID_TEXT];
    char *body;
    size_t size;
    char project_no[NUMBER_TEXT];
};

static void filed_done(struct filed *f)
{
    json_decref(f->message);
    free(f->body);
}

static bool fresh_numbers(const struct kit *kit, json_t *message, int turn)
{
    char id[UUID_TEXT], number[NUMBER_TEXT];
    if (uuid_make(id) != ERR_NONE)
        return false;
    snprintf(number, sizeof number, "%s-%012" PRId64, kit->code,
             (clock_wall_ms() + turn) % number_limit);
    return json_object_set_new(message, "application_id", json_string(id)) == 0 &&
           json_object_set_new(message, "local_number", json_string(number)) == 0;
}

static bool filed_make(const struct kit *kit, const json_t *application, int turn,
                       struct filed *ret_filed)
{
    struct filed f = {.message = json_deep_copy(application)};
    AUTO(auto_json_decref) json_t *sender = kit_message(kit, "submit");
    bool ok = f.message && json_object_update(f.message, sender) == 0 &&
              fresh_numbers(kit, f.message, turn) && uuid_make(f.key) == ERR_NONE;
    f.body = ok ? kit_seal_message(kit, f.message, &f.size) : NULL;
    if (!f.body)
        filed_done(&f);
    else
        *ret_filed = f;
    return f.body != NULL;
}

static struct kit_ask ask_of(const struct filed *f, const char *key)
{
    return (struct kit_ask){.operation = "/cases", .key = key, .body = f->body, .size = f->size};
}

/* The answer is `code`, and it tells of the same case as before. */
static void judge_same(struct kit *kit, const struct kit_rule *rule,
                       const struct kit_answer *answer, const struct filed *f)
{
    struct case_status told;
    bool read = answer->body && reply_read_case(answer->body, answer->size, &told) == ERR_NONE;
    if (answer->status != 200 || answer->code != 0)
        kit_judge(kit, rule, answer, 200);
    else
        kit_tell(kit, rule,
                 read && strcmp(told.project_no, f->project_no) == 0 ? NULL
                                                                     : "it tells of another case");
}

static bool check_first(struct kit *kit, struct filed *f)
{
    static const struct kit_rule rule = {"case-new", "POST /cases",
                                         "a new application: 201, with its project_no"};
    struct kit_answer answer;
    struct case_status told;
    const struct kit_ask ask = ask_of(f, f->key);
    kit_ask(kit, &ask, &answer);
    bool made = answer.status == 201 && answer.body &&
                reply_read_case(answer.body, answer.size, &told) == ERR_NONE;
    if (made)
        memcpy(f->project_no, told.project_no, sizeof f->project_no);
    if (answer.status == 201 && !made)
        kit_tell(kit, &rule, "a kiosk refuses the answer");
    else
        kit_judge(kit, &rule, &answer, 201);
    kit_look_at_parts(kit, f->message, &answer);
    kit_answer_done(&answer);
    return made;
}

/* §4, row by row. */
static void check_again(struct kit *kit, struct filed *f)
{
    static const struct kit_rule again = {"case-again", "§4",
                                          "the same key and body again: 200 with the first answer"};
    static const struct kit_rule changed = {"case-changed", "§4",
                                            "the same key with another body: 42201"};
    static const struct kit_rule known = {
        "case-known", "§4", "another key with a known application_id: 200, never a second case"};
    char other[UUID_TEXT];
    struct kit_answer answer;
    struct kit_ask ask = ask_of(f, f->key);
    kit_ask(kit, &ask, &answer);
    judge_same(kit, &again, &answer, f);
    kit_answer_done(&answer);
    AUTO(auto_free) char *sealed_again = kit_seal_message(kit, f->message, &ask.size);
    ask.body = sealed_again;
    if (!sealed_again || uuid_make(other) != ERR_NONE)
        return;
    kit_expect(kit, &changed, &ask, 42201);
    ask.key = other;
    kit_ask(kit, &ask, &answer);
    judge_same(kit, &known, &answer, f);
    kit_answer_done(&answer);
}

static void check_query(struct kit *kit, const struct filed *f)
{
    static const struct kit_rule rule = {"query", "POST /cases/query",
                                         "a case that was filed is found by its local number"};
    AUTO(auto_json_decref) json_t *message = kit_message(kit, "query");
    struct kit_answer answer;
    size_t size = 0;
    json_object_set(message, "local_number", json_object_get(f->message, "local_number"));
    AUTO(auto_free) char *body = kit_seal_message(kit, message, &size);
    if (!body)
        return;
    kit_ask(kit, &(struct kit_ask){.operation = "/cases/query", .body = body, .size = size},
            &answer);
    judge_same(kit, &rule, &answer, f);
    kit_look_at_parts(kit, f->message, &answer);
    kit_answer_done(&answer);
}

static void check_rating(struct kit *kit, const struct filed *f)
{
    static const struct kit_rule first = {"rating-new", "POST /cases/rating", "a new rating: 201"};
    static const struct kit_rule again = {"rating-again", "§4", "the same key and body again: 200"};
    char key[UUID_TEXT];
    size_t size = 0;
    AUTO(auto_json_decref) json_t *message = kit_message(kit, "rate");
    AUTO(auto_json_decref)
    json_t *more = json_pack("{s:O,s:O,s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "application_id",
                             json_object_get(f->message, "application_id"), "local_number",
                             json_object_get(f->message, "local_number"), "pf", "5", "proSource",
                             "5", "satisfaction", "5", "satisfaction_gb39046", "1", "assessTime",
                             "2026-11-23 16:01:10", "assessNumber", "1", "userProp", "1");
    if (!message || json_object_update(message, more) != 0 || uuid_make(key) != ERR_NONE)
        return;
    AUTO(auto_free) char *body = kit_seal_message(kit, message, &size);
    const struct kit_ask ask = {
        .operation = "/cases/rating", .key = key, .body = body, .size = size};
    if (!body)
        return;
    kit_expect(kit, &first, &ask, 201);
    kit_expect(kit, &again, &ask, 200);
}

/* Two lines at once: one makes the case, the other hears of it or is told to wait. */
static void check_both(struct kit *kit, const struct filed *f)
{
    static const struct kit_rule rule = {"case-twice-at-once", "§4",
                                         "the same key and body twice at once: one 201; the other "
                                         "200, or 40901 while it is at work"};
    struct kit_answer answers[2];
    char why[KIT_WHY];
    const struct kit_ask ask = ask_of(f, f->key);
    kit_ask_both(kit, &ask, answers);
    int made = (answers[0].status == 201) + (answers[1].status == 201);
    int other = answers[answers[0].status == 201].status;
    snprintf(why, sizeof why, "answered %d and %d", answers[0].status, answers[1].status);
    kit_tell(kit, &rule, made == 1 && (other == 200 || other == 409) ? NULL : why);
    kit_answer_done(&answers[0]);
    kit_answer_done(&answers[1]);
}

/* What stands where a repeated group's rows belong, and is no row. */
static void check_rows(struct kit *kit, const struct filed *f)
{
    static const struct {
        struct kit_rule rule;
        const char *rows;
    } all[] = {
        {{"rows-none", "§6", "a repeated group without rows: 40003"}, "[]"},
        {{"rows-empty", "§6", "a row of a repeated group without values: 40003"}, "[{}]"},
        {{"rows-value", "§6", "a value in a row without its source: 40003"},
         "[{\"kit_value\":{\"value\":\"1\"}}]"},
    };
    struct kit_ask ask = ask_of(f, f->key);
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        AUTO(auto_json_decref) json_t *message = json_deep_copy(f->message);
        json_t *form = json_object_get(message, "form");
        json_t *rows = json_loads(all[i].rows, 0, NULL);
        if (json_object_set_new(form, "kit_rows", rows) != 0)
            return;
        AUTO(auto_free) char *body = kit_seal_message(kit, message, &ask.size);
        ask.body = body;
        if (body)
            kit_expect(kit, &all[i].rule, &ask, 40003);
    }
}

/* None makes a case at a gateway that keeps the rule. */
static void check_refused(struct kit *kit, struct filed *f)
{
    static const struct kit_rule no_key = {"case-key", "§4",
                                           "an application without Idempotency-Key: 40001"};
    static const struct kit_rule item = {"case-item", "§6", "an item that is not offered: 40402"};
    struct kit_ask ask = ask_of(f, "");
    kit_expect(kit, &no_key, &ask, 40001);
    json_object_set_new(f->message, "task_code", json_string("NOSUCHITEM0000000000"));
    AUTO(auto_free) char *body = kit_seal_message(kit, f->message, &ask.size);
    ask.body = body;
    ask.key = f->key;
    if (body)
        kit_expect(kit, &item, &ask, 40402);
}

void kit_check_cases(struct kit *kit, const json_t *application)
{
    struct filed f[3] = {0};
    size_t made = 0;
    while (made < ARRAY_LEN(f) && filed_make(kit, application, (int)made, &f[made]))
        made++;
    if (made == ARRAY_LEN(f)) {
        check_rows(kit, &f[0]);
        kit_check_case_attachments(kit, f[0].message, f[0].key);
        kit_check_case_contact(kit, f[0].message, f[0].key);
        kit_check_materials(kit, f[0].message, f[0].key);
        kit_check_parts(kit, f[0].message, f[0].key);
        check_refused(kit, &f[0]);
        if (check_first(kit, &f[1])) {
            check_again(kit, &f[1]);
            kit_check_nothing_lacks(kit, f[1].message, f[1].project_no);
            check_query(kit, &f[1]);
            kit_check_told_fee(kit, f[1].message, f[1].project_no);
            check_rating(kit, &f[1]);
        }
        check_both(kit, &f[2]);
    }
    for (size_t i = 0; i < made; i++)
        filed_done(&f[i]);
}
