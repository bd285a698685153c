/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/catalogue.h"
#include "platform/trust/sm3.h"

#define OF(items) "{\"catalogue_version\":7,\"area_code\":\"140000\",\"items\":" items "}"
#define ROW(state, terminals, more)                                                                \
    "{\"task_code\":\"T1\",\"task_name\":\"备案\",\"task_version\":\"3\",\"task_state\":\"" state  \
    "\",\"is_service_terminals\":\"" terminals "\"" more "}"
#define FROM(day)     ",\"plan_effective_date\":\"" day "\""
#define UNTIL(day)    ",\"plan_cancel_date\":\"" day "\""
#define AREA(code)    ",\"area_code\":\"" code "\""
#define TOWN(code)    ",\"town_code\":\"" code "\""
#define VILLAGE(code) ",\"village_code\":\"" code "\""
#define LEVEL(code)   ",\"use_level\":\"" code "\""
#define REACHES(code) ",\"handle_area\":\"" code "\""
#define SM3_OF(hex)   ",\"item_sm3\":\"" hex "\""
#define HERE          "140802"
#define VILLAGE_HERE  "140802101203"
#define DIGEST        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"

static enum err read_of(const char *text, struct catalogue *ret_catalogue)
{
    return catalogue_read(text, strlen(text), ret_catalogue);
}

static const struct {
    const char *row, *place;
    enum catalogue_reason reason;
} reasons[] = {
    {ROW("1", "1", ",\"unknown\":1"), HERE, CATALOGUE_OFFERED},
    {ROW("2", "1", ""), HERE, CATALOGUE_SUSPENDED},
    {ROW("3", "1", ""), HERE, CATALOGUE_CANCELLED},
    {ROW("2", "0", ""), HERE, CATALOGUE_SUSPENDED},
    {ROW("1", "0", ""), HERE, CATALOGUE_NO_TERMINAL},
    {ROW("1", "1", FROM("20261231")), HERE, CATALOGUE_OFFERED},
    {ROW("1", "1", FROM("20270101")), HERE, CATALOGUE_NOT_YET},
    {ROW("1", "1", UNTIL("20270101")), HERE, CATALOGUE_OFFERED},
    {ROW("1", "1", UNTIL("20261231")), HERE, CATALOGUE_ENDED},
    {ROW("1", "1", FROM("20261231") UNTIL("20270101")), HERE, CATALOGUE_OFFERED},
    /* as far as the code says */
    {ROW("1", "1", AREA("140802")), HERE, CATALOGUE_OFFERED},
    {ROW("1", "1", AREA("140803")), HERE, CATALOGUE_ELSEWHERE},
    {ROW("1", "1", AREA("140800")), HERE, CATALOGUE_OFFERED},
    {ROW("1", "1", AREA("140700")), HERE, CATALOGUE_ELSEWHERE},
    {ROW("1", "1", AREA("140000") LEVEL("7")), HERE, CATALOGUE_OFFERED},
    {ROW("1", "1", AREA("130000") LEVEL("7")), HERE, CATALOGUE_ELSEWHERE},
    {ROW("1", "1", AREA("000000")), HERE, CATALOGUE_OFFERED},
    /* as far as 行使层级 reaches */
    {ROW("1", "1", AREA("110101") LEVEL("1")), HERE, CATALOGUE_OFFERED},
    {ROW("1", "1", AREA("140101") LEVEL("2")), HERE, CATALOGUE_OFFERED},
    {ROW("1", "1", AREA("140803") LEVEL("3")), HERE, CATALOGUE_OFFERED},
    {ROW("1", "1", AREA("140703") LEVEL("3")), HERE, CATALOGUE_ELSEWHERE},
    {ROW("1", "1", AREA("140800") LEVEL("4")), HERE, CATALOGUE_ELSEWHERE},
    {ROW("1", "1", LEVEL("4")), HERE, CATALOGUE_OFFERED},
    {ROW("1", "1", TOWN("140802101") LEVEL("5")), VILLAGE_HERE, CATALOGUE_OFFERED},
    {ROW("1", "1", TOWN("140802102") LEVEL("5")), VILLAGE_HERE, CATALOGUE_OTHER_LEVEL},
    {ROW("1", "1", TOWN("140802101") LEVEL("5")), HERE, CATALOGUE_OTHER_LEVEL},
    {ROW("1", "1", TOWN("140803101") LEVEL("5")), VILLAGE_HERE, CATALOGUE_ELSEWHERE},
    {ROW("1", "1", VILLAGE("140802101203") LEVEL("6")), VILLAGE_HERE, CATALOGUE_OFFERED},
    {ROW("1", "1", VILLAGE("140802101204") LEVEL("6")), VILLAGE_HERE, CATALOGUE_OTHER_LEVEL},
    {ROW("1", "1", VILLAGE("140802101204")), VILLAGE_HERE, CATALOGUE_OTHER_LEVEL},
    {ROW("1", "1", AREA("140802") TOWN("140802101") VILLAGE("140802101203") LEVEL("6")),
     VILLAGE_HERE, CATALOGUE_OFFERED},
    {ROW("1", "1", VILLAGE("140802101204") LEVEL("5")), VILLAGE_HERE, CATALOGUE_OFFERED},
    /* 通办 reaches further, never less far */
    {ROW("1", "1", AREA("140803") LEVEL("4") REACHES("3")), HERE, CATALOGUE_OFFERED},
    {ROW("1", "1", AREA("140703") LEVEL("4") REACHES("3")), HERE, CATALOGUE_ELSEWHERE},
    {ROW("1", "1", AREA("140703") LEVEL("4") REACHES("2")), HERE, CATALOGUE_OFFERED},
    {ROW("1", "1", AREA("440703") LEVEL("4") REACHES("1")), HERE, CATALOGUE_OFFERED},
    {ROW("1", "1", AREA("140803") LEVEL("3") REACHES("4")), HERE, CATALOGUE_OFFERED},
    {ROW("1", "1", TOWN("140802102") LEVEL("5") REACHES("4")), HERE, CATALOGUE_OFFERED},
    {ROW("1", "1", VILLAGE("140802101204") LEVEL("6") REACHES("6")), VILLAGE_HERE,
     CATALOGUE_OFFERED},
};

