/* SPDX-License-Identifier: Apache-2.0 */
/* Pages that were photographed: unpacked, judged, packed anew. */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/scanner/page.h"
#include "drivers/scanner/shoot.h"
#include "platform/base/sealed.h"

enum { W = 1200, H = 1600 };

static struct page page;

static int end(void **state)
{
    (void)state;
    page_wipe(&page);
    return 0;
}

static void put(int x, int y, int level)
{
    memset(page.rgb + ((size_t)y * (size_t)page.width + (size_t)x) * 3, level, 3);
}

/* A sheet set in type: strokes three pixels wide, in words and lines. */
static void set_sheet(int paper, int ink)
{
    assert_ok(page_init(&page, W, H));
    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++) {
            bool line = y > 100 && y < H - 100 && y % 44 < 26 && x > 100 && x < W - 100;
            bool stroke = x % 13 < 3 || y % 44 % 12 < 2;
            put(x, y, line && stroke && x % 160 < 130 ? ink : paper);
        }
}

/* The mean over a box of 2 r + 1, along one axis and then the other. */
static void blur(int r)
{
    struct page from;
    for (int axis = 0; axis < 2; axis++) {
        assert_ok(page_shrink(&page, W > H ? W : H, &from));
        for (int y = 0; y < H; y++)
            for (int x = 0; x < W; x++) {
                int sum = 0;
                for (int i = -r; i <= r; i++) {
                    int u = axis ? x : x + i, v = axis ? y + i : y;
                    u = u < 0 ? 0 : u >= W ? W - 1 : u;
                    v = v < 0 ? 0 : v >= H ? H - 1 : v;
                    sum += from.rgb[((size_t)v * W + (size_t)u) * 3];
                }
                put(x, y, sum / (2 * r + 1));
            }
        page_wipe(&from);
    }
}

static void what_can_be_read_is_well(void **state)
{
    (void)state;
    set_sheet(235, 40);
    assert_int_equal(0, page_findings(&page));
    end(NULL);
    set_sheet(150, 60); /* by lamp light */
    assert_int_equal(0, page_findings(&page));
}

static void what_cannot_is_said(void **state)
{
    (void)state;
    set_sheet(30, 5);
    assert_int_equal(SNAPSHOT_DARK, page_findings(&page));
    end(NULL);
    set_sheet(255, 252);
    assert_int_equal(SNAPSHOT_BRIGHT, page_findings(&page));
    end(NULL);
    set_sheet(235, 40);
    blur(9);
    assert_int_equal(SNAPSHOT_BLURRED, page_findings(&page));
    end(NULL);
    set_sheet(200, 200); /* an empty table */
    assert_int_equal(SNAPSHOT_BLURRED, page_findings(&page));
}

static void look(int fd, struct sealed_view *ret_view)
{
    assert_ok(sealed_look(fd, SNAPSHOT_FILE_MAX, ret_view));
}

static void the_file_holds_the_page(void **state)
{
    (void)state;
    AUTO(auto_close) int fd = -1;
    struct sealed_view view;
    struct page back;
    set_sheet(235, 40);
    assert_ok(page_jpeg_write(&page, &fd));
    look(fd, &view);
    assert_memory_equal(view.data, "\xFF\xD8\xFF", 3);
    assert_ok(page_jpeg_read(view.data, view.size, &back));
    assert_int_equal(W, back.width);
    assert_int_equal(H, back.height);
    for (size_t i = 0; i < (size_t)W * H * 3; i++)
        if (back.rgb[i] + 60 < page.rgb[i] || back.rgb[i] > page.rgb[i] + 60)
            fail_msg("byte %zu is %d and was %d", i, back.rgb[i], page.rgb[i]);
    page_wipe(&back);
    sealed_view_done(&view);
}

static void a_preview_comes_with_it(void **state)
{
    (void)state;
    struct snapshot s;
    struct sealed_view view;
    set_sheet(235, 40);
    assert_ok(page_snapshot(&page, &s));
    assert_int_equal(SNAPSHOT_SIDE_MAX, s.height);
    assert_int_equal(SNAPSHOT_SIDE_MAX * W / H, s.width);
    assert_ok(sealed_look(s.preview, SIZE_MAX, &view));
    assert_int_equal((size_t)s.width * (size_t)s.height * 3, view.size);
    assert_int_equal(235, view.data[0]);
    sealed_view_done(&view);
    snapshot_wipe(&s);
    assert_int_equal(0, s.width);
    snapshot_wipe(&s);
}

static void a_small_page_stays_as_it_is(void **state)
{
    (void)state;
    struct page same;
    assert_ok(page_init(&page, 3, 2));
    put(2, 1, 77);
    assert_ok(page_shrink(&page, 100, &same));
    assert_int_equal(3, same.width);
    assert_memory_equal(page.rgb, same.rgb, 18);
    page_wipe(&same);
    assert_ok(page_shrink(&page, 1, &same)); /* no side vanishes */
    assert_true(same.width == 1 && same.height == 1);
    page_wipe(&same);
}

static void nonsense_is_no_page(void **state)
{
    (void)state;
    AUTO(auto_close) int fd = -1;
    struct sealed_view view;
    struct page none = {0};
    static const uint8_t grey[16];
    assert_err(ERR_RANGE, page_init(&none, 0, 5));
    assert_err(ERR_RANGE, page_init(&none, FRAME_SIDE_MAX, FRAME_SIDE_MAX));
    assert_err(ERR_FORMAT, page_jpeg_read((const uint8_t *)"nonsense", 8, &none));
    assert_err(ERR_TOO_SHORT,
               page_of_frame(&(struct frame){FRAME_GREY, 4, 4, 4, grey, 15, 0}, &none));
    assert_ok(page_of_frame(&(struct frame){FRAME_GREY, 4, 4, 4, grey, 16, 0}, &page));
    assert_ok(page_jpeg_write(&page, &fd));
    look(fd, &view);
    assert_err(ERR_FORMAT, page_jpeg_read(view.data, 20, &none));
    assert_null(none.rgb);
    sealed_view_done(&view);
}

/* A page without one pixel like its neighbour is larger than any file may be. */
static void a_file_is_bounded(void **state)
{
    (void)state;
    AUTO(auto_close) int fd = -1;
    uint32_t noise = 1;
    assert_ok(page_init(&page, 4000, 3000));
    for (size_t i = 0; i < (size_t)4000 * 3000 * 3; i++)
        page.rgb[i] = (uint8_t)((noise = noise * 1664525u + 1013904223u) >> 24);
    assert_err(ERR_TOO_LONG, page_jpeg_write(&page, &fd));
    assert_int_equal(-1, fd);
}

int main(void)
{
#define T(name) cmocka_unit_test_teardown(name, end)
    const struct CMUnitTest tests[] = {
        T(what_can_be_read_is_well), T(what_cannot_is_said),         T(the_file_holds_the_page),
        T(a_preview_comes_with_it),  T(a_small_page_stays_as_it_is), T(nonsense_is_no_page),
        T(a_file_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
