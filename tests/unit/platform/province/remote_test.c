/* SPDX-License-Identifier: Apache-2.0 */
/* What the province orders of a kiosk, read strictly, and how it is answered. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/upkeep.h"

#define ID    "6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90"
#define OTHER "6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e91"

static struct remote_orders orders;

static enum err read_data(const char *data)
{
    char body[4096];
    snprintf(body, sizeof body, "{\"code\":0,\"message\":\"\"%s}", data);
    return remote_read(body, strlen(body), &orders);
}

static enum err read_orders(const char *all)
{
    char data[4000];
    snprintf(data, sizeof data, ",\"data\":{\"orders\":[%s]}", all);
    return read_data(data);
}

static enum err read_one(const char *rest)
{
    char one[3000];
    snprintf(one, sizeof one, "{\"order_id\":\"" ID "\",%s}", rest);
    return read_orders(one);
}

static void none_is_no_fault(void **state)
{
    (void)state;
    static const char *const none[] = {"", ",\"data\":null", ",\"data\":{}",
                                       ",\"data\":{\"orders\":[]}"};
    for (size_t i = 0; i < ARRAY_LEN(none); i++) {
        orders.count = 9;
        assert_ok(read_data(none[i]));
        assert_int_equal(0, orders.count);
    }
}

static void each_kind_brings_what_it_needs(void **state)
{
    (void)state;
    static const struct {
        const char *rest;
        enum remote_kind kind;
        bool sound;
    } all[] = {
        {"\"kind\":\"refresh\"", REMOTE_REFRESH, true},
        {"\"kind\":\"send_now\",\"x\":1", REMOTE_SEND_NOW, true},
        {"\"kind\":\"in_service\"", REMOTE_IN_SERVICE, true},
        {"\"kind\":\"dance\"", REMOTE_UNKNOWN, true},
        {"\"kind\":\"out_of_service\",\"until\":\"1795420800000\",\"text\":\"维护\"",
         REMOTE_OUT_OF_SERVICE, true},
        {"\"kind\":\"out_of_service\",\"text\":\"维护\"", REMOTE_OUT_OF_SERVICE, false},
        {"\"kind\":\"out_of_service\",\"until\":\"1795420800000\"", REMOTE_OUT_OF_SERVICE, false},
        {"\"kind\":\"out_of_service\",\"until\":5,\"text\":\"维护\"", REMOTE_OUT_OF_SERVICE, false},
        {"\"kind\":\"out_of_service\",\"until\":\"soon\",\"text\":\"维护\"", REMOTE_OUT_OF_SERVICE,
         false},
        {"\"kind\":\"notice\",\"until\":\"1\",\"text\":\"停电\",\"text_en\":\"No power\"",
         REMOTE_NOTICE, true},
        {"\"kind\":\"notice\",\"text\":\"停电\"", REMOTE_NOTICE, false},
        {"\"kind\":\"notice\"", REMOTE_NOTICE, true},
        {"\"kind\":\"notice\",\"until\":\"1\",\"text\":7", REMOTE_NOTICE, false},
        {"\"kind\":\"notice\",\"until\":\"1\",\"text\":\"a\",\"text_en\":7", REMOTE_NOTICE, false},
        {"\"kind\":\"notice\",\"until\":\"1\",\"text\":\"a\\u0001\"", REMOTE_NOTICE, false},
        {"\"kind\":\"notice\",\"until\":\"1\",\"text\":\"a\",\"text_en\":\"\\u0001\"",
         REMOTE_NOTICE, false},
        {"\"kind\":\"opening_hours\",\"opens\":\"0600\",\"closes\":\"2230\"", REMOTE_OPENING_HOURS,
         true},
        {"\"kind\":\"opening_hours\"", REMOTE_OPENING_HOURS, true},
        {"\"kind\":\"opening_hours\",\"opens\":\"2400\"", REMOTE_OPENING_HOURS, false},
        {"\"kind\":\"opening_hours\",\"opens\":\"0660\"", REMOTE_OPENING_HOURS, false},
        {"\"kind\":\"opening_hours\",\"opens\":\"600\"", REMOTE_OPENING_HOURS, false},
        {"\"kind\":\"opening_hours\",\"opens\":\"6 am\"", REMOTE_OPENING_HOURS, false},
        {"\"kind\":\"opening_hours\",\"closes\":6", REMOTE_OPENING_HOURS, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        assert_ok(read_one(all[i].rest));
        assert_int_equal(1, orders.count);
        assert_int_equal(all[i].kind, orders.order[0].kind);
        assert_true(orders.order[0].sound == all[i].sound);
    }
    assert_ok(read_one(all[4].rest));
    assert_true(orders.order[0].until_ms == 1795420800000);
    assert_string_equal("维护", orders.order[0].words.zh);
    assert_ok(read_one(all[16].rest));
    assert_int_equal(6 * 60, orders.order[0].opens_min);
    assert_int_equal(22 * 60 + 30, orders.order[0].closes_min);
}

static void words_are_bounded(void **state)
{
    (void)state;
    char rest[1000], zh[62 * 3 + 1] = "", en[122] = "";
    for (int i = 0; i < 61; i++)
        strcat(zh, "长");
    memset(en, 'x', sizeof en - 1);
    en[sizeof en - 1] = '\0';
    for (int more = 0; more < 4; more++) {
        snprintf(rest, sizeof rest,
                 "\"kind\":\"notice\",\"until\":\"1\",\"text\":\"%s\",\"text_en\":\"%s\"",
                 more & 1 ? zh : zh + 3, more & 2 ? en : en + 1);
        assert_ok(read_one(rest));
        assert_true(orders.order[0].sound == (more == 0));
    }
}

static void what_cannot_be_answered_for_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"5",
                                      "{\"kind\":\"refresh\"}",
                                      "{\"order_id\":\"1\",\"kind\":\"refresh\"}",
                                      "{\"order_id\":\"" ID "\"}",
                                      "{\"order_id\":\"" ID "\",\"kind\":\"Refresh\"}",
                                      "{\"order_id\":\"" ID
                                      "\",\"kind\":\"a_word_that_is_longer_than_any_kind_is\"}"};
    orders.count = 7;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_err(ERR_FORMAT, read_orders(bad[i]));
    assert_err(ERR_FORMAT, read_data(",\"data\":{\"orders\":{}}"));
    assert_err(ERR_FORMAT, remote_read("{", 1, &orders));
    char many[9 * 100] = "";
    for (int i = 0; i < 9; i++)
        snprintf(many + strlen(many), sizeof many - strlen(many),
                 "%s{\"order_id\":\"" ID "\",\"kind\":\"refresh\"}", i ? "," : "");
    assert_err(ERR_FORMAT, read_orders(many));
    assert_int_equal(7, orders.count);
    many[strlen(many) - strlen("{\"order_id\":\"" ID "\",\"kind\":\"refresh\"},")] = '\0';
    assert_ok(read_orders(many));
    assert_int_equal(REMOTE_ORDERS_MAX, orders.count);
}

static void a_heartbeat_says_what_became_of_them(void **state)
{
    (void)state;
    static const struct message_sender sender = {"K017", "140802", 1795420800000};
    struct upkeep_result results[UPKEEP_RESULTS_MAX + 1] = {{ID, REMOTE_SUCCESS},
                                                            {OTHER, REMOTE_NOT_KNOWN}};
    struct upkeep_state said = {.version = "1.4.0", .result = results, .results = 2};
    AUTO(secret_wipe) struct secret doc = {0};
    assert_ok(upkeep_write_heartbeat(&sender, &said, &doc));
    assert_non_null(strstr(secret_text(&doc),
                           "\"order_results\":[{\"order_id\":\"" ID "\",\"outcome\":\"success\"},"
                           "{\"order_id\":\"" OTHER "\",\"outcome\":\"unknown\"}]"));
    strcpy(results[1].order_id, "1");
    assert_err(ERR_FORMAT, upkeep_write_heartbeat(&sender, &said, &doc));
    said.results = UPKEEP_RESULTS_MAX + 1;
    assert_err(ERR_TOO_LONG, upkeep_write_heartbeat(&sender, &said, &doc));
    said.results = 0;
    assert_ok(upkeep_write_heartbeat(&sender, &said, &doc));
    assert_null(strstr(secret_text(&doc), "order_results"));
}

static void each_outcome_has_its_word(void **state)
{
    (void)state;
    for (int i = 0; i < REMOTE_OUTCOMES; i++) {
        enum remote_outcome found = REMOTE_OUTCOMES;
        assert_true(remote_outcome_find(remote_outcome_name((enum remote_outcome)i), &found));
        assert_int_equal(i, found);
    }
    enum remote_outcome none;
    assert_false(remote_outcome_find("perhaps", &none));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(none_is_no_fault),
        cmocka_unit_test(each_kind_brings_what_it_needs),
        cmocka_unit_test(words_are_bounded),
        cmocka_unit_test(what_cannot_be_answered_for_is_refused),
        cmocka_unit_test(a_heartbeat_says_what_became_of_them),
        cmocka_unit_test(each_outcome_has_its_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
