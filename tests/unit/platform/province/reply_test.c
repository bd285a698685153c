/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/reply.h"
#include "platform/trust/base64.h"
#include "tests/unit/platform/trust/demo_keys.h"

#define OK(data) "{\"code\":0,\"message\":\"\",\"data\":" data "}"

static enum err read_case(const char *body, struct case_status *ret_status)
{
    return reply_read_case(body, strlen(body), ret_status);
}

static void a_case_is_read(void **state)
{
    (void)state;
    struct case_status s;
    assert_ok(read_case(OK("{\"state\":\"done\",\"project_no\":\"1408022611230047\","
                           "\"local_number\":\"K017-000482\",\"message\":\"备案\\n已\x7f生效\","
                           "\"promise_date\":\"20261123\",\"more\":[1]}"),
                        &s));
    assert_int_equal(CASE_DONE, s.state);
    assert_string_equal("1408022611230047", s.project_no);
    assert_string_equal("K017-000482", s.local_number);
    assert_string_equal("备案 已 生效", s.message);
    assert_string_equal("20261123", s.promise_date);
    assert_ok(read_case(OK("{\"state\":\"accepted\",\"project_no\":\"1\"}"), &s));
    assert_int_equal(CASE_ACCEPTED, s.state);
    assert_string_equal("", s.message);
    assert_ok(read_case(OK("{\"state\":\"refused\",\"project_no\":\"1\"}"), &s));
    assert_int_equal(CASE_REFUSED, s.state);
}

static void a_case_that_is_not_quite_one_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "[]",
        "{}",
        "{\"code\":0}",
        OK("null"),
        OK("{}"),
        OK("{\"state\":\"done\"}"),
        OK("{\"project_no\":\"1\"}"),
        OK("{\"state\":\"saved\",\"project_no\":\"1\"}"),
        OK("{\"state\":1,\"project_no\":\"1\"}"),
        OK("{\"state\":\"averyverylongstate\",\"project_no\":\"1\"}"),
        OK("{\"state\":\"done\",\"project_no\":1}"),
        OK("{\"state\":\"done\",\"project_no\":\"\"}"),
        OK("{\"state\":\"done\",\"project_no\":\"1 2\"}"),
        OK("{\"state\":\"done\",\"project_no\":"
           "\"123456789012345678901234567890123456789012345678901\"}"),
        OK("{\"state\":\"done\",\"project_no\":\"1\",\"local_number\":\"K017\"}"),
        OK("{\"state\":\"done\",\"project_no\":\"1\",\"local_number\":7}"),
        OK("{\"state\":\"done\",\"project_no\":\"1\",\"promise_date\":\"2026-11-23\"}"),
        OK("{\"state\":\"done\",\"project_no\":\"1\",\"promise_date\":\"2026112\"}"),
        OK("{\"state\":\"done\",\"project_no\":\"1\",\"promise_date\":\"2026112a\"}"),
        OK("{\"state\":\"done\",\"project_no\":\"1\",\"promise_date\":20261123}"),
        OK("{\"state\":\"done\",\"project_no\":\"1\",\"message\":7}"),
        "{\"code\":1,\"data\":{\"state\":\"done\",\"project_no\":\"1\"}}",
        "{\"code\":\"0\",\"data\":{\"state\":\"done\",\"project_no\":\"1\"}}",
        "{\"code\":0.0,\"data\":{\"state\":\"done\",\"project_no\":\"1\"}}",
        "{\"data\":{\"state\":\"done\",\"project_no\":\"1\"}}",
        "{\"code\":0,\"code\":0,\"data\":{\"state\":\"done\",\"project_no\":\"1\"}}",
    };
    struct case_status s = {.project_no = "before"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_err(ERR_FORMAT, read_case(wrong[i], &s));
    assert_string_equal("before", s.project_no);
    static char longer[REPLY_MAX + 2];
    memset(longer, ' ', sizeof longer - 1);
    assert_err(ERR_FORMAT, read_case(longer, &s));
}

static void words_for_people_are_cut_not_refused(void **state)
{
    (void)state;
    char body[3000] =
        "{\"code\":0,\"data\":{\"state\":\"done\",\"project_no\":\"1\",\"message\":\"";
    for (int i = 0; i < 500; i++)
        strcat(body, "长");
    strcat(body, "\"}}");
    struct case_status s;
    assert_ok(read_case(body, &s));
    assert_int_equal(399, strlen(s.message));
    assert_string_equal("长", s.message + 396);
}

