/* SPDX-License-Identifier: Apache-2.0 */
/* A whole visit at the desk, without window and bus. */
#include "tests/unit/check.h"

#include "platform/base/log.h"
#include "tests/unit/app/kiosk/desk_stage.h"

static void the_happy_path_ends_wiped_at_home(void **state)
{
    (void)state;
    assert_screen(home);
    to_done(CASE_DONE);
    assert_screen(done);
    assert_int_equal(VISIT_PAPER_RUNNING, desk.model.visit.paper);
    assert_true(fake_last("print")->lines > 5);
    printed(PRINT_DONE, ERR_NONE);
    assert_int_equal(VISIT_PAPER_DONE, desk.model.visit.paper);
    press(ACTION_NEXT, 0);
    assert_screen(rating);
    press(ACTION_RATE, 0);
    press(ACTION_NEXT, 0);
    come(event(BUS_RATED, "rate"));
    assert_screen(thanks);
    assert_true(nothing_is_left());
    assert_true(desk.wiped);
    step_s(10);
    assert_screen(home);
    assert_true(nothing_is_left());
}

static void a_restart_of_the_platform_submits_again_under_the_same_id(void **state)
{
    (void)state;
    to_review();
    press(ACTION_NEXT, 0);
    char id[120];
    strcpy(id, fake_last("submit")->text);
    struct bus_event *e = event(BUS_SUBMITTED, "submit");
    e->err = ERR_GONE;
    come_up(BUS_PLATFORM, false);
    come(e);
    assert_screen(sending);
    assert_int_equal(ERRAND_WAITING, desk.model.errand[ERRAND_SUBMIT].state);
    come_up(BUS_PLATFORM, true);
    assert_int_equal(2, fake_times("submit"));
    assert_string_equal(id, fake_last("submit")->text);
    submitted(CASE_DONE);
    assert_screen(done);
}

static void a_restart_of_devices_reads_the_card_again(void **state)
{
    (void)state;
    to_identify();
    size_t before = fake_times("identify");
    struct bus_event *e = event(BUS_IDENTIFIED, "identify");
    e->err = ERR_GONE;
    come_up(BUS_DEVICES, false);
    come(e);
    devices_come();
    assert_int_equal(before + 1, fake_times("identify"));
    card_comes();
    assert_screen(shared);
}

static void an_unknown_slip_is_never_printed_again(void **state)
{
    (void)state;
    to_done(CASE_DONE);
    printed(PRINT_UNKNOWN, ERR_GONE);
    come_up(BUS_DEVICES, false);
    devices_come();
    step_s(5);
    assert_screen(done);
    assert_int_equal(VISIT_PAPER_UNKNOWN, desk.model.visit.paper);
    assert_int_equal(1, fake_times("print"));
}

static void no_paper_is_said(void **state)
{
    (void)state;
    to_done(CASE_DONE);
    printed(PRINT_NOT_BEGUN, ERR_PAPER_OUT);
    assert_int_equal(VISIT_PAPER_FAILED, desk.model.visit.paper);
    assert_int_equal(ERR_PAPER_OUT, desk.model.visit.paper_why);
    assert_int_equal(1, fake_times("print"));
}

static void idle_in_mid_visit_warns_then_wipes(void **state)
{
    (void)state;
    to_review();
    step_s(121);
    assert_screen(review);
    assert_int_equal(OVERLAY_IDLE, desk.model.overlay);
    desk_touch(&desk); /* a touch beside the dialog is no answer */
    assert_screen(review);
    assert_int_equal(OVERLAY_IDLE, desk.model.overlay);
    press(ACTION_STAY, 0);
    assert_screen(review);
    assert_int_equal(OVERLAY_NONE, desk.model.overlay);
    step_s(181);
    assert_screen(home);
    assert_true(nothing_is_left());
    assert_true(desk.wiped);
}

static void leaving_asks_only_when_something_would_be_lost(void **state)
{
    (void)state;
    press(ACTION_CHOOSE, 0);
    press(UI_EXIT, 0);
    assert_screen(home);
    to_review();
    press(UI_EXIT, 0);
    assert_screen(review);
    assert_int_equal(OVERLAY_EXIT, desk.model.overlay);
    press(ACTION_LEAVE, 0);
    assert_screen(home);
    assert_true(nothing_is_left());
}

static void a_late_reply_of_the_last_citizen_changes_nothing(void **state)
{
    (void)state;
    to_identify();
    struct bus_event *late = event(BUS_IDENTIFIED, "identify");
    late->record = zhang_san();
    press(UI_EXIT, 0);
    assert_screen(home);
    come(late);
    assert_int_equal(VISIT_UNKNOWN, desk.model.visit.identity);
    assert_true(nothing_is_left());
}

