/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/calendar.h"
#include "platform/province/signed.h"
#include "platform/trust/base64.h"
#include "tests/unit/platform/trust/demo_keys.h"

#define HEAD                                                                                       \
    "{\"calendar_version\":7,\"area_code\":\"140000\",\"valid_from\":\"20260101\","                \
    "\"valid_until\":\"20261231\",\"office_from\":\"0900\",\"office_until\":\"1700\""
#define DAYS ",\"holidays\":[\"20260102\",\"20260101\"],\"workdays\":[\"20260104\"]}"

static enum err read_of(const char *text, struct calendar *ret_calendar, char *ret_why)
{
    char area[CALENDAR_AREA_TEXT];
    return calendar_read(text, strlen(text), ret_calendar, area, ret_why);
}

static void a_calendar_is_read_in_order(void **state)
{
    (void)state;
    struct calendar c;
    char why[CALENDAR_WHY];
    assert_ok(read_of(HEAD ",\"unknown\":1" DAYS, &c, why));
    assert_int_equal(7, c.version);
    assert_int_equal(3, c.count);
    assert_int_equal(20260101, c.day[0].date);
    assert_int_equal(20260104, c.day[2].date);
    assert_true(c.day[2].works);
    assert_int_equal(9 * 60, c.office_from);
}

static void what_is_wrong_is_said(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to, *why;
    } faults[] = {
        {"7", "0", "calendar_version: 1 to"},
        {"7", "\"7\"", "calendar_version: a whole number"},
        {"140000", "14", "area_code: six digits"},
        {"20260101\",\"valid_until", "20260229\",\"valid_until", "valid_from: a day"},
        {"20261231", "20251231", "valid_until: after"},
        {"20261231", "20291231", "valid_until: after valid_from, and within three"},
        {"0900", "0960", "office_from: 0000 to 2400"},
        {"0900", "9:00", "office_from: a time"},
        {"1700", "0900", "office_until: after"},
        {"\"20260104\"", "\"20270104\"", "20270104: outside"},
        {"\"20260104\"", "\"20260101\"", "20260101: named twice"},
        {"\"20260104\"", "20260104", "workdays: days as YYYYMMDD"},
        {"[\"20260104\"]", "{}", "workdays: a list"},
        {"\"workdays\"", "\"work\"", "workdays: a list"},
        {"\"calendar_version\"", "\"version\"", "calendar_version: a whole number"},
        {"7", "2147483648", "calendar_version: 1 to"},
        {"140000", "14000x", "area_code: six digits"},
        {"\"valid_from\"", "\"from\"", "valid_from: a day"},
        {"20261231", "20261331", "valid_until: a day"},
        {"\"office_from\"", "\"opens\"", "office_from: a time"},
        {"0900", "09a0", "office_from: a time"},
        {"0900", "900", "office_from: a time"},
        {"\"area_code\"", "\"area\"", "area_code: six digits"},
        {"0900", "2401", "office_from: 0000 to 2400"},
        {"1700", "17:0", "office_until: a time"},
        {"\"20260104\"", "\"20250104\"", "20250104: outside"},
        {"\"20260104\"", "\"2026010\"", "workdays: days as"},
    };
    for (size_t i = 0; i < ARRAY_LEN(faults); i++) {
        static const char good[] = HEAD DAYS;
        char text[sizeof good + 32], why[CALENDAR_WHY] = "";
        struct calendar c = {.version = 99};
        const char *at = strstr(good, faults[i].from);
        assert_non_null(at);
        snprintf(text, sizeof text, "%.*s%s%s", (int)(at - good), good, faults[i].to,
                 at + strlen(faults[i].from));
        if (read_of(text, &c, why) == ERR_NONE ||
            strncmp(why, faults[i].why, strlen(faults[i].why)) != 0)
            fail_msg("%zu: %s", i, why);
        assert_int_equal(99, c.version);
    }
}

static void it_is_bounded(void **state)
{
    (void)state;
    char text[16 * 1024] = HEAD ",\"workdays\":[],\"holidays\":[\"20260101\"", why[CALENDAR_WHY];
    struct calendar c;
    for (int i = 0; i < CALENDAR_DAYS_MAX; i++)
        strcat(text, ",\"20260101\"");
    strcat(text, "]}");
    assert_err(ERR_TOO_LONG, read_of(text, &c, why));
    assert_err(ERR_FORMAT, read_of("[]", &c, why));
    assert_err(ERR_FORMAT, read_of("", &c, why));
    assert_err(ERR_FORMAT, read_of("", &c, NULL));
    assert_ok(read_of(HEAD ",\"holidays\":[],\"workdays\":[]}", &c, NULL));
    assert_int_equal(0, c.count);
}

static void areas_fit_from_above(void **state)
{
    (void)state;
    assert_true(calendar_area_fits("000000", "140802"));
    assert_true(calendar_area_fits("140000", "140802"));
    assert_true(calendar_area_fits("140800", "140802"));
    assert_true(calendar_area_fits("140802", "140802"));
    assert_false(calendar_area_fits("140803", "140802"));
    assert_false(calendar_area_fits("140900", "140802"));
    assert_false(calendar_area_fits("130000", "140802"));
}

