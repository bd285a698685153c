/* SPDX-License-Identifier: Apache-2.0 */
/* What the province ordered, as citizens read it: whole in each size and language. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/base/clock.h"
#include "tests/unit/app/screen/items_stage.h"

static void why_it_is_closed_is_said(void **state)
{
    (void)state;
    model.service.level = SERVICE_CLOSED;
    model.service.why = SERVICE_WHY_ORDERED;
    model.standing = (struct standing){.closed_until_ms = 1795456800000, /* 2026-11-24 02:00 */
                                       .closed = {"这台机器在保养，请到隔壁窗口办，工作人员会帮您。"
                                                  "给您添麻烦了，请您原谅，谢谢您的理解，再见。",
                                                  "Under maintenance."}};
    look(SCREEN_CLOSED);
    assert_says("这台机器在保养");
    assert_says("最晚 11月24日 星期二 2:00 恢复");
    model.service.why = SERVICE_WHY_HOURS;
    model.standing = (struct standing){.opens_min = 6 * 60, .closes_min = 22 * 60 + 30};
    look(SCREEN_CLOSED);
    assert_says("每天 6:00 到 22:30 开放");
    model.service.why = SERVICE_WHY_TROUBLE;
    look(SCREEN_CLOSED);
    assert_says("正在恢复");
}

/* Of the kiosk with the most on it. */
static void a_notice_stands_on_the_first_page(void **state)
{
    (void)state;
    model.standing = (struct standing){.notice_until_ms = clock_wall_ms() + 60000,
                                       .notice = {"明天 8 点到 10 点停电，请提前来办。", ""}};
    look(SCREEN_HOME);
    assert_says("明天 8 点到 10 点停电");
    model.standing.notice_until_ms = clock_wall_ms() - 1;
    look(SCREEN_HOME);
    assert_silent("停电");
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(why_it_is_closed_is_said),
        T(a_notice_stands_on_the_first_page),
    };
    return stage_opens() ? stage_closes(cmocka_run_group_tests(tests, NULL, NULL)) : 1;
}
