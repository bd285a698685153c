/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/scanner/hidpos_codec.h"
#include "drivers/scanner/hidpos_layout.h"

/* Honeywell's positions: length, three symbology bytes, 56 data bytes, vendor byte, reserved, flag.
 */
static const uint8_t honeywell[] = {
    0x05, 0x8C, 0x09, 0x02, 0xA1, 0x01, 0x09, 0x12, 0xA1, 0x02, 0x85, 0x02, 0x15, 0x00, 0x26,
    0xFF, 0x00, 0x75, 0x08, 0x95, 0x01, 0x05, 0xFF, 0x09, 0x01, 0x81, 0x02, 0x05, 0x8C, 0x09,
    0xFB, 0x09, 0xFC, 0x09, 0xFD, 0x95, 0x03, 0x81, 0x02, 0x95, 0x38, 0x09, 0xFE, 0x82, 0x02,
    0x01, 0x06, 0x66, 0xFF, 0x95, 0x02, 0x09, 0x04, 0x81, 0x02, 0x05, 0x8C, 0x25, 0x01, 0x75,
    0x01, 0x95, 0x01, 0x09, 0xFF, 0x81, 0x02, 0x75, 0x01, 0x95, 0x07, 0x81, 0x03, 0xC0, 0xC0,
};

/* Newland's: length, data at once, four reserved, symbology number, flag. */
static const uint8_t newland[] = {
    0x05, 0x8C, 0x09, 0x02, 0xA1, 0x01, 0x85, 0x02, 0x75, 0x08, 0x95, 0x01, 0x06,
    0x00, 0xFF, 0x09, 0x20, 0x81, 0x02, 0x05, 0x8C, 0x95, 0x38, 0x09, 0xFE, 0x81,
    0x02, 0x95, 0x05, 0x06, 0x00, 0xFF, 0x09, 0x21, 0x81, 0x02, 0x05, 0x8C, 0x75,
    0x01, 0x95, 0x01, 0x09, 0xFF, 0x81, 0x02, 0x95, 0x07, 0x81, 0x03, 0xC0,
};

/* No id, no length byte, usages as a range with the page inside (extended usages). */
static const uint8_t minimal[] = {
    0x05, 0x8C, 0x09, 0x02, 0xA1, 0x01, 0xA4, 0x75, 0x08, 0x95, 0x03, 0x1B, 0xFB, 0x00, 0x8C,
    0x00, 0x2B, 0xFD, 0x00, 0x8C, 0x00, 0x81, 0x02, 0x95, 0x38, 0x09, 0xFE, 0x81, 0x02, 0xB4,
    0x75, 0x08, 0x95, 0x01, 0x09, 0xFF, 0x81, 0x02, 0xFE, 0x02, 0xAA, 1,    2,    0xC0,
};

static struct hidpos_layout parsed(const uint8_t *d, size_t n)
{
    struct hidpos_layout l;
    assert_ok(hidpos_layout_parse(d, n, &l));
    return l;
}

static void positions_of_honeywell(void **state)
{
    (void)state;
    struct hidpos_layout l = parsed(honeywell, sizeof honeywell);
    assert_int_equal(l.report_id, 2);
    assert_int_equal(l.report_size, 64);
    assert_int_equal(l.length_at, 1);
    assert_int_equal(l.aim_at[0], 2);
    assert_int_equal(l.aim_at[2], 4);
    assert_int_equal(l.data_at, 5);
    assert_int_equal(l.data_size, 56);
    assert_int_equal(l.continued_at, 63);
    assert_int_equal(l.continued_bit, 0);
}

static void positions_of_newland(void **state)
{
    (void)state;
    struct hidpos_layout l = parsed(newland, sizeof newland);
    assert_int_equal(l.length_at, 1);
    assert_int_equal(l.aim_at[0], HIDPOS_NOWHERE);
    assert_int_equal(l.data_at, 2);
    assert_int_equal(l.data_size, 56);
    assert_int_equal(l.continued_at, 63);
}

