/* SPDX-License-Identifier: Apache-2.0 */
/* What the province ordered crosses the bridge, and what it means at a given time. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/bus/client_standing.h"
#include "tests/unit/platform/bus/both.h"

enum { HOUR_MS = 60 * 60 * 1000 };

/* 2026-11-23 16:00 in China */
static const int64_t afternoon = 1795420800000;

static void on_standing(void *user, enum err e, const struct standing *standing)
{
    struct both *b = user;
    b->replies++;
    b->last = e;
    b->standing = *standing;
}

static void ask(struct both *b)
{
    assert_ok(platform_client_standing(b->client, on_standing, b));
    both_run_until(b, &b->replies, b->replies + 1);
}

static void it_crosses_whole_or_not_at_all(void **state)
{
    struct both *b = *state;
    ask(b);
    assert_ok(b->last);
    assert_int_equal(0, b->standing.closed_until_ms);
    b->served_standing = (struct standing){.closed_until_ms = afternoon,
                                           .closed = {"正在维护", "Under repair"},
                                           .notice_until_ms = afternoon + 1,
                                           .notice = {"明天停电", ""},
                                           .opens_min = 360,
                                           .closes_min = STANDING_DAY_MINUTES - 1};
    ask(b);
    assert_ok(b->last);
    assert_memory_equal(&b->served_standing, &b->standing, sizeof b->standing);
    b->served_standing.closes_min = STANDING_DAY_MINUTES;
    ask(b);
    assert_err(ERR_RANGE, b->last);
    assert_int_equal(0, b->standing.closed_until_ms);
    b->served_standing.opens_min = -1;
    ask(b);
    assert_err(ERR_RANGE, b->last);
}

static void who_is_there_hears_of_changes(void **state)
{
    struct both *b = *state;
    assert_int_equal(1, b->standings); /* once after up */
    platform_server_emit_standing(b->server);
    both_run_until(b, &b->standings, 2);
}

static void it_ends_by_itself(void **state)
{
    (void)state;
    struct standing s = {.closed_until_ms = afternoon, .notice_until_ms = afternoon + 5};
    assert_true(standing_is_closed(&s, afternoon - 1));
    assert_int_equal(afternoon, standing_turns_ms(&s, afternoon - 1));
    assert_false(standing_is_closed(&s, afternoon));
    assert_true(standing_is_noticed(&s, afternoon));
    assert_int_equal(afternoon + 5, standing_turns_ms(&s, afternoon));
    assert_false(standing_is_noticed(&s, afternoon + 5));
    assert_true(standing_turns_ms(&s, afternoon + 5) == INT64_MAX);
}

static void hours_may_go_over_midnight(void **state)
{
    (void)state;
    static const struct {
        int opens, closes;
        bool shut;
    } all[] = {{0, 0, false},
               {8 * 60, 18 * 60, false},
               {17 * 60, 18 * 60, true},
               {8 * 60, 16 * 60, true},
               {22 * 60, 6 * 60, true},
               {15 * 60, 6 * 60, false},
               {22 * 60, 16 * 60 + 1, false}};
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        struct standing s = {.opens_min = all[i].opens, .closes_min = all[i].closes};
        assert_true(standing_is_shut(&s, afternoon) == all[i].shut);
    }
    struct standing s = {.closed_until_ms = afternoon + HOUR_MS, .opens_min = 1};
    assert_int_equal(afternoon + 60000, standing_turns_ms(&s, afternoon + 100));
}

int main(void)
{
    char run[] = "/tmp/bus-XXXXXX";
    if (!mkdtemp(run))
        return 1;
    setenv("BUDAYANG_RUN", run, 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_crosses_whole_or_not_at_all, both_setup, both_teardown),
        cmocka_unit_test_setup_teardown(who_is_there_hears_of_changes, both_setup, both_teardown),
        cmocka_unit_test(it_ends_by_itself),
        cmocka_unit_test(hours_may_go_over_midnight),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    rmdir(run);
    return failed;
}
