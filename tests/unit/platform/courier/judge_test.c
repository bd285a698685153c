/* SPDX-License-Identifier: Apache-2.0 */
/* The stand-in is a strict judge: a request that differs from the contract in one thing is refused
 * for that thing, and no case comes of it. */
#include "tests/unit/platform/courier/judge_line.h"

#include "platform/province/rating.h"

static char *good_case(struct line *l, int n)
{
    return case_changed(l, n, "K017", "K017");
}

static void headers_are_judged(void **state)
{
    struct line *l = *state;
    AUTO(auto_free) char *body = good_case(l, 1);
    AUTO(auto_sm2_free) struct sm2_key *other = NULL;
    assert_ok(sm2_load_private(house_path(&house, "keys/province/province-sm2.key"), &other));
    assert_int_equal(40101, send_body(l, body, (struct change){.signer = other}));
    assert_int_equal(40103, send_body(l, body, (struct change){.body_instead = "{}"}));
    assert_int_equal(40102, send_body(l, body, (struct change){.late_ms = 301000}));
    assert_int_equal(40102, send_body(l, body, (struct change){.late_ms = -301000}));
    assert_int_equal(40301, send_body(l, body, (struct change){.code = "K018"}));
    assert_int_equal(40301, send_body(l, body, (struct change){.code = "../K017"}));
    assert_string_equal("[]", house_ask(&house, "cases"));
}

/* Whoever heard a request on its way cannot send it again; what nobody signed is not remembered. */
static void a_nonce_is_good_for_once(void **state)
{
    static const char nonce[] = "07b62bd4cdd330e41de904cbbf5c8f7d";
    struct line *l = *state;
    AUTO(auto_free) char *body = good_case(l, 1);
    AUTO(auto_sm2_free) struct sm2_key *other = NULL;
    struct change c = {.operation = "/cases/query", .nonce = nonce};
    assert_ok(sm2_load_private(house_path(&house, "keys/province/province-sm2.key"), &other));
    c.signer = other;
    assert_int_equal(40101, send_body(l, body, c));
    c.signer = NULL;
    c.body_instead = "{}";
    assert_int_equal(40103, send_body(l, body, c));
    c.body_instead = NULL;
    assert_int_equal(40003, send_body(l, body, c)); /* it came in; its message is of another kind */
    assert_int_equal(40902, send_body(l, body, c));
    house_step(9 * 60 * 1000);
    assert_int_equal(40902, send_body(l, body, c));
    c.nonce = "07B62BD4CDD330E41DE904CBBF5C8F7D";
    assert_int_equal(40104, send_body(l, body, c));
    assert_string_equal("[]", house_ask(&house, "cases"));
}

static void envelopes_are_judged(void **state)
{
    struct line *l = *state;
    static const char *const members[] = {"\"app_code\":\"", "\"timestamp\":\"", "\"nonce\":\"",
                                          "\"enc_key\":\"",  "\"iv\":\"",        "\"mac\":\"",
                                          "\"enc_data\":\"", "\"enc_type\":\"",  "\"version\":\"",
                                          "\"sign_type\":\""};
    for (size_t i = 0; i < ARRAY_LEN(members); i++) {
        AUTO(auto_free) char *body = good_case(l, 1);
        char *at = strstr(body, members[i]);
        assert_non_null(at);
        at += strlen(members[i]) + 1; /* the second character: still well-formed */
        *at = *at == '1' ? '2' : '1';
        assert_int_equal(40002, send_body(l, body, (struct change){0}));
    }
    assert_int_equal(40002, send_body(l, "{}", (struct change){0}));
    assert_int_equal(40002, send_body(l, "", (struct change){0}));
    assert_string_equal("[]", house_ask(&house, "cases"));
}