static void an_error_never_fails_to_be_read(void **state)
{
    (void)state;
    struct reply_error e;
    const char *good = "{\"code\":42202,\"message\":\"请到窗口核实\",\"detail\":\"not active\\t\"}";
    reply_read_error(good, strlen(good), &e);
    assert_int_equal(42202, e.code);
    assert_string_equal("请到窗口核实", e.message);
    assert_string_equal("not active ", e.detail);
    static const char *const wrong[] = {"",
                                        "<html>502</html>",
                                        "{\"code\":-1}",
                                        "{\"code\":100000}",
                                        "{\"code\":4e4}",
                                        "{}",
                                        "{\"code\":1,\"message\":[]}",
                                        "{\"code\":1,\"detail\":{}}"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        reply_read_error(wrong[i], strlen(wrong[i]), &e);
        assert_int_equal(0, e.code);
        assert_string_equal("", e.message);
    }
}

static void only_a_clear_no_is_final(void **state)
{
    (void)state;
    static const struct {
        int status, code;
        enum reply_verdict verdict;
    } cases[] = {
        {200, 0, REPLY_TAKEN},       {201, 0, REPLY_TAKEN},       {301, 0, REPLY_STAFF},
        {400, 40001, REPLY_STAFF},   {401, 40101, REPLY_STAFF},   {403, 40301, REPLY_STAFF},
        {404, 40401, REPLY_REFUSED}, {404, 40402, REPLY_REFUSED}, {404, 0, REPLY_STAFF},
        {408, 0, REPLY_LATER},       {409, 40901, REPLY_LATER},   {415, 41501, REPLY_STAFF},
        {422, 42201, REPLY_STAFF},   {422, 42202, REPLY_REFUSED}, {422, 0, REPLY_STAFF},
        {425, 0, REPLY_LATER},       {429, 42901, REPLY_LATER},   {500, 50001, REPLY_LATER},
        {502, 0, REPLY_LATER},       {503, 50301, REPLY_LATER},   {0, 0, REPLY_STAFF},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_int_equal(cases[i].verdict, reply_verdict(cases[i].status, cases[i].code));
}

static void a_person_comes_as_secrets(void **state)
{
    (void)state;
    const char *body = OK("{\"applyer_name\":\"张三\",\"contact_mobile\":\"13800000026\"}");
    AUTO(pairs_wipe) struct pairs pairs = {0};
    assert_ok(reply_read_pairs(body, strlen(body), &pairs));
    assert_int_equal(2, pairs.count);
    assert_string_equal("张三", pairs_get(&pairs, "applyer_name"));
    assert_string_equal("13800000026", pairs_get(&pairs, "contact_mobile"));
    struct pairs none = {0};
    assert_ok(reply_read_pairs(OK("{}"), strlen(OK("{}")), &none));
    assert_int_equal(0, none.count);
}

static void a_person_of_another_shape_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "{\"code\":0}",
        OK("[]"),
        OK("{\"a\":1}"),
        OK("{\"a\":{}}"),
        OK("{\"{\":\"\"}"),
        OK("{\"A\":\"\"}"),
        OK("{\"\":\"\"}"),
        OK("{\"a-b\":\"\"}"),
        OK("{\"a\":\"\\u0007\"}"),
        OK("{\"a\":\"\x7f\"}"),
        OK("{\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\":\"\"}"),
        "{\"code\":40401}"};
    struct pairs pairs = {.count = 7};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_err(ERR_FORMAT, reply_read_pairs(wrong[i], strlen(wrong[i]), &pairs));
    char body[4000] = "{\"code\":0,\"data\":{\"good\":\"1\",\"a\":\"";
    memset(body + strlen(body), 'x', 1001);
    strcat(body, "\"}}");
    assert_err(ERR_FORMAT, reply_read_pairs(body, strlen(body), &pairs));
    strcpy(body, "{\"code\":0,\"data\":{");
    for (int i = 0; i <= PAIRS_MAX; i++)
        sprintf(body + strlen(body), "%s\"n%d\":\"\"", i ? "," : "", i);
    strcat(body, "}}");
    assert_err(ERR_FORMAT, reply_read_pairs(body, strlen(body), &pairs));
    assert_int_equal(7, pairs.count);
}

#define LISTED(state, no, day, promised)                                                           \
    "{\"state\":\"" state "\",\"task_name\":\"12345 诉求反映\",\"project_no\":\"" no               \
    "\",\"apply_date\":\"" day "\",\"promise_date\":\"" promised "\"}"
#define CASES(rows) OK("{\"cases\":[" rows "],\"more\":true}")

static enum err read_cases(const char *body, struct case_list *ret_list)
{
    return reply_read_cases(body, strlen(body), ret_list);
}

