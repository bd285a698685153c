/* SPDX-License-Identifier: Apache-2.0 */
/* kiosk-platform dies between any two steps and comes back: a citizen who got a number has exactly
 * one case, and so has one who handed in again because no answer came. */
#include "tests/unit/platform/service/caller.h"

#include <jansson.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "platform/base/err.h"

enum { KILLS = 30, KILL_WITHIN_US = 25000 };

static struct house house;
static struct caller caller;

static void start(const char *failpoint)
{
    int ups = caller.ups;
    house_start_platform(&house, failpoint);
    caller_wait(&caller, &caller.ups, ups + 1);
}

static int setup(void **state)
{
    (void)state;
    house_open(&house);
    caller_open(&caller);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    house_end_platform(&house, SIGTERM);
    caller_close(&caller);
    house_close(&house);
    return 0;
}

/* Cases of the province; each must be verified and have a number of its own. */
static size_t count_cases(void)
{
    json_t *list = json_loads(house_ask(&house, "cases"), 0, NULL);
    json_t *numbers = json_object();
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        assert_true(json_is_true(json_object_get(one, "signature_verified")));
        json_object_set(numbers, json_string_value(json_object_get(one, "local_number")),
                        json_true());
    }
    size_t count = json_array_size(list);
    assert_int_equal(count, json_object_size(numbers));
    json_decref(numbers);
    json_decref(list);
    return count;
}

/* What a citizen's kiosk does: hand in, and again under the same id when no answer came. */
static bool submit(int n)
{
    struct application a;
    house_fill_application(&a, n);
    enum err e = caller_submit(&caller, &a);
    application_wipe(&a);
    return e == ERR_NONE;
}

static void dies_at(const char *failpoint, bool answered)
{
    start(failpoint);
    assert_int_equal(answered, submit(1));
    int status = house_end_platform(&house, 0);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    caller_wait(&caller, &caller.downs, caller.ups);
    start(NULL);
    assert_true(submit(1));
    caller_wait_state(&caller, "K017-000001", CASE_DONE);
    assert_int_equal(1, count_cases());
    assert_ok(caller_health(&caller));
    assert_int_equal(1, caller.counts.sent);
    assert_int_equal(0, caller.counts.waiting);
}

static void dies_before_the_row_is_durable(void **state)
{
    (void)state;
    dies_at("insert", false);
}

static void dies_before_the_citizen_hears_the_number(void **state)
{
    (void)state;
    dies_at("commit", false);
}

static void dies_before_it_is_sent(void **state)
{
    (void)state;
    dies_at("post", true);
}

static void dies_when_the_province_has_answered(void **state)
{
    (void)state;
    dies_at("reply", true);
}

static void dies_when_the_answer_is_durable(void **state)
{
    (void)state;
    dies_at("mark", true);
}

static void rating_dies_at(const char *failpoint)
{
    const struct rating rating = {"K017-000001", SATISFACTION_GOOD, "412", ""};
    start(NULL);
    assert_true(submit(1));
    caller_wait_state(&caller, "K017-000001", CASE_DONE);
    house_end_platform(&house, SIGKILL);
    caller_wait(&caller, &caller.downs, caller.ups);
    start(failpoint);
    enum err e = caller_rate(&caller, &rating);
    assert_true(e == ERR_NONE || e == ERR_GONE);
    assert_true(WIFSIGNALED(house_end_platform(&house, 0)));
    caller_wait(&caller, &caller.downs, caller.ups);
    start(NULL);
    assert_ok(caller_rate(&caller, &rating));
    house_ask(&house, "wait ratings 1 30000");
    assert_int_equal(1, count_cases());
}

static void a_rating_waits_durably(void **state)
{
    (void)state;
    rating_dies_at("commit");
}

static void a_rating_whose_answer_was_lost_comes_once(void **state)
{
    (void)state;
    rating_dies_at("reply");
}

/* Not at a named step but anywhere. The seed is printed, so that a failure can be run again. */
static void dies_anywhere_many_times(void **state)
{
    (void)state;
    unsigned seed = (unsigned)getpid();
    print_message("seed %u\n", seed);
    start(NULL);
    for (int n = 1; n <= KILLS; n++) {
        bool answered = submit(n);
        assert_true(answered);
        sd_event_run(caller.loop, (uint64_t)(rand_r(&seed) % KILL_WITHIN_US));
        house_end_platform(&house, SIGKILL);
        caller_wait(&caller, &caller.downs, caller.ups);
        start(NULL);
    }
    house_ask(&house, "wait cases %d 60000", KILLS);
    for (int n = 1; n <= KILLS; n++) {
        char number[NUMBER_TEXT];
        assert_true(submit(n));
        memcpy(number, caller.status.local_number, sizeof number);
        caller_wait_state(&caller, number, CASE_DONE);
    }
    assert_int_equal(KILLS, count_cases());
}

static void one_bad_day(int n, unsigned *seed)
{
    static const char *const troubles[] = {"network cut",      "fault drop x 1", "fault cut 9 x 1",
                                           "fault status 500", "fault clear",    "network restore"};
    house_ask(&house, "%s", troubles[(unsigned)rand_r(seed) % ARRAY_LEN(troubles)]);
    assert_true(submit(n));
    sd_event_run(caller.loop, (uint64_t)(rand_r(seed) % KILL_WITHIN_US));
    if (rand_r(seed) % 2)
        return;
    house_end_platform(&house, SIGKILL);
    caller_wait(&caller, &caller.downs, caller.ups);
    start(NULL);
}

static void all_troubles_mixed(void **state)
{
    (void)state;
    unsigned seed = (unsigned)getpid();
    print_message("seed %u\n", seed);
    start(NULL);
    for (int n = 1; n <= KILLS; n++)
        one_bad_day(n, &seed);
    house_ask(&house, "fault clear");
    house_ask(&house, "network restore");
    house_step(6 * 60 * 1000);
    for (int n = 1; n <= KILLS; n++) {
        char number[NUMBER_TEXT];
        snprintf(number, sizeof number, "K017-%06d", n);
        caller_wait_state(&caller, number, CASE_DONE);
    }
    assert_int_equal(KILLS, count_cases());
}

#define IN_A_HOUSE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_HOUSE(dies_before_the_row_is_durable),
        IN_A_HOUSE(dies_before_the_citizen_hears_the_number),
        IN_A_HOUSE(dies_before_it_is_sent),
        IN_A_HOUSE(dies_when_the_province_has_answered),
        IN_A_HOUSE(dies_when_the_answer_is_durable),
        IN_A_HOUSE(a_rating_waits_durably),
        IN_A_HOUSE(a_rating_whose_answer_was_lost_comes_once),
        IN_A_HOUSE(dies_anywhere_many_times),
        IN_A_HOUSE(all_troubles_mixed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
