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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(luma_is_taken_by_stride),
        cmocka_unit_test(what_does_not_fit_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
