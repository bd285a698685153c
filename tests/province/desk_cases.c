/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/desk_cases.h"

#include <string.h>
#include <time.h>

#include "tests/province/desk_attachments.h"
#include "tests/province/desk_citizen.h"
#include "tests/province/desk_fees.h"
#include "tests/province/desk_inside.h"
#include "tests/province/desk_materials.h"
#include "tests/province/together.h"

static const char *member(const json_t *doc, const char *name)
{
    const char *text = json_string_value(json_object_get(doc, name));
    return text ? text : "";
}

/* What this province knows by heart, or an item that it published without. */
const struct item_rule *desk_rule(const struct desk *desk, const char *task_code)
{
    static const struct item_rule published = {.accepted = "已受理，办好后短信告知。",
                                               .decided = "已经办好了。"};
    const struct item_rule *rule = items_find(task_code);
    return rule || !publisher_find_row(desk->publisher, task_code) ? rule : &published;
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
struct answer desk_new_case(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    const struct item_rule *rule = desk_rule(desk, member(doc, "task_code"));
    int days = desk->promise_days > 0 ? (int)desk->promise_days : rule->days;
    char project_no[PROJECT_NO];
    char day[9];
    desk_make_project_no(desk, doc, project_no);
    items_day(days, day);
    json_t *data = json_pack("{s:s,s:s,s:s,s:s,s:s}", "state", days ? "accepted" : "done",
                             "project_no", project_no, "local_number", member(doc, "local_number"),
                             "message", words_for(rule, doc, days), "promise_date", day);
    together_begin(desk, data, doc);
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

struct answer desk_submit(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    const struct item_rule *rule = desk_rule(desk, member(doc, "task_code"));
    if (!rule)
        return answer_error(40402, "这个事项已不在自助机上办理，请到窗口办理。", "task_code");
    if (json_object_get(doc, "anonymous") && !rule->anonymous)
        return answer_error(42202, "这件事要实名办理，请放上身份证再办。", "anonymous");
    if (rule->proof && !names_its_proof(desk, doc))
        return answer_error(42202, "没有查到这份证明，请重新办理。", "proof_code");
    bool unnamed = json_object_get(doc, "anonymous") != NULL; /* the item's rule allows it */
    struct answer may_not = desk_look_at_sender(desk, doc, unnamed ? 0 : rule->level);
    if (may_not.status)
        return may_not;
    bool forgets = desk->lapses.on[LAPSE_APPLICATION] || desk->lapses.on[LAPSE_REPEAT];
    json_t *known =
        forgets ? NULL : store_answer_of_application(desk->store, member(doc, "application_id"));
    if (known)
        return (struct answer){.status = 200, .body = known};
    struct answer lacks = together_look(desk, doc);
    if (lacks.status == 0)
        lacks = desk_look_at_materials(desk, doc);
    if (lacks.status == 0)
        lacks = desk_look_at_attachments(desk, r->code, doc);
    return lacks.status ? lacks : desk_new_case(desk, r, doc);
}
