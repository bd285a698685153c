/* SPDX-License-Identifier: Apache-2.0 */
/* What a scrubber meets at the borders of a protocol: it is replaced or refused, never passed on.
 */
#include "tests/unit/check.h"

#include "tests/unit/drivers/record/logs.h"

static enum err scrubbed(struct record *r)
{
    return record_scrub(r, why);
}

/* --- HID POS --- */

/* Id 2: length, three bytes of symbology, 56 of data, two of the maker's, a flag. */
static const uint8_t with_length[] = {
    0x05, 0x8C, 0x09, 0x02, 0xA1, 0x01, 0x09, 0x12, 0xA1, 0x02, 0x85, 0x02, 0x15, 0x00, 0x26,
    0xFF, 0x00, 0x75, 0x08, 0x95, 0x01, 0x05, 0xFF, 0x09, 0x01, 0x81, 0x02, 0x05, 0x8C, 0x09,
    0xFB, 0x09, 0xFC, 0x09, 0xFD, 0x95, 0x03, 0x81, 0x02, 0x95, 0x38, 0x09, 0xFE, 0x82, 0x02,
    0x01, 0x06, 0x66, 0xFF, 0x95, 0x02, 0x09, 0x04, 0x81, 0x02, 0x05, 0x8C, 0x25, 0x01, 0x75,
    0x01, 0x95, 0x01, 0x09, 0xFF, 0x81, 0x02, 0x75, 0x01, 0x95, 0x07, 0x81, 0x03, 0xC0, 0xC0,
};
/* Three bytes of symbology and four of data: no id, no length. */
static const uint8_t bare[] = {0x05, 0x8C, 0x09, 0x02, 0xA1, 0x01, 0x75, 0x08, 0x95,
                               0x03, 0x09, 0xFB, 0x09, 0xFC, 0x09, 0xFD, 0x81, 0x02,
                               0x95, 0x04, 0x09, 0xFE, 0x81, 0x02, 0xC0};

static struct record hidpos(const uint8_t *descriptor, size_t size)
{
    struct record r = record_of("hidpos", 3);
    control_in(&r, (struct wire_control){0x80, 6, 0x0100, 0}, "\x12\x01", 2);
    control_in(&r, (struct wire_control){0x81, 6, 0x2200, 0}, (const char *)descriptor, size);
    return r;
}

static void a_report_keeps_its_frame_alone(void **state)
{
    (void)state;
    static const uint8_t lengths[] = {6, 200};
    for (size_t i = 0; i < sizeof lengths; i++) {
        struct record r = hidpos(with_length, sizeof with_length);
        uint8_t report[64];
        memset(report, '7', sizeof report);
        memcpy(report, "\x02\x06]Q1SECRET", 11);
        report[1] = lengths[i];
        add(&r, WIRE_ACT_IN, 0x81, report, sizeof report);
        add(&r, WIRE_ACT_IN, 0x81, "", 0);
        add(&r, WIRE_ACT_OUT, 0x02, "", 0);
        assert_ok(scrubbed(&r));
        const uint8_t *left = r.log.entry[2].data;
        assert_memory_equal(report, left, 5);
        assert_memory_not_equal("SECRET", left + 5, 6);
        assert_int_equal(0, left[61]);   /* the maker's own */
        assert_int_equal('7', left[63]); /* the flag */
        assert_true(i == 0 ? left[12] == 0 /* behind the data: old memory */ : left[12] != 0);
        record_done(&r);
    }
    struct record r = hidpos(bare, sizeof bare);
    add(&r, WIRE_ACT_IN, 0x81, "]Q1AB12", 7);
    assert_ok(scrubbed(&r));
    assert_memory_equal("]Q1AB23", r.log.entry[2].data, 7); /* a count, not a table */
    record_done(&r);
}

