/* SPDX-License-Identifier: Apache-2.0 */
/* The picture of the paper, from bytes written by hand. */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/paper/paper.h"

static struct paper *paper;

static void decode(const char *bytes, size_t size)
{
    paper_free(paper);
    assert_ok(paper_decode(bytes, size, &(struct paper_printer){.dots = PAPER_DOTS}, &paper));
}

#define DECODE(bytes) decode(bytes, sizeof(bytes) - 1)

static int teardown(void **state)
{
    (void)state;
    paper_free(paper);
    paper = NULL;
    return 0;
}

/* Leftmost and rightmost black dot of rows y to y + n - 1; -1 when all are white. */
static void extent(int y, int n, int *ret_left, int *ret_right)
{
    *ret_left = *ret_right = -1;
    for (int row = y; row < y + n; row++)
        for (int x = 0; x < PAPER_DOTS; x++)
            if (paper_is_black(paper, x, row)) {
                *ret_left = *ret_left < 0 || x < *ret_left ? x : *ret_left;
                *ret_right = x > *ret_right ? x : *ret_right;
            }
}

static void test_text_and_lines(void **state)
{
    (void)state;
    DECODE("\x1b@Hello\n\nworld\n");
    assert_string_equal("Hello\n\nworld\n", paper_text(paper));
    assert_string_equal("", paper_notes(paper));
    assert_int_equal(90, paper_height(paper));
}

static void test_columns_are_twelve_dots(void **state)
{
    (void)state;
    int left, right;
    DECODE("\xDB\n   \xDB\n"); /* code page 437: a full block */
    assert_string_equal("█\n   █\n", paper_text(paper));
    extent(0, 24, &left, &right);
    assert_int_equal(0, left);
    assert_int_equal(11, right);
    extent(30, 24, &left, &right);
    assert_int_equal(36, left);
    assert_int_equal(47, right);
}

static void test_chinese(void **state)
{
    (void)state;
    int left, right;
    DECODE("\x1c&\xd2\xbb\x1c.\xc4\x1c&A\xd2\xbb\n"); /* 一 in Chinese mode, C4 outside it */
    assert_string_equal("一─A一\n", paper_text(paper));
    DECODE("\x1c&\x81\x40\x81\x5c\n"); /* the second byte may be that of a letter */
    assert_string_equal("丂乗\n", paper_text(paper));
    DECODE("\x1c&\xd2\xbb\n");
    extent(0, 24, &left, &right);
    assert_in_range(left, 0, 3);
    assert_in_range(right, 20, 23);
}

static void test_four_byte_characters(void **state)
{
    (void)state;
    DECODE("\x1c&\x81\x39\xee\x39\x95\x32\x82\x36\n");
    assert_string_equal("㐀𠀀\n", paper_text(paper));
    assert_non_null(strstr(paper_notes(paper), "four-byte"));
}

static void test_broken_chinese_is_not_lost(void **state)
{
    (void)state;
    DECODE("\x1c&\xd2\n\xd2\x20Z\n");
    assert_string_equal("╥\n╥ Z\n", paper_text(paper));
}

static void test_alignment(void **state)
{
    (void)state;
    int left, right;
    DECODE("\x1b\x61\x01\xDB\n\x1b\x61\x02\xDB\n\x1b\x61\x30\xDB\n");
    extent(0, 24, &left, &right);
    assert_int_equal(282, left);
    extent(30, 24, &left, &right);
    assert_int_equal(575, right);
    extent(60, 24, &left, &right);
    assert_int_equal(0, left);
}

static void test_size(void **state)
{
    (void)state;
    int left, right;
    DECODE("\x1d!\x11\xDB\n\x1d!\0\x1c!\x0c\x1c&\xa1\xf6\xDB\n"); /* ■ twice as wide, ASCII not */
    extent(0, 48, &left, &right);
    assert_int_equal(23, right);
    assert_int_equal(48 + 48, paper_height(paper));
}

