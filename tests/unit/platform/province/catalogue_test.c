/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/catalogue.h"

#define OF(items) "{\"catalogue_version\":7,\"area_code\":\"140000\",\"items\":" items "}"
#define ROW(state, terminals, more)                                                                \
    "{\"task_code\":\"T1\",\"task_name\":\"备案\",\"task_version\":\"3\",\"task_state\":\"" state  \
    "\",\"is_service_terminals\":\"" terminals "\"" more "}"
#define FROM(day)  ",\"plan_effective_date\":\"" day "\""
#define UNTIL(day) ",\"plan_cancel_date\":\"" day "\""

static enum err read_of(const char *text, struct catalogue *ret_catalogue)
{
    return catalogue_read(text, strlen(text), ret_catalogue);
}

static void it_says_what_may_be_offered_and_when(void **state)
{
    (void)state;
    static const struct {
        bool before, on_the_day, last_day, after;
    } offered[] = {{true, true, true, true},     {false, false, false, false},
                   {false, false, false, false}, {false, true, true, true},
                   {true, true, true, false},    {false, true, true, false}};
    struct catalogue c;
    assert_ok(read_of(
        OF("[" ROW("1", "1", ",\"unknown\":1") "," ROW("2", "1", "") "," ROW("1", "0", "") "," ROW(
            "1", "1", FROM("20261201")) "," ROW("1", "1",
                                                UNTIL("20270101")) "," ROW("1", "1",
                                                                           FROM("20261201") UNTIL(
                                                                               "20270101")) "]"),
        &c));
    assert_int_equal(7, c.version);
    assert_string_equal("140000", c.area);
    assert_int_equal(ARRAY_LEN(offered), c.count);
    for (size_t i = 0; i < c.count; i++) {
        assert_int_equal(offered[i].before, catalogue_offers(&c.entry[i], 20261130));
        assert_int_equal(offered[i].on_the_day, catalogue_offers(&c.entry[i], 20261201));
        assert_int_equal(offered[i].last_day, catalogue_offers(&c.entry[i], 20261231));
        assert_int_equal(offered[i].after, catalogue_offers(&c.entry[i], 20270101));
    }
    assert_string_equal("T1", c.entry[0].row.task_code);
    assert_string_equal("3", c.entry[0].row.task_version);
    catalogue_done(&c);
    assert_ok(read_of(OF("[]"), &c));
    assert_int_equal(0, c.count);
    catalogue_done(&c);
}

static void one_bad_row_refuses_all(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "[]",
        "{}",
        OF("{}"),
        OF("[1]"),
        OF("[{}]"),
        OF("[" ROW("1", "1", "") "," ROW("4", "1", "") "]"),
        OF("[" ROW("", "1", "") "]"),
        OF("[" ROW("1", "2", "") "]"),
        OF("[" ROW("1", "", "") "]"),
        OF("[" ROW("11", "1", "") "]"),
        OF("[" ROW("1", "1", FROM("20260229")) "]"),
        OF("[" ROW("1", "1", UNTIL("tomorrow")) "]"),
        OF("[{\"task_code\":\"T\"}]"),
        OF("[{\"task_code\":\"/\",\"task_name\":\"a\",\"task_version\":\"3\",\"task_state\":"
           "\"1\",\"is_service_terminals\":\"1\"}]"),
        OF("[{\"task_code\":\"T\",\"task_name\":\"a\",\"task_version\":\"\\n\",\"task_state\":"
           "\"1\",\"is_service_terminals\":\"1\"}]"),
        "{\"catalogue_version\":\"7\",\"area_code\":\"140000\",\"items\":[]}",
        "{\"catalogue_version\":0,\"area_code\":\"140000\",\"items\":[]}",
        "{\"catalogue_version\":7,\"area_code\":\"1400\",\"items\":[]}",
        "{\"catalogue_version\":7,\"items\":[]}",
        "{\"catalogue_version\":7,\"area_code\":\"140000\"}",
        "{\"catalogue_version\":7,\"area_code\":\"14000x\",\"items\":[]}",
        "{\"catalogue_version\":2147483648,\"area_code\":\"140000\",\"items\":[]}",
        OF("[" ROW("1", "1", ",\"plan_effective_date\":1") "]"),
        OF("[{\"task_code\":\"T\",\"task_name\":\"a\",\"task_version\":\"\",\"task_state\":"
           "\"1\",\"is_service_terminals\":\"1\"}]"),
        OF("[{\"task_code\":\"T\",\"task_name\":\"a\",\"task_version\":\"3\x7F\",\"task_state\":"
           "\"1\",\"is_service_terminals\":\"1\"}]"),
        OF("[{\"task_code\":\"T\",\"task_version\":\"3\",\"task_state\":\"1\","
           "\"is_service_terminals\":\"1\"}]"),
        OF("[{\"task_code\":\"T\",\"task_name\":\"a\",\"task_version\":\"3\"}]"),
        OF("[{\"task_code\":\"T\",\"task_name\":\"a\",\"task_version\":\"3\",\"task_state\":"
           "\"1\"}]")};
    struct catalogue c = {.version = 99};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        if (read_of(wrong[i], &c) == ERR_NONE || c.version != 99)
            fail_msg("%zu was taken", i);
    size_t room = (CATALOGUE_ITEMS_MAX + 1) * 2 + 100;
    AUTO(auto_free) char *many = calloc(1, room);
    strcpy(many, "{\"catalogue_version\":7,\"area_code\":\"140000\",\"items\":[0");
    char *at = many + strlen(many);
    for (int i = 0; i < CATALOGUE_ITEMS_MAX; i++, at += 2)
        memcpy(at, ",0", 2);
    strcpy(at, "]}");
    assert_err(ERR_TOO_LONG, read_of(many, &c));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_what_may_be_offered_and_when),
        cmocka_unit_test(one_bad_row_refuses_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
