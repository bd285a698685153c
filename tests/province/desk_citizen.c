/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/desk_citizen.h"

#include "platform/base/clock.h"
#include "tests/province/desk_fees.h"
#include "tests/province/desk_inside.h"
#include "tests/province/enterprises.h"
#include "tests/province/items.h"
#include "tests/province/proofs.h"

enum { LIST_LEVEL = 2 };

static const char *member(const json_t *doc, const char *name)
{
    const char *text = json_string_value(json_object_get(doc, name));
    return text ? text : "";
}

struct answer desk_identify(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    (void)r;
    json_t *person = people_identify(desk->people, member(doc, "credential"));
    if (person && assurance_grant(desk->store, person))
        return answer_good(200, "", person);
    json_decref(person);
    return answer_error(40401, "没有找到这个码对应的人，请换一个码或刷身份证。", "credential");
}

struct answer desk_step_up(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    (void)r;
    return assurance_step_up(&desk->assurance, desk->people, desk->store, doc);
}

/* 0 status when whoever asks is known well enough for `level`. */
struct answer desk_look_at_level(struct desk *desk, const json_t *doc, int level, int64_t at_ms)
{
    if (desk->lapses.on[LAPSE_ASSURANCE] || assurance_level(desk->store, doc, at_ms) >= level)
        return (struct answer){0};
    return answer_error(40302, "这件事要先核对是您本人，请用手机验证码核对，或到窗口办理。",
                        "assurance_token");
}

struct answer desk_look_at_sender(struct desk *desk, const json_t *doc, int level)
{
    struct answer low = desk_look_at_level(desk, doc, level, desk_consent_ms(doc));
    return low.status ? low : enterprises_look(doc);
}

struct answer desk_shared_data(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    (void)r;
    const struct item_rule *rule = items_find(member(doc, "task_code"));
    struct answer low = desk_look_at_level(desk, doc, rule ? rule->level : 0, clock_wall_ms());
    const char *number = member(doc, "applyer_page_code");
    if (low.status)
        return low;
    return answer_good(
        200, "", enterprises_know(number) ? json_object() : people_shared(desk->people, number));
}

struct answer desk_failed(void)
{
    return answer_error(50001, "系统繁忙，请稍后再试。", "store");
}

struct answer desk_proof(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    (void)r;
    const struct item_rule *rule = items_find(member(doc, "task_code"));
    const char *wrong = proofs_check(doc);
    if (!rule || !rule->proof)
        return answer_error(40402, "这个事项已不在自助机上办理，请到窗口办理。", "task_code");
    if (*wrong)
        return answer_error(40003, "", wrong);
    struct answer low = desk_look_at_level(desk, doc, rule->level, clock_wall_ms());
    if (low.status)
        return low;
    json_t *data = proofs_make(doc, store_count_proofs(desk->store) + 1);
    if (!data)
        return answer_error(40401, "没有查到参保记录，请到社保窗口核实。", "applyer_page_code");
    if (store_add_proof(desk->store, member(data, "proof_code"), member(doc, "applyer_page_code")))
        return answer_good(200, "", data);
    json_decref(data);
    return desk_failed();
}

struct answer desk_list(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    (void)r;
    struct answer low = desk_look_at_level(desk, doc, LIST_LEVEL, clock_wall_ms());
    if (low.status)
        return low;
    json_t *told = store_cases_of(desk->store, member(doc, "applyer_page_code")), *one;
    size_t i;
    json_array_foreach(json_object_get(told, "cases"), i, one) desk_tell_fee(desk, one);
    return answer_good(200, "", told);
}