static void test_long_lines_wrap(void **state)
{
    (void)state;
    char bytes[60];
    memset(bytes, 'x', 59);
    bytes[59] = '\n';
    decode(bytes, sizeof bytes);
    const char *end = strchr(paper_text(paper), '\n');
    assert_int_equal(48, end - paper_text(paper));
    assert_int_equal(60, paper_height(paper));
}

static void test_bold_is_blacker(void **state)
{
    (void)state;
    int black[2] = {0};
    DECODE("\x1c&\xd2\xbd\n\x1b\x45\x01\xd2\xbd\n");
    for (int y = 0; y < 60; y++)
        for (int x = 0; x < PAPER_DOTS; x++)
            black[y / 30] += paper_is_black(paper, x, y);
    assert_true(black[0] > 50);
    assert_true(black[1] > black[0] * 5 / 4);
}

static void test_positions(void **state)
{
    (void)state;
    int left, right;
    DECODE("\x1b$\x64\0\xDB\n\t\xDB\n\x1dL\x32\0\xDB\n");
    extent(0, 24, &left, &right);
    assert_int_equal(100, left);
    extent(30, 24, &left, &right);
    assert_int_equal(96, left);
    extent(60, 24, &left, &right);
    assert_int_equal(50, left);
    assert_string_equal("        █\n        █\n█\n", paper_text(paper));
}

/* Black dots in rows `y` to y + n - 1. */
static int blackness(int y, int n)
{
    int black = 0;
    for (int row = y; row < y + n; row++)
        for (int x = 0; x < PAPER_DOTS; x++)
            black += paper_is_black(paper, x, row);
    return black;
}

static void test_lines_under_and_white_on_black(void **state)
{
    (void)state;
    DECODE(
        "\x1b-\x01    \n\x1b-0\x1d\x42\x01  \n\x1d\x42\0\x1c&\x1c-\x02\xa1\xa1\n\x1c-0\xa1\xa1\n");
    assert_int_equal(4 * 12, blackness(0, 30));
    assert_int_equal(2 * 12 * 24, blackness(30, 30));
    assert_int_equal(24 * 2, blackness(60, 30)); /* two dots thick */
    assert_int_equal(0, blackness(90, 30));
}

static void test_print_modes(void **state)
{
    (void)state;
    int left, right;
    DECODE("\x1b!\xb0\xDB\n\x1b!\0\x1b \x06\xDB\xDB\n\x1b \0\x1c&\x1cW\x01\xa1\xf6\x1cW\0\n");
    extent(0, 48, &left, &right); /* double both ways, underlined */
    assert_int_equal(23, right);
    assert_int_equal(24 * 48, blackness(0, 48));
    extent(48, 24, &left, &right);
    assert_int_equal(12 + 6 + 12 - 1, right);
    assert_int_equal(48 + 30 + 48, paper_height(paper));
}

static void test_tabs_moves_and_area(void **state)
{
    (void)state;
    int left, right;
    DECODE("\x1b\x44\x04\0\t\xDB\x1b\\\x0c\0\xDB\x1b\\\xe8\xff\xDB\n");
    extent(0, 24, &left, &right);
    assert_int_equal(48, left);
    assert_int_equal(48 + 12 + 12 + 12 - 1, right);
    assert_string_equal("    ███\n", paper_text(paper));
    DECODE("\x1dW\x3c\0\x1b\x61\x02"
           "123456\n");
    assert_string_equal("12345\n6\n", paper_text(paper));
    extent(30, 24, &left, &right);
    assert_in_range(right, 48, 59);
}

static void test_columns_of_dots(void **state)
{
    (void)state;
    DECODE("\x1b*\x21\x02\0\x80\0\x01\0\xff\0\n"); /* 24 dots high, two columns */
    assert_true(paper_is_black(paper, 0, 0));
    assert_true(paper_is_black(paper, 0, 23));
    assert_false(paper_is_black(paper, 0, 12));
    assert_int_equal(2 + 8, blackness(0, 24));
    DECODE("\x1b*\0\x01\0\x80\n"); /* 8 dots high: three and two times as large */
    assert_int_equal(6, blackness(0, 24));
}

