/* SPDX-License-Identifier: Apache-2.0 */
/* Servers that a kiosk must not talk to, played by `openssl s_server`: each is refused, by its
 * name, before a byte of the request is sent. The good one shows that the others fail for their
 * fault. */
#include "tests/unit/check.h"

#include "platform/trust/tls_probe.h"
#include "tests/unit/platform/http/server.h"

struct meeting {
    const char *certificate, *version;
    enum asks asks;
    enum err wanted;
    enum tls_trouble trouble;
};

static int meet(const struct meeting *m, const struct http_trust *trust)
{
    struct server server;
    char url[64];
    server_start(&server, m->certificate, m->version, m->asks);
    snprintf(url, sizeof url, "https://127.0.0.1:%d/", server.port);
    struct asked asked = ask(url, trust);
    server_end(&server);
    if (asked.err != m->wanted || asked.trouble != m->trouble)
        fail_msg("%s %s: %s, %s", m->certificate, m->version, err_name(asked.err),
                 tls_trouble_name(asked.trouble));
    return asked.status;
}

static struct http_trust trust_all_but(const char *crl)
{
    static char ca[SERVER_PATH], certificate[SERVER_PATH], key[SERVER_PATH], list[SERVER_PATH];
    snprintf(ca, sizeof ca, "%s", server_file("ca", "pem"));
    snprintf(certificate, sizeof certificate, "%s",
             server_file("purpose", "pem")); /* of a client */
    snprintf(key, sizeof key, "%s", server_file("purpose", "key"));
    snprintf(list, sizeof list, "%s", crl ? server_file(crl, "crl") : "");
    return (struct http_trust){
        .ca_file = ca, .certificate_file = certificate, .key = key, .crl_file = crl ? list : NULL};
}

static void each_bad_server_is_refused_and_said_why(void **state)
{
    (void)state;
    static const struct meeting meetings[] = {
        {"good", "-tls1_3", ASKS, ERR_NONE, TLS_FINE},
        {"expired", "-tls1_3", ASKS, ERR_CERTIFICATE, TLS_EXPIRED},
        {"host", "-tls1_3", ASKS, ERR_CERTIFICATE, TLS_OTHER_HOST},
        {"unknown", "-tls1_3", ASKS, ERR_CERTIFICATE, TLS_OTHER_CA},
        {"self", "-tls1_3", ASKS, ERR_CERTIFICATE, TLS_SELF_SIGNED},
        {"good", "-tls1_1", ASKS, ERR_UNREACHABLE, TLS_TOO_OLD},
        {"good", "-tls1_2", ASKS, ERR_UNREACHABLE, TLS_TOO_OLD},
        {"weak", "-tls1_3", ASKS, ERR_CERTIFICATE, TLS_WEAK_KEY},
        {"revoked", "-tls1_3", ASKS, ERR_CERTIFICATE, TLS_REVOKED},
        {"future", "-tls1_3", ASKS, ERR_CERTIFICATE, TLS_NOT_YET_VALID},
        {"good", "-tls1_3", ASKS_NOT, ERR_CERTIFICATE, TLS_ASKS_NOTHING},
        {"purpose", "-tls1_3", ASKS, ERR_CERTIFICATE, TLS_WRONG_PURPOSE},
    };
    const struct http_trust trust = trust_all_but("ca");
    for (size_t i = 0; i < ARRAY_LEN(meetings); i++)
        meet(&meetings[i], &trust);
}

static void a_server_that_talks_old_tls_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *version;
        enum asks asks;
        bool talks;
    } servers[] = {{"-tls1_1", ASKS, true},
                   {"-tls1_2", ASKS, true},
                   {"-tls1_2", ASKS_NOT, true},
                   {"-tls1_3", ASKS, false},
                   {"-tls1_3", ASKS_NOT, false}};
    for (size_t i = 0; i < ARRAY_LEN(servers); i++) {
        struct server s;
        char port[16];
        bool talks = !servers[i].talks;
        server_start(&s, "good", servers[i].version, servers[i].asks);
        snprintf(port, sizeof port, "%d", s.port);
        assert_ok(tls_probe_old("127.0.0.1", port, &talks));
        server_end(&s);
        if (talks != servers[i].talks)
            fail_msg("%s: %d", servers[i].version, talks);
        assert_err(ERR_UNREACHABLE, tls_probe_old("127.0.0.1", port, &talks));
    }
}