static void positions_without_id_and_length(void **state)
{
    (void)state;
    struct hidpos_layout l = parsed(minimal, sizeof minimal);
    assert_int_equal(l.report_id, 0);
    assert_int_equal(l.length_at, HIDPOS_NOWHERE);
    assert_int_equal(l.aim_at[0], 0);
    assert_int_equal(l.data_at, 3);
    assert_int_equal(l.continued_at, 59);
    assert_int_equal(l.report_size, 60);
}

static void a_field_without_bits_is_nowhere(void **state)
{
    (void)state;
    static const uint8_t d[] = {0x05, 0x8C, 0x09, 0x02, 0xA1, 0x01, 0x75, 0x08,
                                0x95, 0x04, 0x09, 0xFE, 0x81, 0x02, 0x75, 0x00,
                                0x95, 0x01, 0x09, 0xFF, 0x81, 0x02, 0xC0};
    struct hidpos_layout l = parsed(d, sizeof d);
    assert_int_equal(l.report_size, 4);
    assert_int_equal(l.continued_at, HIDPOS_NOWHERE);
}

static void other_usages_of_the_page_are_passed_over(void **state)
{
    (void)state;
    static const uint8_t d[] = {0x05, 0x8C, 0x09, 0x02, 0xA1, 0x01, 0x75, 0x08, 0x95,
                                0x01, 0x0A, 0x00, 0x01, 0x81, 0x02, 0x09, 0x11, 0x81,
                                0x02, 0x95, 0x04, 0x09, 0xFE, 0x81, 0x02, 0xC0};
    struct hidpos_layout l = parsed(d, sizeof d);
    assert_int_equal(l.data_at, 2);
    assert_int_equal(l.report_size, 6);
}

static void every_cut_is_refused(void **state)
{
    (void)state;
    for (size_t n = 0; n < sizeof honeywell; n++) {
        struct hidpos_layout l = {.report_id = 77};
        enum err e = hidpos_layout_parse(honeywell, n, &l);
        assert_int_not_equal(e, ERR_NONE);
        assert_int_equal(l.report_id, 77);
    }
}

struct refusal {
    const char *what;
    enum err expected;
    uint8_t bytes[48];
    size_t size;
};

#define BYTES(...) {__VA_ARGS__}, sizeof((uint8_t[]){__VA_ARGS__})
/* A POS scanner's collection, reports of bytes. */
#define OPEN  0x05, 0x8C, 0x09, 0x02, 0xA1, 0x01, 0x75, 0x08
#define CLOSE 0xC0

static const struct refusal refusals[] = {
    {"keyboard", ERR_UNSUPPORTED,
     BYTES(0x05, 0x01, 0x09, 0x06, 0xA1, 0x01, 0x75, 0x08, 0x95, 0x08, 0x09, 0xFE, 0x81, 0x02,
           0xC0)},
    {"no data", ERR_UNSUPPORTED, BYTES(OPEN, 0x95, 1, 0x09, 0xFF, 0x81, 2, CLOSE)},
    {"data outside", ERR_UNSUPPORTED, BYTES(OPEN, CLOSE, 0x95, 8, 0x09, 0xFE, 0x81, 2)},
    {"constant data", ERR_UNSUPPORTED, BYTES(OPEN, 0x95, 8, 0x09, 0xFE, 0x81, 3, CLOSE)},
    {"huge count", ERR_RANGE, BYTES(OPEN, 0x97, 0xFF, 0xFF, 0xFF, 0xFF, 0x09, 0xFE, 0x81, 2)},
    {"huge size", ERR_RANGE, BYTES(OPEN, 0x77, 0, 0, 0, 1, 0x95, 1, 0x09, 0xFE, 0x81, 2)},
    {"long report", ERR_RANGE, BYTES(OPEN, 0x96, 0, 4, 0x09, 0xFE, 0x81, 2)},
    {"id 0", ERR_RANGE, BYTES(0x85, 0)},
    {"id 256", ERR_RANGE, BYTES(0x86, 0, 1)},
    {"pop of nothing", ERR_FORMAT, BYTES(0xB4)},
    {"push too deep", ERR_FORMAT, BYTES(0xA4, 0xA4, 0xA4, 0xA4, 0xA4, 0xA4, 0xA4, 0xA4, 0xA4)},
    {"nesting too deep", ERR_RANGE,
     BYTES(0xA0, 0xA0, 0xA0, 0xA0, 0xA0, 0xA0, 0xA0, 0xA0, 0xA0, 0xA0, 0xA0, 0xA0, 0xA0, 0xA0, 0xA0,
           0xA0, 0xA0)},
    {"end of nothing", ERR_FORMAT, BYTES(0xC0)},
    {"usage range backwards", ERR_RANGE, BYTES(0x19, 9, 0x29, 8)},
    {"usage range too wide", ERR_RANGE, BYTES(0x19, 0, 0x2A, 0, 1)},
    {"usages over the table", ERR_RANGE, BYTES(0x19, 0, 0x29, 62, 0x09, 1, 0x09, 2)},
    {"off a byte border", ERR_FORMAT,
     BYTES(OPEN, 0x75, 1, 0x95, 1, 0x09, 1, 0x81, 2, 0x75, 8, 0x09, 0xFE, 0x81, 2)},
    {"data of 16 bits", ERR_FORMAT, BYTES(OPEN, 0x75, 16, 0x95, 1, 0x09, 0xFE, 0x81, 2)},
    {"data in two places", ERR_FORMAT,
     BYTES(OPEN, 0x95, 1, 0x09, 0xFE, 0x81, 2, 0x09, 1, 0x81, 2, 0x09, 0xFE, 0x81, 2)},
    {"many usages by range", ERR_RANGE, BYTES(0x19, 0, 0x29, 62, 0x19, 0, 0x29, 9)},
    {"reserved type", ERR_FORMAT, BYTES(0x0C)},
    {"cut long item", ERR_TOO_SHORT, BYTES(0xFE, 5, 0, 1)},
    {"cut short item", ERR_TOO_SHORT, BYTES(0x87, 1, 2)},
};

