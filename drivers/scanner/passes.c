/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/passes.h"

#include "drivers/scanner/zxing_shim.h"

static enum err sharpen(const struct picture *p, int radius, struct picture *ret_changed)
{
    return picture_sharpen(p, radius, 20, ret_changed);
}

static enum err resize(const struct picture *p, int percent, struct picture *ret_changed)
{
    return picture_resize(p, p->width * percent / 100, p->height * percent / 100, ret_changed);
}

static enum err spread(const struct picture *p, int dark, struct picture *ret_changed)
{
    return picture_spread(p, dark, ret_changed);
}

static enum err invert(const struct picture *p, int unused, struct picture *ret_changed)
{
    (void)unused;
    return picture_invert(p, ret_changed);
}

#define SHARPEN(radius)                                                                            \
    {                                                                                              \
        sharpen, radius, 100                                                                       \
    }
#define BLUR(radius)                                                                               \
    {                                                                                              \
        picture_blur, radius, 100                                                                  \
    }
#define EVEN(radius)                                                                               \
    {                                                                                              \
        picture_threshold, radius, 100                                                             \
    }
#define LEVEL(side)                                                                                \
    {                                                                                              \
        picture_level, side, 100                                                                   \
    }
#define RESIZE(percent)                                                                            \
    {                                                                                              \
        resize, percent, percent                                                                   \
    }
#define ROTATE(degrees)                                                                            \
    {                                                                                              \
        picture_rotate, degrees, 0                                                                 \
    }
#define THICKEN                                                                                    \
    {                                                                                              \
        spread, true, 100                                                                          \
    }
#define THIN                                                                                       \
    {                                                                                              \
        spread, false, 100                                                                         \
    }
#define INVERT                                                                                     \
    {                                                                                              \
        invert, 0, 100                                                                             \
    }

const struct pass passes[] = {
    {"plain", PASS_ZXING, ZXING_SMALLER, 6, {{NULL, 0, 0}}},
    {"sharp", PASS_ZXING, ZXING_SMALLER, 10, {SHARPEN(8)}},
    {"net", PASS_GRID, 0, 12, {{NULL, 0, 0}}},
    {"inverted", PASS_ZXING, ZXING_GLOBAL, 4, {INVERT}},
    {"half, ZBar", PASS_ZBAR, 0, 16, {RESIZE(50)}},
    {"net on half", PASS_GRID, 0, 10, {RESIZE(50)}},
    {"sharp, fine", PASS_ZXING, ZXING_SMALLER, 10, {SHARPEN(4)}},
    {"even", PASS_ZXING, ZXING_FIXED, 7, {EVEN(20)}},
    {"soft half", PASS_ZXING, ZXING_SMALLER, 8, {RESIZE(50), BLUR(1)}},
    {"inverted net", PASS_GRID, 0, 12, {INVERT}},
    {"even, ZBar", PASS_ZBAR, 0, 26, {EVEN(20)}},
    {"net, smoothed, sharp", PASS_GRID, 0, 16, {BLUR(1), SHARPEN(6)}},
    {"large, sharp", PASS_ZXING, ZXING_GLOBAL, 36, {RESIZE(200), SHARPEN(5)}},
    {"large", PASS_ZXING, ZXING_SMALLER, 30, {RESIZE(200)}},
    {"sharp, ZBar", PASS_ZBAR, 0, 40, {SHARPEN(4)}},
    {"joined", PASS_ZXING, ZXING_SMALLER, 10, {THICKEN, THIN}},
    {"turned", PASS_ZXING, 0, 13, {ROTATE(20)}},
    {"level", PASS_ZXING, 0, 14, {LEVEL(16)}},
    {"net on large", PASS_GRID, 0, 50, {RESIZE(200)}},
    {"large, sharp, ZBar", PASS_ZBAR, 0, 135, {RESIZE(200), SHARPEN(5)}},
    {"larger", PASS_ZXING, ZXING_SMALLER, 70, {RESIZE(300)}},
};
const size_t passes_count = ARRAY_LEN(passes);
