/* SPDX-License-Identifier: Apache-2.0 */
/* What waits longer than a day is told, in stepped time. */
#include "tests/unit/check.h"

#include "platform/base/clock.h"
#include "platform/service/late.h"
#include "tests/unit/app/kiosk/stepped.h"
#include "tests/unit/platform/outbox/box.h"

enum { DAY_S = 24 * 60 * 60 };

static sd_event *loop;
static struct timers *timers;

static void pass(int seconds)
{
    step_s(seconds);
    while (sd_event_run(loop, 0) > 0) {
    }
}

static void what_waits_longer_than_the_limit_is_late(void **state)
{
    char number[NUMBER_TEXT];
    struct late *late;
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    assert_true(sd_event_new(&loop) >= 0);
    assert_ok(timers_new(loop, &timers));
    assert_ok(late_new(timers, o, 24, &late));
    box_put(o, BOX_A, clock_wall_ms(), number);
    pass(DAY_S - 60);
    assert_false(late_is(late));
    pass(120);
    assert_true(late_is(late));
    assert_ok(outbox_mark_sent(o, 1, NULL));
    pass(61);
    assert_false(late_is(late));
    late_free(late);
    timers_free(timers);
    sd_event_unref(loop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_waits_longer_than_the_limit_is_late, box_set_up,
                                        box_tear_down),
    };
    stepped_begin();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