static void other_reports_are_refused(void **state)
{
    (void)state;
    struct record r = hidpos(with_length, sizeof with_length);
    add(&r, WIRE_ACT_IN, 0x81, "\x02\x06]Q1SECRET", 11); /* cut short */
    assert_err(ERR_UNSUPPORTED, scrubbed(&r));
    record_done(&r);
    r = hidpos(with_length, sizeof with_length);
    uint8_t other[64] = {3};
    add(&r, WIRE_ACT_IN, 0x81, other, sizeof other);
    assert_err(ERR_UNSUPPORTED, scrubbed(&r));
    record_done(&r);
    r = hidpos(with_length, 20); /* the descriptor cannot be read */
    add(&r, WIRE_ACT_IN, 0x81, other, sizeof other);
    assert_err(ERR_UNSUPPORTED, scrubbed(&r));
    record_done(&r);
    static const struct wire_control unknown[] = {{0x81, 6, 0x2100, 0}, {0x81, 1, 0x2200, 0}};
    for (size_t i = 0; i < ARRAY_LEN(unknown); i++) {
        r = record_of("hidpos", 3);
        control_in(&r, unknown[i], "x", 1);
        assert_err(ERR_UNSUPPORTED, scrubbed(&r));
        record_done(&r);
    }
}

/* --- a scanner that types --- */

static void every_key_that_writes_becomes_another(void **state)
{
    (void)state;
    static const uint8_t keys[] = {0x04, 0x1d, 0x1e, 0x27, 0x2c, 0x38, 0x59, 0x61, 0x62};
    static const uint8_t same[] = {0x01, 0x03, 0x28, 0x58};
    static const uint8_t refused[] = {0x29, 0x2b, 0x39, 0x57, 0x63, 0xff};
    struct record r = record_of("wedge", 3);
    for (size_t i = 0; i < sizeof keys; i++)
        add(&r, WIRE_ACT_IN, 0x81, (uint8_t[8]){[2] = keys[i]}, 8);
    add(&r, WIRE_ACT_RESET, 0, "", 0);
    for (size_t i = 0; i < sizeof same; i++)
        add(&r, WIRE_ACT_IN, 0x81, (uint8_t[8]){[2] = same[i]}, 8);
    add(&r, WIRE_ACT_IN, 0x81, "", 0);
    assert_ok(scrubbed(&r));
    for (size_t i = 0; i < sizeof keys; i++) { /* by a count: what was pressed does not matter */
        bool pad = keys[i] >= 0x59;
        assert_int_equal(r.log.entry[i].data[2], pad ? 0x59 + i : 0x04 + i);
    }
    for (size_t i = 0; i < sizeof same; i++)
        assert_int_equal(same[i], r.log.entry[sizeof keys + 1 + i].data[2]);
    record_done(&r);
    for (size_t i = 0; i < sizeof refused; i++) {
        r = record_of("wedge", 3);
        add(&r, WIRE_ACT_IN, 0x81, (uint8_t[8]){[2] = refused[i]}, 8);
        add(&r, WIRE_ACT_IN, 0x81, (uint8_t[8]){0}, 8);
        assert_err(ERR_UNSUPPORTED, scrubbed(&r));
        record_done(&r);
    }
    r = record_of("wedge", 3);
    add(&r, WIRE_ACT_IN, 0x81, (uint8_t[7]){[2] = 4}, 7);
    assert_err(ERR_UNSUPPORTED, scrubbed(&r));
    record_done(&r);
}

/* A letter stays the held key's until it is let go, however many others come. */
static void a_held_key_is_nobody_elses(void **state)
{
    (void)state;
    enum { PRESSES = 30, A = 0x04 };
    struct record r = record_of("wedge", 3);
    for (int i = 0; i < PRESSES; i++) {
        add(&r, WIRE_ACT_IN, 0x81, (uint8_t[8]){[2] = A, [3] = A + 1}, 8);
        add(&r, WIRE_ACT_IN, 0x81, (uint8_t[8]){[2] = A}, 8);
    }
    assert_ok(scrubbed(&r));
    for (size_t i = 0; i < r.log.count; i += 2) {
        assert_int_equal(r.log.entry[0].data[2], r.log.entry[i].data[2]);
        assert_int_not_equal(r.log.entry[i].data[2], r.log.entry[i].data[3]);
    }
    record_done(&r);
}

/* --- the standard's requests --- */

