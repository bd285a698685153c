/* SPDX-License-Identifier: Apache-2.0 */
/* A gateway before the province: kiosk-platform passes each kind, and an application comes through
 * a secret that ends or is taken back while the program runs. */
#include "tests/unit/platform/service/caller.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "platform/base/paths.h"

enum { EXIT_SETUP = 2, LIFE_S = 600 };

static struct house house;

static void stand_before(const char *kind, const char *more)
{
    house_ask(&house, "gateway %s", kind);
    house_write_settings(&house);
    FILE *f = fopen(house_path(&house, "etc/kiosk.ini"), "a");
    assert_non_null(f);
    fprintf(f, "[gateway]\nprofile = %s\n%s", kind, more);
    assert_int_equal(0, fclose(f));
}

static void known(const char *kind)
{
    stand_before(kind, "system = 140000-kiosks\nservice = s_140000_0001\n");
}

static int open_house(void **state)
{
    (void)state;
    house_open(&house);
    return 0;
}

static int close_house(void **state)
{
    (void)state;
    house_close(&house);
    return 0;
}

static void begin(struct caller *c)
{
    house_start_platform(&house, NULL);
    caller_open(c);
    caller_wait(c, &c->ups, 1);
    caller_wait_online(c, true);
}

static void end(struct caller *c)
{
    caller_close(c);
    int status = house_end_platform(&house, SIGTERM);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void submit(struct caller *c, int n)
{
    struct application a;
    house_fill_application(&a, n);
    assert_ok(caller_submit(c, &a));
    application_wipe(&a);
}

static void each_kind_is_passed(void **state)
{
    (void)state;
    static const char *const kinds[] = {"national-exchange", "national", "x-tif"};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        struct caller c;
        known(kinds[i]);
        begin(&c);
        submit(&c, (int)i + 1);
        caller_wait_state(&c, c.status.local_number, CASE_DONE);
        end(&c);
    }
    house_ask(&house, "wait cases 3 0");
}

/* By the stepped clock: long before the secret ends another one is in hand, and nobody notices. */
static void a_secret_is_renewed_before_it_ends(void **state)
{
    (void)state;
    struct caller c;
    char path[HOUSE_PATH * 2];
    snprintf(path, sizeof path, "%s/log", house.root);
    house.log = path;
    house_ask(&house, "gateway life %d", LIFE_S);
    known("national");
    begin(&c);
    for (int i = 0; i < 15; i++) {
        house_step(LIFE_S / 6 * 1000);
        submit(&c, i + 1);
        caller_wait_state(&c, c.status.local_number, CASE_DONE);
    }
    end(&c);
    AUTO(auto_free) char *log = NULL;
    size_t size = 0;
    assert_ok(paths_read_file(house.log, 1 << 20, &log, &size));
    assert_null(strstr(log, "refused"));
    house.log = NULL;
}

static void a_secret_that_is_taken_back_costs_nothing(void **state)
{
    (void)state;
    struct caller c;
    known("national");
    begin(&c);
    house_ask(&house, "gateway rotate");
    house_step(6000); /* past the pause between two questions for a secret */
    submit(&c, 1);
    caller_wait_state(&c, c.status.local_number, CASE_DONE);
    house_ask(&house, "wait cases 1 0");
    end(&c);
}

/* Who asks just when the secret was taken back gets an answer, not a refusal. */
static void a_citizens_question_outlives_its_secret(void **state)
{
    (void)state;
    struct caller c;
    known("national");
    begin(&c);
    assert_ok(caller_shared(&c, "11010519491231002X"));
    house_ask(&house, "gateway rotate");
    house_step(6000); /* past the pause between two questions for a secret */
    assert_ok(caller_shared(&c, "11010519491231002X"));
    end(&c);
}

static void what_a_gateway_needs_is_named_at_the_start(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "system = 140000-kiosks\n",
                                        "system = 140000 kiosks\nservice = s\n"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        stand_before("national", wrong[i]);
        house_start_platform(&house, NULL);
        int status = house_end_platform(&house, 0);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SETUP);
    }
}

#define IN_A_HOUSE(test) cmocka_unit_test_setup_teardown(test, open_house, close_house)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_HOUSE(each_kind_is_passed),
        IN_A_HOUSE(a_secret_is_renewed_before_it_ends),
        IN_A_HOUSE(a_citizens_question_outlives_its_secret),
        IN_A_HOUSE(a_secret_that_is_taken_back_costs_nothing),
        IN_A_HOUSE(what_a_gateway_needs_is_named_at_the_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
