/* SPDX-License-Identifier: Apache-2.0 */
/* A seat and a fee, as the desk asks for them: what is lost is asked for again and never twice
 * taken, what is taken is told, and nobody waits for ever. */
#include "tests/unit/check.h"

#include "tests/unit/app/kiosk/desk_stage.h"

static void choose(const char *title)
{
    for (size_t i = 0; i < desk.model.shelf.count; i++)
        if (strcmp(desk.model.shelf.entry[i].face.in[LANGUAGE_CHINESE].title, title) == 0) {
            press(ACTION_CHOOSE, (int)i);
            press(ACTION_NEXT, 0);
            press(ACTION_NEXT, 0);
            card_comes();
            return;
        }
    fail_msg("%s is not on the shelf", title);
}

static void slots_come(size_t places, size_t own)
{
    struct bus_event *e = event(BUS_SLOTS, "slots");
    e->slots = calloc(1, sizeof *e->slots);
    assert_non_null(e->slots);
    *e->slots = (struct slot_list){.places = places,
                                   .place = {{"P1", "一", ""}, {"P2", "二", ""}},
                                   .count = 2,
                                   .slot = {{0, 20261130, 540, 570, 1}, {0, 20261130, 570, 600, 1}},
                                   .own_count = own};
    e->slots->own[0] = (struct appointment){
        .number = "YY1", .place = {"P1", "一", ""}, .date = 20261130, .from = 540, .until = 570};
    come(e);
}

static void answered(enum bus_event_kind kind, const char *order, enum err why)
{
    struct bus_event *e = event(kind, order);
    e->err = why;
    e->appointment = (struct appointment){.cancelled = kind == BUS_CANCELLED,
                                          .number = "YY1",
                                          .place = {"P1", "一", ""},
                                          .date = 20261130,
                                          .from = 540,
                                          .until = 570};
    come(e);
}

static void to_book(void)
{
    choose("婚姻登记预约");
    assert_screen(slots);
    slots_come(1, 0);
    press(ACTION_CHOOSE, 20261130);
    press(ACTION_CHOOSE, 1);
    assert_screen(book);
    assert_int_equal(0, fake_times("book"));
    press(ACTION_NEXT, 0);
    assert_int_equal(1, fake_times("book"));
    assert_int_equal(5, fake_last("book")->lines);
}

static void a_lost_answer_is_asked_for_under_the_same_id(void **state)
{
    (void)state;
    to_book();
    char id[37];
    strcpy(id, desk.model.visit.booking.appointment_id);
    assert_int_equal(36, strlen(id));
    answered(BUS_BOOKED, "book", ERR_TIMEOUT);
    assert_screen(book);
    step_s(2);
    desk_round(&desk);
    assert_int_equal(2, fake_times("book"));
    assert_string_equal(id, desk.model.visit.booking.appointment_id);
    answered(BUS_BOOKED, "book", ERR_NONE);
    assert_screen(booked);
    assert_int_equal(1, fake_times("print"));
    printed(PRINT_DONE, ERR_NONE);
    press(ACTION_NEXT, 0);
    assert_screen(thanks);
    assert_string_equal("", desk.model.visit.booking.appointment_id);
}

static void a_seat_that_is_taken_leads_back_to_fresh_ones(void **state)
{
    (void)state;
    to_book();
    char id[37];
    strcpy(id, desk.model.visit.booking.appointment_id);
    answered(BUS_BOOKED, "book", ERR_CONFLICT);
    step_s(5);
    desk_round(&desk);
    assert_int_equal(1, fake_times("book"));
    press(ACTION_BACK, 0);
    assert_screen(slots);
    assert_int_equal(2, fake_times("slots"));
    slots_come(1, 0);
    assert_int_equal(20261130, desk.model.visit.booking.date);
    press(ACTION_CHOOSE, 2);
    press(ACTION_NEXT, 0);
    assert_string_equal(id, desk.model.visit.booking.appointment_id);
    answered(BUS_BOOKED, "book", ERR_REFUSED);
    assert_screen(book);
    press(ACTION_BACK, 0);
    assert_screen(slots);
}