static void messages_are_judged(void **state)
{
    struct line *l = *state;
    static const char *const changes[][2] = {
        {"\"apply_type\":\"9\"", "\"apply_type\":\"1\""},
        {"\"proSource\":\"5\"", "\"proSource\":\"1\""},
        {"\"applyer_name\":\"张三\"", "\"applyer_name\":\"\""},
        {"11010519491231002X", "11010519491231002X0"},
        {"\"source\":\"answer\"", "\"source\":\"guess\""},
        {"\"operation\":\"submit\"", "\"operation\":\"query\""},
        {"\"task_version\"", "\"task_versiom\""},
    };
    for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
        AUTO(auto_free) char *body = case_changed(l, 1, changes[i][0], changes[i][1]);
        assert_int_equal(40003, send_body(l, body, (struct change){0}));
    }
    AUTO(auto_free) char *spaced = case_changed(l, 1, "{", "{ ");
    assert_int_equal(40002, send_body(l, spaced, (struct change){0}));
    AUTO(auto_free) char *unknown = case_changed(l, 1, "007000\"", "007001\"");
    assert_int_equal(40402, send_body(l, unknown, (struct change){0}));
    assert_string_equal("[]", house_ask(&house, "cases"));
}

static void keys_are_judged(void **state)
{
    struct line *l = *state;
    AUTO(auto_free) char *first = good_case(l, 1);
    AUTO(auto_free) char *other = good_case(l, 2);
    assert_int_equal(40001, send_body(l, first, (struct change){.key = ""}));
    assert_int_equal(40001, send_body(l, first, (struct change){.key = "17"}));
    assert_int_equal(201, send_body(l, first, (struct change){0}));
    assert_int_equal(200, send_body(l, first, (struct change){0}));
    assert_int_equal(42201, send_body(l, other, (struct change){0}));
    /* the same application under another key */
    assert_int_equal(200, send_body(l, first, (struct change){.key = KEY_B}));
    house_ask(&house, "wait cases 1 0");
    AUTO(auto_free) char *query = NULL;
    const struct message_sender sender = sender_now();
    struct secret doc = {0};
    assert_ok(message_write_query(&sender, "K017-000001", "", NULL, &doc));
    query = seal_changed(l, &doc, "K017", "K017");
    assert_int_equal(200, send_body(l, query, (struct change){"/cases/query", .key = ""}));
    assert_ok(message_write_query(&sender, "K017-000009", "", NULL, &doc));
    free(query);
    query = seal_changed(l, &doc, "K017", "K017");
    assert_int_equal(40401, send_body(l, query, (struct change){"/cases/query", .key = ""}));
}

static void ratings_are_judged(void **state)
{
    struct line *l = *state;
    static const struct {
        const char *from, *to;
        int code;
    } changes[] = {
        {"\"satisfaction\":\"5\"", "\"satisfaction\":\"4\"", 40003},
        {"\"evalDetail\":\"512\"", "\"evalDetail\":\"412\"", 40003},
        {"\"pf\":\"5\"", "\"pf\":\"4\"", 40003},
        {"000000000001", "000000000007", 40401},
        {"K017", "K017", 201},
        {"K017", "K017", 42201}, /* sealed anew: another body under the same key */
    };
    for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
        const struct message_sender sender = sender_now();
        const struct rating rating = {"K017-000001", SATISFACTION_VERY_GOOD, "512", ""};
        struct secret doc = {0};
        assert_ok(rating_write(&rating, &sender, "6f9619ff-8b86-4d01-b42d-000000000001", &doc));
        AUTO(auto_free) char *body = seal_changed(l, &doc, changes[i].from, changes[i].to);
        assert_int_equal(changes[i].code,
                         send_body(l, body, (struct change){"/cases/rating", .key = KEY_B}));
    }
    house_ask(&house, "wait ratings 1 0");
}

static struct pairs zhang_san(void)
{
    struct pairs who = {.count = 3};
    strcpy(who.pair[2].name, "assurance_token");
    assert_ok(secret_set_text(&who.pair[2].value, house_ask(&house, "vouch 11010519491231002X")));
    strcpy(who.pair[0].name, "applyer_name");
    assert_ok(secret_set_text(&who.pair[0].value, "张三"));
    strcpy(who.pair[1].name, "applyer_page_code");
    assert_ok(secret_set_text(&who.pair[1].value, "11010519491231002X"));
    return who;
}