static void a_list_that_is_old_or_gone_is_not_passed_over(void **state)
{
    (void)state;
    const struct meeting stale = {"good", "-tls1_3", ASKS, ERR_CERTIFICATE, TLS_LIST_UNUSABLE};
    const struct meeting gone = {"good", "-tls1_3", ASKS, ERR_KEY, TLS_LIST_UNUSABLE};
    const struct meeting none = {"revoked", "-tls1_3", ASKS, ERR_NONE, TLS_FINE};
    struct http_trust trust = trust_all_but("stale");
    meet(&stale, &trust);
    trust = trust_all_but("gone");
    meet(&gone, &trust);
    trust = trust_all_but(NULL);
    meet(&none, &trust);
}

static const char *read_pin(const char *name, char ret_pin[64])
{
    FILE *f = fopen(server_file(name, "pin"), "re");
    assert_non_null(f);
    assert_int_equal(1, fscanf(f, "%63s", ret_pin));
    fclose(f);
    return ret_pin;
}

static void either_pin_fits_and_no_other_key(void **state)
{
    (void)state;
    char good[64], other[64];
    const struct meeting fits = {"good", "-tls1_3", ASKS, ERR_NONE, TLS_FINE};
    const struct meeting differs = {"revoked", "-tls1_3", ASKS, ERR_CERTIFICATE, TLS_OTHER_KEY};
    struct http_trust trust = trust_all_but(NULL);
    trust.pin[0] = read_pin("good", good);
    trust.pin[1] = read_pin("other", other);
    meet(&fits, &trust);
    meet(&differs, &trust);
    trust.pin[0] = other;
    trust.pin[1] = good;
    meet(&fits, &trust);
}

static void a_server_that_refuses_our_certificate_is_told_apart(void **state)
{
    (void)state;
    char stranger[SERVER_PATH], key[SERVER_PATH];
    const struct meeting refuses = {"good", "-tls1_3", ASKS, ERR_KEY, TLS_OURS_REFUSED};
    struct http_trust trust = trust_all_but(NULL);
    snprintf(stranger, sizeof stranger, "%s", server_file("self", "pem"));
    snprintf(key, sizeof key, "%s", server_file("self", "key"));
    trust.certificate_file = stranger;
    trust.key = key;
    meet(&refuses, &trust);
}

static void a_redirect_is_an_answer_like_any_other(void **state)
{
    (void)state;
    const struct meeting redirects = {"good", "-tls1_3", REDIRECTS, ERR_NONE, TLS_FINE};
    const struct http_trust trust = trust_all_but("ca");
    assert_int_equal(302, meet(&redirects, &trust));
}

static void every_trouble_has_words(void **state)
{
    (void)state;
    for (int t = TLS_FINE + 1; t < TLS_TROUBLE_COUNT; t++) {
        assert_true(*tls_trouble_name((enum tls_trouble)t));
        assert_true(*tls_trouble_advice((enum tls_trouble)t));
    }
    assert_string_equal("?", tls_trouble_name(TLS_TROUBLE_COUNT));
    assert_string_equal("", tls_trouble_advice(TLS_TROUBLE_COUNT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_bad_server_is_refused_and_said_why),
        cmocka_unit_test(a_server_that_talks_old_tls_is_found),
        cmocka_unit_test(a_list_that_is_old_or_gone_is_not_passed_over),
        cmocka_unit_test(either_pin_fits_and_no_other_key),
        cmocka_unit_test(a_server_that_refuses_our_certificate_is_told_apart),
        cmocka_unit_test(a_redirect_is_an_answer_like_any_other),
        cmocka_unit_test(every_trouble_has_words),
    };
    int failed = servers_begin() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
    servers_done();
    return failed;
}
