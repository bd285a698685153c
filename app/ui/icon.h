/* SPDX-License-Identifier: Apache-2.0 */
/* Line icons: one small text file each in assets/icons, on a grid of 24 × 24. A line of the file is
 * a verb and numbers:
 *     width W                  of the strokes that follow (1.8 at first)
 *     line X Y X Y …           open stroke        loop X Y X Y …     closed stroke
 *     curve X Y  AX AY BX BY X Y …   cubic curves joined end to end
 *     circle X Y R             arc X Y R FROM TO  (degrees, clockwise from the right)
 *     box X Y W H R            a box by its top left corner, R its corners' radius
 *     dot X Y R                filled disc        solid X Y X Y X Y …   filled outline
 *     pie X Y R FROM TO        filled sector
 * `#` begins a comment. Anything else refuses the file. */
#pragma once

#include "app/ui/raster.h"

struct icons;

MUST_CHECK enum err icons_new(struct icons **ret_icons);
void icons_free(struct icons *icons);
/* Draws the icon in a square of `size` at x, y. An unknown icon draws nothing (logged once). */
void icons_draw(struct icons *icons, struct canvas *c, const char *name, struct box square,
                uint32_t colour);
/* Renders a file's text into size × size coverage bytes. ERR_FORMAT, ERR_RANGE. For tests too. */
MUST_CHECK enum err icon_render(const char *text, int size, uint8_t *ret_mask);
