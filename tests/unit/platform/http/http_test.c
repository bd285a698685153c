/* SPDX-License-Identifier: Apache-2.0 */
/* The door to the network against a real TLS server: what it lets in, and what each failure is
 * called. The stand-in answers 403 to requests that nobody signed, which is an answer. */
#include "tests/unit/platform/house.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/http/http.h"

static struct house house;

struct line {
    sd_event *loop;
    struct timers *timers;
    struct http *http;
    int ended;
    enum err err;
    int status;
    int64_t date_ms;
    char body[256], content_type[64];
};

static void on_reply(void *user, enum err e, const struct http_reply *reply)
{
    struct line *l = user;
    l->ended++;
    l->err = e;
    if (!reply)
        return;
    l->status = reply->status;
    l->date_ms = reply->date_ms;
    assert_int_equal(strlen(reply->body), reply->size);
    snprintf(l->body, sizeof l->body, "%s", reply->body);
    snprintf(l->content_type, sizeof l->content_type, "%s", reply->content_type);
}

static void line_open(struct line *l, const char *ca, const char *certificate)
{
    *l = (struct line){0};
    char key[HOUSE_PATH * 2];
    const struct http_trust trust = {.ca_file = ca, .certificate_file = certificate, .key = key};
    snprintf(key, sizeof key, "%s", house_path(&house, "keys/kiosk/kiosk-tls.key"));
    assert_true(sd_event_new(&l->loop) >= 0);
    assert_ok(timers_new(l->loop, &l->timers));
    assert_ok(http_new(l->loop, l->timers, &trust, &l->http));
}

static void line_close(struct line *l)
{
    http_free(l->http);
    timers_free(l->timers);
    sd_event_unref(l->loop);
}

static void run_until_ended(struct line *l, int wanted)
{
    int64_t end = clock_now_ms() + 30000;
    while (l->ended < wanted && clock_now_ms() < end)
        sd_event_run(l->loop, 1000000);
    assert_int_equal(wanted, l->ended);
}

static enum err get(struct line *l, const char *url, int64_t timeout_ms)
{
    const struct http_request request = {.url = url, .timeout_ms = timeout_ms};
    assert_ok(http_send(l->http, &request, on_reply, l, NULL));
    run_until_ended(l, l->ended + 1);
    return l->err;
}

static int open_good_line(void **state)
{
    struct line *l = calloc(1, sizeof *l);
    line_open(l, house_path(&house, "keys/kiosk/ca.pem"),
              house_path(&house, "keys/kiosk/kiosk-tls.pem"));
    *state = l;
    return 0;
}

static int close_good_line(void **state)
{
    line_close(*state);
    free(*state);
    return 0;
}

static char *catalogue_url(void)
{
    static char url[128];
    snprintf(url, sizeof url, "%s/catalogue", house.url);
    return url;
}

static void an_answer_of_any_status_is_an_answer(void **state)
{
    struct line *l = *state;
    assert_ok(get(l, catalogue_url(), 10000));
    assert_int_equal(403, l->status);
    assert_non_null(strstr(l->body, "40301"));
    int64_t off = l->date_ms - clock_wall_ms();
    assert_true(off > -60000 && off < 60000);
}

static void a_body_arrives_whole_and_headers_too(void **state)
{
    struct line *l = *state;
    char url[128];
    snprintf(url, sizeof url, "%s/shared-data", house.url);
    const struct http_request request = {.url = url,
                                         .headers = {"X-Kiosk-Code: K017", "X-Kiosk-Timestamp: 1"},
                                         .body = "{}",
                                         .body_size = 2,
                                         .timeout_ms = 10000,
                                         .personal = true};
    assert_ok(http_send(l->http, &request, on_reply, l, NULL));
    run_until_ended(l, 1);
    assert_int_equal(401, l->status);
    assert_non_null(strstr(l->body, "40102"));
    assert_string_equal("application/json", l->content_type);
}

static void another_ca_is_refused(void **state)
{
    (void)state;
    struct line l;
    /* A certificate that did not sign the server's. */
    line_open(&l, house_path(&house, "keys/kiosk/kiosk-tls.pem"),
              house_path(&house, "keys/kiosk/kiosk-tls.pem"));
    assert_err(ERR_CERTIFICATE, get(&l, catalogue_url(), 10000));
    line_close(&l);
}

static void another_host_is_refused(void **state)
{
    char url[128];
    /* libcurl takes every name below .localhost to this machine (RFC 6761); the certificate names
     * localhost and 127.0.0.1 only. */
    snprintf(url, sizeof url, "https://other.localhost%s", strrchr(house.url, ':'));
    assert_err(ERR_CERTIFICATE, get(*state, url, 10000));
    snprintf(url, sizeof url, "https://localhost%s", strrchr(house.url, ':'));
    assert_ok(get(*state, url, 10000));
}

static void too_large_a_reply_is_not_taken(void **state)
{
    struct line *l = *state;
    char url[128];
    snprintf(url, sizeof url, "%s/cases", house.url);
    house_ask(&house, "fault large %d x 1", HTTP_REPLY_MAX - 100);
    assert_ok(get(l, url, 10000));
    house_ask(&house, "fault large %d x 1", HTTP_REPLY_MAX);
    assert_err(ERR_TOO_LONG, get(l, url, 10000));
}

