/* SPDX-License-Identifier: Apache-2.0 */
/* The three marks in the corners of a QR code: dark, light, dark, light, dark as 1:1:3:1:1 along
 * any line through the middle (ISO/IEC 18004, finder pattern). */
#pragma once

#include "drivers/scanner/picture.h"

struct point {
    float x, y;
};

enum { FINDER_MAX = 24, TRIPLE_MAX = 6 };

struct finder {
    struct point at;
    float module; /* pixels */
    int lines;    /* that went through it */
};

/* Three that may belong to one code, in the order top left, top right, bottom left of the code (not
 * of the picture); a mirrored code comes out as such. */
struct triple {
    struct finder corner[3];
    float oddness; /* 0: a square with equal marks */
};

/* In a picture of black and white. Returns how many; the best first. */
int finder_search(const struct picture *binary, struct finder ret_found[FINDER_MAX]);
int finder_triples(const struct finder *found, int count, struct triple ret_triples[TRIPLE_MAX]);
