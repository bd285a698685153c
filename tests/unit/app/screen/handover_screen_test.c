/* SPDX-License-Identifier: Apache-2.0 */
/* On to a phone: where it is offered, what is said before and after, in all needs and both
 * languages. */
#include "tests/unit/check.h"

#include "app/print/handover.h"
#include "app/words/words.h"
#include "tests/unit/app/screen/items_stage.h"

static enum verdict press(int action, int arg)
{
    return screen_of(model.screen)->act(&model, action, arg);
}

static void enter(enum screen_id id)
{
    model.screen = id;
    model.page = (struct page_draft){.place = 0};
    if (screen_of(id)->enter)
        screen_of(id)->enter(&model);
}

static void a_permit(void)
{
    choose("居住证");
    visit_consent(&model.visit);
    form_shared_failed(&model.visit.form);
}

static void it_is_offered_where_somebody_may_want_it(void **state)
{
    (void)state;
    a_permit();
    enter(SCREEN_QUESTION);
    look(SCREEN_QUESTION);
    assert_offers(ACTION_HANDOVER);
    assert_int_equal(VERDICT_HANDOVER, press(ACTION_HANDOVER, 0));
    answer("housing", "1");
    look(SCREEN_PAPERS);
    assert_offers(ACTION_HANDOVER);
    assert_int_equal(VERDICT_HANDOVER, press(ACTION_HANDOVER, 0));
    const struct screen screen = {.page = 1, .compose = screen_compose, .model = &model};
    for (int i = 0; i < 8; i++) { /* whoever lacks a paper is told in any case */
        stage_show(&stage, &screen, stage_needs(i));
        assert_offers(ACTION_HANDOVER);
    }
    look(SCREEN_REVIEW);
    assert_offers(ACTION_HANDOVER);
    assert_int_equal(VERDICT_HANDOVER, press(ACTION_HANDOVER, 0));
    model.service.online = false;
    look(SCREEN_PAPERS);
    assert_no_offer(ACTION_HANDOVER);
    look(SCREEN_REVIEW);
    assert_no_offer(ACTION_HANDOVER);
    model.service.online = true;
    model.visit.anonymous = true;
    look(SCREEN_REVIEW);
    assert_no_offer(ACTION_HANDOVER);
}

static void what_goes_and_what_does_not_is_said_first(void **state)
{
    (void)state;
    a_permit();
    answer("housing", "1");
    enter(SCREEN_HANDOVER);
    look(SCREEN_HANDOVER);
    assert_says("填好的内容带过去");
    assert_says("材料在手机上交");
    assert_says("现在还没有提交");
    assert_int_equal(VERDICT_STAY, press(ACTION_CHOOSE, 0));
    assert_int_equal(VERDICT_STAY, press(ACTION_NEXT, 0));
    look(SCREEN_HANDOVER);
    assert_says("正在转…");
    assert_no_offer(ACTION_BACK);
    model.page.confirmed = false;
    model.page.refused = ERR_UNREACHABLE;
    look(SCREEN_HANDOVER);
    assert_says("没有转成，联系不上政务平台");
    model.page.refused = ERR_REFUSED;
    look(SCREEN_HANDOVER);
    assert_says("这件事现在不能转到手机上");
    assert_int_equal(VERDICT_BACK, press(ACTION_BACK, 0));
}

/* The longest address and words that the contract allows. */
static struct handover longest(void)
{
    struct handover h = {
        "https://zwfw.yuncheng.example/continue/", "WXYZ2345",
        "打开「运城政务服务」手机应用，点首页最上面的「接着办」，再输入这八位码就行了。。", 0};
    h.until_ms = clock_wall_ms() + INT64_C(7) * 24 * 3600 * 1000;
    memset(h.url + strlen(h.url), 'a', sizeof h.url - 1 - strlen(h.url));
    return h;
}

static void a_code_is_shown_and_that_nothing_was_submitted(void **state)
{
    (void)state;
    a_permit();
    struct handover told = longest();
    assert_ok(visit_take_handover(&model.visit, &told));
    for (enum visit_paper paper = VISIT_PAPER_NONE; paper <= VISIT_PAPER_UNKNOWN; paper++) {
        model.visit.paper = paper;
        model.visit.paper_why = ERR_PAPER_OUT;
        model.service.card_lies = paper % 2 == 0;
        look(SCREEN_HANDED);
        assert_says("WXYZ 2345");
        assert_says("还没有提交");
        assert_says("有效期到");
    }
    assert_int_equal(VERDICT_STAY, press(ACTION_BACK, 0));
    assert_int_equal(VERDICT_NEXT, press(ACTION_NEXT, 0));
}

int main(void)
{
    if (!stage_opens())
        return 1;
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(it_is_offered_where_somebody_may_want_it),
        T(what_goes_and_what_does_not_is_said_first),
        T(a_code_is_shown_and_that_nothing_was_submitted),
    };
    return stage_closes(cmocka_run_group_tests(tests, NULL, NULL));
}