static void a_card_on_home_is_carried_into_the_visit(void **state)
{
    (void)state;
    assert_screen(home);
    card_comes();
    assert_screen(home);
    press(ACTION_CHOOSE, 0);
    press(ACTION_NEXT, 0);
    press(ACTION_NEXT, 0);
    assert_screen(shared);
}

static void answers_are_changed_from_the_review(void **state)
{
    (void)state;
    to_review();
    press(ACTION_EDIT, 4);
    assert_screen(question);
    assert_string_equal("2", desk.model.page.value);
    press(ACTION_CHOOSE, 0);
    press(ACTION_NEXT, 0);
    assert_screen(review);
    assert_string_equal("1", secret_text(&desk.model.visit.form.answer[4].value));
    press(ACTION_BACK, 0);
    assert_screen(question);
    assert_int_equal(4, desk.model.page.place);
    press(ACTION_BACK, 0);
    assert_int_equal(3, desk.model.page.place);
    press(ACTION_BACK, 0);
    assert_screen(notice);
    press(ACTION_NEXT, 0);
    assert_screen(review);
}

static void next_without_an_answer_says_what_is_missing(void **state)
{
    (void)state;
    to_identify();
    card_comes();
    shared_comes();
    press(ACTION_NEXT, 0);
    assert_screen(question);
    assert_true(*desk.model.page.advice);
}

static void shared_data_that_does_not_come_is_asked_or_left_to_the_department(void **state)
{
    (void)state;
    to_identify();
    card_comes();
    assert_screen(shared);
    step_s(16);
    assert_screen(question);
    press(ACTION_CHOOSE, 0);
    press(ACTION_NEXT, 0);
    press(ACTION_CHOOSE, 0);
    press(ACTION_NEXT, 0);
    assert_int_equal(5, desk.model.page.place); /* the telephone, now a question */
    press(ACTION_SKIP, 0);
    assert_screen(review);
}

static void a_disk_that_failed_leads_to_trouble_and_back(void **state)
{
    (void)state;
    to_review();
    press(ACTION_NEXT, 0);
    struct bus_event *e = event(BUS_SUBMITTED, "submit");
    e->err = ERR_DISK;
    come(e);
    assert_screen(trouble);
    press(ACTION_HELP, 0);
    assert_screen(help);
    press(ACTION_BACK, 0);
    assert_screen(trouble);
    press(ACTION_BACK, 0);
    assert_screen(sending);
    assert_int_equal(2, fake_times("submit"));
}

static void a_bad_mark_needs_a_reason_or_nothing(void **state)
{
    (void)state;
    to_done(CASE_DONE);
    press(ACTION_NEXT, 0);
    press(ACTION_RATE, 4);
    press(ACTION_NEXT, 0);
    press(ACTION_NEXT, 0);
    assert_int_equal(0, fake_times("rate"));
    assert_true(*desk.model.page.advice);
    press(ACTION_CHOOSE, 0);
    press(ACTION_CHOOSE, 7);
    press(ACTION_NEXT, 0);
    assert_string_equal("108,115", fake_last("rate")->text);
}

static void the_rating_opens_by_itself_and_ends_by_itself(void **state)
{
    (void)state;
    to_done(CASE_DONE);
    printed(PRINT_DONE, ERR_NONE);
    step_s(61);
    assert_screen(rating);
    step_s(61);
    assert_screen(thanks);
    assert_int_equal(0, fake_times("rate"));
}

static void a_forgotten_card_keeps_the_farewell(void **state)
{
    (void)state;
    to_done(CASE_DONE);
    press(ACTION_NEXT, 0);
    come_device(DEVICE_IDCARD, DEVICE_READY, DEVICE_FLAG_CARD_PRESENT);
    press(ACTION_SKIP, 0);
    assert_screen(thanks);
    desk.sound = SOUND_NONE;
    step_s(3);
    assert_screen(thanks);
    assert_int_equal(SOUND_LIFT_CARD, desk.sound);
    step_s(97);
    assert_false(desk.model.card_left);
    step_s(500);
    assert_screen(thanks);
    assert_true(desk.model.card_left);
    come_device(DEVICE_IDCARD, DEVICE_READY, 0);
    assert_false(desk.model.card_left);
    step_s(10);
    assert_screen(home);
}