static void each_reason_not_to_offer_an_item(void **state)
{
    (void)state;
    bool seen[CATALOGUE_REASON_COUNT] = {[CATALOGUE_DAMAGED] = true}; /* of a disk, not of a row */
    for (size_t i = 0; i < ARRAY_LEN(reasons); i++) {
        char text[600];
        struct catalogue c;
        snprintf(text, sizeof text, OF("[%s]"), reasons[i].row);
        assert_ok(read_of(text, &c));
        enum catalogue_reason reason = catalogue_look(&c.entry[0], reasons[i].place, 20261231);
        if (reason != reasons[i].reason)
            fail_msg("%s at %s: %s, not %s", reasons[i].row, reasons[i].place,
                     catalogue_reason_name(reason), catalogue_reason_name(reasons[i].reason));
        seen[reason] = true;
        catalogue_done(&c);
    }
    for (size_t i = 0; i < CATALOGUE_REASON_COUNT; i++)
        assert_true(seen[i]);
}

static void it_is_read_whole(void **state)
{
    (void)state;
    struct catalogue c;
    assert_ok(read_of(OF("[" ROW("1", "1", SM3_OF(DIGEST)) "]"), &c));
    assert_int_equal(7, c.version);
    assert_string_equal("140000", c.area);
    assert_int_equal(1, c.count);
    assert_string_equal("T1", c.entry[0].row.task_code);
    assert_string_equal("3", c.entry[0].row.task_version);
    assert_string_equal(DIGEST, c.entry[0].sm3);
    catalogue_done(&c);
    assert_ok(read_of(OF("[]"), &c));
    assert_int_equal(0, c.count);
    catalogue_done(&c);
}

static enum err check(const struct catalogue *c, const char *text)
{
    return catalogue_check_item(&c->entry[0], text, strlen(text));
}

/* DIGEST is the SM3 of "abc" (GB/T 32905, A.1). */
static void an_item_is_what_was_signed_or_refused(void **state)
{
    (void)state;
    struct catalogue c;
    static const char good[] = "{\"task_code\":\"T1\",\"task_version\":\"3\"}";
    assert_ok(read_of(OF("[" ROW("1", "1", SM3_OF(DIGEST)) "]"), &c));
    assert_err(ERR_CHECKSUM, check(&c, good));
    assert_err(ERR_FORMAT, check(&c, "abc"));
    strcpy(c.entry[0].sm3, "");
    assert_err(ERR_CHECKSUM, check(&c, good));
    static const struct {
        const char *text;
        enum err e;
    } all[] = {{good, ERR_NONE},
               {"{\"task_code\":\"T2\",\"task_version\":\"3\"}", ERR_CONFLICT},
               {"{\"task_code\":\"T1\",\"task_version\":\"4\"}", ERR_CONFLICT},
               {"{\"task_code\":\"T1\"}", ERR_FORMAT},
               {"{\"task_code\":1,\"task_version\":\"3\"}", ERR_FORMAT}};
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        uint8_t digest[SM3_SIZE];
        assert_ok(sm3_digest(all[i].text, strlen(all[i].text), digest));
        for (size_t k = 0; k < sizeof digest; k++)
            snprintf(c.entry[0].sm3 + 2 * k, 3, "%02x", digest[k]);
        assert_err(all[i].e, check(&c, all[i].text));
    }
    catalogue_done(&c);
}

static const char *const bad_rows[] = {
    "",
    "[]",
    "{}",
    OF("{}"),
    OF("[1]"),
    OF("[{}]"),
    OF("[" ROW("4", "1", "") "]"),
    OF("[" ROW("1", "1", "") "," ROW("1", "1", "") "]"),
    OF("[" ROW("1", "1", LEVEL("8")) "]"),
    OF("[" ROW("1", "1", LEVEL("11")) "]"),
    OF("[" ROW("1", "1", REACHES("7")) "]"),
    OF("[" ROW("1", "1", AREA("14080")) "]"),
    OF("[" ROW("1", "1", TOWN("14080210")) "]"),
    OF("[" ROW("1", "1", VILLAGE("14080210120x")) "]"),
    OF("[" ROW("1", "1", AREA("140802") TOWN("140803101")) "]"),
    OF("[" ROW("1", "1", AREA("140802") VILLAGE("140803101203")) "]"),
    OF("[" ROW("1", "1", TOWN("140802101") VILLAGE("140802102203")) "]"),
    OF("[" ROW("1", "1", SM3_OF("66C7")) "]"),
    OF("[" ROW("1", "1", ",\"item_sm3\":7") "]"),
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

static void one_bad_row_refuses_all(void **state)
{
    (void)state;
    struct catalogue c = {.version = 99};
    for (size_t i = 0; i < ARRAY_LEN(bad_rows); i++)
        if (read_of(bad_rows[i], &c) == ERR_NONE || c.version != 99)
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
        cmocka_unit_test(each_reason_not_to_offer_an_item),
        cmocka_unit_test(it_is_read_whole),
        cmocka_unit_test(an_item_is_what_was_signed_or_refused),
        cmocka_unit_test(one_bad_row_refuses_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