static void who_has_one_sees_it_and_may_give_it_back(void **state)
{
    (void)state;
    choose("婚姻登记预约");
    slots_come(2, 1);
    assert_screen(booked);
    assert_int_equal(0, fake_times("print"));
    press(ACTION_OTHER, 0);
    press(ACTION_SEND, 0);
    assert_int_equal(1, fake_times("cancel-appointment"));
    answered(BUS_CANCELLED, "cancel-appointment", ERR_REFUSED);
    assert_false(desk.model.visit.booking.made.cancelled);
    press(ACTION_SEND, 0);
    assert_int_equal(2, fake_times("cancel-appointment"));
    answered(BUS_CANCELLED, "cancel-appointment", ERR_NONE);
    assert_true(desk.model.visit.booking.made.cancelled);
    press(ACTION_BACK, 0);
    assert_screen(slots);
    slots_come(2, 0);
    assert_screen(slots);
}

static void fees_come(enum bus_event_kind kind, const char *order, enum fee_state fee_state)
{
    struct bus_event *e = event(kind, order);
    e->fees = calloc(1, sizeof *e->fees);
    assert_non_null(e->fees);
    e->fees->count = 1;
    e->fees->fee[0] = (struct fee){.state = fee_state,
                                   .pay_no = "1408260000000001",
                                   .name = "工本费",
                                   .payee = "公安局",
                                   .payer = "张*",
                                   .pay_url = "https://pay.example/1",
                                   .fen = 4000,
                                   .expires_ms = clock_wall_ms() + 1800000};
    come(e);
}

static void its_state_is_asked_every_few_seconds(void **state)
{
    (void)state;
    choose("缴费");
    assert_screen(fees);
    fees_come(BUS_FEES, "fees", FEE_UNPAID);
    assert_screen(fee);
    assert_int_equal(0, fake_times("fee-state"));
    step_s(3);
    desk_round(&desk);
    assert_int_equal(1, fake_times("fee-state"));
    step_s(10); /* one question at a time */
    desk_round(&desk);
    assert_int_equal(1, fake_times("fee-state"));
    fees_come(BUS_FEE_STATE, "fee-state", FEE_UNPAID);
    assert_int_equal(1, fake_times("fee-state"));
    step_s(3);
    desk_round(&desk);
    assert_int_equal(2, fake_times("fee-state"));
    struct bus_event *lost = event(BUS_FEE_STATE, "fee-state");
    lost->err = ERR_UNREACHABLE;
    come(lost);
    step_s(3);
    desk_round(&desk);
    assert_int_equal(2, fake_times("fee-state")); /* less often after a failure */
    step_s(3);
    desk_round(&desk);
    assert_int_equal(3, fake_times("fee-state"));
    fees_come(BUS_FEE_STATE, "fee-state", FEE_PAID);
    assert_int_equal(1, fake_times("print"));
    press(ACTION_NEXT, 0);
    assert_screen(thanks);
}

static void who_does_not_pay_goes_with_the_number(void **state)
{
    (void)state;
    choose("缴费");
    fees_come(BUS_FEES, "fees", FEE_UNPAID);
    for (int i = 0; i < 200 && fake_times("print") == 0; i++) {
        step_s(1);
        desk_round(&desk);
    }
    assert_screen(fee);
    assert_true(desk.model.visit.paying.later);
    assert_int_equal(1, fake_times("print"));
    printed(PRINT_DONE, ERR_NONE);
    for (int i = 0; i < 600 && desk.model.screen == SCREEN_FEE; i++) {
        step_s(1);
        desk_round(&desk);
    }
    assert_screen(thanks);
}

int main(void)
{
    stepped_begin();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_lost_answer_is_asked_for_under_the_same_id, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(a_seat_that_is_taken_leads_back_to_fresh_ones, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(who_has_one_sees_it_and_may_give_it_back, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(its_state_is_asked_every_few_seconds, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(who_does_not_pay_goes_with_the_number, open_desk,
                                        close_desk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