static void a_citizens_cases_are_listed(void **state)
{
    (void)state;
    AUTO(case_list_wipe) struct case_list list = {0};
    assert_ok(read_cases(CASES(LISTED("accepted", "1", "20261123",
                                      "20261130") "," LISTED("done", "2", "20261122", "")),
                         &list));
    assert_int_equal(2, list.count);
    assert_true(list.more);
    assert_int_equal(CASE_ACCEPTED, list.row[0].state);
    assert_string_equal("12345 诉求反映", list.row[0].task_name);
    assert_string_equal("20261130", list.row[0].promise_date);
    assert_string_equal("", list.row[1].promise_date);
    assert_string_equal("", list.row[1].message);
    assert_ok(read_cases(OK("{\"cases\":[],\"more\":false}"), &list));
    assert_int_equal(0, list.count);
    assert_false(list.more);
}

static void a_list_of_another_shape_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        OK("[]"),
        OK("{}"),
        OK("{\"cases\":[]}"),
        OK("{\"cases\":{},\"more\":false}"),
        OK("{\"cases\":[],\"more\":0}"),
        "",
        CASES("{\"state\":\"done\",\"project_no\":1}"),
        CASES("{\"state\":\"done\",\"project_no\":\"1\",\"apply_date\":1}"),
        CASES("{\"state\":\"done\",\"project_no\":\"1\",\"promise_date\":1}"),
        CASES("{\"state\":\"done\",\"project_no\":\"1\",\"apply_date\":\"20261123\","
              "\"task_name\":1}"),
        CASES("{\"state\":\"done\",\"project_no\":\"1\",\"apply_date\":\"20261123\","
              "\"task_name\":\"a\",\"message\":1}"),
        CASES("1"),
        CASES("{}"),
        CASES(LISTED("saved", "1", "20261123", "")),
        CASES(LISTED("done", "", "20261123", "")),
        CASES(LISTED("done", "1", "", "")),
        CASES(LISTED("done", "1", "2026-11-23", "")),
        CASES(LISTED("done", "1", "20261123", "soon")),
        CASES("{\"state\":\"done\",\"project_no\":\"1\",\"apply_date\":\"20261123\"}"),
    };
    struct case_list list = {.count = 7};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_err(ERR_FORMAT, read_cases(wrong[i], &list));
    AUTO(auto_free) char *many = calloc(1, 256 * 64);
    char *at = many + sprintf(many, "{\"code\":0,\"data\":{\"more\":true,\"cases\":[");
    for (int i = 0; i <= CASE_LIST_MAX; i++)
        at += sprintf(at, "%s%s", i ? "," : "", LISTED("done", "1", "20261123", ""));
    strcpy(at, "]}}");
    assert_err(ERR_FORMAT, read_cases(many, &list));
    assert_int_equal(7, list.count);
}

static void done_is_only_a_zero(void **state)
{
    (void)state;
    assert_ok(reply_read_done("{\"code\":0,\"message\":\"\"}", 23));
    assert_err(ERR_FORMAT, reply_read_done("{\"code\":40901}", 14));
}

static void what_is_published_comes_out_as_a_text(void **state)
{
    (void)state;
    char *text = NULL;
    size_t size = 0;
    const char *body = OK("{\"sign\":\"b\",\"kind\":\"a\"}");
    assert_ok(reply_read_published(body, strlen(body), &text, &size));
    assert_string_equal("{\"kind\":\"a\",\"sign\":\"b\"}", text);
    assert_int_equal(strlen(text), size);
    free(text);
    static const char *const wrong[] = {"{\"code\":0}", OK("[]"), OK("\"a\""), "",
                                        "{\"code\":40401,\"data\":{}}"};
    text = NULL;
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_err(ERR_FORMAT, reply_read_published(wrong[i], strlen(wrong[i]), &text, &size));
    assert_null(text);
}

struct text {
    const char *at;
    size_t len;
};

/* As the province seals it: to the kiosk's public key. */
static enum err read_handed_out_of(struct text plain, const char *ends, struct secret *ret_secret,
                                   int64_t *ret_ends_ms)
{
    char text[BASE64_LENGTH(SM2_CIPHER_MAX) + 1], body[1024];
    struct sm2_cipher cipher;
    AUTO(auto_sm2_free) struct sm2_key *private = demo_keys_private("kiosk/kiosk-sm2.key");
    AUTO(auto_sm2_free) struct sm2_key *public = demo_keys_public("province/kiosks/K017.pub");
    assert_ok(sm2_encrypt(public, plain.at, plain.len, &cipher));
    base64_encode(cipher.der, cipher.size, text);
    snprintf(body, sizeof body, OK("{\"enc_secret\":\"%s\",\"ends_at\":%s}"), text, ends);
    return reply_read_secret(body, strlen(body), private, ret_secret, ret_ends_ms);
}

