/* SPDX-License-Identifier: Apache-2.0 */
/* Questions typed on digits: each state fits, and says within what the answer may be. */
#include "tests/unit/check.h"

#include <string.h>

#include "tests/unit/app/screen/items_stage.h"

static void open_field(const char *name, const char *typed)
{
    const struct item *item = model.visit.item;
    model.page = (struct page_draft){.place = (int)(item_field_find(item, name) - item->field)};
    strcpy(model.page.value, typed);
}

static void press(int action, int arg)
{
    assert_int_equal(VERDICT_STAY, screen_question.act(&model, action, arg));
}

static void a_date_is_shown_as_far_as_it_goes(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *shown;
    } all[] = {{"", "年 4 位，月和日各 2 位"},
               {"2026", "2026"},
               {"20261", "2026 年 1"},
               {"2026110", "2026 年 11 月 0"},
               {"20261105", "2026 年 11 月 05 日"}};
    choose("租房提取公积金");
    model.visit.form.today = 20261126;
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        open_field("rent_from", all[i].typed);
        look(SCREEN_QUESTION);
        assert_says(all[i].shown);
        assert_says("从 2023年11月26日 到 2026年11月26日。");
    }
    open_field("rent_from", "20261127");
    press(ACTION_NEXT, 0);
    look(SCREEN_QUESTION);
    assert_says("这一天还没有到，请看看年份。");
    press(ACTION_KEY, 11);
    assert_string_equal("2026112", model.page.value);
    look(SCREEN_QUESTION);
    assert_says("这一天还没有到，请看看年份。"); /* no key moved */
    press(ACTION_KEY, 5);
    press(ACTION_KEY, 5);
    assert_string_equal("20261126", model.page.value);
    press(ACTION_NEXT, 0);
    assert_int_equal(1, form_next_question(&model.visit.form) > 2);
}

static void one_bound_is_said_alone(void **state)
{
    (void)state;
    static struct item own;
    choose("租房提取公积金");
    own = *model.visit.item;
    own.in[LANGUAGE_CHINESE] = own.in[LANGUAGE_ENGLISH] = &own;
    struct item_field *field = &own.field[item_field_find(&own, "rent_from") - own.field];
    model.visit.item = model.visit.form.item = &own;
    model.visit.form.today = 20261126;
    field->earliest = (struct item_day){0};
    open_field("rent_from", "");
    look(SCREEN_QUESTION);
    assert_says("最晚 2026年11月26日。");
    field->earliest = (struct item_day){.given = true};
    field->latest = (struct item_day){0};
    look(SCREEN_QUESTION);
    assert_says("最早 2026年11月26日。");
    model.visit.form.today = 0;
    look(SCREEN_QUESTION);
    assert_silent("最早 2026年11月26日。");
}

static void a_number_has_its_unit_and_its_point(void **state)
{
    (void)state;
    choose("租房提取公积金");
    open_field("rent_month", "");
    look(SCREEN_QUESTION);
    assert_says("从 1 到 20000 元。");
    press(ACTION_NEXT, 0);
    look(SCREEN_QUESTION);
    assert_says("请先按数字，再点“下一步”。");
    press(ACTION_KEY, 0);
    press(ACTION_KEY, 9);
    look(SCREEN_QUESTION);
    assert_says("1. 元");
    press(ACTION_NEXT, 0);
    look(SCREEN_QUESTION);
    assert_says("这个数没有写完，请再看一看。");
    press(ACTION_KEY, 4);
    assert_string_equal("1.5", model.page.value);
    press(ACTION_NEXT, 0);
    open_field("rent_area", "88.5");
    look(SCREEN_QUESTION);
    assert_says("88.5 平方米");
    assert_says("记不清可以跳过。 从 5 到 500 平方米。");
    choose("营业执照补领");
    open_field("copy_count", "11");
    press(ACTION_NEXT, 0);
    look(SCREEN_QUESTION);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(a_date_is_shown_as_far_as_it_goes),
        T(one_bound_is_said_alone),
        T(a_number_has_its_unit_and_its_point),
    };
    return stage_opens() ? stage_closes(cmocka_run_group_tests(tests, NULL, NULL)) : 1;
}
