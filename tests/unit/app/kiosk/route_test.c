/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "app/kiosk/route.h"

static bool leads(enum screen_id from, enum verdict verdict)
{
    return route_next(from, verdict) != SCREEN_COUNT;
}

static void every_verdict_of_every_screen_has_a_way(void **state)
{
    (void)state;
    for (enum screen_id s = 0; s < SCREEN_COUNT; s++)
        for (enum verdict v = VERDICT_STAY + 1; v < VERDICT_COUNT; v++)
            if (screen_of(s)->verdicts >> v & 1 && !leads(s, v))
                fail_msg("%s has no way for verdict %d", screen_of(s)->name, (int)v);
}

static void no_way_is_written_that_no_screen_takes(void **state)
{
    (void)state;
    for (enum screen_id s = 0; s < SCREEN_COUNT; s++)
        for (enum verdict v = VERDICT_STAY + 1; v < VERDICT_EXIT; v++)
            if (leads(s, v) && v != VERDICT_CLOSE && !(screen_of(s)->verdicts >> v & 1))
                fail_msg("%s never says verdict %d", screen_of(s)->name, (int)v);
}

static void every_screen_has_an_exit_that_leads_home(void **state)
{
    (void)state;
    for (enum screen_id s = 0; s < SCREEN_COUNT; s++)
        assert_int_equal(SCREEN_HOME, route_next(s, VERDICT_EXIT));
}

/* Marks all screens that can be reached; HELP and TROUBLE go back where one came from. */
static void walk(enum screen_id from, bool seen[SCREEN_COUNT])
{
    seen[from] = true;
    for (enum verdict v = VERDICT_STAY + 1; v < VERDICT_COUNT; v++) {
        enum screen_id to = route_next(from, v);
        if (to < SCREEN_COUNT && !seen[to])
            walk(to, seen);
    }
}

static void every_screen_is_reached_from_home(void **state)
{
    (void)state;
    bool seen[SCREEN_COUNT] = {false};
    walk(SCREEN_HOME, seen);
    for (enum screen_id s = 0; s < SCREEN_COUNT; s++)
        if (!seen[s])
            fail_msg("%s is never shown", screen_of(s)->name);
}

static void every_end_of_a_visit_wipes(void **state)
{
    (void)state;
    for (enum screen_id s = 0; s < SCREEN_COUNT; s++)
        for (enum verdict v = VERDICT_STAY + 1; v < VERDICT_COUNT; v++) {
            enum screen_id to = route_next(s, v);
            bool ends = v == VERDICT_EXIT || to == SCREEN_ATTRACT || to == SCREEN_THANKS ||
                        to == SCREEN_CLOSED;
            if (ends && to != SCREEN_COUNT)
                assert_true(route_wipes(s, v, to));
        }
    assert_false(route_wipes(SCREEN_GUIDE, VERDICT_BACK, SCREEN_HOME));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_verdict_of_every_screen_has_a_way),
        cmocka_unit_test(no_way_is_written_that_no_screen_takes),
        cmocka_unit_test(every_screen_has_an_exit_that_leads_home),
        cmocka_unit_test(every_screen_is_reached_from_home),
        cmocka_unit_test(every_end_of_a_visit_wipes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
