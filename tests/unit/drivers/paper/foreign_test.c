/* SPDX-License-Identifier: Apache-2.0 */
/* What other programs send: code pages, fonts, pictures in lines, and what is told instead. */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/paper/paper.h"

static struct paper *paper;
static struct paper_printer printer = {.dots = PAPER_DOTS};

static void decode(const char *bytes, size_t size)
{
    paper_free(paper);
    assert_ok(paper_decode(bytes, size, &printer, &paper));
}

#define DECODE(bytes) decode(bytes, sizeof(bytes) - 1)

static int teardown(void **state)
{
    (void)state;
    paper_free(paper);
    paper = NULL;
    printer = (struct paper_printer){.dots = PAPER_DOTS};
    return 0;
}

static void assert_noted(const char *words)
{
    if (!strstr(paper_notes(paper), words))
        fail_msg("\"%s\" is not in \"%s\"", words, paper_notes(paper));
}

/* Leftmost, rightmost, uppermost and lowest black dot; -1 when there is none. */
struct extent {
    int left, right, top, bottom;
};

static struct extent extent(void)
{
    struct extent e = {-1, -1, -1, -1};
    for (int y = 0; y < paper_height(paper); y++)
        for (int x = 0; x < paper_width(paper); x++)
            if (paper_is_black(paper, x, y)) {
                e.left = e.left < 0 || x < e.left ? x : e.left;
                e.right = x > e.right ? x : e.right;
                e.top = e.top < 0 ? y : e.top;
                e.bottom = y;
            }
    return e;
}

static void code_pages_are_epsons(void **state)
{
    (void)state;
    static const struct {
        uint8_t page;
        const char *bytes, *text;
    } cases[] = {
        {0, "\x82\xC4\xE1", "é─ß"}, {1, "\x95\x9A\xB1\xF2", "─└ｱ年"},
        {2, "\x82\xB5", "éÁ"},      {16, "\x80\xE9", "€é"},
        {17, "\x8F", "П"},          {18, "\x86", "ć"},
        {19, "\xD5", "€"},          {15, "\xC1", "Α"},
        {39, "\xB1", "ą"},          {40, "\xA4", "€"},
        {46, "\xD0", "Р"},          {49, "\xE0", "א"},
        {13, "\x98", "İ"},          {21, "\xA1", "ก"},
        {34, "\xA1", "А"},          {52, "\xD3", "Ó"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char bytes[32], expected[32];
        snprintf(bytes, sizeof bytes, "\x1bt%c%s\n", 'x', cases[i].bytes);
        bytes[2] = (char)cases[i].page;
        snprintf(expected, sizeof expected, "%s\n", cases[i].text);
        decode(bytes, 4 + strlen(cases[i].bytes));
        assert_string_equal(expected, paper_text(paper));
        assert_string_equal("", paper_notes(paper));
    }
    DECODE("\x1bt\x63\x82\n");
    assert_string_equal("é\n", paper_text(paper));
    assert_noted("code page 99 is not known");
    DECODE("\x1bt\x10\x80\x1b@\x80\n"); /* what stood in the line is gone with ESC @ */
    assert_string_equal("Ç\n", paper_text(paper));
}

static void utf8_is_told(void **state)
{
    (void)state;
    DECODE("caf\xc3\xa9\n\xc3\xa9\n");
    assert_string_equal("offset 0: this text is UTF-8, which such printers do not read\n",
                        paper_notes(paper));
    DECODE("caf\x82\n");
    assert_string_equal("", paper_notes(paper));
}

static void some_printers_begin_in_chinese_mode(void **state)
{
    (void)state;
    printer.chinese = true;
    DECODE("\x1b@\xd2\xbb\x1c.\xd2\x1c&\xd2\xbb\n");
    assert_string_equal("一╥一\n", paper_text(paper));
}

static void font_b_is_nine_dots_wide(void **state)
{
    (void)state;
    DECODE("\x1bM\x01\xDB\xDB\n");
    assert_int_equal(2 * 9 - 1, extent().right);
    assert_int_equal(16, extent().bottom - extent().top);
    DECODE("\x1b!\x01\xDB\x1bM0\xDB\n");
    assert_int_equal(9 + 12 - 1, extent().right);
    assert_int_equal(23, extent().bottom);
    DECODE("\x1bM\x02x\n");
    assert_noted("ESC M 2");
}

static void a_turned_line_stands_on_its_head_at_the_right(void **state)
{
    (void)state;
    DECODE("L\n");
    struct extent upright = extent();
    DECODE("\x1b{\x01L\n");
    struct extent turned = extent();
    assert_string_equal("L\n", paper_text(paper));
    assert_int_equal(PAPER_DOTS - 1 - upright.left, turned.right);
    assert_int_equal(23 - upright.bottom, turned.top);
    DECODE("x\x1b{\x01L\n");
    assert_noted("ESC { in the middle");
}

static void pictures_in_lines_are_put_together_by_the_feed(void **state)
{
    (void)state;
    static const char *const ends[] = {"\n", "\x1bJ\x18", "\x1b\x64\x01"};
    for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
        char bytes[64] = "\x1b\x33\x10";
        size_t at = 3;
        for (int k = 0; k < 2; k++) {
            memcpy(bytes + at, "\x1b*\x21\x01\0\xff\xff\xff", 8);
            memcpy(bytes + at + 8, ends[i], strlen(ends[i]));
            at += 8 + strlen(ends[i]);
        }
        decode(bytes, at);
        assert_string_equal("[raster 1x48]\n", paper_text(paper));
        assert_int_equal(48, paper_height(paper));
        for (int y = 0; y < 48; y++)
            assert_true(paper_is_black(paper, 0, y));
    }
    DECODE("\x1b*\x21\x01\0\xff\xff\xffx\n"); /* beside a letter */
    assert_string_equal("x\n", paper_text(paper));
    assert_int_equal(0, extent().left);
    DECODE("a\x1bJ\x05"
           "b\n");
    assert_int_equal(24 + 30, paper_height(paper));
}