static void proofs_are_judged(void **state)
{
    struct line *l = *state;
    static const struct {
        const char *from, *to;
        int code;
    } changes[] = {
        {"K017", "K017", 200},
        {"\"insurance_kind\":\"all\"", "\"insurance_kind\":\"dog\"", 40003},
        {"\"proof_period\":\"12m\"", "\"proof_period\":\"13m\"", 40003},
        {"\"all\"", "\"\"", 40003},
        {"\"form\":{", "\"from\":{", 40003},
        {"11010519491231002X", "", 40003},
        {"11010519491231002X", "99010519491231002X", 40302},
        {"4442014005000", "4442014005001", 40402},
        {"\"operation\":\"proof\"", "\"operation\":\"shared_data\"", 40003},
    };
    for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
        const struct message_sender sender = sender_now();
        struct secret doc = {0};
        struct pairs who = zhang_san(), form = {.count = 2};
        strcpy(form.pair[0].name, "insurance_kind");
        assert_ok(secret_set_text(&form.pair[0].value, "all"));
        strcpy(form.pair[1].name, "proof_period");
        assert_ok(secret_set_text(&form.pair[1].value, "12m"));
        assert_ok(
            message_write_proof(&sender, "11140802MB0000001J4442014005000", &who, &form, &doc));
        AUTO(auto_free) char *body = seal_changed(l, &doc, changes[i].from, changes[i].to);
        assert_int_equal(changes[i].code,
                         send_body(l, body, (struct change){"/proofs", .key = ""}));
        pairs_wipe(&who);
        pairs_wipe(&form);
    }
}

static void lists_are_judged(void **state)
{
    struct line *l = *state;
    static const struct {
        const char *from, *to;
        int code;
    } changes[] = {
        {"K017", "K017", 200},
        {"\"applyer_name\":\"张三\"", "\"applyer_name\":\"\"", 40003},
        {"\"applyer_page_type\":\"111\"", "\"applyer_page_type\":\"1\"", 40003},
        {"\"operation\":\"list\"", "\"operation\":\"query\"", 40003},
    };
    for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
        const struct message_sender sender = sender_now();
        struct secret doc = {0};
        struct pairs who = zhang_san();
        assert_ok(message_write_list(&sender, &who, &doc));
        AUTO(auto_free) char *body = seal_changed(l, &doc, changes[i].from, changes[i].to);
        assert_int_equal(changes[i].code,
                         send_body(l, body, (struct change){"/cases/list", .key = ""}));
        pairs_wipe(&who);
    }
}

/* Without a name only where the item allows it, and never with half of one. */
static void anonymous_cases_are_judged(void **state)
{
    struct line *l = *state;
    static const char named[] = "{\"application_id\"", hidden[] = "{\"anonymous\":\"1\","
                                                                  "\"application_id\"";
    AUTO(auto_free) char *half = case_changed(l, 11, named, hidden);
    assert_int_equal(40003, send_body(l, half, (struct change){.key = KEY_C}));
    struct application a;
    struct secret doc = {0};
    const struct message_sender sender = sender_now();
    house_fill_application(&a, 12);
    a.anonymous = true;
    strcpy(a.field[0].name, "district");
    strcpy(a.field[1].name, "topic");
    assert_ok(submission_write(&a, &sender, "K017-000012", &doc, NULL));
    application_wipe(&a);
    AUTO(auto_free) char *filing = seal_changed(l, &doc, "K017", "K017");
    assert_int_equal(42202, send_body(l, filing, (struct change){.key = KEY_C}));
}

#define ON_A_LINE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    house_open(&house);
    const struct CMUnitTest tests[] = {
        ON_A_LINE(headers_are_judged),
        ON_A_LINE(a_nonce_is_good_for_once),
        ON_A_LINE(envelopes_are_judged),
        ON_A_LINE(messages_are_judged),
        ON_A_LINE(keys_are_judged),
        ON_A_LINE(ratings_are_judged),
        ON_A_LINE(proofs_are_judged),
        ON_A_LINE(lists_are_judged),
        ON_A_LINE(anonymous_cases_are_judged),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    house_close(&house);
    return failed;
}