static void hostile_descriptors_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(refusals); i++) {
        const struct refusal *r = &refusals[i];
        struct hidpos_layout l;
        enum err e = hidpos_layout_parse(r->bytes, r->size, &l);
        if (e != r->expected)
            print_error("%s\n", r->what);
        assert_err(r->expected, e);
    }
    static const uint8_t big[HIDPOS_DESCRIPTOR_MAX + 1];
    struct hidpos_layout l;
    assert_err(ERR_TOO_LONG, hidpos_layout_parse(big, sizeof big, &l));
}

struct joined {
    struct hidpos_layout layout;
    struct hidpos_join join;
};

static struct joined *joiner(const uint8_t *d, size_t n)
{
    static struct joined j;
    j.layout = parsed(d, n);
    hidpos_join_init(&j.join, &j.layout);
    return &j;
}

static void honeywell_report(uint8_t r[64], const char *aim, const char *text, bool more)
{
    memset(r, 0, 64);
    r[0] = 2;
    r[1] = (uint8_t)strlen(text);
    memcpy(r + 2, aim, 3);
    memcpy(r + 5, text, strlen(text));
    r[63] = more;
}

static bool add(struct joined *j, const char *aim, const char *text, bool more)
{
    uint8_t r[64];
    bool whole;
    honeywell_report(r, aim, text, more);
    assert_ok(hidpos_join_add(&j->join, r, sizeof r, &whole));
    return whole;
}

static void assert_code(const struct joined *j, const char *text)
{
    assert_int_equal(j->join.size, strlen(text));
    assert_memory_equal(j->join.data, text, strlen(text));
}

static void reports_are_joined(void **state)
{
    (void)state;
    struct joined *j = joiner(honeywell, sizeof honeywell);
    assert_false(add(j, "]Q1", "abc", true));
    assert_true(add(j, "]Q1", "def", false));
    assert_code(j, "abcdef");
    assert_true(add(j, "]Q1", "next", false));
    assert_code(j, "next");
    assert_false(add(j, "]Q1", "", false));
}

static void replies_to_commands_are_dropped(void **state)
{
    (void)state;
    struct joined *j = joiner(honeywell, sizeof honeywell);
    assert_false(add(j, "]X0", "setup", true));
    assert_false(add(j, "]Q1", "rest of it", false));
    assert_false(add(j, "]Z6", "done", false));
    assert_true(add(j, "]Q1", "code", false));
    assert_code(j, "code");
}

