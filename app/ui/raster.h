/* SPDX-License-Identifier: Apache-2.0 */
/* Pixels in memory: antialiased boxes, soft shadows, masks. Colours are 0xRRGGBB; coverage and
 * alpha run from 0 to 255. Nothing is written outside the clip. */
#pragma once

#include "app/ui/scene.h"

struct canvas {
    uint32_t *pixels; /* XRGB8888 */
    int stride;       /* in pixels */
    struct box clip;  /* inside the canvas */
};

void raster_fill(struct canvas *c, struct box box, uint32_t colour);
/* Fill with an alpha, square corners. */
void raster_veil(struct canvas *c, struct box box, uint32_t colour, int alpha);
void raster_round(struct canvas *c, struct box box, int radius, uint32_t colour);
/* A line of `width` inside the box and the fill inside the line. */
struct frame {
    int radius, width;
    uint32_t line, fill;
};
void raster_frame(struct canvas *c, struct box box, struct frame frame);
/* Diagonal gradient from top left to bottom right. */
void raster_gradient(struct canvas *c, struct box box, int radius, uint32_t from, uint32_t to);
/* Shadow of a box: wide, soft, a little below it. Drawn only where the box will not cover it. */
void raster_shadow(struct canvas *c, struct box box, int radius, uint32_t colour, int percent);
void raster_disc(struct canvas *c, int x, int y, int radius, uint32_t colour);
/* A mask of w × h coverage bytes in one colour. */
void raster_mask(struct canvas *c, struct box at, const uint8_t *mask, uint32_t colour);
/* One pixel, coverage 0 to 255; checked against the clip. */
void raster_dot(struct canvas *c, int x, int y, uint32_t colour, int alpha);
uint32_t raster_mix(uint32_t below, uint32_t above, int alpha);
