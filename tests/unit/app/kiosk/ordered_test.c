/* SPDX-License-Identifier: Apache-2.0 */
/* The province takes the kiosk out of service, without ending anybody's visit. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/date.h"
#include "tests/unit/app/kiosk/desk_stage.h"

enum { HOUR_MS = 60 * 60 * 1000, MINUTE_MS = 60 * 1000 };

static void ordered(const struct standing *standing)
{
    struct bus_event *e = event(BUS_STANDING, NULL);
    e->standing = malloc(sizeof *standing);
    *e->standing = *standing;
    come(e);
}

static void a_visit_goes_on_to_its_end(void **state)
{
    (void)state;
    struct standing standing = {.closed_until_ms = clock_wall_ms() + HOUR_MS,
                                .closed = {"设备保养", "Maintenance"}};
    to_identify();
    ordered(&standing);
    assert_screen(identify);
    press(UI_EXIT, 0);
    assert_screen(closed);
    assert_int_equal(SERVICE_WHY_ORDERED, desk.model.service.why);
    standing.closed_until_ms = 0;
    ordered(&standing);
    assert_screen(home);
}

static void it_opens_by_itself(void **state)
{
    (void)state;
    const struct standing standing = {.closed_until_ms = clock_wall_ms() + HOUR_MS};
    ordered(&standing);
    assert_screen(closed);
    int64_t due = desk_due(&desk);
    assert_true(due > clock_now_ms() && due <= clock_now_ms() + HOUR_MS);
    step_s(HOUR_MS / 1000);
    assert_screen(home);
}

static void hours_close_it_and_open_it(void **state)
{
    (void)state;
    int minute;
    (void)date_in_china(clock_wall_ms(), &minute);
    struct standing standing = {.opens_min = (minute + 2) % STANDING_DAY_MINUTES,
                                .closes_min = (minute + 1) % STANDING_DAY_MINUTES};
    ordered(&standing);
    assert_screen(home);
    step_s(MINUTE_MS / 1000);
    assert_screen(closed);
    assert_int_equal(SERVICE_WHY_HOURS, desk.model.service.why);
    assert_true(desk_due(&desk) <= clock_now_ms() + MINUTE_MS);
    step_s(MINUTE_MS / 1000);
    assert_screen(home);
}

static void without_an_answer_nothing_changes(void **state)
{
    (void)state;
    struct bus_event *e = event(BUS_STANDING, NULL);
    e->err = ERR_GONE;
    come(e);
    assert_screen(home);
}

int main(void)
{
    stepped_begin();
#define T(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)
    const struct CMUnitTest tests[] = {
        T(a_visit_goes_on_to_its_end),
        T(it_opens_by_itself),
        T(hours_close_it_and_open_it),
        T(without_an_answer_nothing_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
