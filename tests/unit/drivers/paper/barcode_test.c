/* SPDX-License-Identifier: Apache-2.0 */
/* Bar codes that ZBar reads from the dots. */
#include "tests/unit/check.h"

#include <string.h>

#include <zbar.h>

#include "drivers/paper/barcode.h"
#include "drivers/paper/paper.h"

enum { WIDE = 2048, HIGH = 400, QUIET = 40 };

/* What ZBar reads of a printer's picture after these bytes; "" for nothing. */
static void read_bars(const void *bytes, size_t size, char *ret_text, size_t room)
{
    static uint8_t grey[HIGH][WIDE + 2 * QUIET];
    struct paper *paper = NULL;
    assert_ok(paper_decode(bytes, size, &(struct paper_printer){.dots = WIDE}, &paper));
    memset(grey, 0xFF, sizeof grey);
    for (int y = 0; y < HIGH; y++)
        for (int x = 0; x < WIDE; x++)
            if (paper_is_black(paper, x, y))
                grey[y][x + QUIET] = 0;
    paper_free(paper);
    zbar_image_scanner_t *scanner = zbar_image_scanner_create();
    zbar_image_t *image = zbar_image_create();
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 1);
    zbar_image_scanner_set_config(scanner, ZBAR_UPCA, ZBAR_CFG_ENABLE, 0); /* as EAN-13 */
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image, WIDE + 2 * QUIET, HIGH);
    zbar_image_set_data(image, grey, sizeof grey, NULL);
    zbar_scan_image(scanner, image);
    const zbar_symbol_t *symbol = zbar_image_first_symbol(image);
    size_t n = symbol ? zbar_symbol_get_data_length(symbol) : 0;
    assert_true(n < room);
    if (symbol)
        memcpy(ret_text, zbar_symbol_get_data(symbol), n);
    ret_text[n] = '\0';
    zbar_image_destroy(image);
    zbar_image_scanner_destroy(scanner);
}

static void check_bars(int system, const char *data, size_t size, const char *expected)
{
    uint8_t bytes[300] = {0x1D, 'h', 100, 0x1D, 'w', 2, 0x1D, 'k', (uint8_t)system, (uint8_t)size};
    char text[300];
    memcpy(bytes + 10, data, size);
    read_bars(bytes, 10 + size, text, sizeof text);
    assert_string_equal(expected, text);
}

static void each_kind_is_read(void **state)
{
    (void)state;
    static const struct {
        int system;
        const char *data, *expected;
    } cases[] = {
        {65, "01234567890", "0012345678905"},
        {65, "012345678905", "0012345678905"},
        {66, "123450", "01234505"},
        {66, "01234565", "01234565"},
        {66, "01200000345", "01234505"},
        {66, "0123453", "01234531"},
        {66, "0123454", "01234543"},
        {67, "4006381333931", "4006381333931"},
        {67, "690123456789", "6901234567892"},
        {68, "9638507", "96385074"},
        {69, "ABC-123 $/+%.", "ABC-123 $/+%."},
        {69, "*STAR*", "STAR"},
        {70, "1234567890", "1234567890"},
        {71, "A12-34$:/.+5B", "A12-34$:/.+5B"},
        {72, "TEST93 az@[", "TEST93 az@["},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_bars(cases[i].system, cases[i].data, strlen(cases[i].data), cases[i].expected);
}

/* The first digit of EAN-13 stands only in the choice of sets. */
static void each_first_digit_is_read(void **state)
{
    (void)state;
    for (int first = 0; first < 10; first++) {
        char data[32], expected[64];
        int sum = first;
        snprintf(data, sizeof data, "%d90123456789", first);
        for (int i = 1; i < 12; i++)
            sum += (data[i] - '0') * (i % 2 ? 3 : 1);
        snprintf(expected, sizeof expected, "%s%d", data, (10 - sum % 10) % 10);
        check_bars(67, data, 12, expected);
    }
}

/* Every letter of the three sets, in eights. */
static void each_letter_of_code_128_is_read(void **state)
{
    (void)state;
    char data[64], expected[64] = "";
    for (int from = 0x20; from < 0x80; from += 8) {
        size_t n = 0;
        memcpy(data, "{B", 2);
        for (int c = from; c < from + 8; c++) {
            data[2 + n++] = (char)c;
            if (c == '{')
                data[2 + n++] = '{';
        }
        for (int c = from; c < from + 8; c++)
            expected[c - from] = (char)c;
        expected[8] = '\0';
        check_bars(73, data, n + 2, expected);
    }
    for (int from = 0; from < 100; from += 10) {
        memcpy(data, "{C", 2);
        for (int i = 0; i < 10; i++) {
            data[2 + i] = (char)(from + i);
            snprintf(expected + (size_t)i * 2, 8, "%02d", from + i);
        }
        check_bars(73, data, 12, expected);
    }
    check_bars(73, "{AABC_\t9", 8, "ABC_\t9");
    check_bars(73, "{BAb{S\x03{C\x0c\x22{AD", 14,
               "Ab\x03"
               "1234D");
}

/* Each of the 127 letters that a C string can hold. */
static void each_letter_of_code_93_is_read(void **state)
{
    (void)state;
    char data[16] = "";
    for (int from = 1; from < 0x80; from += 8) {
        for (int c = from; c < from + 8; c++)
            data[c - from] = c < 0x80 ? (char)c : '\0';
        check_bars(72, data, strlen(data), data);
    }
}

static void what_a_code_cannot_hold_is_told(void **state)
{
    (void)state;
    static const struct {
        int system;
        const char *data;
    } cases[] = {
        {65, "123"},
        {67, "4006381333930"},
        {67, "40063813339x1"},
        {66, "99999999999"},
        {66, "11200000345"},
        {69, "small"},
        {69, ""},
        {70, "123"},
        {71, "1234"},
        {72, "\x80"},
        {73, "{"},
        {73, "{S"},
        {73, "{C\x64"},
        {73, "{Ba\x01"},
        {73, "{B{Z"},
    };
    const struct barcode_look look = {.height = 50, .width = 2};
    struct barcode code;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_err(ERR_FORMAT, barcode_make(cases[i].system, (const uint8_t *)cases[i].data,
                                            strlen(cases[i].data), &look, &code));
    assert_err(ERR_UNSUPPORTED, barcode_make(75, (const uint8_t *)"1", 1, &look, &code));
    assert_err(ERR_UNSUPPORTED, barcode_make(99, (const uint8_t *)"1", 1, &look, &code));
}

/* Whatever stands in it: no crash, and no more runs than there is room for. */
static void the_longest_are_bounded(void **state)
{
    (void)state;
    uint8_t data[255];
    struct barcode code;
    for (int system = 60; system < 80; system++)
        for (int fill = 0; fill < 256; fill++) {
            const struct barcode_look look = {.height = 255, .width = 6};
            memset(data, fill, sizeof data);
            enum err e = barcode_make(system, data, sizeof data, &look, &code);
            assert_true(e != ERR_NONE || (code.runs > 0 && code.runs <= BARCODE_RUNS_MAX));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_is_read),
        cmocka_unit_test(each_first_digit_is_read),
        cmocka_unit_test(each_letter_of_code_128_is_read),
        cmocka_unit_test(each_letter_of_code_93_is_read),
        cmocka_unit_test(what_a_code_cannot_hold_is_told),
        cmocka_unit_test(the_longest_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
