/* SPDX-License-Identifier: Apache-2.0 */
/* What the pages make of what an item can ask. */
#include "tests/unit/check.h"

#include "tests/unit/app/screen/items_stage.h"

static void only_what_came_shared_spares_a_paper(void **state)
{
    (void)state;
    struct item *item = shipped_item();
    AUTO(pairs_wipe) struct pairs shared = shared_data();
    struct answer *area = &model.visit.form.answer[2], *mobile = &model.visit.form.answer[5];
    item->field[5].waives = item->in[LANGUAGE_ENGLISH]->field[5].waives = "户籍信息";
    assert_ok(visit_choose(&model.visit, item));
    assert_ok(form_fill_shared(&model.visit.form, &shared));
    look(SCREEN_REVIEW);
    assert_says("免交 2 份材料");
    assert_says("参保信息、户籍信息已由部门共享");
    mobile->source = SOURCE_ANSWER;
    look(SCREEN_REVIEW);
    assert_says("免交 1 份材料");
    assert_says("参保信息已由部门共享");
    area->state = ANSWER_BY_DEPARTMENT;
    look(SCREEN_REVIEW);
    assert_silent("免交 1 份材料");
    assert_silent("免交 0 份材料");
    model_wipe_visit(&model);
    item_free(item);
}

static void who_is_of_another_age_is_told_so_before_anything_is_asked(void **state)
{
    (void)state;
    choose("高龄津贴");
    model.visit.form.age = 79;
    assert_int_equal(VERDICT_FAIL, screen_identify.tick(&model));
    assert_int_equal(VERDICT_FAIL, screen_phone.tick(&model));
    look(SCREEN_TROUBLE);
    assert_says("满 80 周岁才能办");
    assert_says("满 80 周岁那天起就能来办。没到年龄也想问问，请找工作人员。");
    assert_offers(ACTION_HELP);
    assert_no_offer(ACTION_BACK);
    assert_int_equal(VERDICT_NEXT, screen_trouble.act(&model, ACTION_NEXT, 0));
    assert_int_equal(VERDICT_STAY, screen_trouble.act(&model, ACTION_BACK, 0));
    model.visit.form.age = 80;
    assert_int_equal(VERDICT_NEXT, screen_identify.tick(&model));
    model.visit.form.age = AGE_UNKNOWN; /* the department decides */
    assert_int_equal(VERDICT_NEXT, screen_identify.tick(&model));
}

static void who_came_by_code_is_greeted_by_name(void **state)
{
    (void)state;
    struct pairs person = {0};
    add_pair(&person, "applyer_name", "李秀英");
    add_pair(&person, "applyer_page_code", "140802195602140028");
    id_record_wipe(&model.visit.card);
    assert_ok(visit_identify_code(&model.visit, &person));
    pairs_wipe(&person);
    choose("高龄津贴");
    assert_int_equal(AGE_TOO_YOUNG, visit_age(&model.visit));
    look(SCREEN_HOME);
    assert_says("李*英，您好");
    assert_silent("身份证已读好");
}

static void who_is_too_old_is_told_so(void **state)
{
    (void)state;
    struct item *item = item_at(SOURCE_ROOT "/assets/items/senior-allowance.json");
    item->ages = item->in[LANGUAGE_ENGLISH]->ages = (struct item_ages){0, 59};
    assert_ok(visit_choose(&model.visit, item));
    model.visit.form.age = 60;
    assert_int_equal(VERDICT_FAIL, screen_identify.tick(&model));
    look(SCREEN_TROUBLE);
    assert_says("满 60 周岁就不能办了");
    model_wipe_visit(&model);
    item_free(item);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(who_is_of_another_age_is_told_so_before_anything_is_asked),
        T(who_is_too_old_is_told_so),
        T(who_came_by_code_is_greeted_by_name),
        T(only_what_came_shared_spares_a_paper),
    };
    enum err e = stage_init(&stage);
    if (e == ERR_NONE)
        e = words_load();
    if (e != ERR_NONE) {
        fprintf(stderr, "no stage: %s\n", err_text(e));
        return 1;
    }
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    words_done();
    stage_done(&stage);
    return failed;
}