static void test_what_is_not_drawn_is_told(void **state)
{
    (void)state;
    DECODE("\x1dk\x4b\x03xyz");
    assert_string_equal("offset 0: GS1 DataBar is not drawn\n", paper_notes(paper));
    assert_string_equal("[GS1 DataBar xyz]\n", paper_text(paper));
    DECODE("\x1d(k\x03\0\x30\x51\x30");
    assert_non_null(strstr(paper_notes(paper), "PDF417 is not drawn"));
    DECODE("\x1d(k\x03\0\x31\x51\x30");
    assert_non_null(strstr(paper_notes(paper), "no QR code"));
    DECODE("x\x1dV\0\n\x1b\x61\x01");
    assert_non_null(strstr(paper_notes(paper), "middle of a line"));
    DECODE("\x1d\x38\x4c\x0c\0\0\0\x30\x70\x30\x01\x01\x31\x08\0\x09\0\x81\xff");
    assert_non_null(strstr(paper_notes(paper), "shorter than announced"));
}

static void test_long_form_of_graphics(void **state)
{
    (void)state;
    DECODE(
        "\x1d\x38\x4c\x0c\0\0\0\x30\x70\x30\x02\x01\x31\x08\0\x02\0\x81\xff\x1d(L\x02\0\x30\x32");
    assert_string_equal("[raster 8x2]\n", paper_text(paper));
    assert_int_equal(2 * 2 + 16, blackness(0, 2));
}

static void test_feed(void **state)
{
    (void)state;
    DECODE("a\x1b\x64\x03\x1b\x4a\x0a");
    assert_int_equal(90 + 10, paper_height(paper));
    DECODE("\x1b\x33\x40"
           "a\n\x1b\x32"
           "b\n");
    assert_int_equal(64 + 30, paper_height(paper));
}

static void test_raster_dot_for_dot(void **state)
{
    (void)state;
    DECODE("\x1dv0\0\x02\0\x03\0\x80\x01\x40\x02\xFF\xFF");
    assert_string_equal("[raster 16x3]\n", paper_text(paper));
    assert_int_equal(3, paper_height(paper));
    assert_true(paper_is_black(paper, 0, 0));
    assert_true(paper_is_black(paper, 15, 0));
    assert_false(paper_is_black(paper, 1, 0));
    assert_true(paper_is_black(paper, 14, 1));
    assert_true(paper_is_black(paper, 7, 2));
    assert_false(paper_is_black(paper, 16, 2));
    DECODE("\x1dv0\x03\x01\0\x01\0\x80");
    assert_int_equal(2, paper_height(paper));
    assert_true(paper_is_black(paper, 1, 1));
    assert_false(paper_is_black(paper, 2, 0));
}

static void test_graphics(void **state)
{
    (void)state;
    DECODE("\x1d(L\x0c\0\x30\x70\x30\x01\x01\x31\x08\0\x02\0\x81\xFF\x1d(L\x02\0\x30\x32");
    assert_string_equal("[raster 8x2]\n", paper_text(paper));
    assert_true(paper_is_black(paper, 7, 0));
    assert_false(paper_is_black(paper, 3, 0));
    assert_true(paper_is_black(paper, 3, 1));
}

static void test_qr_code(void **state)
{
    (void)state;
    DECODE("\x1d(k\x04\0\x31\x41\x32\0\x1d(k\x03\0\x31\x43\x04\x1d(k\x03\0\x31\x45\x31"
           "\x1d(k\x08\0\x31\x50\x30hello\x1d(k\x03\0\x31\x51\x30");
    assert_string_equal("[QR hello]\n", paper_text(paper));
    assert_int_equal(21 * 4, paper_height(paper));
    for (int i = 0; i < 7 * 4; i++) { /* the finder pattern's edge */
        assert_true(paper_is_black(paper, i, 0));
        assert_true(paper_is_black(paper, 0, i));
    }
    assert_false(paper_is_black(paper, 4, 4));
}

static void put_module(uint8_t *raster, int x, int y)
{
    for (int row = y * 4; row < y * 4 + 4; row++)
        for (int dot = x * 4; dot < x * 4 + 4; dot++)
            raster[8 + row * 12 + dot / 8] |= (uint8_t)(0x80 >> dot % 8);
}

