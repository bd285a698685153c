/* SPDX-License-Identifier: Apache-2.0 */
/* One-dimensional codes (GS k): payload → bars. ISO/IEC 15417 (Code 128), 15420 (EAN/UPC), 16388
 * (Code 39), 16390 (Interleaved 2 of 5), AIM BC3 (Codabar), AIM BC5 (Code 93); widths in dots as in
 * Epson's list for GS w. */
#pragma once

#include "platform/base/err.h"

enum { BARCODE_RUNS_MAX = 2400, BARCODE_TEXT_MAX = 520 };

struct barcode_look {
    int height; /* GS h, dots */
    int width;  /* GS w, 2 to 6 (1 to 6 on some) */
    int words;  /* GS H: bit 0 above, bit 1 below */
    bool small; /* GS f: font B */
};

struct barcode {
    const char *kind;              /* "EAN13" */
    uint8_t run[BARCODE_RUNS_MAX]; /* dots of bar, space, bar … */
    size_t runs;
    char text[BARCODE_TEXT_MAX]; /* what is written beside it, without a check digit of Code 39 … */
};

/* `system` as GS k m numbers it, 0 to 6 or 65 to 73. ERR_UNSUPPORTED (ret_barcode->kind is set
 * where it has a name), ERR_FORMAT (data that such a code cannot hold), ERR_TOO_LONG. */
MUST_CHECK enum err barcode_make(int system, const uint8_t *data, size_t size,
                                 const struct barcode_look *look, struct barcode *ret_barcode);
int barcode_dots(const struct barcode *b);
