/* SPDX-License-Identifier: Apache-2.0 */
/* Saved, answered at once, answered later: what the citizen is told of the application. */
#include "tests/unit/check.h"

#include "platform/base/log.h"
#include "tests/unit/app/kiosk/desk_stage.h"

static void offline_is_saved_at_once_and_never_called_submitted(void **state)
{
    (void)state;
    step_s(6);
    come_up(BUS_ONLINE, false);
    to_done(CASE_SAVED);
    assert_screen(done);
    assert_int_equal(CASE_SAVED, desk.model.visit.status.state);
}

/* kiosk-platform has just come back and has not yet heard of the province. */
static void a_platform_that_has_just_come_may_still_have_an_answer(void **state)
{
    (void)state;
    step_s(60);
    to_review();
    come_up(BUS_PLATFORM, false);
    come_up(BUS_PLATFORM, true);
    press(ACTION_NEXT, 0);
    submitted(CASE_SAVED);
    assert_screen(sending);
    step_s(6);
    assert_screen(done);
    assert_int_equal(CASE_SAVED, desk.model.visit.status.state);
}

static void an_answer_that_comes_while_saved_is_shown_is_shown(void **state)
{
    (void)state;
    step_s(6);
    come_up(BUS_ONLINE, false);
    to_done(CASE_SAVED);
    assert_screen(done);
    assert_true(desk.model.visit.paper_says_saved);
    struct bus_event *e = event(BUS_CASE, NULL);
    strcpy(e->text, "K017-000482");
    come(e);
    e = event(BUS_STATUS, "status");
    e->status = status_of(CASE_DONE);
    come(e);
    assert_screen(done);
    assert_int_equal(CASE_DONE, desk.model.visit.status.state);
    assert_int_equal(1, fake_times("print"));
}

static void online_waits_for_the_answer_then_asks_for_it(void **state)
{
    (void)state;
    to_done(CASE_SAVED);
    assert_screen(sending);
    struct bus_event *e = event(BUS_CASE, NULL);
    strcpy(e->text, "K017-000482");
    come(e);
    assert_screen(sending);
    assert_string_equal("K017-000482", fake_last("status")->text);
    e = event(BUS_STATUS, "status");
    e->status = status_of(CASE_DONE);
    come(e);
    assert_screen(done);
    assert_int_equal(CASE_DONE, desk.model.visit.status.state);
}

static void a_slow_province_is_not_waited_for_forever(void **state)
{
    (void)state;
    to_done(CASE_SAVED);
    step_s(7);
    assert_screen(sending);
    step_s(2);
    assert_screen(done);
    assert_int_equal(CASE_SAVED, desk.model.visit.status.state);
}

#define T(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)

int main(void)
{
    stepped_begin();
    setenv("BUDAYANG_LOG", "warn", 0);
    log_init("test");
    const struct CMUnitTest tests[] = {
        T(offline_is_saved_at_once_and_never_called_submitted),
        T(a_platform_that_has_just_come_may_still_have_an_answer),
        T(an_answer_that_comes_while_saved_is_shown_is_shown),
        T(online_waits_for_the_answer_then_asks_for_it),
        T(a_slow_province_is_not_waited_for_forever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
