/* SPDX-License-Identifier: Apache-2.0 */
/* The courier against the stand-in and its faults: whatever goes wrong on the way, the province has
 * each case once, and the outbox knows it. Back-off is stepped over, never slept through. */
#include "tests/unit/platform/house.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/courier/courier.h"
#include "platform/province/submission.h"
#include "platform/trust/keyring.h"

static struct house house;

struct desk {
    sd_event *loop;
    struct timers *timers;
    struct keyring keys;
    struct http *http;
    struct gateway gateway;
    struct gate gate;
    struct outbox *outbox;
    struct courier *courier;
    int onlines, changes, catalogues;
    bool online;
    char number[NUMBER_TEXT];
};

static void on_online(void *user, bool online)
{
    struct desk *d = user;
    d->onlines++;
    d->online = online;
}

static void on_case(void *user, const char *local_number)
{
    struct desk *d = user;
    d->changes++;
    snprintf(d->number, sizeof d->number, "%s", local_number);
}

static void on_catalogue(void *user, const char *body, size_t size)
{
    assert_int_equal(strlen(body), size);
    ((struct desk *)user)->catalogues++;
}

static void start_courier(struct desk *d)
{
    const struct courier_events events = {d, on_online, on_case, on_catalogue};
    assert_ok(courier_new(&d->gate, d->timers, d->outbox, &events, &d->courier));
}

static int setup(void **state)
{
    struct desk *d = calloc(1, sizeof *d);
    char why[KEYRING_PATH] = "";
    house_open(&house);
    assert_ok(keyring_load(NULL, &d->keys, why));
    assert_true(sd_event_new(&d->loop) >= 0);
    assert_ok(timers_new(d->loop, &d->timers));
    const struct http_trust trust = {.ca_file = d->keys.ca_file,
                                     .certificate_file = d->keys.tls_cert_file,
                                     .key = d->keys.tls_key};
    assert_ok(http_new(d->loop, d->timers, &trust, &d->http));
    assert_ok(outbox_open(house_path(&house, "outbox.db"), "K017", &d->outbox, NULL));
    assert_ok(gate_load_profile("", &d->gateway, why));
    d->gate = (struct gate){.http = d->http,
                            .url = house.url,
                            .timeout_ms = 30000,
                            .writer = {"K017", d->keys.kiosk, d->keys.province},
                            .signer = {&d->gateway, "K017", .key = d->keys.kiosk}};
    start_courier(d);
    *state = d;
    return 0;
}

static int teardown(void **state)
{
    struct desk *d = *state;
    courier_free(d->courier);
    outbox_close(d->outbox);
    http_free(d->http);
    timers_free(d->timers);
    sd_event_unref(d->loop);
    keyring_done(&d->keys);
    free(d);
    house_close(&house);
    return 0;
}

struct making {
    struct desk *desk;
    int n;
};

static enum err make_body(void *user, const char *local_number, char **ret_body, size_t *ret_size)
{
    const struct making *m = user;
    const struct message_sender sender = {"K017", "140802", clock_wall_ms()};
    struct application a;
    struct secret doc = {0};
    house_fill_application(&a, m->n);
    enum err e = submission_write(&a, &sender, local_number, &doc, NULL);
    application_wipe(&a);
    if (e == ERR_NONE)
        e = envelope_build(&m->desk->gate.writer, &doc, clock_wall_ms(), ret_body, ret_size);
    secret_wipe(&doc);
    return e;
}

static void put(struct desk *d, int n)
{
    struct making making = {d, n};
    char id[37];
    snprintf(id, sizeof id, "6f9619ff-8b86-4d01-b42d-%012d", n);
    assert_ok(outbox_put(d->outbox, id, clock_wall_ms(),
                         (struct outbox_body){.make = make_body, .user = &making}, d->number));
    courier_wake(d->courier);
}

static long requests(void)
{
    return strtol(house_ask(&house, "requests"), NULL, 10);
}

static uint32_t tries(struct desk *d)
{
    struct outbox_row row = {0};
    enum err e = outbox_next(d->outbox, INT64_MAX / 2, &row);
    uint32_t n = e == ERR_NONE ? row.tries : 0;
    outbox_row_done(&row);
    return n;
}

/* Until the row that waits was tried that often. */
static void wait_tries(struct desk *d, uint32_t wanted)
{
    for (int rounds = 0; tries(d) < wanted; rounds++) {
        assert_in_range(rounds, 0, 600);
        sd_event_run(d->loop, 100000);
    }
    assert_int_equal(wanted, tries(d));
}