static void no_client_certificate_no_answer(void **state)
{
    (void)state;
    struct line l;
    line_open(&l, house_path(&house, "keys/kiosk/ca.pem"), house_path(&house, "nothing.pem"));
    assert_err(ERR_KEY, get(&l, catalogue_url(), 10000));
    line_close(&l);
}

static void only_https(void **state)
{
    struct line *l = *state;
    const struct http_request plain = {.url = "http://127.0.0.1/", .timeout_ms = 1000};
    assert_err(ERR_USAGE, http_send(l->http, &plain, on_reply, l, NULL));
    const struct http_request split = {
        .url = catalogue_url(), .headers = {"A: b\r\nC: d"}, .timeout_ms = 1000};
    assert_err(ERR_USAGE, http_send(l->http, &split, on_reply, l, NULL));
    const struct http_request large = {
        .url = catalogue_url(), .body = "", .body_size = HTTP_BODY_MAX + 1, .timeout_ms = 1000};
    assert_err(ERR_TOO_LONG, http_send(l->http, &large, on_reply, l, NULL));
    assert_int_equal(0, l->ended);
}

static void slow_is_a_timeout_and_cut_is_unreachable(void **state)
{
    struct line *l = *state;
    char url[128];
    snprintf(url, sizeof url, "%s/cases", house.url);
    house_ask(&house, "fault delay 60000 x 1");
    assert_err(ERR_TIMEOUT, get(l, url, 300));
    house_ask(&house, "fault drop x 1");
    assert_err(ERR_IO, get(l, url, 10000));
    house_ask(&house, "fault cut 3 x 1");
    assert_err(ERR_IO, get(l, url, 10000));
    house_ask(&house, "network cut");
    assert_err(ERR_UNREACHABLE, get(l, url, 10000));
    house_ask(&house, "network restore");
    assert_ok(get(l, url, 10000));
}

static void the_network_goes_while_we_wait(void **state)
{
    struct line *l = *state;
    char url[128];
    snprintf(url, sizeof url, "%s/cases", house.url);
    const struct http_request request = {.url = url, .timeout_ms = 30000};
    long before = strtol(house_ask(&house, "requests"), NULL, 10);
    house_ask(&house, "fault delay 60000 x 1");
    assert_ok(http_send(l->http, &request, on_reply, l, NULL));
    while (strtol(house_ask(&house, "requests"), NULL, 10) == before)
        sd_event_run(l->loop, 20000);
    house_ask(&house, "network cut");
    run_until_ended(l, 1);
    assert_err(ERR_IO, l->err);
    house_ask(&house, "network restore");
}

static void cancelled_says_nothing_more(void **state)
{
    struct line *l = *state;
    struct http_exchange *x = NULL;
    const struct http_request request = {.url = catalogue_url(), .timeout_ms = 10000};
    assert_ok(http_send(l->http, &request, on_reply, l, &x));
    sd_event_run(l->loop, 1000);
    http_cancel(x);
    assert_ok(http_send(l->http, &request, on_reply, l, NULL)); /* left to http_free() */
    sd_event_run(l->loop, 1000);
    assert_int_equal(0, l->ended);
}

static void nothing_comes_from_the_environment(void **state)
{
    (void)state; /* main() set it; had it counted, no other test would pass */
    assert_true(access(house_path(&house, "tls-secrets"), F_OK) != 0);
}

/* What would lead a careless client astray. */
static void spoil_environment(void)
{
    static const char *const proxies[] = {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
    for (size_t i = 0; i < ARRAY_LEN(proxies); i++)
        setenv(proxies[i], "http://127.0.0.1:1/", 1);
    setenv("SSLKEYLOGFILE", house_path(&house, "tls-secrets"), 1);
    setenv("SSL_CERT_FILE", house_path(&house, "keys/province/ca.pem"), 1);
    setenv("CURL_CA_BUNDLE", house_path(&house, "keys/province/ca.pem"), 1);
}

int main(void)
{
    house_open(&house);
    spoil_environment();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_answer_of_any_status_is_an_answer, open_good_line,
                                        close_good_line),
        cmocka_unit_test_setup_teardown(a_body_arrives_whole_and_headers_too, open_good_line,
                                        close_good_line),
        cmocka_unit_test(another_ca_is_refused),
        cmocka_unit_test_setup_teardown(another_host_is_refused, open_good_line, close_good_line),
        cmocka_unit_test_setup_teardown(too_large_a_reply_is_not_taken, open_good_line,
                                        close_good_line),
        cmocka_unit_test(no_client_certificate_no_answer),
        cmocka_unit_test_setup_teardown(only_https, open_good_line, close_good_line),
        cmocka_unit_test_setup_teardown(slow_is_a_timeout_and_cut_is_unreachable, open_good_line,
                                        close_good_line),
        cmocka_unit_test_setup_teardown(the_network_goes_while_we_wait, open_good_line,
                                        close_good_line),
        cmocka_unit_test_setup_teardown(cancelled_says_nothing_more, open_good_line,
                                        close_good_line),
        cmocka_unit_test(nothing_comes_from_the_environment),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    house_close(&house);
    return failed;
}