/* The code of the test above once more, but as a picture in two strips. */
static void test_code_as_a_picture_is_read(void **state)
{
    (void)state;
    enum { STRIP = 8 + 48 * 12 };
    uint8_t bytes[2 * STRIP + 5] = {0x1d, 'v', '0', 0, 12, 0, 96};
    DECODE("\x1d(k\x03\0\x31\x43\x01\x1d(k\x08\0\x31\x50\x30hello\x1d(k\x03\0\x31\x51\x30");
    for (int y = 0; y < 21; y++)
        for (int x = 0; x < 21; x++)
            if (paper_is_black(paper, x, y))
                put_module(bytes, x + 1, y + 1);
    memmove(bytes + STRIP + 8, bytes + STRIP, 48 * 12);
    bytes[6] = 48;
    memcpy(bytes + STRIP, bytes, 8);
    memcpy(bytes + 2 * STRIP, "end\n", 4);
    decode((const char *)bytes, sizeof bytes - 1);
    assert_string_equal("[QR hello]\nend\n", paper_text(paper));
}

static void test_unknown_is_reported_and_skipped(void **state)
{
    (void)state;
    DECODE("a\x1bzb\n");
    assert_string_equal("ab\n", paper_text(paper));
    assert_string_equal("offset 1: unknown command 1B 7A\n", paper_notes(paper));
    DECODE("\x1dv0\0\xFF\xFF\xFF\xFFshort");
    assert_string_equal("", paper_text(paper));
    assert_non_null(strstr(paper_notes(paper), "unknown command 1D 76"));
    DECODE("no end");
    assert_non_null(strstr(paper_notes(paper), "without an end"));
}

static void test_realtime_commands_leave_no_mark(void **state)
{
    (void)state;
    DECODE("a\x10\x04\x01"
           "b\x10\x05\x02\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08\n");
    assert_string_equal("ab\n", paper_text(paper));
    assert_string_equal("", paper_notes(paper));
}

static void test_png(void **state)
{
    (void)state;
    char path[] = "/tmp/paper-test-XXXXXX";
    uint8_t head[24] = {0};
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    DECODE("a\n");
    assert_ok(paper_write_png(paper, path));
    assert_int_equal(sizeof head, read(fd, head, sizeof head));
    assert_memory_equal("\x89PNG", head, 4);
    assert_int_equal(PAPER_DOTS + 2 * 32 + 2 * 20, head[18] << 8 | head[19]);
    close(fd);
    unlink(path);
    assert_err(ERR_DISK, paper_write_png(paper, "/nowhere/x.png"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_and_lines),
        cmocka_unit_test(test_columns_are_twelve_dots),
        cmocka_unit_test(test_chinese),
        cmocka_unit_test(test_four_byte_characters),
        cmocka_unit_test(test_broken_chinese_is_not_lost),
        cmocka_unit_test(test_alignment),
        cmocka_unit_test(test_size),
        cmocka_unit_test(test_long_lines_wrap),
        cmocka_unit_test(test_bold_is_blacker),
        cmocka_unit_test(test_positions),
        cmocka_unit_test(test_lines_under_and_white_on_black),
        cmocka_unit_test(test_print_modes),
        cmocka_unit_test(test_tabs_moves_and_area),
        cmocka_unit_test(test_columns_of_dots),
        cmocka_unit_test(test_what_is_not_drawn_is_told),
        cmocka_unit_test(test_long_form_of_graphics),
        cmocka_unit_test(test_feed),
        cmocka_unit_test(test_raster_dot_for_dot),
        cmocka_unit_test(test_graphics),
        cmocka_unit_test(test_qr_code),
        cmocka_unit_test(test_code_as_a_picture_is_read),
        cmocka_unit_test(test_unknown_is_reported_and_skipped),
        cmocka_unit_test(test_realtime_commands_leave_no_mark),
        cmocka_unit_test(test_png),
    };
    return cmocka_run_group_tests(tests, NULL, teardown);
}
