/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <stdio.h>
#include <string.h>

#include "platform/province/fee.h"

static const struct message_sender sender = {"K017", "140802", 1795420800000};
static struct pairs who, wish;

static void put(struct pairs *pairs, const char *name, const char *value)
{
    snprintf(pairs->pair[pairs->count].name, FIELD_NAME_TEXT, "%s", name);
    assert_ok(secret_set_text(&pairs->pair[pairs->count++].value, value));
}

static int teardown(void **state)
{
    (void)state;
    pairs_wipe(&who);
    pairs_wipe(&wish);
    return 0;
}

#define PERSON                                                                                     \
    "\"applyer_name\":\"张三\",\"applyer_page_code\":\"11010519491231002X\","                    \
    "\"applyer_page_type\":\"111\","

static void what_is_asked_is_canonical(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    assert_err(ERR_MISSING, fee_write_list(&sender, "T1", &who, &wish, &doc));
    put(&who, "applyer_name", "张三");
    put(&who, "applyer_page_code", "11010519491231002X");
    assert_ok(fee_write_list(&sender, "T1", &who, &wish, &doc));
    assert_string_equal("{" PERSON "\"area_code\":\"140802\",\"kiosk_code\":\"K017\","
                        "\"operation\":\"fees\",\"task_code\":\"T1\"}",
                        secret_text(&doc));
    assert_err(ERR_MISSING, fee_write_state(&sender, "T1", &who, &wish, &doc));
    put(&wish, "project_no", "1408022611230047");
    put(&wish, "pay_no", "14080226000000001");
    assert_ok(fee_write_list(&sender, "T1", &who, &wish, &doc));
    assert_non_null(strstr(secret_text(&doc), "\"project_no\":\"1408022611230047\""));
    assert_ok(fee_write_state(&sender, "T1", &who, &wish, &doc));
    assert_string_equal("{" PERSON "\"area_code\":\"140802\",\"kiosk_code\":\"K017\","
                        "\"operation\":\"fee_state\",\"pay_no\":\"14080226000000001\","
                        "\"task_code\":\"T1\"}",
                        secret_text(&doc));
    assert_ok(secret_set_text(&wish.pair[0].value, "no number"));
    assert_err(ERR_FORMAT, fee_write_list(&sender, "T1", &who, &wish, &doc));
    assert_err(ERR_MISSING, fee_write_state(&sender, "", &who, &wish, &doc));
}

#define NAMED "\"fee_name\":\"工本费\",\"payee\":\"公安局\",\"payer\":\"张*\","
#define FEE(state, amount)                                                                         \
    "\"state\":\"" state "\",\"pay_no\":\"1408\"," NAMED "\"amount\":\"" amount "\""
#define PAYING ",\"pay_url\":\"https://pay.example/1\",\"expires_at\":\"1795424400000\""

static enum err read_text(const char *fees, struct fee_list *list)
{
    char body[4096];
    snprintf(body, sizeof body, "{\"code\":0,\"message\":\"\",\"data\":{\"fees\":[%s]}}", fees);
    return fee_read_list(body, strlen(body), list);
}

static void fees_are_read(void **state)
{
    (void)state;
    struct fee_list list = {0};
    assert_ok(read_text("{" FEE("unpaid", "40.00") PAYING
                        "},{" FEE("paid", "0.01") "},{" FEE("closed", "99999999999999.99") "}",
                        &list));
    assert_int_equal(3, list.count);
    assert_int_equal(FEE_UNPAID, list.fee[0].state);
    assert_true(list.fee[0].fen == 4000);
    assert_true(list.fee[0].expires_ms == 1795424400000);
    assert_string_equal("https://pay.example/1", list.fee[0].pay_url);
    assert_string_equal("张*", list.fee[0].payer);
    assert_int_equal(FEE_PAID, list.fee[1].state);
    assert_string_equal("", list.fee[1].pay_url);
    assert_int_equal(FEE_CLOSED, list.fee[2].state);
    assert_true(list.fee[2].fen == 9999999999999999);
    assert_ok(read_text("", &list));
    assert_int_equal(0, list.count);
}

