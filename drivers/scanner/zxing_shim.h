/* SPDX-License-Identifier: Apache-2.0 */
/* The only door to ZXing (Debian's zxing-cpp 1.4), and the only C++ of the house. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum zxing_flags {
    ZXING_GLOBAL = 1, /* one threshold for the whole picture, not one for each neighbourhood */
    ZXING_PURE = 2,   /* nothing but one upright code, its modules alike */
    ZXING_FIXED = 4,  /* the picture is black and white already */
    ZXING_SMALLER = 8 /* looks at the picture made smaller too */
};

struct zxing_view {
    const uint8_t *grey;
    int width, height;
};

/* Corners in pixels, in the code's own order: top left, top right, bottom right, bottom left. */
struct zxing_code {
    const uint8_t *data; /* raw bytes, valid during the call; may hold NUL */
    size_t size;
    int x[4], y[4];
};

/* Return false to see no more codes. */
typedef bool zxing_fn(void *user, const struct zxing_code *code);

/* Calls on_code for each QR code; false when memory ran out. Nothing is thrown into C. */
bool zxing_read(const struct zxing_view *view, unsigned flags, zxing_fn *on_code, void *user);

#ifdef __cplusplus
}
#endif