static void columns_are_told_from_left_to_right(void **state)
{
    (void)state;
    DECODE("\x1b$\x78\0right\x1b$\0\0left\n");
    assert_string_equal("left      right\n", paper_text(paper));
}

static void spacing_of_chinese_letters(void **state)
{
    (void)state;
    DECODE("\x1c&\x1cS\x02\x04\xa1\xf6\xa1\xf6\n");
    assert_in_range(extent().right, 2 + 24 + 4 + 2 + 12, 2 + 24 + 4 + 2 + 24);
    DECODE("\x1c&\xa1\xf6\xa1\xf6\n");
    assert_in_range(extent().right, 24 + 12, 24 + 23);
}

static void page_mode_is_read_as_lines(void **state)
{
    (void)state;
    DECODE("\x1bL\x1bW\0\0\0\0\x40\x02\x90\x01page\n\x1d$\x40\0more\x0cnormal\n");
    assert_string_equal("page\nmore\nnormal\n", paper_text(paper));
    assert_noted("page mode is drawn as lines");
    DECODE("\x1bLa\x18\x0c");
    assert_noted("CAN would clear");
}

static void bar_codes_stand_in_the_text(void **state)
{
    (void)state;
    DECODE("a\x1dh\x32\x1dw\x02\x1dH\x03\x1dk\x43\x0c"
           "400638133393\x1dk\x04"
           "AB\0");
    assert_string_equal("a\n[EAN13 4006381333931]\n[CODE39 AB]\n", paper_text(paper));
    assert_int_equal(30 + 2 * (26 + 50 + 26), paper_height(paper));
    DECODE("\x1dk\x43\x0c"
           "40063813339x");
    assert_noted("no EAN13 can be made");
    DECODE("\x1dw\x09\x1dw\x06\x1dk\x45\x20"
           "12345678901234567890123456789012");
    assert_noted("GS w 9");
    assert_noted("CODE39 wider than the paper");
    DECODE("\x1d(k\x07\0\x30\x50\x30pdf\x5c\x1d(k\x03\0\x30\x51\x30");
    assert_string_equal("[PDF417 pdf\\5c]\n", paper_text(paper));
}