static void what_is_no_fee_is_refused(void **state)
{
    (void)state;
#define LONG_20  "xxxxxxxxxxxxxxxxxxxx"
#define LONG_100 LONG_20 LONG_20 LONG_20 LONG_20 LONG_20
    static const char *const wrong[] = {
        "{}",
        "{" FEE("owed", "40.00") "}",
        "{" FEE("paid", "40") "}",
        "{" FEE("paid", "0.00") "}",
        "{" FEE("paid", "-1.00") "}",
        "{" FEE("paid", "100000000000000.00") "}",
        "{\"state\":7}",
        "{\"state\":\"paid\",\"pay_no\":7}",
        "{\"state\":\"paid\",\"pay_no\":\"\"}",
        "{\"state\":\"paid\",\"pay_no\":\"1\",\"amount\":40}",
        "{\"state\":\"paid\",\"pay_no\":\"1\",\"amount\":\"1.00\",\"fee_name\":7}",
        "{\"state\":\"paid\",\"pay_no\":\"1\",\"amount\":\"1.00\",\"fee_name\":\"x\",\"payee\":7}",
        "{\"state\":\"paid\",\"pay_no\":\"1\",\"amount\":\"1.00\",\"fee_name\":\"x\","
        "\"payee\":\"x\",\"payer\":7}",
        "{\"state\":\"paid\",\"pay_no\":\"1\",\"amount\":\"1.00\",\"payee\":\"x\"}",
        "{\"state\":\"paid\",\"pay_no\":\"1\",\"amount\":\"1.00\",\"fee_name\":\"x\"}",
        "{" FEE("unpaid", "40.00") "}",
        "{" FEE("unpaid", "40.00") ",\"pay_url\":7}",
        "{" FEE("unpaid", "40.00") ",\"pay_url\":\"https://pay.example/1\"}",
        "{" FEE("unpaid",
                "40.00") ",\"pay_url\":\"https://pay.example/1\",\"expires_at\":\"soon\"}",
        "{" FEE("unpaid", "40.00") ",\"pay_url\":\"ftp://pay.example\",\"expires_at\":\"1\"}",
        "{" FEE("unpaid", "40.00") ",\"pay_url\":\"https://\",\"expires_at\":\"1\"}",
        "{" FEE("unpaid", "40.00") ",\"pay_url\":\"https://a b\",\"expires_at\":\"1\"}",
        "{" FEE("unpaid", "40.00") ",\"pay_url\":\"https://缴费\",\"expires_at\":\"1\"}",
        "{" FEE("unpaid", "40.00") ",\"pay_url\":\"https://a\x7f\",\"expires_at\":\"1\"}",
        "{" FEE("unpaid", "40.00") ",\"pay_url\":\"http://" LONG_100 LONG_100 LONG_100 "\","
                                   "\"expires_at\":\"1\"}",
    };
    struct fee_list list = {.count = 5};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_err(ERR_FORMAT, read_text(wrong[i], &list));
    assert_err(ERR_FORMAT, fee_read_list("{\"code\":0}", 10, &list));
    assert_err(ERR_FORMAT, fee_read_list("{}", 2, &list));
    static const char no_list[] = "{\"code\":0,\"data\":{\"fees\":{}}}";
    assert_err(ERR_FORMAT, fee_read_list(no_list, strlen(no_list), &list));
    assert_int_equal(5, list.count);
}

static void there_are_at_most_ten(void **state)
{
    (void)state;
    struct fee_list list;
    char many[4096] = "{" FEE("paid", "1.00") "}";
    for (int i = 1; i < FEES_MAX; i++)
        strcat(many, ",{" FEE("paid", "1.00") "}");
    assert_ok(read_text(many, &list));
    assert_int_equal(FEES_MAX, list.count);
    strcat(many, ",{" FEE("paid", "1.00") "}");
    assert_err(ERR_FORMAT, read_text(many, &list));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(what_is_asked_is_canonical, teardown),
        cmocka_unit_test(fees_are_read),
        cmocka_unit_test(what_is_no_fee_is_refused),
        cmocka_unit_test(there_are_at_most_ten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
