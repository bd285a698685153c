/* SPDX-License-Identifier: Apache-2.0 */
/* Reads QR codes from a grey picture: the raw bytes that were put in, no guess about their
 * character set. The only door to ZBar. Used for a camera's frames, and by whoever prints a code to
 * read it again first. */
#pragma once

#include "platform/base/err.h"

enum { DECODE_SIDE_MAX = 8192 };

struct decode_image {
    const uint8_t *grey; /* 0 black to 255 white, row by row */
    int width, height;   /* pixels; the rows follow each other without padding */
};

/* `data` is valid during the call only and may hold NUL. Return false to see no more codes. */
typedef bool decode_fn(void *user, const uint8_t *data, size_t size);

/* The same with where it stands: four corners in pixels, in order about the code. */
struct decode_code {
    const uint8_t *data;
    size_t size;
    int x[4], y[4];
};
typedef bool decode_placed_fn(void *user, const struct decode_code *code);

/* Calls `on_code` for each code, in no order. ERR_NOT_FOUND when there is none, ERR_RANGE for a
 * picture without area or with a side over DECODE_SIDE_MAX. */
MUST_CHECK enum err decode_qr(const struct decode_image *image, decode_fn *on_code, void *user);
MUST_CHECK enum err decode_qr_placed(const struct decode_image *image, decode_placed_fn *on_code,
                                     void *user);