enum { WAIT_US = 60 * 1000 * 1000 };

static void wait_for(struct desk *d, const int *counter, int wanted)
{
    uint64_t start, now;
    sd_event_now(d->loop, CLOCK_MONOTONIC, &start);
    while (*counter < wanted) {
        sd_event_run(d->loop, 1000000);
        sd_event_now(d->loop, CLOCK_MONOTONIC, &now);
        assert_in_range(now - start, 0, WAIT_US);
    }
}

static struct case_status status_of(struct desk *d, const char *local_number)
{
    struct case_status s;
    assert_ok(outbox_status(d->outbox, local_number, &s));
    return s;
}

static void assert_one_case_done(struct desk *d)
{
    assert_int_equal(CASE_DONE, status_of(d, "K017-000001").state);
    house_ask(&house, "wait cases 1 0");
    const char *list = house_ask(&house, "cases");
    const char *first = strstr(list, "\"project_no\"");
    assert_non_null(first);
    assert_null(strstr(first + 1, "\"signature_verified\":false"));
    int n = 0;
    for (const char *at = list; (at = strstr(at, "\"signature_verified\":true")); at++)
        n++;
    assert_int_equal(1, n);
}

/* The first attempt fails in some way; one step later it goes through. */
static void one_failure_then(struct desk *d, const char *fault)
{
    house_ask(&house, "fault %s x 1", fault);
    put(d, 1);
    wait_tries(d, 1);
    assert_int_equal(CASE_SAVED, status_of(d, "K017-000001").state);
    house_step(1500);
    wait_for(d, &d->changes, 1);
    assert_one_case_done(d);
}

static void a_lost_answer_makes_no_second_case(void **state)
{
    one_failure_then(*state, "drop");
}

static void a_torn_answer_makes_no_second_case(void **state)
{
    one_failure_then(*state, "cut 20");
}

static void a_failing_province_is_asked_again(void **state)
{
    one_failure_then(*state, "status 500");
}

static void back_off_grows_and_holds(void **state)
{
    struct desk *d = *state;
    house_ask(&house, "fault status 500 x 4");
    wait_for(d, &d->onlines, 1);
    put(d, 1);
    for (uint32_t n = 1; n <= 4; n++) {
        wait_tries(d, n);
        house_step(100 << n); /* far under the least of 1 s, 2 s, 4 s less 20 % */
        sd_event_run(d->loop, 50000);
        sd_event_run(d->loop, 50000);
        assert_int_equal(n, tries(d));
        house_step(750 << n);
    }
    wait_for(d, &d->changes, 1);
    assert_one_case_done(d);
}

static void a_closed_province_says_when(void **state)
{
    struct desk *d = *state;
    house_ask(&house, "fault status 503 x 1"); /* Retry-After: 60 */
    put(d, 1);
    wait_tries(d, 1);
    house_step(40 * 1000);
    sd_event_run(d->loop, 50000);
    sd_event_run(d->loop, 50000);
    assert_int_equal(1, tries(d));
    house_step(25 * 1000);
    wait_for(d, &d->changes, 1);
    assert_one_case_done(d);
}

static void at_work_is_asked_again(void **state)
{
    struct desk *d = *state;
    d->gate.timeout_ms = 400;
    house_ask(&house, "fault delay 2500 x 1");
    put(d, 1);
    wait_tries(d, 1); /* by time */
    house_step(1300);
    wait_tries(d, 2); /* 409: the first is still at work */
    d->gate.timeout_ms = 30000;
    house_ask(&house, "wait cases 1 30000"); /* that one needs nobody here */
    house_step(3000);
    wait_for(d, &d->changes, 1);
    assert_one_case_done(d);
}

static void a_final_no_is_told_once(void **state)
{
    struct desk *d = *state;
    house_ask(&house, "fault refuse 请到医保窗口核实后再办。");
    put(d, 1);
    wait_for(d, &d->changes, 1);
    const struct case_status s = status_of(d, "K017-000001");
    assert_int_equal(CASE_REFUSED, s.state);
    assert_string_equal("请到医保窗口核实后再办。", s.message);
    assert_string_equal("[]", house_ask(&house, "cases"));
}

static void what_staff_must_mend_waits_for_them(void **state)
{
    struct desk *d = *state;
    house_ask(&house, "fault status 401 x 1");
    put(d, 1);
    wait_tries(d, 1);
    house_step(7 * 60 * 1000);
    sd_event_run(d->loop, 50000);
    assert_int_equal(1, tries(d));
    house_step(5 * 60 * 1000 + 1000);
    wait_for(d, &d->changes, 1);
    assert_one_case_done(d);
}

