/* SPDX-License-Identifier: Apache-2.0 */
/* The page that makes sure it is they: each state of it fits, says what to do, and has a way on. */
#include "tests/unit/check.h"

#include "tests/unit/app/screen/items_stage.h"

static void sent(void)
{
    struct pairs told = {0};
    const char *const names[][2] = {
        {"step_up_id", "0123456789abcdef"}, {"sent_to", "138****0026"}, {"resend_s", "60"}};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        strcpy(told.pair[i].name, names[i][0]);
        assert_ok(secret_set_text(&told.pair[i].value, names[i][1]));
        told.count++;
    }
    assert_ok(visit_take_sent(&model.visit, &told));
    pairs_wipe(&told);
}

static void press(int action, int arg)
{
    assert_int_equal(VERDICT_STAY, screen_step_up.act(&model, action, arg));
}

static void a_code_is_typed(void **state)
{
    (void)state;
    choose("参保证明");
    look(SCREEN_STEP_UP);
    assert_says("正在给您的手机发短信");
    sent();
    look(SCREEN_STEP_UP);
    assert_says("请输入短信里的 6 位数字");
    assert_no_offer(ACTION_SEND);
    assert_offers(ACTION_OTHER);
    for (int key = 0; key < 4; key++)
        press(ACTION_KEY, key);
    press(ACTION_NEXT, 0);
    assert_false(model.page.checking);
    look(SCREEN_STEP_UP);
    assert_says("还没有输满 6 位，请接着输。");
    press(ACTION_KEY, 4);
    press(ACTION_KEY, 5);
    look(SCREEN_STEP_UP);
    assert_says("123 456");
    press(ACTION_NEXT, 0);
    assert_true(model.page.checking);
    look(SCREEN_STEP_UP);
    assert_says("正在核对");
}

/* Whatever the letters and wherever the keys: one can go back, and say that no message came. */
static void each_size_has_a_way_back_and_another_way(void **state)
{
    (void)state;
    const struct screen screen = {
        .page = SCREEN_STEP_UP * 100, .compose = screen_compose, .model = &model};
    enum { HOLE = 9 };
    choose("参保证明");
    sent();
    model.screen = SCREEN_STEP_UP;
    model.page.refused = ERR_REFUSED;
    for (int i = 0; i < 8; i++) {
        stage_show(&stage, &screen, stage_needs(i));
        assert_offers(ACTION_BACK);
        assert_true(scene_find(&stage.scene, ACTION_OTHER, -1) >= 0 ||
                    scene_find(&stage.scene, ACTION_KEY, HOLE) >= 0);
    }
    press(ACTION_KEY, HOLE);
    assert_true(model.page.other);
    assert_string_equal("", model.page.value);
}

static void a_wrong_code_says_what_to_do(void **state)
{
    (void)state;
    choose("参保证明");
    sent();
    model.page.refused = ERR_REFUSED;
    look(SCREEN_STEP_UP);
    assert_says("不对，或者过期了。请再看看短信，一分钟后能重发。");
    model.now_ms += 61000;
    look(SCREEN_STEP_UP);
    assert_offers(ACTION_SEND);
    press(ACTION_SEND, 0);
    assert_int_equal(0, model.visit.step_up.count);
}

static void who_gets_no_message_is_told_where_else(void **state)
{
    (void)state;
    static const struct {
        enum err err;
        const char *says;
        bool again;
    } all[] = {{ERR_NOT_FOUND, "没有登记过您的手机号", false},
               {ERR_REFUSED, "短信发得太多了", false},
               {ERR_TIMEOUT, "现在发不出短信", true}};
    choose("参保证明");
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        model.page = (struct page_draft){.refused = all[i].err};
        look(SCREEN_STEP_UP);
        assert_says(all[i].says);
        assert_says("到窗口办");
        assert_offers(ACTION_PHONE);
        assert_int_equal(all[i].again, scene_find(&stage.scene, ACTION_SEND, -1) >= 0);
    }
    model.page = (struct page_draft){.other = true};
    sent();
    look(SCREEN_STEP_UP);
    assert_says("收不到短信，还有别的办法");
    press(ACTION_SEND, 0); /* too soon for another: back to the one that may still come */
    assert_false(model.page.other);
    assert_int_equal(3, model.visit.step_up.count);
    assert_int_equal(VERDICT_PHONE, screen_step_up.act(&model, ACTION_PHONE, 0));
    assert_int_equal(VISIT_UNKNOWN, model.visit.identity);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(a_code_is_typed),
        T(each_size_has_a_way_back_and_another_way),
        T(a_wrong_code_says_what_to_do),
        T(who_gets_no_message_is_told_where_else),
    };
    return stage_opens() ? stage_closes(cmocka_run_group_tests(tests, NULL, NULL)) : 1;
}
