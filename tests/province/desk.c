/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/desk.h"

#include <regex.h>
#include <string.h>
#include <time.h>

#include "tests/province/certificates.h"
#include "tests/province/cipher.h"
#include "tests/province/desk_attachments.h"
#include "tests/province/desk_booking.h"
#include "tests/province/desk_citizen.h"
#include "tests/province/desk_corrections.h"
#include "tests/province/desk_fees.h"
#include "tests/province/desk_inside.h"
#include "tests/province/desk_materials.h"
#include "tests/province/desk_orders.h"
#include "tests/province/enterprises.h"
#include "tests/province/items.h"
#include "tests/province/schema.h"
#include "tests/province/views.h"

#define BASE "/kiosk/v1"

static const char *member(const json_t *doc, const char *name)
{
    const char *text = json_string_value(json_object_get(doc, name));
    return text ? text : "";
}

/* What this province knows by heart, or an item that it published without. */
static const struct item_rule *rule_of(const struct desk *desk, const char *task_code)
{
    static const struct item_rule published = {.accepted = "已受理，办好后短信告知。",
                                               .decided = "已经办好了。"};
    const struct item_rule *rule = items_find(task_code);
    return rule || !publisher_find_row(desk->publisher, task_code) ? rule : &published;
}

static struct answer query(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    const struct store_asked asked = {r->code, member(doc, "local_number"),
                                      member(doc, "project_no"), member(doc, "applyer_page_code")};
    json_t *answer = store_find(desk->store, &asked);
    if (!answer && !*asked.page_code)
        answer = store_answer_of_corrected(desk->store, r->code, asked.local_number);
    return answer ? (struct answer){.status = 200, .body = answer}
                  : answer_error(40401, "没有查到这个办件。", "local_number");
}

void desk_make_project_no(struct desk *desk, const json_t *doc, char ret_text[PROJECT_NO])
{
    char day[9];
    char prefix[16];
    items_day(0, day);
    snprintf(prefix, sizeof prefix, "%.6s%.6s", member(doc, "area_code"), day + 2);
    snprintf(ret_text, PROJECT_NO, "%s%04d", prefix,
             store_count_project(desk->store, prefix) % 9999 + 1);
}

/* Nobody can call who left no number. */
static const char *words_for(const struct item_rule *rule, const json_t *doc, int days)
{
    bool silent = rule->anonymous && !json_object_get(doc, "contact_mobile");
    if (days == 0)
        return rule->decided;
    return silent ? "已转有关部门，凭工单号查结果。" : rule->accepted;
}

/* project_type 1: decided at once, unless a tester wants to see a promise; 2: within its term. */
static struct answer new_case(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    const struct item_rule *rule = rule_of(desk, member(doc, "task_code"));
    int days = desk->promise_days > 0 ? (int)desk->promise_days : rule->days;
    char project_no[PROJECT_NO];
    char day[9];
    desk_make_project_no(desk, doc, project_no);
    items_day(days, day);
    json_t *data = json_pack("{s:s,s:s,s:s,s:s,s:s}", "state", days ? "accepted" : "done",
                             "project_no", project_no, "local_number", member(doc, "local_number"),
                             "message", words_for(rule, doc, days), "promise_date", day);
    struct answer answer = answer_good(201, days ? "已受理" : "办理成功", data);
    const struct store_case one = {r->key,     r->digest,   r->code,    doc,
                                   project_no, answer.body, answer.body};
    if (store_add_case(desk->store, &one) && desk_owe_for(desk, doc, project_no))
        return answer;
    answer_done(&answer);
    return desk_failed();
}

/* A case of a proof names one that was given to this very person. */
static bool names_its_proof(struct desk *desk, const json_t *doc)
{
    const json_t *field = json_object_get(json_object_get(doc, "form"), "proof_code");
    return store_has_proof(desk->store, member(field, "value"), member(doc, "applyer_page_code"));
}