static void when_the_network_returns_all_goes_at_once(void **state)
{
    struct desk *d = *state;
    wait_for(d, &d->onlines, 1);
    assert_true(d->online);
    house_ask(&house, "network cut");
    for (int n = 1; n <= 3; n++)
        put(d, n);
    wait_for(d, &d->onlines, 2);
    assert_false(d->online);
    for (uint32_t n = 1; n <= 8; n++) { /* far into the back-off of the first */
        wait_tries(d, n);
        if (n < 8)
            house_step(6 * 60 * 1000);
    }
    house_ask(&house, "network restore");
    house_step(4000); /* one probe later */
    wait_for(d, &d->changes, 3);
    assert_true(d->online);
    house_ask(&house, "wait cases 3 0");
    assert_string_equal("K017-000003", d->number); /* in the order they came */
}

static void a_queue_is_not_tried_row_by_row_and_keeps_its_order(void **state)
{
    struct desk *d = *state;
    enum { ROWS = 12 };
    char last[NUMBER_TEXT] = "";
    wait_for(d, &d->onlines, 1);
    house_ask(&house, "fault status 503"); /* Retry-After: 60 */
    for (int n = 1; n <= ROWS; n++)
        put(d, n);
    wait_tries(d, 1);
    long asked = requests();
    for (int i = 0; i < 20; i++)
        sd_event_run(d->loop, 20000);
    assert_true(requests() <= asked + 1); /* a probe */
    house_ask(&house, "fault clear");
    house_step(65 * 1000);
    wait_for(d, &d->changes, ROWS);
    for (int n = 1; n <= ROWS; n++) {
        char number[NUMBER_TEXT];
        snprintf(number, sizeof number, "K017-%06d", n);
        const struct case_status s = status_of(d, number);
        assert_int_equal(CASE_DONE, s.state);
        assert_true(strcmp(s.project_no, last) > 0);
        memcpy(last, s.project_no, sizeof last);
    }
}

static void the_catalogue_comes_with_each_probe(void **state)
{
    struct desk *d = *state;
    wait_for(d, &d->catalogues, 1);
    assert_true(d->online);
    house_step(37000);
    wait_for(d, &d->catalogues, 2);
}

static void refused_as_a_kiosk_is_not_online(void **state)
{
    struct desk *d = *state;
    wait_for(d, &d->onlines, 1);
    house_ask(&house, "fault status 401 on catalogue");
    house_step(37000);
    wait_for(d, &d->onlines, 2);
    assert_false(d->online);
    house_ask(&house, "fault clear");
    house_step(7000);
    wait_for(d, &d->onlines, 3);
    assert_true(d->online);
    house_ask(&house, "fault status 503 on catalogue");
    house_step(37000);
    wait_for(d, &d->onlines, 4);
    assert_false(d->online);
    put(d, 1); /* it goes all the same */
    wait_for(d, &d->changes, 1);
    assert_one_case_done(d);
}

static void a_new_courier_goes_on_where_the_old_one_stopped(void **state)
{
    struct desk *d = *state;
    house_ask(&house, "fault delay 300 x 1");
    put(d, 1);
    long before = requests();
    while (requests() == before)
        sd_event_run(d->loop, 20000);
    courier_free(d->courier); /* in the middle of it */
    start_courier(d);
    for (int rounds = 0; d->changes < 1; rounds++) {
        assert_in_range(rounds, 0, 60);
        sd_event_run(d->loop, 1000000);
    }
    assert_one_case_done(d);
}

#define IN_A_HOUSE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_HOUSE(a_lost_answer_makes_no_second_case),
        IN_A_HOUSE(a_torn_answer_makes_no_second_case),
        IN_A_HOUSE(a_failing_province_is_asked_again),
        IN_A_HOUSE(back_off_grows_and_holds),
        IN_A_HOUSE(a_closed_province_says_when),
        IN_A_HOUSE(at_work_is_asked_again),
        IN_A_HOUSE(a_final_no_is_told_once),
        IN_A_HOUSE(what_staff_must_mend_waits_for_them),
        IN_A_HOUSE(when_the_network_returns_all_goes_at_once),
        IN_A_HOUSE(a_queue_is_not_tried_row_by_row_and_keeps_its_order),
        IN_A_HOUSE(the_catalogue_comes_with_each_probe),
        IN_A_HOUSE(refused_as_a_kiosk_is_not_online),
        IN_A_HOUSE(a_new_courier_goes_on_where_the_old_one_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
