/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/enterprises.h"

#include <string.h>

#include "platform/base/clock.h"
#include "tests/province/assurance.h"

enum { AGENTS_MAX = 3 };

#define PERSON "1" /* GB/T 39046-2020 A.4 */

static const struct enterprise {
    const char *code, *credential; /* hex of its electronic licence's code */
    const char *type, *name, *legal, *address;
    const char *agents[AGENTS_MAX]; /* numbers of who may act, the legal representative first */
} register_of[] = {
    /* "BUDAYANG-LICENCE-1", "BUDAYANG-LICENCE-2" */
    {"91140802MA0KX3T590",
     "4255444159414e472d4c4943454e43452d31",
     "2",
     "运城市晋南机械有限公司",
     "王建国",
     "山西省运城市盐湖区红旗东街18号",
     {"140802196807200033", "11010519491231002X"}},
    {"92140802MA0HB6R273",
     "4255444159414e472d4c4943454e43452d32",
     "6",
     "盐湖区秀英面馆",
     "李秀英",
     "山西省运城市盐湖区河东街5号",
     {"140802195602140028"}},
};

/* Items that only an enterprise can ask for. */
static const char *const theirs[] = {"11140802MB0000005Q4442131015000"};

static const char *member(const json_t *doc, const char *name)
{
    const char *text = json_string_value(json_object_get(doc, name));
    return text ? text : "";
}

static const struct enterprise *find(const json_t *doc)
{
    const char *code = member(doc, "applyer_page_code"), *credential = member(doc, "credential");
    for (size_t i = 0; i < ARRAY_LEN(register_of); i++)
        if (strcmp(register_of[i].code, code) == 0 ||
            strcmp(register_of[i].credential, credential) == 0)
            return &register_of[i];
    return NULL;
}

bool enterprises_know(const char *code)
{
    for (size_t i = 0; i < ARRAY_LEN(register_of); i++)
        if (strcmp(register_of[i].code, code) == 0)
            return true;
    return false;
}

static bool may_act(const struct enterprise *one, const char *number)
{
    for (size_t i = 0; i < AGENTS_MAX && one->agents[i]; i++)
        if (strcmp(one->agents[i], number) == 0)
            return true;
    return false;
}

static struct answer refuse(void)
{
    return answer_error(40303, "您不是这家单位登记的办事人，请法定代表人来办，或到窗口登记委托。",
                        "contact_code");
}

struct answer enterprises_tell(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    (void)r;
    const char *number = member(doc, "contact_code"), *token = member(doc, "assurance_token");
    bool sure = store_has_token(desk->store, token, number, clock_wall_ms());
    const struct enterprise *one = find(doc);
    if (!sure && !desk->lapses.on[LAPSE_ASSURANCE])
        return answer_error(40302, "要先核对是您本人，请用手机验证码核对，或到窗口办理。",
                            "assurance_token");
    if (!one)
        return answer_error(40401, "没有查到这家单位，请核对代码，或到窗口办理。",
                            "applyer_page_code");
    if (!may_act(one, number))
        return refuse();
    json_t *told =
        json_pack("{s:s,s:s,s:s,s:s,s:s}", "applyer_name", one->name, "applyer_type", one->type,
                  "applyer_page_code", one->code, "legal", one->legal, "address", one->address);
    if (assurance_grant(desk->store, told))
        return answer_good(200, "", told);
    json_decref(told);
    return answer_error(50001, "系统繁忙，请稍后再试。", "store");
}

static bool is_theirs(const char *task_code)
{
    for (size_t i = 0; i < ARRAY_LEN(theirs); i++)
        if (strcmp(theirs[i], task_code) == 0)
            return true;
    return false;
}

struct answer enterprises_look(const json_t *doc)
{
    const struct enterprise *one = find(doc);
    if (strcmp(member(doc, "applyer_type"), PERSON) == 0)
        return is_theirs(member(doc, "task_code"))
                   ? answer_error(42202, "这件事由单位来办，请带上营业执照再办。", "applyer_type")
                   : (struct answer){0};
    return one && may_act(one, member(doc, "contact_code")) ? (struct answer){0} : refuse();
}