static void only_the_publishers_word_counts(void **state)
{
    (void)state;
    AUTO(auto_sm2_free) struct sm2_key *key = demo_keys_private("province/publisher-sm2.key");
    AUTO(auto_sm2_free) struct sm2_key *other = demo_keys_private("province/province-sm2.key");
    AUTO(auto_sm2_free) struct sm2_key *publisher = demo_keys_public("kiosk/publisher-sm2.pub");
    const struct signed_text body = {HEAD DAYS, strlen(HEAD DAYS)};
    AUTO(auto_free) char *text = NULL;
    AUTO(auto_free) char *forged = NULL;
    char *opened = NULL;
    size_t size, opened_size;
    assert_ok(signed_write(key, CALENDAR_KIND, body, &text, &size));
    assert_ok(signed_open(publisher, CALENDAR_KIND, (struct signed_text){text, size}, &opened,
                          &opened_size));
    assert_int_equal(body.size, opened_size);
    assert_memory_equal(body.text, opened, opened_size);
    free(opened);
    assert_err(ERR_CONFLICT, signed_open(publisher, "manifest", (struct signed_text){text, size},
                                         &opened, &opened_size));
    assert_err(ERR_KEY, signed_open(NULL, CALENDAR_KIND, (struct signed_text){text, size}, &opened,
                                    &opened_size));
    size_t forged_size;
    assert_ok(signed_write(other, CALENDAR_KIND, body, &forged, &forged_size));
    assert_err(ERR_SIGNATURE,
               signed_open(publisher, CALENDAR_KIND, (struct signed_text){forged, forged_size},
                           &opened, &opened_size));
    /* Any one letter changed: refused, whatever it is called then. */
    for (size_t i = 0; i < size; i++) {
        char was = text[i];
        text[i] = was == 'A' ? 'B' : 'A';
        char *never = NULL;
        enum err e = signed_open(publisher, CALENDAR_KIND, (struct signed_text){text, size}, &never,
                                 &opened_size);
        if (e == ERR_NONE)
            fail_msg("a change at %zu was not seen", i);
        text[i] = was;
    }
}

static void what_is_no_signed_document_is_refused(void **state)
{
    (void)state;
    AUTO(auto_sm2_free) struct sm2_key *key = demo_keys_private("province/publisher-sm2.key");
    AUTO(auto_sm2_free) struct sm2_key *publisher = demo_keys_public("kiosk/publisher-sm2.pub");
    static char vast[SIGNED_BODY_MAX + 1], text[SIGNED_TEXT_MAX];
    char *out = NULL;
    size_t size;
    static const struct {
        const char *text;
        enum err wanted;
    } wrong[] = {
        {"{}", ERR_MISSING},
        {"{\"kind\":1}", ERR_FORMAT},
        {"{\"kind\":\"calendar\"}", ERR_MISSING},
        {"{\"kind\":\"calendar\",\"sign\":\"AAAA\"}", ERR_MISSING},
        {"{\"kind\":\"calendar\",\"sign\":\"AAAA\",\"body\":1}", ERR_FORMAT},
        {"{\"kind\":\"calendar\",\"sign\":\"AAAA\",\"body\":\"e30\"}", ERR_FORMAT},
        {"{\"kind\":\"calendar\",\"sign\":\"AAA\",\"body\":\"e30=\"}", ERR_FORMAT},
        {"{\"kind\":\"calendar\",\"sign\":\"AAAA\",\"body\":\"e30=\"}", ERR_SIGNATURE},
    };
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_err(wrong[i].wanted,
                   signed_open(publisher, CALENDAR_KIND,
                               (struct signed_text){wrong[i].text, strlen(wrong[i].text)}, &out,
                               &size));
    int n = snprintf(text, sizeof text, "{\"kind\":\"calendar\",\"sign\":\"AAAA\",\"body\":\"");
    memset(text + n, 'A', BASE64_LENGTH(SIGNED_BODY_MAX) + 4);
    strcpy(text + n + BASE64_LENGTH(SIGNED_BODY_MAX) + 4, "\"}");
    assert_err(ERR_TOO_LONG, signed_open(publisher, CALENDAR_KIND,
                                         (struct signed_text){text, strlen(text)}, &out, &size));
    assert_err(ERR_TOO_LONG, signed_write(key, CALENDAR_KIND,
                                          (struct signed_text){vast, sizeof vast}, &out, &size));
    assert_err(ERR_TOO_LONG, signed_write(key, "a-kind-that-has-far-too-long-a-name",
                                          (struct signed_text){vast, 1}, &out, &size));
    assert_err(ERR_KEY,
               signed_write(publisher, CALENDAR_KIND, (struct signed_text){vast, 1}, &out, &size));
    assert_null(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_calendar_is_read_in_order),
        cmocka_unit_test(what_is_wrong_is_said),
        cmocka_unit_test(it_is_bounded),
        cmocka_unit_test(areas_fit_from_above),
        cmocka_unit_test(only_the_publishers_word_counts),
        cmocka_unit_test(what_is_no_signed_document_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