static void a_forgotten_card_outlives_a_restart_of_the_reader(void **state)
{
    (void)state;
    to_done(CASE_DONE);
    press(ACTION_NEXT, 0);
    come_device(DEVICE_IDCARD, DEVICE_READY, DEVICE_FLAG_CARD_PRESENT);
    press(ACTION_SKIP, 0);
    step_s(20);
    come_up(BUS_DEVICES, false);
    step_s(1);
    assert_screen(thanks);
    come_up(BUS_DEVICES, true);
    come_device(DEVICE_IDCARD, DEVICE_ABSENT, 0);
    assert_screen(thanks);
    desk.sound = SOUND_NONE;
    step_s(6);
    assert_screen(thanks);
    assert_int_equal(SOUND_LIFT_CARD, desk.sound);
    come_device(DEVICE_IDCARD, DEVICE_READY, DEVICE_FLAG_CARD_PRESENT);
    step_s(94);
    assert_screen(thanks);
    assert_true(desk.model.card_left); /* two minutes in all: the restart did not begin them anew */
    come_device(DEVICE_IDCARD, DEVICE_ABSENT, 0);
    step_s(29);
    assert_screen(thanks);
    step_s(2);
    assert_screen(home); /* a reader that does not come back cannot be asked */
    assert_false(desk.model.card_left);
}

static void a_full_disk_is_known_before_one_begins(void **state)
{
    (void)state;
    come_up(BUS_STORAGE, false);
    assert_screen(home);
    assert_int_equal(SERVICE_LIMITED, desk.model.service.level);
    press(ACTION_CHOOSE, 0);
    assert_screen(guide);
    press(ACTION_NEXT, 0);
    assert_screen(guide);
    come_up(BUS_STORAGE, true);
    assert_int_equal(SERVICE_FULL, desk.model.service.level);
    press(ACTION_NEXT, 0);
    assert_screen(notice);
    come_up(BUS_STORAGE, false);
    come_up(BUS_PLATFORM, false); /* what it said is not known any more */
    come_up(BUS_PLATFORM, true);
    assert_false(desk.model.service.cannot_keep);
}

static void a_phone_code_identifies(void **state)
{
    (void)state;
    to_identify();
    press(ACTION_PHONE, 0);
    assert_screen(phone);
    struct bus_event *e = event(BUS_SCANNED, "scan");
    assert_ok(secret_set_text(&e->secret, "code-of-a-phone"));
    come(e);
    assert_string_equal("code-of-a-phone", fake_last("person")->text);
    e = event(BUS_PERSON, "person");
    e->err = ERR_NOT_FOUND;
    come(e);
    assert_screen(phone);
    assert_int_equal(2, fake_times("scan"));
    e = event(BUS_SCANNED, "scan");
    assert_ok(secret_set_text(&e->secret, "code-of-a-phone"));
    come(e);
    e = event(BUS_PERSON, "person");
    add_pair(&e->pairs, "applyer_name", "李四");
    add_pair(&e->pairs, "applyer_page_code", "11010519491231002X");
    come(e);
    assert_screen(shared);
}

static void without_the_platform_it_closes_and_opens_again(void **state)
{
    (void)state;
    come_up(BUS_PLATFORM, false);
    step_s(6);
    assert_screen(closed);
    come_up(BUS_PLATFORM, true);
    assert_screen(home);
}

static void nobody_at_home_rests_and_a_touch_wakes(void **state)
{
    (void)state;
    step_s(121);
    assert_screen(attract);
    desk_touch(&desk);
    assert_screen(home);
}

int main(void)
{
    stepped_begin();
    setenv("BUDAYANG_LOG", "warn", 0);
    log_init("kiosk_desk_test");
#define T(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)
    const struct CMUnitTest tests[] = {
        T(the_happy_path_ends_wiped_at_home),
        T(a_restart_of_the_platform_submits_again_under_the_same_id),
        T(a_restart_of_devices_reads_the_card_again),
        T(an_unknown_slip_is_never_printed_again),
        T(no_paper_is_said),
        T(idle_in_mid_visit_warns_then_wipes),
        T(leaving_asks_only_when_something_would_be_lost),
        T(a_late_reply_of_the_last_citizen_changes_nothing),
        T(a_card_on_home_is_carried_into_the_visit),
        T(answers_are_changed_from_the_review),
        T(next_without_an_answer_says_what_is_missing),
        T(shared_data_that_does_not_come_is_asked_or_left_to_the_department),
        T(a_disk_that_failed_leads_to_trouble_and_back),
        T(a_bad_mark_needs_a_reason_or_nothing),
        T(the_rating_opens_by_itself_and_ends_by_itself),
        T(a_forgotten_card_keeps_the_farewell),
        T(a_forgotten_card_outlives_a_restart_of_the_reader),
        T(a_full_disk_is_known_before_one_begins),
        T(a_phone_code_identifies),
        T(without_the_platform_it_closes_and_opens_again),
        T(nobody_at_home_rests_and_a_touch_wakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