static enum err read_handed_out(const char *plain, const char *ends, struct secret *ret_secret,
                                int64_t *ret_ends_ms)
{
    return read_handed_out_of((struct text){plain, strlen(plain)}, ends, ret_secret, ret_ends_ms);
}

static void a_secret_is_opened(void **state)
{
    (void)state;
    struct secret secret = {0};
    int64_t ends_ms = 0;
    assert_ok(read_handed_out("a-secret-of-nobody", "\"1795424400000\"", &secret, &ends_ms));
    assert_string_equal("a-secret-of-nobody", secret_text(&secret));
    assert_true(ends_ms == 1795424400000);
    assert_err(ERR_KEY, read_handed_out("short", "\"1\"", &secret, &ends_ms));
    assert_err(ERR_KEY, read_handed_out_of((struct text){"a-secret-of\0nobody", 18}, "\"1\"",
                                           &secret, &ends_ms));
    assert_err(ERR_KEY, read_handed_out("a secret with spaces", "\"1\"", &secret, &ends_ms));
    assert_err(ERR_FORMAT, read_handed_out("a-secret-of-nobody", "1", &secret, &ends_ms));
    assert_err(ERR_FORMAT, read_handed_out("a-secret-of-nobody", "\"-1\"", &secret, &ends_ms));
    assert_err(ERR_FORMAT, read_handed_out("a-secret-of-nobody", "\"\"", &secret, &ends_ms));
    AUTO(auto_sm2_free) struct sm2_key *private = demo_keys_private("kiosk/kiosk-sm2.key");
    static const char *const shapes[] = {OK("7"), OK("{}"), OK("{\"enc_secret\":7}"),
                                         "{\"code\":0}"};
    for (size_t i = 0; i < ARRAY_LEN(shapes); i++)
        assert_err(ERR_FORMAT,
                   reply_read_secret(shapes[i], strlen(shapes[i]), private, &secret, &ends_ms));
    const char *foreign = OK("{\"enc_secret\":\"AAAA\",\"ends_at\":\"1\"}");
    assert_err(ERR_SIGNATURE,
               reply_read_secret(foreign, strlen(foreign), private, &secret, &ends_ms));
    assert_string_equal("a-secret-of-nobody", secret_text(&secret));
    secret_wipe(&secret);
}

static enum err read_item(const char *reply, size_t *ret_size)
{
    AUTO(auto_free) char *text = NULL;
    TRY(reply_read_item(reply, strlen(reply), &text, ret_size));
    assert_int_equal('\0', text[*ret_size]);
    return ERR_NONE;
}

static void an_items_file_is_bounded(void **state)
{
    (void)state;
    enum { LARGE = BASE64_LENGTH(REPLY_ITEM_MAX) + 64 };
    size_t size = 7;
    static const char *const wrong[] = {OK("{}"), OK("{\"item\":7}"), "no JSON"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_err(ERR_FORMAT, read_item(wrong[i], &size));
    assert_int_not_equal(ERR_NONE, read_item(OK("{\"item\":\"=e30\"}"), &size));
    AUTO(auto_free) char *large = malloc(LARGE + 64);
    assert_non_null(large);
    strcpy(large, "{\"code\":0,\"data\":{\"item\":\"");
    size_t at = strlen(large);
    memset(large + at, 'A', LARGE);
    strcpy(large + at + LARGE, "\"}}");
    assert_err(ERR_TOO_LONG, read_item(large, &size));
    assert_int_equal(7, size);
    assert_ok(read_item(OK("{\"item\":\"e30=\"}"), &size));
    assert_int_equal(2, size);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_case_is_read),
        cmocka_unit_test(a_case_that_is_not_quite_one_is_refused),
        cmocka_unit_test(words_for_people_are_cut_not_refused),
        cmocka_unit_test(an_error_never_fails_to_be_read),
        cmocka_unit_test(only_a_clear_no_is_final),
        cmocka_unit_test(a_person_comes_as_secrets),
        cmocka_unit_test(a_person_of_another_shape_is_refused),
        cmocka_unit_test(what_is_published_comes_out_as_a_text),
        cmocka_unit_test(a_citizens_cases_are_listed),
        cmocka_unit_test(a_list_of_another_shape_is_refused),
        cmocka_unit_test(done_is_only_a_zero),
        cmocka_unit_test(a_secret_is_opened),
        cmocka_unit_test(an_items_file_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