/* Beijing time as milliseconds: a case may arrive long after it was agreed to. */
int64_t desk_consent_ms(const json_t *doc)
{
    enum { BEIJING_S = 8 * 3600 };
    struct tm when = {0};
    const char *text = member(json_object_get(doc, "consent"), "consent_time");
    return strptime(text, "%Y%m%dT%H%M%S", &when) ? ((int64_t)timegm(&when) - BEIJING_S) * 1000
                                                  : INT64_MAX;
}

static struct answer submit(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    const struct item_rule *rule = rule_of(desk, member(doc, "task_code"));
    if (!rule)
        return answer_error(40402, "这个事项已不在自助机上办理，请到窗口办理。", "task_code");
    if (json_object_get(doc, "anonymous") && !rule->anonymous)
        return answer_error(42202, "这件事要实名办理，请放上身份证再办。", "anonymous");
    if (rule->proof && !names_its_proof(desk, doc))
        return answer_error(42202, "没有查到这份证明，请重新办理。", "proof_code");
    struct answer low = json_object_get(doc, "anonymous")
                            ? (struct answer){0}
                            : desk_look_at_level(desk, doc, rule->level, desk_consent_ms(doc));
    if (low.status)
        return low;
    struct answer not_theirs = enterprises_look(doc);
    if (not_theirs.status)
        return not_theirs;
    bool forgets = desk->lapses.on[LAPSE_APPLICATION] || desk->lapses.on[LAPSE_REPEAT];
    json_t *known =
        forgets ? NULL : store_answer_of_application(desk->store, member(doc, "application_id"));
    if (known)
        return (struct answer){.status = 200, .body = known};
    struct answer lacks = desk_look_at_materials(desk, doc);
    if (lacks.status == 0)
        lacks = desk_look_at_attachments(desk, r->code, doc);
    return lacks.status ? lacks : new_case(desk, r, doc);
}

static struct answer rate(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    struct answer answer = answer_good(201, "感谢评价", NULL);
    const struct store_case one = {r->key, r->digest, r->code, doc, "", answer.body, NULL};
    if (store_add_rating(desk->store, &one))
        return answer;
    answer_done(&answer);
    return answer_error(40401, "没有查到这个办件。", "application_id");
}

static struct answer heartbeat(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    (void)r;
    remote_hear(&desk->remote, doc);
    return upkeep_hear(&desk->upkeep, doc)
               ? answer_good(200, "", remote_say(&desk->remote, &desk->lapses))
               : desk_failed();
}

static struct answer help(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    (void)r;
    return upkeep_call(&desk->upkeep, doc) ? answer_good(200, "已呼叫工作人员", NULL)
                                           : desk_failed();
}

static const struct operation {
    const char *path, *name;
    bool keyed;
    struct answer (*serve)(struct desk *desk, const struct judge_request *r, const json_t *doc);
} operations[] = {
    {BASE "/identify", "identify", false, desk_identify},
    {BASE "/step-up", "step_up", false, desk_step_up},
    {BASE "/enterprises", "enterprise", false, enterprises_tell},
    {BASE "/shared-data", "shared_data", false, desk_shared_data},
    {BASE "/proofs", "proof", false, desk_proof},
    {BASE "/certificates", "certificates", false, desk_certificates},
    {BASE "/certificates/copy", "certificate_copy", false, desk_certificate_copy},
    {BASE "/cases", "submit", true, submit},
    {BASE "/cases/correct", "correct", true, desk_correct},
    {BASE "/cases/list", "list", false, desk_list},
    {BASE "/cases/query", "query", false, query},
    {BASE "/cases/rating", "rate", true, rate},
    {BASE "/hotline-orders", "order", true, desk_order},
    {BASE "/appointments/slots", "slots", false, desk_slots},
    {BASE "/appointments", "book", false, desk_book},
    {BASE "/appointments/cancel", "cancel_appointment", false, desk_cancel},
    {BASE "/fees", "fees", false, desk_fees},
    {BASE "/fees/state", "fee_state", false, desk_fee_state},
    {BASE "/heartbeat", "heartbeat", false, heartbeat},
    {BASE "/help", "help", false, help},
};

