/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/desk_orders.h"

#include "tests/province/desk_attachments.h"
#include "tests/province/desk_citizen.h"
#include "tests/province/desk_inside.h"
#include "tests/province/items.h"

enum { CONTACT_DAYS = 1, ANSWER_DAYS = 5, LONGER_DAYS = 10, DAY_TEXT = 9 };

static const char *member(const json_t *doc, const char *name)
{
    const char *text = json_string_value(json_object_get(doc, name));
    return text ? text : "";
}

static void move(json_t *to, const char *new_name, const json_t *from, const char *name)
{
    if (json_object_get(from, name))
        json_object_set(to, new_name, json_object_get(from, name));
}

/* How an order stands, told as a case is, in the words of an order. */
static struct answer say(int status, const json_t *standing)
{
    const json_t *from = json_object_get(standing, "data");
    json_t *data = json_object();
    static const char *const same[] = {"state", "local_number", "message", "contact_by"};
    for (size_t i = 0; i < ARRAY_LEN(same); i++)
        move(data, same[i], from, same[i]);
    move(data, "order_no", from, "project_no");
    move(data, "answer_by", from, "promise_date");
    return answer_good(status, "已接单", data);
}

/* Nobody can call who left no number. */
static json_t *stand(struct desk *desk, const json_t *doc, const char *order_no)
{
    char contact[DAY_TEXT], answer[DAY_TEXT];
    bool silent = !json_object_get(doc, "contact_mobile");
    items_day(CONTACT_DAYS, contact);
    items_day(desk->promise_days > 0 ? (int)desk->promise_days : ANSWER_DAYS, answer);
    json_t *data =
        json_pack("{s:s,s:s,s:s,s:s,s:s}", "state", "received", "project_no", order_no,
                  "local_number", member(doc, "local_number"), "message",
                  silent ? "已转有关部门，凭工单号查结果。" : "已转有关部门，1 个工作日内联系您。",
                  "promise_date", answer);
    if (!silent)
        json_object_set_new(data, "contact_by", json_string(contact));
    return data;
}

static struct answer new_order(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    char order_no[PROJECT_NO];
    desk_make_project_no(desk, doc, order_no);
    struct answer standing = answer_good(200, "", stand(desk, doc, order_no));
    struct answer answer = say(201, standing.body);
    const struct store_case one = {.key = r->key,
                                   .digest = r->digest,
                                   .kiosk = r->code,
                                   .doc = doc,
                                   .project_no = order_no,
                                   .answer = answer.body,
                                   .standing = standing.body};
    bool kept = store_add_case(desk->store, &one);
    answer_done(&standing);
    if (kept)
        return answer;
    answer_done(&answer);
    return desk_failed();
}

struct answer desk_order(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    const struct item_rule *rule = items_find(member(doc, "task_code"));
    if (!rule)
        return answer_error(40402, "这个事项已不在自助机上办理，请到窗口办理。", "task_code");
    if (json_object_get(doc, "anonymous") && !rule->anonymous)
        return answer_error(42202, "这件事要实名办理，请放上身份证再办。", "anonymous");
    struct answer low = json_object_get(doc, "anonymous")
                            ? (struct answer){0}
                            : desk_look_at_level(desk, doc, rule->level, 0);
    if (low.status)
        return low;
    json_t *known = store_answer_of_application(desk->store, member(doc, "order_id"));
    if (known) {
        const char *number = member(json_object_get(known, "data"), "local_number");
        struct answer same = store_is_order(desk->store, number)
                                 ? say(200, known)
                                 : answer_error(42201, "", "order_id"); /* a case has it */
        json_decref(known);
        return same;
    }
    struct answer lacks = desk_look_at_attachments(desk, r->code, doc);
    return lacks.status ? lacks : new_order(desk, r, doc);
}

bool desk_extend(struct desk *desk, const char *local_number, const char *message)
{
    char later[DAY_TEXT];
    items_day(LONGER_DAYS, later);
    return desk_set_standing(
        desk, local_number,
        &(struct desk_standing){.state = "extended", .message = message, .promise_date = later});
}