static void eci_marks_are_taken_out(void **state)
{
    (void)state;
    struct joined *j = joiner(honeywell, sizeof honeywell);
    assert_true(add(j, "]Q2", "\\000026a\\\\b", false));
    assert_code(j, "a\\b");
    assert_true(add(j, "]Q1", "\\000026a", false));
    assert_code(j, "\\000026a");
    const char *wrong[] = {"a\\", "\\00002", "\\00002x", "\\q", "\\00 026"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        uint8_t r[64];
        bool whole;
        honeywell_report(r, i % 2 ? "]Q4" : "]Q6", wrong[i], false);
        assert_err(ERR_FORMAT, hidpos_join_add(&j->join, r, sizeof r, &whole));
    }
}

static void without_a_flag_every_report_is_whole(void **state)
{
    (void)state;
    /* a trigger usage and 4 bits beside the data; output and feature items pass by */
    static const uint8_t d[] = {0x05, 0x8C, 0x09, 0x02, 0xA1, 0x01, 0x75, 0x04, 0x95,
                                0x02, 0x09, 0x60, 0x81, 0x02, 0x75, 0x08, 0x95, 0x04,
                                0x09, 0xFE, 0x81, 0x02, 0x91, 0x02, 0xB1, 0x02, 0xC0};
    struct joined *j = joiner(d, sizeof d);
    assert_int_equal(j->layout.length_at, HIDPOS_NOWHERE);
    assert_int_equal(j->layout.continued_at, HIDPOS_NOWHERE);
    bool whole;
    assert_ok(hidpos_join_add(&j->join,
                              (const uint8_t *)"\xFF"
                                               "abc",
                              5, &whole));
    assert_true(whole);
    assert_code(j, "abc");
}

static void absurd_reports_are_refused(void **state)
{
    (void)state;
    struct joined *j = joiner(honeywell, sizeof honeywell);
    uint8_t r[64];
    bool whole;
    honeywell_report(r, "]Q1", "abc", true);
    assert_err(ERR_TOO_SHORT, hidpos_join_add(&j->join, r, 63, &whole));
    assert_err(ERR_TOO_SHORT, hidpos_join_add(&j->join, r, 0, &whole));
    r[1] = 57;
    assert_err(ERR_RANGE, hidpos_join_add(&j->join, r, sizeof r, &whole));
    r[0] = 3;
    assert_ok(hidpos_join_add(&j->join, r, sizeof r, &whole));
    assert_false(whole);
    r[0] = 2;
    r[1] = 56;
    enum err e = ERR_NONE;
    size_t reports = 0;
    for (; e == ERR_NONE && reports < 1000; reports++)
        e = hidpos_join_add(&j->join, r, sizeof r, &whole);
    assert_err(ERR_TOO_LONG, e);
    assert_int_equal(reports, HIDPOS_CODE_MAX / 56 + 1);
    assert_int_equal(j->join.size, 0);
}

static void padding_ends_data_without_length(void **state)
{
    (void)state;
    struct joined *j = joiner(minimal, sizeof minimal);
    uint8_t r[60] = "]Q1hello";
    bool whole;
    assert_ok(hidpos_join_add(&j->join, r, sizeof r, &whole));
    assert_true(whole);
    assert_code(j, "hello");
    memset(r + 3, 0, sizeof r - 3);
    assert_ok(hidpos_join_add(&j->join, r, sizeof r, &whole));
    assert_false(whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(positions_of_honeywell),
        cmocka_unit_test(positions_of_newland),
        cmocka_unit_test(positions_without_id_and_length),
        cmocka_unit_test(a_field_without_bits_is_nowhere),
        cmocka_unit_test(other_usages_of_the_page_are_passed_over),
        cmocka_unit_test(every_cut_is_refused),
        cmocka_unit_test(hostile_descriptors_are_refused),
        cmocka_unit_test(reports_are_joined),
        cmocka_unit_test(replies_to_commands_are_dropped),
        cmocka_unit_test(eci_marks_are_taken_out),
        cmocka_unit_test(without_a_flag_every_report_is_whole),
        cmocka_unit_test(absurd_reports_are_refused),
        cmocka_unit_test(padding_ends_data_without_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
