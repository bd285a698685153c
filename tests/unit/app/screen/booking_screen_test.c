/* SPDX-License-Identifier: Apache-2.0 */
/* Choosing a seat, and paying with a phone: every page of it in both languages and all needs. */
#include "tests/unit/check.h"

#include <string.h>

#include "tests/unit/app/screen/items_stage.h"

static void add_day(struct slot_list *list, uint32_t place, int date)
{
    static const int times[] = {540, 570, 600, 630, 870, 900, 930, 960};
    for (size_t i = 0; i < ARRAY_LEN(times); i++)
        list->slot[list->count++] = (struct slot){place, date, times[i], times[i] + 30, 3};
}

/* Two places, ten days each. */
static void offer(size_t places)
{
    static struct slot_list list;
    static const int days[] = {20261127, 20261130, 20261201, 20261202, 20261203,
                               20261204, 20261207, 20261208, 20261209, 20261210};
    list = (struct slot_list){
        .places = places,
        .place = {{"P1", "盐湖区民政局婚姻登记处", "河东东街 120 号政务大厅 3 楼"},
                  {"P2", "解州镇便民服务中心", "解州镇关帝街 8 号"}}};
    for (uint32_t p = 0; p < places; p++)
        for (size_t i = 0; i < ARRAY_LEN(days); i++)
            add_day(&list, p, days[i]);
    booking_take_slots(&model.visit.booking, &list, NULL);
}

static const struct appointment made = {
    .number = "140802261130001",
    .place = {"P1", "盐湖区民政局婚姻登记处", "河东东街 120 号政务大厅 3 楼"},
    .bring = "双方身份证、户口簿；两人都要到场。",
    .date = 20261130,
    .from = 570,
    .until = 600};

/* As long as the province's words may be. */
static void say_at_length(char ret_words[MESSAGE_TEXT])
{
    ret_words[0] = '\0';
    while (strlen(ret_words) + strlen("约") < MESSAGE_TEXT)
        strcat(ret_words, "约");
}

static enum verdict press(int action, int arg)
{
    return screen_of(model.screen)->act(&model, action, arg);
}

static void a_place_a_day_and_a_time_are_chosen(void **state)
{
    (void)state;
    choose("婚姻登记预约");
    model.screen = SCREEN_SLOTS;
    screen_slots.enter(&model);
    look(SCREEN_SLOTS);
    assert_says("正在查可以预约的时间");
    offer(2);
    look(SCREEN_SLOTS);
    assert_says("到哪里办？");
    assert_int_equal(VERDICT_STAY, press(ACTION_CHOOSE, 1));
    look(SCREEN_SLOTS);
    assert_says("哪一天去？");
    assert_says("还有 24 个名额");
    assert_int_equal(VERDICT_STAY, press(ACTION_CHOOSE, 20261130));
    look(SCREEN_SLOTS);
    assert_says("上午 9:30");
    assert_says("下午 2:30");
    assert_int_equal(VERDICT_STAY, press(ACTION_BACK, 0));
    assert_int_equal(VERDICT_STAY, press(ACTION_BACK, 0));
    assert_int_equal(VERDICT_BACK, press(ACTION_BACK, 0));
    press(ACTION_CHOOSE, 1);
    press(ACTION_CHOOSE, 20261130);
    assert_int_equal(VERDICT_NEXT, press(ACTION_CHOOSE, 10));
    look(SCREEN_BOOK);
    assert_says("约这个时间，对吗？");
    assert_says("张*");
    assert_silent("张三");
    press(ACTION_NEXT, 0);
    look(SCREEN_BOOK);
    assert_says("正在预约…");
    model.page.refused = ERR_TIMEOUT;
    look(SCREEN_BOOK);
    assert_says("不会重复约，也不会多占名额。");
    model.page.refused = ERR_CONFLICT;
    look(SCREEN_BOOK);
    assert_says("这个时间刚约满，请另选");
    assert_int_equal(VERDICT_BACK, press(ACTION_BACK, 0));
    model.page.refused = ERR_REFUSED;
    look(SCREEN_BOOK);
    assert_says("没有约成");
    assert_says("请返回再看一次时间，也可以请人帮忙。");
    strcpy(model.visit.booking.refusal, "您已经约过了。先取消原来的，再约新的。");
    look(SCREEN_BOOK);
    assert_says("先取消原来的，再约新的");
    say_at_length(model.visit.booking.refusal);
    look(SCREEN_BOOK);
    assert_silent("请返回再看一次时间");
}

static void one_place_is_not_asked_for(void **state)
{
    (void)state;
    choose("婚姻登记预约");
    model.screen = SCREEN_SLOTS;
    screen_slots.enter(&model);
    offer(1);
    look(SCREEN_SLOTS);
    assert_says("哪一天去？");
    assert_int_equal(VERDICT_BACK, press(ACTION_BACK, 0));
    struct slot_list none = {.places = 1};
    booking_take_slots(&model.visit.booking, &none, NULL);
    look(SCREEN_SLOTS);
    assert_says("最近没有空的时间了");
    screen_slots.enter(&model);
    model.page.refused = ERR_UNREACHABLE;
    look(SCREEN_SLOTS);
    assert_says("现在不能预约");
}

