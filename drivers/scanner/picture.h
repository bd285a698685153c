/* SPDX-License-Identifier: Apache-2.0 */
/* Grey pictures and what can be done to them so that a code shows better. Pure arithmetic. */
#pragma once

#include "platform/base/err.h"

enum { PICTURE_PIXELS_MAX = 40000000 };

/* On the heap; 0 black to 255 white, rows without padding. All zero is no picture. */
struct picture {
    uint8_t *grey;
    int width, height;
};

/* A part of a picture. */
struct picture_box {
    int x, y, width, height;
};

/* Undefined pixels. ERR_RANGE: no area, or over PICTURE_PIXELS_MAX. */
MUST_CHECK enum err picture_init(struct picture *ret_picture, int width, int height);
/* Erases: a picture of a phone may show a person's papers. */
void picture_wipe(struct picture *p);

/* All below make a new picture, and fail with ERR_MEMORY or ERR_RANGE only. */

/* The part of `box` inside the picture; ERR_RANGE when there is none. */
MUST_CHECK enum err picture_crop(const struct picture *p, struct picture_box box,
                                 struct picture *ret_part);
/* Areas are averaged on the way down, pixels blended on the way up. */
MUST_CHECK enum err picture_resize(const struct picture *p, int width, int height,
                                   struct picture *ret_resized);
/* By degrees, clockwise, about the centre; whole picture kept, corners filled with mid grey. */
MUST_CHECK enum err picture_rotate(const struct picture *p, int degrees,
                                   struct picture *ret_turned);
/* Each pixel becomes the mean of the square of side 2 × radius + 1 about it. */
MUST_CHECK enum err picture_blur(const struct picture *p, int radius, struct picture *ret_blurred);
/* Away from the mean of its surroundings, `strength` tenths of the difference. */
MUST_CHECK enum err picture_sharpen(const struct picture *p, int radius, int strength,
                                    struct picture *ret_sharp);
/* Black or white against the mean of the surroundings. */
MUST_CHECK enum err picture_threshold(const struct picture *p, int radius,
                                      struct picture *ret_binary);
/* Contrast stretched to the darkest and brightest of the surroundings (tiles of `side`). */
MUST_CHECK enum err picture_level(const struct picture *p, int side, struct picture *ret_level);
/* The darkest (or brightest) of each 3 × 3: thickens or thins what is drawn. */
MUST_CHECK enum err picture_spread(const struct picture *p, bool dark, struct picture *ret_spread);
MUST_CHECK enum err picture_invert(const struct picture *p, struct picture *ret_inverted);
