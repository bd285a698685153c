/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/desk.h"

#include <regex.h>
#include <string.h>

#include "tests/province/certificates.h"
#include "tests/province/cipher.h"
#include "tests/province/desk_attachments.h"
#include "tests/province/desk_booking.h"
#include "tests/province/desk_citizen.h"
#include "tests/province/desk_corrections.h"
#include "tests/province/desk_cases.h"
#include "tests/province/desk_fees.h"
#include "tests/province/desk_handovers.h"
#include "tests/province/desk_inside.h"
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

static struct answer query(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    const struct store_asked asked = {r->code, member(doc, "local_number"),
                                      member(doc, "project_no"), member(doc, "applyer_page_code")};
    json_t *answer = store_find(desk->store, &asked);
    if (!answer && !*asked.page_code)
        answer = store_answer_of_corrected(desk->store, r->code, asked.local_number);
    if (!answer)
        return answer_error(40401, "没有查到这个办件。", "local_number");
    desk_tell_fee(desk, json_object_get(answer, "data"));
    return (struct answer){.status = 200, .body = answer};
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
    {BASE "/cases", "submit", true, desk_submit},
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
    {BASE "/handovers", "handover", false, desk_handover},
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
    const char *id = member(doc, "application_id"), *correction = member(doc, "correction_id");
    if (!*id)
        id = *correction ? correction : member(doc, "order_id");
    if (!desk->arrivals)
        desk->arrivals = json_array();
    if (json_array_size(desk->arrivals) < DESK_ARRIVALS)
        json_array_append_new(desk->arrivals,
                              json_pack("{s:s,s:s,s:s}", "application_id", id, "idempotency_key",
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
           (desk->lapses.on[LAPSE_PARTS] && strcmp(wrong, "parts") == 0) ||
           (desk->lapses.on[LAPSE_DUE] && strcmp(wrong, "materials") == 0) ||
           (desk->lapses.on[LAPSE_SCALES] && strcmp(wrong, "satisfaction_gb39046") == 0);
}

static struct answer serve_post(struct desk *desk, const struct desk_request *request, json_t *doc)
{
    const struct operation *op = operation_of(request->judged.path);
    const char *wrong = schema_check(doc, op->name);
    if (wrong && !is_let_pass(desk, op, wrong))
        return answer_error(40003, "", wrong);
    if (op->serve == desk_submit || op->serve == desk_order || op->serve == desk_correct)
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
