/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/receipt/escpos_bytes.h"
#include "drivers/receipt/qr.h"

static const struct qr_place paper_80 = {
    .paper_dots = 576, .side_dots = 264, .align = RECEIPT_CENTRE};

static struct bitmap drawn(const char *payload, const struct qr_place *place)
{
    struct bitmap b;
    assert_ok(qr_draw(payload, strlen(payload), place, &b, NULL));
    return b;
}

/* First and last black column. */
static void extent(const struct bitmap *b, int *ret_left, int *ret_right)
{
    *ret_left = b->width;
    *ret_right = -1;
    for (int y = 0; y < b->height; y++)
        for (int x = 0; x < b->width; x++)
            if (bitmap_get(b, x, y)) {
                *ret_left = x < *ret_left ? x : *ret_left;
                *ret_right = x > *ret_right ? x : *ret_right;
            }
}

static void a_code_has_its_quiet_zone_and_place(void **state)
{
    (void)state;
    static const char url[] =
        "https://yhq.example.cn/q/1408022611230047"; /* version 3: 29 modules */
    int left, right;
    struct qr_place place = paper_80;
    struct bitmap b = drawn(url, &place);
    assert_int_equal(b.height, 37 * 7);
    extent(&b, &left, &right);
    assert_int_equal(right - left + 1, 29 * 7);
    assert_int_equal(left, (576 - 37 * 7) / 2 + 4 * 7);
    for (int y = 0; y < 4 * 7; y++)
        for (int x = 0; x < b.width; x++)
            assert_false(bitmap_get(&b, x, y) || bitmap_get(&b, x, b.height - 1 - y));
    bitmap_wipe(&b);
    place.align = RECEIPT_LEFT;
    b = drawn(url, &place);
    extent(&b, &left, &right);
    assert_int_equal(left, 4 * 7);
    bitmap_wipe(&b);
    place.align = RECEIPT_RIGHT;
    b = drawn(url, &place);
    extent(&b, &left, &right);
    assert_int_equal(right, 576 - 4 * 7 - 1);
    bitmap_wipe(&b);
}

static void modules_keep_a_readable_size(void **state)
{
    (void)state;
    struct bitmap b = drawn("K", &paper_80); /* 29 modules with quiet zone: 8 dots at most */
    assert_int_equal(b.height, 29 * 8);
    bitmap_wipe(&b);
    char long_text[301] = "";
    memset(long_text, 'x', 300);
    b = drawn(long_text, &paper_80); /* version 13: too fine for 264 dots, so 4 dots a module */
    assert_int_equal(b.height % 4, 0);
    assert_true(b.height > 264);
    bitmap_wipe(&b);
    const struct qr_place narrow = {.paper_dots = 192, .side_dots = 120};
    assert_err(ERR_TOO_LONG, qr_draw(long_text, 300, &narrow, &b, NULL));
    assert_err(ERR_MISSING, qr_draw("", 0, &paper_80, &b, NULL));
    assert_err(ERR_TOO_LONG, qr_draw(long_text, RECEIPT_TEXT_MAX + 1, &paper_80, &b, NULL));
}

static void what_is_read_again_must_be_the_same(void **state)
{
    (void)state;
    struct bitmap b = drawn("K017-000482", &paper_80);
    assert_ok(qr_check(&b, "K017-000482", 11));
    assert_err(ERR_FORMAT, qr_check(&b, "K017-000483", 11));
    assert_err(ERR_FORMAT, qr_check(&b, "K017-00048", 10));
    bitmap_fill(&b, 0, 0, b.width, b.height / 2);
    assert_err(ERR_FORMAT, qr_check(&b, "K017-000482", 11));
    bitmap_wipe(&b);
    bitmap_wipe(&b);
}

/* Over many payloads and sizes: no command hides in a code, and none had to be changed for that. */
static void no_command_hides_in_codes(void **state)
{
    (void)state;
    unsigned seed = 20261123;
    for (int i = 0; i < 400; i++) {
        char payload[160];
        size_t n = 1 + (size_t)i % 150;
        for (size_t k = 0; k < n; k++) {
            seed = seed * 1664525 + 1013904223;
            payload[k] = (char)(0x21 + seed / 65536 % 94);
        }
        const struct qr_place place = {.paper_dots = i % 2 ? 576 : 384,
                                       .side_dots = 160 + i % 7 * 30,
                                       .align = (enum receipt_align)(i % 3)};
        struct bitmap b;
        assert_ok(qr_draw(payload, n, &place, &b, NULL));
        assert_false(escpos_has_real_time(b.data, bitmap_size(&b)));
        assert_int_equal(bitmap_break_commands(&b), 0);
        for (size_t k = 0; k < bitmap_size(&b); k++)
            assert_int_not_equal(b.data[k], 0x10);
        bitmap_wipe(&b);
    }
}

static void hidden_commands_are_broken_by_one_dot(void **state)
{
    (void)state;
    static const uint8_t hostile[] = {0x10, 0x04, 0x01, 0x10, 0x05, 0x02, 0x10, 0x14,
                                      0x08, 0x10, 0x10, 0x04, 0x10, 0x06, 0x11, 0x10};
    struct bitmap b;
    assert_ok(bitmap_init(&b, 16, 8));
    memcpy(b.data, hostile, sizeof hostile);
    assert_int_equal(bitmap_break_commands(&b), 4);
    assert_false(escpos_has_real_time(b.data, bitmap_size(&b)));
    size_t changed = 0;
    for (size_t i = 0; i < sizeof hostile; i++)
        changed += (size_t)__builtin_popcount((unsigned)(b.data[i] ^ hostile[i]));
    assert_int_equal(changed, 4);
    bitmap_wipe(&b);
}

static void bitmaps_are_bounded(void **state)
{
    (void)state;
    struct bitmap b;
    assert_err(ERR_RANGE, bitmap_init(&b, 0, 1));
    assert_err(ERR_RANGE, bitmap_init(&b, 12, 1));
    assert_err(ERR_RANGE, bitmap_init(&b, BITMAP_WIDTH_MAX + 8, 1));
    assert_err(ERR_RANGE, bitmap_init(&b, 8, 0));
    assert_err(ERR_RANGE, bitmap_init(&b, 8, BITMAP_HEIGHT_MAX + 1));
    assert_ok(bitmap_init(&b, 8, 2));
    bitmap_fill(&b, -5, -5, 100, 6);
    assert_int_equal(b.data[0], 0xFF);
    assert_int_equal(b.data[1], 0);
    assert_false(bitmap_get(&b, -1, 0) || bitmap_get(&b, 0, -1) || bitmap_get(&b, 8, 0) ||
                 bitmap_get(&b, 0, 2));
    bitmap_wipe(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_has_its_quiet_zone_and_place),
        cmocka_unit_test(modules_keep_a_readable_size),
        cmocka_unit_test(what_is_read_again_must_be_the_same),
        cmocka_unit_test(no_command_hides_in_codes),
        cmocka_unit_test(hidden_commands_are_broken_by_one_dot),
        cmocka_unit_test(bitmaps_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
