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

static void press(int action, int arg)
{
    assert_int_equal(VERDICT_STAY, screen_question.act(&model, action, arg));
}

static void choose_and_go_on(int index)
{
    press(ACTION_CHOOSE, index);
    press(ACTION_NEXT, 0);
}

/* Opens the review's line of that label. */
static void change(const char *label)
{
    struct form_row rows[FORM_LINES_MAX];
    size_t n = form_rows(&model.visit.form, rows);
    int place = -1;
    for (size_t i = 0; i < n; i++)
        if (strcmp(rows[i].label, label) == 0)
            place = rows[i].place;
    assert_true(place >= 0);
    assert_int_equal(VERDICT_EDIT, screen_review.act(&model, ACTION_EDIT, place));
    screen_question.enter(&model);
}

/* A son in the same home without a telephone, then the husband, and nobody else. */
static void name_two(void)
{
    choose("高龄津贴");
    model.visit.form.age = 82;
    form_shared_failed(&model.visit.form);
    model.page = (struct page_draft){0};
    screen_question.enter(&model);
    choose_and_go_on(0); /* paid to */
    look(SCREEN_QUESTION);
    assert_says("有没有家里人可以联系？");
    press(ACTION_NEXT, 0);
    look(SCREEN_QUESTION);
    assert_says("请先选一项，再点“下一步”。");
    choose_and_go_on(0);
    look(SCREEN_QUESTION);
    assert_says("是您的什么人？");
    assert_says("家里人 1 · 选最接近的一项。");
    choose_and_go_on(1);
    look(SCREEN_QUESTION);
    assert_says("和您住在一起吗？");
    assert_says("家里人 1");
    choose_and_go_on(0);
    press(ACTION_SKIP, 0);
    look(SCREEN_QUESTION);
    assert_says("还有别的家里人要填吗？");
    choose_and_go_on(0);
    choose_and_go_on(0);
    press(ACTION_SKIP, 0);
    choose_and_go_on(1);
    assert_int_equal(VERDICT_NEXT, screen_question.act(&model, ACTION_SKIP, 0));
}

static void rows_are_asked_one_a_page_and_reviewed_one_a_line(void **state)
{
    (void)state;
    name_two();
    look(SCREEN_REVIEW);
    assert_says("儿子，同住");
    assert_says("家里人 2");
    assert_says("没有了");
    assert_says("添加");
    assert_int_equal(VERDICT_BACK, screen_review.act(&model, ACTION_BACK, 0));
    screen_question.enter(&model);
    look(SCREEN_QUESTION);
    assert_says("用哪个手机号联系您？");
    press(ACTION_BACK, 0);
    look(SCREEN_QUESTION);
    assert_says("还有别的家里人要填吗？");
}

static void a_row_is_filled_in_again_or_goes(void **state)
{
    (void)state;
    name_two();
    change("家里人 1");
    look(SCREEN_QUESTION);
    assert_says("儿子，同住");
    assert_says("重新填");
    press(ACTION_CHOOSE, 0);
    press(ACTION_NEXT, 0);
    look(SCREEN_QUESTION);
    assert_says("是您的什么人？");
    press(ACTION_CHOOSE, 2); /* a daughter */
    press(ACTION_NEXT, 0);
    look(SCREEN_QUESTION);
    assert_says("和您住在一起吗？");
    press(ACTION_NEXT, 0);
    assert_int_equal(VERDICT_NEXT, screen_question.act(&model, ACTION_SKIP, 0));
    look(SCREEN_REVIEW);
    assert_says("女儿，同住");
    change("家里人 2");
    press(ACTION_CHOOSE, 1);
    assert_int_equal(VERDICT_NEXT, screen_question.act(&model, ACTION_NEXT, 0));
    look(SCREEN_REVIEW);
    assert_silent("家里人 2");
    change("家里人"); /* one more after all */
    look(SCREEN_QUESTION);
    assert_says("还有别的家里人要填吗？");
    choose_and_go_on(0);
    look(SCREEN_QUESTION);
    assert_says("家里人 2 · 选最接近的一项。");
}

static void what_must_be_there_is_not_taken_out(void **state)
{
    (void)state;
    struct item *item = item_at(SOURCE_ROOT "/assets/items/senior-allowance.json");
    const int group = (int)(item_field_find(item, "family") - item->field);
    char advice[FORM_ADVICE_MAX];
    item->field[group].rows_min = item->in[LANGUAGE_ENGLISH]->field[group].rows_min = 1;
    assert_ok(visit_choose(&model.visit, item));
    assert_ok(form_answer(&model.visit.form, group + 1, "1", advice));
    model.page = (struct page_draft){.place = group, .editing = true};
    look(SCREEN_QUESTION);
    assert_says("重新填");
    assert_silent("去掉");
    press(ACTION_CHOOSE, 1);
    assert_string_equal("", model.page.value);
    model_wipe_visit(&model);
    item_free(item);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(who_is_of_another_age_is_told_so_before_anything_is_asked),
        T(rows_are_asked_one_a_page_and_reviewed_one_a_line),
        T(a_row_is_filled_in_again_or_goes),
        T(what_must_be_there_is_not_taken_out),
        T(who_is_too_old_is_told_so),
        T(who_came_by_code_is_greeted_by_name),
        T(only_what_came_shared_spares_a_paper),
    };
    return stage_opens() ? stage_closes(cmocka_run_group_tests(tests, NULL, NULL)) : 1;
}
