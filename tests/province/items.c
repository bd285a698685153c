/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/items.h"

#include <string.h>
#include <time.h>

#include "platform/base/clock.h"

enum { DAY_S = 24 * 3600, BEIJING_S = 8 * 3600, SATURDAY = 6 };

#define LATER "已受理，办好后短信告知。"

static const struct item_rule items[] = {
    {"11140802MB0000000K4442036007000", "异地就医备案", "3", "1", "442036007000", false, false, 1,
     0, LATER, "备案已生效，可直接就医结算。"},
    {"11140802MB0000001J4442014005000", "社会保险参保证明打印", "1", "1", "442014005000", false,
     true, 2, 0, LATER, "证明已出具，凭验真码可查真伪。"},
    {"11140802MB0000002G4442512345000", "12345 诉求反映", "1", "2", "442512345000", true, false, 1,
     5, "已转有关部门，1 天内联系您。", "已经办结，请您看看满意不满意。"},
    {"11140802MB0000003E4442500001000", "办件进度查询", "1", "1", "442500001000", false, false, 2,
     0, LATER, ""},
    {"11140802MB0000003E4442500002000", "电子证照查询打印", "1", "1", "442500002000", false, false,
     2, 0, LATER, ""},
    {"11140802MB0000004P4442011008000", "高龄津贴申领", "1", "2", "442011008000", false, false, 1,
     20, "已受理，审核通过就发。", "已经审核通过，下个月起发。"},
    {"11140802MB0000005Q4442131015000", "营业执照补领", "1", "2", "442131015000", false, false, 2,
     3, "已受理，补好后短信告知。", "已经补好，请带身份证到窗口领取。"},
    {"11140802MB0000005P4440113009000", "居住证申领", "1", "2", "440113009000", false, false, 1, 15,
     "已受理，15 个工作日内办好。", "居住证已经办好，凭身份证领取。"},
    {"11140802MB0000006P4442131010000", "个体工商户设立登记", "1", "2", "442131010000", false,
     false, 2, 3, "已受理，3 个工作日内办好。", "登记已经通过，可以领执照了。"},
    {"11140802MB0000005M4442011009000", "婚姻登记预约", "1", "1", "442011009000", false, false, 1,
     0, LATER, ""},
    {"11140802MB0000006F4442900001000", "缴费", "1", "1", "442900001000", false, false, 1, 0, LATER,
     ""},
    {"11140802MB0000007C4442009001000", "居民身份证补领", "1", "2", "442009001000", false, false, 1,
     20, "已受理，请交工本费。", "证件做好了，请来领取。"},
    {"11140802MB0000006R4442045002000", "租房提取住房公积金", "1", "2", "442045002000", false,
     false, 2, 3, "已受理，审核通过就转账。", "已经审核通过，钱已转出。"},
    {"11140802MB0000008N4440109001000", "新生儿出生一件事", "1", "2", "440109001000", false, false,
     2, 15, "已受理，各部门同时办，办好一项通知您一项。", "都办好了。"},
};

const struct item_rule *items_find(const char *task_code)
{
    for (size_t i = 0; i < ARRAY_LEN(items); i++)
        if (strcmp(items[i].task_code, task_code) == 0)
            return &items[i];
    return NULL;
}

/* What costs something, in yuan. */
static const struct {
    const char *task_code, *amount, *name;
} fees[] = {{"11140802MB0000007C4442009001000", "40.00", "居民身份证工本费"}};

const char *items_that_book(void)
{
    return "11140802MB0000005M4442011009000";
}

const char *items_fee(const char *task_code, const char **ret_name)
{
    for (size_t i = 0; i < ARRAY_LEN(fees); i++)
        if (strcmp(fees[i].task_code, task_code) == 0) {
            *ret_name = fees[i].name;
            return fees[i].amount;
        }
    return NULL;
}

char *items_catalogue(void)
{
    json_t *list = json_array();
    for (size_t i = 0; i < ARRAY_LEN(items); i++)
        json_array_append_new(
            list, json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "task_code", items[i].task_code,
                            "task_name", items[i].task_name, "task_version", items[i].task_version,
                            "task_state", "1", "project_type", items[i].project_type,
                            "is_service_terminals", "1", "catalog_code", items[i].catalog_code));
    json_t *body =
        json_pack("{s:i,s:s,s:o}", "catalogue_version", 1, "area_code", "140000", "items", list);
    char *text = json_dumps(body, JSON_INDENT(1));
    json_decref(body);
    return text;
}

void items_day(int working_days, char ret_text[9])
{
    time_t when = (time_t)(clock_wall_ms() / 1000) + BEIJING_S;
    struct tm day;
    gmtime_r(&when, &day);
    if (working_days < 0)
        when += (time_t)working_days * DAY_S;
    gmtime_r(&when, &day);
    while (working_days > 0) {
        when += DAY_S;
        gmtime_r(&when, &day);
        working_days -= day.tm_wday != 0 && day.tm_wday != SATURDAY;
    }
    strftime(ret_text, 9, "%Y%m%d", &day);
}
