/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/camera/frame.h"

static void luma_is_taken_by_stride(void **state)
{
    (void)state;
    static const uint8_t grey[] = {1, 2, 9, 3, 4, 9}, yuyv[] = {1, 80, 2, 80, 3, 80, 4, 80};
    static const uint8_t want[] = {1, 2, 3, 4};
    uint8_t got[4];
    struct frame f = {FRAME_GREY, 2, 2, 3, grey, sizeof grey, 0};
    assert_ok(frame_luma(&f, got, sizeof got));
    assert_memory_equal(got, want, 4);
    memset(got, 0, sizeof got);
    f.format = FRAME_NV12;
    f.size = 5; /* the last row may end with its last pixel */
    assert_ok(frame_luma(&f, got, sizeof got));
    assert_memory_equal(got, want, 4);
    f = (struct frame){FRAME_YUYV, 2, 2, 4, yuyv, sizeof yuyv, 0};
    assert_ok(frame_luma(&f, got, sizeof got));
    assert_memory_equal(got, want, 4);
}

static void what_does_not_fit_is_refused(void **state)
{
    (void)state;
    static const uint8_t data[16];
    uint8_t got[4];
    const struct {
        struct frame frame;
        enum err want;
    } cases[] = {
        {{FRAME_GREY, 2, 2, 2, data, 3, 0}, ERR_TOO_SHORT},
        {{FRAME_YUYV, 2, 2, 4, data, 7, 0}, ERR_TOO_SHORT},
        {{FRAME_YUYV, 2, 2, 2, data, 16, 0}, ERR_RANGE},
        {{FRAME_GREY, 0, 2, 2, data, 16, 0}, ERR_RANGE},
        {{FRAME_GREY, 2, -1, 2, data, 16, 0}, ERR_RANGE},
        {{FRAME_GREY, 2, 2, 1, data, 16, 0}, ERR_RANGE},
        {{FRAME_GREY, 2, 2, INT32_MAX, data, 16, 0}, ERR_RANGE},
        {{FRAME_GREY, FRAME_SIDE_MAX + 1, 2, 9000, data, 16, 0}, ERR_RANGE},
        {{FRAME_GREY, 2, FRAME_SIDE_MAX + 1, 2, data, 16, 0}, ERR_RANGE},
        {{FRAME_GREY, 3, 2, 3, data, 16, 0}, ERR_USAGE},
        {{FRAME_JPEG, 2, 2, 2, data, 16, 0}, ERR_UNSUPPORTED},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_err(cases[i].want, frame_luma(&cases[i].frame, got, sizeof got));
}

static void assert_near(const uint8_t *rgb, int r, int g, int b)
{
    const int want[] = {r, g, b};
    for (int i = 0; i < 3; i++)
        assert_in_range(rgb[i] + 256, want[i] + 256 - 2, want[i] + 256 + 2);
}

/* Black, white and red of BT.601 in each format. */
static void colours_are_taken(void **state)
{
    (void)state;
    static const uint8_t yuyv[] = {16, 128, 235, 128, 81, 90, 81, 240};
    static const uint8_t nv12[] = {16, 235, 9, 81, 81, 9, 128, 128, 9};
    static const uint8_t red[] = {81, 81, 9, 81, 81, 9, 90, 240};
    static const uint8_t grey[] = {0, 255, 7, 8};
    uint8_t got[12];
    struct frame f = {FRAME_YUYV, 2, 2, 4, yuyv, sizeof yuyv, 0};
    assert_ok(frame_rgb(&f, got, sizeof got));
    assert_near(got, 0, 0, 0);
    assert_near(got + 3, 255, 255, 255);
    assert_near(got + 6, 255, 0, 0);
    assert_near(got + 9, 255, 0, 0);
    f = (struct frame){FRAME_NV12, 2, 2, 3, nv12, sizeof nv12 - 1, 0};
    assert_ok(frame_rgb(&f, got, sizeof got));
    assert_near(got, 0, 0, 0);
    assert_near(got + 3, 255, 255, 255);
    f = (struct frame){FRAME_NV12, 2, 2, 3, red, sizeof red, 0};
    assert_ok(frame_rgb(&f, got, sizeof got));
    assert_near(got + 9, 255, 0, 0);
    f = (struct frame){FRAME_GREY, 2, 2, 2, grey, sizeof grey, 0};
    assert_ok(frame_rgb(&f, got, sizeof got));
    assert_near(got + 3, 255, 255, 255);
    assert_near(got + 9, 8, 8, 8);
}

static void colours_that_did_not_come_are_missed(void **state)
{
    (void)state;
    static const uint8_t data[64];
    uint8_t got[12];
    const struct {
        struct frame frame;
        enum err want;
    } cases[] = {
        {{FRAME_NV12, 2, 2, 2, data, 5, 0}, ERR_TOO_SHORT},
        {{FRAME_YUYV, 1, 2, 2, data, 4, 0}, ERR_TOO_SHORT}, /* half a pair */
        {{FRAME_GREY, 2, 2, 2, data, 3, 0}, ERR_TOO_SHORT},
        {{FRAME_GREY, 3, 2, 3, data, 16, 0}, ERR_USAGE},
        {{FRAME_JPEG, 2, 2, 2, data, 16, 0}, ERR_UNSUPPORTED},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_err(cases[i].want, frame_rgb(&cases[i].frame, got, sizeof got));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(luma_is_taken_by_stride),
        cmocka_unit_test(what_does_not_fit_is_refused),
        cmocka_unit_test(colours_are_taken),
        cmocka_unit_test(colours_that_did_not_come_are_missed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