static void what_was_booked_is_shown_and_may_be_given_back(void **state)
{
    (void)state;
    choose("婚姻登记预约");
    model.service.card_lies = true;
    booking_take(&model.visit.booking, &made, true);
    model.visit.paper = VISIT_PAPER_RUNNING;
    look(SCREEN_BOOKED);
    assert_says("约好了");
    assert_says("1408 0226 1130 001");
    assert_says("正在打印回执，请稍等…");
    model.visit.paper = VISIT_PAPER_DONE;
    look(SCREEN_BOOKED);
    press(ACTION_OTHER, 0);
    look(SCREEN_BOOKED);
    assert_says("真的要取消吗？");
    press(ACTION_SKIP, 0);
    look(SCREEN_BOOKED);
    assert_silent("真的要取消吗？");
    press(ACTION_OTHER, 0);
    press(ACTION_SEND, 0);
    assert_true(model.page.confirmed);
    model.page.refused = ERR_REFUSED;
    look(SCREEN_BOOKED);
    assert_says("没有取消成");
    assert_says("请再试一次，或打电话取消");
    assert_says("确定取消");
    assert_silent("正在取消…");
    strcpy(model.visit.booking.refusal, "已经到了预约的时间，不能取消。");
    look(SCREEN_BOOKED);
    assert_says("已经到了预约的时间，不能取消。");
    say_at_length(model.visit.booking.refusal);
    look(SCREEN_BOOKED);
    struct appointment gone = made;
    gone.cancelled = true;
    booking_take(&model.visit.booking, &gone, true);
    screen_booked.tick(&model);
    look(SCREEN_BOOKED);
    assert_says("预约取消了");
    assert_int_equal(VERDICT_BACK, press(ACTION_BACK, 0));
    booking_take(&model.visit.booking, &made, false);
    model.visit.paper = VISIT_PAPER_NONE;
    look(SCREEN_BOOKED);
    assert_says("您已经约好了");
    press(ACTION_CHOOSE, 0);
    assert_true(model.visit.booking.print);
    for (enum err why = ERR_PAPER_OUT; why <= ERR_PAPER_JAM; why++) {
        model.visit.paper = VISIT_PAPER_FAILED;
        model.visit.paper_why = why;
        look(SCREEN_BOOKED);
    }
    model.visit.paper = VISIT_PAPER_UNKNOWN;
    look(SCREEN_BOOKED);
    model.service.device[DEVICE_RECEIPT].flags = 0;
    model.visit.paper = VISIT_PAPER_NONE;
    look(SCREEN_BOOKED);
}

static struct fee fee_of(enum fee_state fee_state, int64_t fen)
{
    return (struct fee){.state = fee_state,
                        .pay_no = "1408260000000001",
                        .name = "居民身份证工本费",
                        .payee = "盐湖区公安局",
                        .payer = "张*",
                        .pay_url = "https://pay.yanhu.example/pay/1408260000000001",
                        .fen = fen,
                        .expires_ms = clock_wall_ms() + 1800000};
}

static void what_is_to_be_paid_is_listed(void **state)
{
    (void)state;
    choose("缴费");
    model.screen = SCREEN_FEES;
    screen_fees.enter(&model);
    look(SCREEN_FEES);
    assert_says("正在查要交的费用");
    model.page.refused = ERR_UNREACHABLE;
    look(SCREEN_FEES);
    assert_says("现在查不到缴款单");
    model.page.refused = ERR_NONE;
    struct fee_list list = {.count = 0};
    paying_take_fees(&model.visit.paying, &list);
    look(SCREEN_FEES);
    assert_says("没有要交的费用");
    assert_int_equal(VERDICT_NEXT, press(ACTION_SKIP, 0));
    for (size_t i = 0; i < FEES_MAX; i++)
        list.fee[list.count++] = fee_of(FEE_UNPAID, 4000 + 123456 * (int64_t)i);
    paying_take_fees(&model.visit.paying, &list);
    assert_int_equal(VERDICT_STAY, screen_fees.tick(&model));
    look(SCREEN_FEES);
    assert_says("40.00 元");
    assert_int_equal(VERDICT_PAY, press(ACTION_CHOOSE, 2));
    assert_true(paying_fee(&model.visit.paying)->fen == 127456);
    list.count = 1;
    paying_take_fees(&model.visit.paying, &list);
    assert_int_equal(VERDICT_PAY, screen_fees.tick(&model));
}