static void what_is_left_out_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t size;
        const char *said;
    } cases[] = {
        {"\x1cp\x01\0", 4, "a logo kept in the printer"},
        {"\x1d/\0", 3, "kept in the printer (GS /)"},
        {"\x1d(L\x06\0\x30\x45\x20\x20\x01\x01", 11, "kept in the printer is not drawn"},
        {"\x1d(L\x0a\0\x30\x70\x34\x01\x01\x31\x08\0\x01\0", 15, "grey or colour"},
        {"\x1d(L\x02\0\x30\x71", 7, "in columns"},
        {"\x1b&\x03 \x1f", 5, "letters of the sender"},
        {"\x1bK\x10", 3, "backwards"},
        {"\x1bV\x01", 3, "turned by 90"},
        {"\x1bR\x08", 3, "signs of country 8"},
        {"\x1dP\xb4\xb4", 4, "another unit"},
        {"\x1d(A\x02\0\0\x02", 7, "test page"},
        {"\x1dW\xff\x0f", 4, "wider than the paper"},
        {"\x1b*\x20\x40\x01", 5, "unknown command"},
        {"\x1cq\x01\x01\0\x01\0\x55\x55\x55\x55\x55\x55\x55\x55x\n", 17, ""},
        {"\x1dQ0\0\x02\0\x01\0\x55\x55", 10, "GS Q 0"},
        {"\x1d|\x04\x1bU\x01\x1b<\x1dj\x01\x1d\x41\x01\x01", 15, ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        decode(cases[i].bytes, cases[i].size);
        if (cases[i].said[0])
            assert_noted(cases[i].said);
        else
            assert_string_equal("", paper_notes(paper));
    }
}

static void lengths_are_bounded(void **state)
{
    (void)state;
    static char much[PAPER_BYTES_MAX + 1];
    struct paper *none = NULL;
    memset(much, '\n', sizeof much);
    assert_err(ERR_TOO_LONG, paper_decode(much, sizeof much, &printer, &none));
    decode(much, PAPER_BYTES_MAX);
    assert_in_range(paper_height(paper), 31000, 32000);
    assert_noted("more than 4 m of paper");
    assert_err(ERR_RANGE, paper_decode("", 0, &(struct paper_printer){.dots = 95}, &none));
    assert_err(ERR_RANGE, paper_decode("", 0, &(struct paper_printer){.dots = 2049}, &none));
    assert_null(none);
}

static void a_narrow_printer_wraps_and_tells(void **state)
{
    (void)state;
    printer.dots = 384;
    DECODE("0123456789012345678901234567890123456789\n\x1dW\x40\x02\n");
    assert_string_equal("01234567890123456789012345678901\n23456789\n\n", paper_text(paper));
    assert_int_equal(384, paper_width(paper));
    assert_noted("GS W 576: wider than the paper's 384 dots");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(code_pages_are_epsons),
        cmocka_unit_test(utf8_is_told),
        cmocka_unit_test(font_b_is_nine_dots_wide),
        cmocka_unit_test(a_turned_line_stands_on_its_head_at_the_right),
        cmocka_unit_test(pictures_in_lines_are_put_together_by_the_feed),
        cmocka_unit_test(columns_are_told_from_left_to_right),
        cmocka_unit_test(spacing_of_chinese_letters),
        cmocka_unit_test(page_mode_is_read_as_lines),
        cmocka_unit_test(bar_codes_stand_in_the_text),
        cmocka_unit_test(what_is_left_out_is_told),
        cmocka_unit_test(lengths_are_bounded),
        cmocka_unit_test_teardown(some_printers_begin_in_chinese_mode, teardown),
        cmocka_unit_test_teardown(a_narrow_printer_wraps_and_tells, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, teardown);
}
