/* SPDX-License-Identifier: Apache-2.0 */
/* A slip that the printer sees at its output, and how long a visit waits for it. */
#include "tests/unit/check.h"

#include "platform/base/clock.h"
#include "platform/base/log.h"
#include "tests/unit/app/kiosk/desk_stage.h"

static void a_slip_that_waits_keeps_the_thanks(void **state)
{
    (void)state;
    to_done(CASE_DONE);
    come_device(DEVICE_RECEIPT, DEVICE_NEEDS_CITIZEN, DEVICE_FLAG_MEDIA_PRESENT);
    printed(PRINT_DONE, ERR_NONE);
    press(ACTION_NEXT, 0);
    press(ACTION_SKIP, 0);
    step_s(20);
    assert_screen(thanks);
    come_device(DEVICE_RECEIPT, DEVICE_READY, DEVICE_FLAG_MEDIA_RETRACTED);
    step_s(1);
    assert_screen(thanks); /* long enough to read what became of it */
    step_s(3);
    assert_screen(home);
    assert_true(nothing_is_left());
}

/* A printer that never takes it back does not hold the kiosk. */
static void a_slip_is_not_waited_for_without_end(void **state)
{
    (void)state;
    to_done(CASE_DONE);
    come_device(DEVICE_RECEIPT, DEVICE_NEEDS_CITIZEN, DEVICE_FLAG_MEDIA_PRESENT);
    printed(PRINT_DONE, ERR_NONE);
    press(ACTION_NEXT, 0);
    press(ACTION_SKIP, 0);
    step_s(59);
    assert_screen(thanks);
    step_s(2);
    assert_screen(home);
}

static void a_retracted_slip_leaves_time_for_the_number(void **state)
{
    (void)state;
    to_done(CASE_DONE);
    printed(PRINT_DONE, ERR_NONE);
    step_s(settings.visit.result_s - 5);
    come_device(DEVICE_RECEIPT, DEVICE_READY, DEVICE_FLAG_MEDIA_RETRACTED);
    step_s(10);
    assert_screen(done);
    step_s(11);
    assert_screen(rating);
}

/* The machine is two hours behind: screen and slip follow the province's clock. */
static void the_time_is_the_provinces(void **state)
{
    (void)state;
    struct bus_event *e = event(BUS_CLOCK_OFF, NULL);
    int64_t before = clock_wall_ms(), off = -2 * 3600 * 1000;
    e->off_ms = off;
    come(e);
    assert_true(clock_wall_ms() - before >= -off);
    to_done(CASE_DONE);
    assert_true(desk.model.visit.consent_ms - before >= -off);
    e = event(BUS_CLOCK_OFF, NULL);
    come(e);
    assert_true(clock_wall_ms() - before < -off);
}

#define T(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)

int main(void)
{
    stepped_begin();
    setenv("BUDAYANG_LOG", "warn", 0);
    log_init("test");
    const struct CMUnitTest tests[] = {
        T(a_slip_that_waits_keeps_the_thanks),
        T(a_slip_is_not_waited_for_without_end),
        T(a_retracted_slip_leaves_time_for_the_number),
        T(the_time_is_the_provinces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
