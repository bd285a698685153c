/* SPDX-License-Identifier: Apache-2.0 */
/* The kiosk's clock is set wrong: the province's Date header tells it, requests are signed by that,
 * and no application is lost or waits for staff. */
#include "tests/unit/platform/service/caller.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <sys/wait.h>

#include "platform/base/clock.h"

enum { HOUR_MS = 60 * 60 * 1000, SECOND_MS = 1000 };

static const int64_t day_ms = (int64_t)24 * HOUR_MS;

static struct house house;

static int set_up(void **state)
{
    struct caller *c = malloc(sizeof *c);
    house_open(&house);
    house_start_platform(&house, NULL);
    caller_open(c);
    caller_wait(c, &c->ups, 1);
    caller_wait_online(c, true);
    *state = c;
    return 0;
}

static int tear_down(void **state)
{
    house_set_wall_off(0);
    caller_close(*state);
    free(*state);
    int status = house_end_platform(&house, SIGTERM);
    house_close(&house);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
}

static void submit(struct caller *c, int n)
{
    struct application a;
    house_fill_application(&a, n);
    assert_ok(caller_submit(c, &a));
    application_wipe(&a);
}

static void expect_off(struct caller *c, int64_t ms)
{
    assert_ok(caller_health(c));
    assert_true(llabs(c->counts.clock_off_ms - ms) < 30 * (int64_t)SECOND_MS);
}

/* The last case's time is the province's now, in Beijing, or that of a moment before. */
static void expect_time_right(void)
{
    bool right = false;
    const char *cases = house_ask(&house, "cases"), *last = NULL;
    for (const char *at = cases; (at = strstr(at, "\"apply_date\"")); at++)
        last = at;
    assert_non_null(last);
    const char *value = last ? strchr(last, ':') : NULL;
    for (int minutes = 0; value && minutes <= 2; minutes++) {
        time_t when = time(NULL) + 8 * 3600 - minutes * 60;
        struct tm t;
        char stamp[32];
        strftime(stamp, sizeof stamp, "%Y%m%dT%H%M", gmtime_r(&when, &t));
        right = right || strncmp(value + 1 + strspn(value + 1, " \""), stamp, strlen(stamp)) == 0;
    }
    if (!right)
        fail_msg("%.60s is not now", last);
}

static void a_clock_that_is_set_wrong_stops_nothing(void **state)
{
    struct caller *c = *state;
    static const int64_t offs[] = {HOUR_MS, -HOUR_MS, 400 * (int64_t)24 * HOUR_MS, 0};
    int onlines = c->onlines;
    for (int i = 0; i < (int)ARRAY_LEN(offs); i++) {
        house_set_wall_off(offs[i]);
        expect_off(c, offs[i]);
        submit(c, i + 1);
        caller_wait_state(c, c->status.local_number, CASE_DONE);
        expect_time_right();
    }
    assert_int_equal(onlines, c->onlines);
    house_ask(&house, "wait cases 4 0");
}

static void a_small_difference_is_nobodys_business(void **state)
{
    struct caller *c = *state;
    house_set_wall_off(40 * SECOND_MS);
    assert_ok(caller_health(c));
    assert_true(c->counts.clock_off_ms == 0);
    submit(c, 1);
    caller_wait_state(c, c->status.local_number, CASE_DONE);
}

/* From the first moment on: nothing is known of the province's clock but what its refusal says. */
static void a_wrong_clock_is_found_at_the_start(void **state)
{
    struct caller *c = *state;
    house_end_platform(&house, SIGTERM);
    caller_wait(c, &c->downs, 1);
    house_set_wall_off(-2 * HOUR_MS);
    house_start_platform(&house, NULL);
    caller_wait(c, &c->ups, 2);
    submit(c, 1);
    for (int i = 0; i < 3; i++)
        house_step(5 * SECOND_MS);
    caller_wait_state(c, c->status.local_number, CASE_DONE);
    expect_off(c, -2 * HOUR_MS);
}

/* Further away than any certificate lives: the province's word is not taken, and the row waits. */
static void an_incredible_date_is_not_believed(void **state)
{
    struct caller *c = *state;
    house_set_wall_off(-3000 * day_ms);
    submit(c, 1);
    caller_wait_online(c, false);
    assert_ok(caller_health(c));
    assert_true(c->counts.clock_off_ms == 0);
    assert_int_equal(1, c->counts.waiting);
    house_set_wall_off(0);
    house_step(20 * 60 * SECOND_MS);
    caller_wait_state(c, c->status.local_number, CASE_DONE);
    house_ask(&house, "wait cases 1 0");
}

#define ON_A_LINE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_LINE(a_clock_that_is_set_wrong_stops_nothing),
        ON_A_LINE(a_small_difference_is_nobodys_business),
        ON_A_LINE(a_wrong_clock_is_found_at_the_start),
        ON_A_LINE(an_incredible_date_is_not_believed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