static const struct operation *operation_of(const char *path)
{
    for (size_t i = 0; i < ARRAY_LEN(operations); i++)
        if (strcmp(operations[i].path, path) == 0)
            return &operations[i];
    return NULL;
}

static bool is_uuid(const char *text)
{
    regex_t uuid;
    if (regcomp(&uuid, "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", REG_EXTENDED | REG_NOSUB))
        return false;
    bool ok = regexec(&uuid, text, 0, NULL, 0) == 0;
    regfree(&uuid);
    return ok;
}

/* §4; 0 status when the key is new. */
static struct answer look_at_key(struct desk *desk, const struct desk_request *request)
{
    json_t *first = NULL;
    const struct judge_request *r = &request->judged;
    if (desk->lapses.on[LAPSE_REPEAT])
        return (struct answer){0};
    if (!desk->lapses.on[LAPSE_KEY] && !is_uuid(r->key))
        return answer_error(40001, "", "Idempotency-Key");
    enum store_key found = store_look(desk->store, r->key, r->digest, &first);
    if (found == STORE_KEY_OTHER && desk->lapses.on[LAPSE_OTHER_BODY])
        return answer_good(200, "", NULL);
    if (found == STORE_KEY_OTHER)
        return answer_error(42201, "", "Idempotency-Key");
    if (found == STORE_KEY_SAME)
        return (struct answer){.status = 200, .body = first};
    if (request->at_work)
        return answer_error(40901, "正在办理，请稍候。", "Idempotency-Key");
    return (struct answer){0};
}

/* Which application came under which key: a kiosk that makes a new key for a second try is seen. */
static void note_arrival(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    const char *id = member(doc, "application_id");
    if (!desk->arrivals)
        desk->arrivals = json_array();
    if (json_array_size(desk->arrivals) < DESK_ARRIVALS)
        json_array_append_new(desk->arrivals,
                              json_pack("{s:s,s:s,s:s}", "application_id",
                                        *id ? id : member(doc, "order_id"), "idempotency_key",
                                        r->key, "digest", r->digest));
}

static bool is_let_pass(const struct desk *desk, const struct operation *op, const char *wrong)
{
    return (desk->lapses.on[LAPSE_SCHEMA] && op->serve == query) ||
           (desk->lapses.on[LAPSE_CAUSE] && strcmp(wrong, "use_cause") == 0) ||
           (desk->lapses.on[LAPSE_LICENCE] && op->serve == enterprises_tell) ||
           (desk->lapses.on[LAPSE_CONTACT] && strcmp(wrong, "contact_name") == 0) ||
           (desk->lapses.on[LAPSE_ROWS] && strcmp(wrong, "form") == 0) ||
           (desk->lapses.on[LAPSE_ORDER] && op->serve == desk_order) ||
           (desk->lapses.on[LAPSE_DUE] && strcmp(wrong, "materials") == 0) ||
           (desk->lapses.on[LAPSE_SCALES] && strcmp(wrong, "satisfaction_gb39046") == 0);
}

static struct answer serve_post(struct desk *desk, const struct desk_request *request, json_t *doc)
{
    const struct operation *op = operation_of(request->judged.path);
    const char *wrong = schema_check(doc, op->name);
    if (wrong && !is_let_pass(desk, op, wrong))
        return answer_error(40003, "", wrong);
    if (op->serve == submit || op->serve == desk_order)
        note_arrival(desk, &request->judged, doc);
    if (op->keyed) {
        struct answer known = look_at_key(desk, request);
        if (known.status)
            return known;
    }
    return op->serve(desk, &request->judged, doc);
}

int desk_carry(struct desk *desk, const json_t *line)
{
    char path[64], digest[45];
    json_t *doc = NULL;
    const char *detail = "";
    json_t *envelope = json_loads(member(line, "body"), JSON_REJECT_DUPLICATES, NULL);
    char code[32];
    snprintf(code, sizeof code, "%s", member(envelope, "app_code"));
    json_decref(envelope);
    snprintf(path, sizeof path, BASE "%s", member(line, "operation"));
    judge_digest(member(line, "body"), digest);
    const struct desk_request request = {.judged = {.method = "POST",
                                                    .path = path,
                                                    .code = code,
                                                    .digest = digest,
                                                    .key = member(line, "idempotency_key"),
                                                    .body = member(line, "body")}};
    const struct operation *op = operation_of(path);
    int wrong =
        op && op->keyed ? judge_open(desk->judge, code, request.judged.body, &doc, &detail) : 40403;
    struct answer answer =
        wrong ? answer_error(wrong, "", detail) : serve_post(desk, &request, doc);
    int status = answer.status;
    answer_done(&answer);
    json_decref(doc);
    return status;
}