static void names_and_numbers_of_a_device(void **state)
{
    (void)state;
    static const struct {
        struct wire_control control;
        enum err expected;
    } cases[] = {
        {{0x80, 0, 0, 0}, ERR_NONE},
        {{0x80, 6, 0x0300, 0}, ERR_NONE},
        {{0x80, 6, 0x0302, 0}, ERR_NONE},
        {{0x80, 6, 0x0303, 0}, ERR_NONE},
        {{0x80, 6, 0x0304, 0}, ERR_UNSUPPORTED},
        {{0x80, 6, 0x0f00, 0}, ERR_UNSUPPORTED},
        {{0x80, 8, 0x0303, 0}, ERR_UNSUPPORTED},
        {{0xa1, 6, 0x0303, 0}, ERR_UNSUPPORTED},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct record r = record_of("scanner-line", 2);
        control_in(&r, cases[i].control, "\x08\x03R\0009\0008\0", 8);
        assert_err(cases[i].expected, scrubbed(&r));
        bool kept = memmem(r.log.entry[0].data, 8, "9\0008", 3) != NULL;
        assert_int_equal(cases[i].control.value != 0x0303 || cases[i].expected != ERR_NONE, kept);
        record_done(&r);
    }
    struct record r = record_of("scanner-line", 2);
    r.identity.serial_string = r.identity.product_string = 0; /* it has neither */
    control_in(&r, (struct wire_control){0x80, 6, 0x0300, 0}, "\x04\x03\x09\x04", 4);
    add(&r, WIRE_ACT_IN, 0x81, "\\000026A", 8);
    assert_ok(scrubbed(&r));
    record_done(&r);
    r = record_of("scanner-line", 2);
    add(&r, WIRE_ACT_IN, 0x81, "", 0);
    add(&r, WIRE_ACT_IN, 0x81, "\\000026A", 8);
    assert_ok(scrubbed(&r));
    assert_int_equal('\\', r.log.entry[1].data[0]);
    assert_int_not_equal('A', r.log.entry[1].data[7]);
    record_done(&r);
}

/* --- the module behind its adapter --- */

static void frames_that_are_not_the_modules(void **state)
{
    (void)state;
    static const uint8_t wrong_question[] = "\xAA\xAA\xAA\x96\x69\x00\x03\x20\x01\x23";
    struct record r = record_of("sam", 0xff);
    add(&r, WIRE_ACT_OUT, 0x02, wrong_question, sizeof wrong_question - 1);
    assert_err(ERR_UNSUPPORTED, scrubbed(&r));
    record_done(&r);
    r = record_of("sam", 0xff);
    ask(&r, SAM_STATUS);
    add(&r, WIRE_ACT_IN, 0x81, "\xAA\xAA\xAA\x96\x69\x00\x04\x00\x00\x90\x95", 11);
    assert_err(ERR_UNSUPPORTED, scrubbed(&r)); /* its check is wrong */
    record_done(&r);
    r = record_of("sam", 3);
    uint8_t report[64] = {0};
    add(&r, WIRE_ACT_IN, 0x81, "", 0);
    add(&r, WIRE_ACT_IN, 0x81, report, 63);
    assert_err(ERR_UNSUPPORTED, scrubbed(&r));
    record_done(&r);
    r = record_of("sam", 3);
    memset(report, 0xee, sizeof report);
    add(&r, WIRE_ACT_IN, 0x81, report, sizeof report);
    assert_err(ERR_UNSUPPORTED, scrubbed(&r));
    record_done(&r);
}

static void the_chips_number_is_replaced(void **state)
{
    (void)state;
    for (size_t size = 28; size <= 33; size += 5) {
        struct record r = record_of("sam", 0xff);
        ask(&r, SAM_MANAGED);
        answer(&r, SAM_OK, "12345678901234567890123456789012", size == 33 ? 33 : size);
        assert_err(size <= 32 ? ERR_NONE : ERR_UNSUPPORTED, scrubbed(&r));
        if (size <= 32)
            assert_null(memmem(r.log.entry[1].data, r.log.entry[1].size, "1234", 4));
        record_done(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_keeps_its_frame_alone),
        cmocka_unit_test(other_reports_are_refused),
        cmocka_unit_test(every_key_that_writes_becomes_another),
        cmocka_unit_test(a_held_key_is_nobody_elses),
        cmocka_unit_test(names_and_numbers_of_a_device),
        cmocka_unit_test(frames_that_are_not_the_modules),
        cmocka_unit_test(the_chips_number_is_replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
