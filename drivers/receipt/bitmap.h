/* SPDX-License-Identifier: Apache-2.0 */
/* A piece of paper in printer dots: one bit a dot, 1 is black, the leftmost dot is bit 7. */
#pragma once

#include "platform/base/err.h"

enum { BITMAP_WIDTH_MAX = 1024, BITMAP_HEIGHT_MAX = 1024 };

struct bitmap {
    int width, height; /* dots; width is a multiple of 8 */
    uint8_t *data;     /* width / 8 bytes a row */
};

/* White. ERR_RANGE, ERR_MEMORY. */
MUST_CHECK enum err bitmap_init(struct bitmap *b, int width, int height);
/* Erases it; harmless on a zeroed one. */
void bitmap_wipe(struct bitmap *b);

void bitmap_set(struct bitmap *b, int x, int y);
bool bitmap_get(const struct bitmap *b, int x, int y);
/* A black box, clipped. */
void bitmap_fill(struct bitmap *b, int x, int y, int width, int height);
size_t bitmap_size(const struct bitmap *b);

/* A printer obeys the real-time commands 10 04, 10 05 and 10 14 even inside raster data
 * (Epson TM-T88III, HPRT TP80K). 0x10 is a single black dot between white ones, so nothing whose
 * strokes are two dots wide or more, as a QR code, can hold it; in a drawn letter such a dot is
 * made two dots wide. Returns how many were changed. */
size_t bitmap_break_commands(struct bitmap *b);
