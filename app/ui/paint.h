/* SPDX-License-Identifier: Apache-2.0 */
/* From the list to pixels. Painting the same list twice gives the same pixels, whatever the clip.
 */
#pragma once

#include "app/ui/icon.h"
#include "app/ui/theme.h"

struct glyph;

struct painter {
    struct canvas canvas;
    const struct theme *theme;
    struct glyph *glyph;
    struct icons *icons;
};

/* Paints everything of the scene that reaches into `area`. */
void paint_scene(struct painter *p, const struct scene *scene, struct box area);
/* The only part of the item that changes when nothing but its phase does. */
struct box paint_motion(const struct scene_item *item);