static void a_fee_is_paid_or_put_off(void **state)
{
    (void)state;
    choose("身份证补领");
    model.service.card_lies = true;
    struct paying *paying = &model.visit.paying;
    struct fee_list list = {.count = 1, .fee = {fee_of(FEE_UNPAID, 4000)}};
    submitted(CASE_ACCEPTED);
    assert_true(visit_owes(&model.visit));
    look(SCREEN_DONE);
    assert_says("去缴费");
    assert_int_equal(VERDICT_PAY, press(ACTION_OTHER, 0));
    paying_take_fees(paying, &list);
    paying_show(paying, 1, model.now_ms);
    look(SCREEN_FEE);
    assert_says("40.00 元");
    assert_says("我以后再交");
    model.page.refused = ERR_TIMEOUT;
    look(SCREEN_FEE);
    assert_says("网络不太好，还在等付款的消息…");
    press(ACTION_SEND, 0);
    assert_true(paying->next_ms <= clock_now_ms());
    press(ACTION_SKIP, 0);
    for (enum visit_paper paper = VISIT_PAPER_NONE; paper <= VISIT_PAPER_UNKNOWN; paper++) {
        model.visit.paper = paper;
        look(SCREEN_FEE);
    }
    assert_says("还没有交");
    assert_says("您的事已经受理，不会因此丢掉");
    assert_int_equal(VERDICT_SKIP, press(ACTION_NEXT, 0));
    list.fee[0].state = FEE_PAID;
    assert_ok(paying_take_state(paying, &list, model.now_ms));
    look(SCREEN_FEE);
    assert_says("已经交了");
    assert_says("1408 2600 0000 0001");
    list.fee[0].state = FEE_CLOSED;
    assert_ok(paying_take_state(paying, &list, model.now_ms));
    look(SCREEN_FEE);
    assert_says("这张缴款单关闭了");
    model.visit.submitted = false;
    assert_int_equal(VERDICT_NEXT, press(ACTION_NEXT, 0));
}

static struct case_row owing(enum case_state state)
{
    return (struct case_row){.state = state,
                             .task_name = "居民身份证补领",
                             .project_no = "1408022611230047",
                             .apply_date = "20261123",
                             .unpaid = true};
}

/* Each case for itself: what is returned is answered first, and its fee is said beside it. */
static void a_case_that_wants_paying_says_so(void **state)
{
    (void)state;
    struct visit *visit = &model.visit;
    choose("查进度");
    visit->cases_known = true;
    visit->cases = (struct case_list){
        .count = 3, .row = {owing(CASE_CORRECTION), owing(CASE_ACCEPTED), owing(CASE_DONE)}};
    visit->cases.row[2].unpaid = false;
    look(SCREEN_CASES);
    assert_says("还没有缴费");
    assert_int_equal(VERDICT_PAY, press(ACTION_OTHER, 1));
    assert_string_equal("1408022611230047", visit->owes_for);
    assert_int_equal(VERDICT_STAY, press(ACTION_OTHER, 3));
    strcpy(visit->number, "1408022611230047");
    visit->cases = (struct case_list){.count = 1, .row = {owing(CASE_ACCEPTED)}};
    look(SCREEN_CASES);
    assert_says("去缴费");
    visit->cases.row[0] = owing(CASE_CORRECTION);
    look(SCREEN_CASES);
    assert_says("还没有缴费");
    assert_says("看看补什么");
    enum visit_identity known = visit->identity;
    visit->identity = VISIT_UNKNOWN; /* found by its number: the card comes first */
    visit->cases.row[0] = owing(CASE_DONE);
    look(SCREEN_CASES);
    assert_says("放身份证缴费");
    assert_int_equal(VERDICT_STAY, press(ACTION_OTHER, 0));
    visit->identity = known;
    visit_forget_cases(visit);
    assert_string_equal("", visit->owes_for);
}

static void nobody_waits_for_ever(void **state)
{
    (void)state;
    choose("缴费");
    struct paying *paying = &model.visit.paying;
    struct fee_list list = {.count = 1, .fee = {fee_of(FEE_UNPAID, 4000)}};
    paying_take_fees(paying, &list);
    paying_show(paying, 1, model.now_ms);
    model.screen = SCREEN_FEE;
    assert_int_equal(VERDICT_STAY, screen_fee.tick(&model));
    assert_true(screen_fee.due(&model) == paying->next_ms);
    model.now_ms += PAYING_PATIENCE_MS;
    assert_int_equal(VERDICT_STAY, screen_fee.tick(&model));
    assert_true(paying->later && paying->print);
    model.now_ms = screen_fee.due(&model);
    assert_int_equal(VERDICT_NEXT, screen_fee.tick(&model));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_place_a_day_and_a_time_are_chosen, begin, end),
        cmocka_unit_test_setup_teardown(one_place_is_not_asked_for, begin, end),
        cmocka_unit_test_setup_teardown(what_was_booked_is_shown_and_may_be_given_back, begin, end),
        cmocka_unit_test_setup_teardown(what_is_to_be_paid_is_listed, begin, end),
        cmocka_unit_test_setup_teardown(a_fee_is_paid_or_put_off, begin, end),
        cmocka_unit_test_setup_teardown(a_case_that_wants_paying_says_so, begin, end),
        cmocka_unit_test_setup_teardown(nobody_waits_for_ever, begin, end),
    };
    return stage_opens() ? stage_closes(cmocka_run_group_tests(tests, NULL, NULL)) : 1;
}