/* An address or a method that the document does not know; 0 status when it does. */
static struct answer look_at_address(const struct lapses *l, const struct judge_request *r)
{
    const char *method = views_know(r->path)     ? "GET"
                         : operation_of(r->path) ? "POST"
                                                 : desk_attachment_method(r->path);
    if (!method)
        return answer_error(l->on[LAPSE_ADDRESS] ? 40401 : 40403, "", "path");
    if (strcmp(r->method, method) == 0)
        return (struct answer){0};
    struct answer answer = answer_error(l->on[LAPSE_METHOD] ? 40401 : 40501, "", "method");
    answer.allow = method;
    return answer;
}

static struct answer serve(struct desk *desk, const struct desk_request *request)
{
    json_t *doc = NULL;
    const char *detail = "";
    struct answer answer = look_at_address(&desk->lapses, &request->judged);
    if (answer.status)
        return answer;
    int code = guard_look(desk->guard, request->judged.pass,
                          views_are_of_gateway(request->judged.path), &detail);
    if (code == 0)
        code = judge_look(desk->judge, &request->judged, &doc, &detail);
    if (code != 0)
        answer = answer_error(code, "", detail);
    else if (doc)
        answer = serve_post(desk, request, doc);
    else if (desk_attachment_method(request->judged.path))
        answer = desk_attachment(desk, &request->judged);
    else
        answer = views_show(desk, &request->judged);
    json_decref(doc);
    return answer;
}

static struct answer status_only(long status)
{
    return (struct answer){.status = (int)status,
                           .body = json_pack("{s:i,s:s,s:s}", "code", (int)status * 100 + 1,
                                             "message", "", "detail", "fault")};
}

static struct answer large(long bytes)
{
    AUTO(auto_free) char *text = malloc((size_t)bytes + 1);
    if (!text)
        return status_only(500);
    memset(text, 'x', (size_t)bytes);
    text[bytes] = '\0';
    return answer_good(200, text, NULL);
}

void desk_serve(struct desk *desk, const struct desk_request *request, struct reply *ret_reply)
{
    const char *path = request->judged.path;
    struct desk_request again = *request;
    *ret_reply = (struct reply){.how = REPLY_WHOLE};
    if (!request->waited)
        desk->requests++;
    if (strncmp(path, BASE, strlen(BASE)) == 0)
        path += strlen(BASE);
    enum fault fault =
        request->waited || request->at_work ? FAULT_NONE : faults_take(&desk->faults, path);
    ret_reply->amount = desk->faults.number;
    switch (fault) {
    case FAULT_DELAY:
        ret_reply->how = REPLY_WAIT;
        return;
    case FAULT_STATUS:
        ret_reply->answer = status_only(desk->faults.number);
        return;
    case FAULT_REFUSE:
        ret_reply->answer = answer_error(42202, desk->faults.text, "refused by a rule of the item");
        return;
    case FAULT_LARGE:
        ret_reply->answer = large(desk->faults.number);
        return;
    case FAULT_CUT:
        ret_reply->how = REPLY_CUT;
        break;
    case FAULT_DROP:
        ret_reply->how = REPLY_DROP;
        break;
    case FAULT_TWICE:
        ret_reply->answer = serve(desk, request);
        answer_done(&ret_reply->answer);
        again.judged.again = true;
        break;
    case FAULT_NONE:
        break;
    }
    ret_reply->answer = serve(desk, &again);
    if (desk->lapses.on[LAPSE_DETAIL])
        json_object_del(ret_reply->answer.body, "detail");
}
