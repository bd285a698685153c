/* SPDX-License-Identifier: Apache-2.0 */
/* Keys and certificates change under the running program: a whole set counts from the next request
 * on; what makes none is set aside, is told once, and costs no application. */
#include "tests/unit/platform/service/caller.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "platform/base/paths.h"
#include "platform/service/keys.h"

static struct house house;
static char log_path[HOUSE_PATH * 2];

static int set_up(void **state)
{
    struct caller *c = malloc(sizeof *c);
    house_open(&house);
    snprintf(log_path, sizeof log_path, "%s/log", house.root);
    house.log = log_path;
    house_start_platform(&house, NULL);
    caller_open(c);
    caller_wait(c, &c->ups, 1);
    caller_wait_online(c, true);
    *state = c;
    return 0;
}

static int tear_down(void **state)
{
    caller_close(*state);
    free(*state);
    int status = house_end_platform(&house, SIGTERM);
    house_close(&house);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
}

/* In the folder of the keys, as staff would. */
static void run(const char *command)
{
    char line[1024];
    snprintf(line, sizeof line, "cd '%s/keys' && umask 077 && %s", house.root, command);
    assert_int_equal(0, system(line));
}

/* Looks until the state of the keys is that; each look is a step of the clock and an answer. */
static void wait_keys(struct caller *c, bool good)
{
    for (int i = 0; i < 20; i++) {
        house_step(KEYS_LOOK_MS);
        assert_ok(caller_health(c));
        if (i >= 3 && c->counts.keys == good)
            return;
    }
    fail_msg("the keys did not become %s", good ? "good" : "bad");
}

static void submit(struct caller *c, int n)
{
    struct application a;
    house_fill_application(&a, n);
    assert_ok(caller_submit(c, &a));
    application_wipe(&a);
    caller_wait_state(c, c->status.local_number, CASE_DONE);
}

static int lines_of(const char *event)
{
    AUTO(auto_free) char *log = NULL;
    size_t size = 0;
    int count = 0;
    assert_ok(paths_read_file(log_path, 1 << 20, &log, &size));
    for (const char *at = log; (at = strstr(at, event)); at++)
        count++;
    return count;
}

static void another_sm2_key_signs_from_then_on(void **state)
{
    struct caller *c = *state;
    run("openssl genpkey -quiet -algorithm SM2 -out new.key 2>/dev/null"
        " && openssl pkey -in new.key -pubout -out province/kiosks/K017.pub"
        " && mv new.key kiosk/kiosk-sm2.key");
    wait_keys(c, true);
    submit(c, 1);
    house_ask(&house, "wait cases 1 0");
    assert_int_equal(0, lines_of("keys_set_aside"));
}

static void what_makes_no_set_is_set_aside(void **state)
{
    struct caller *c = *state;
    static const char *const spoilt[][2] = {
        {"cp kiosk/kiosk-tls.key good && echo garbage > kiosk/kiosk-tls.key",
         "mv good kiosk/kiosk-tls.key"},
        {"cp kiosk/kiosk-tls.pem good && cp province/server.pem kiosk/kiosk-tls.pem",
         "mv good kiosk/kiosk-tls.pem"},
        {"mv kiosk/ca.pem good", "mv good kiosk/ca.pem"},
        {"cp kiosk/kiosk-sm2.key good && cp kiosk/kiosk-tls.key kiosk/kiosk-sm2.key",
         "mv good kiosk/kiosk-sm2.key"},
    };
    for (int i = 0; i < (int)ARRAY_LEN(spoilt); i++) {
        run(spoilt[i][0]);
        wait_keys(c, false);
        assert_int_equal(i + 1, lines_of("keys_set_aside"));
        submit(c, 2 * i + 1);
        run(spoilt[i][1]);
        wait_keys(c, true);
        submit(c, 2 * i + 2);
    }
    assert_int_equal(4, lines_of("keys_set_aside"));
    house_ask(&house, "wait cases 8 0");
}

/* A key and a certificate that fit each other, but name another kiosk. */
static void a_certificate_of_another_kiosk_is_set_aside(void **state)
{
    struct caller *c = *state;
    run("cp -a kiosk good && openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 "
        "-out kiosk/kiosk-tls.key 2>/dev/null && openssl req -new -x509 -key kiosk/kiosk-tls.key "
        "-subj /CN=K018 -days 5 -out kiosk/kiosk-tls.pem");
    wait_keys(c, false);
    submit(c, 1);
    run("cp -a good/. kiosk/");
    wait_keys(c, true);
    submit(c, 2);
    assert_int_equal(1, lines_of("keys_set_aside"));
}

#define IN_A_HOUSE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_HOUSE(another_sm2_key_signs_from_then_on),
        IN_A_HOUSE(what_makes_no_set_is_set_aside),
        IN_A_HOUSE(a_certificate_of_another_kiosk_is_set_aside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
