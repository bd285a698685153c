/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of `paint` share. */
#pragma once

#include "app/ui/glyph.h"
#include "app/ui/paint.h"
#include "app/ui/path.h"
#include "app/ui/shape.h"
#include "app/ui/wrap.h"

enum align { ALIGN_LEFT, ALIGN_MIDDLE, ALIGN_RIGHT };

/* Where a line stands: x is its left, middle or right by `align`, y the middle of its letters. */
struct spot {
    int x, y;
    enum align align;
};

/* How words are written into a box. */
struct pen {
    enum align align;
    uint32_t colour;
};

/* One line; returns its width. */
int paint_line(struct painter *p, enum type_style style, const char *text, struct spot at,
               uint32_t colour);
/* Lines broken at the box's width from its top; returns their height. */
int paint_words(struct painter *p, enum type_style style, const char *text, struct box box,
                struct pen pen);
int paint_words_height(struct painter *p, enum type_style style, const char *text, int width);
/* An icon with its middle at x, y. */
void paint_icon(struct painter *p, const char *name, struct spot at, int size, uint32_t colour);
void paint_ring(struct painter *p, const struct scene_item *item, int radius);
/* Card with shadow, line and ground. */
void paint_card(struct painter *p, struct box box, enum look look, bool flat);
uint32_t paint_colour(const struct painter *p, enum token token);

typedef void paint_item(struct painter *p, const struct scene_item *item);

paint_item paint_header, paint_clock, paint_steps, paint_bar, paint_bar_key;
paint_item paint_button, paint_option, paint_tile, paint_tab, paint_search, paint_field, paint_key;
paint_item paint_link, paint_panel, paint_rule, paint_fact, paint_row, paint_notice, paint_badge;
paint_item paint_disc, paint_qr, paint_hero, paint_chip, paint_picture;
paint_item paint_pad, paint_photo;
paint_item paint_progress, paint_countdown;

/* The mark: an open clock with a lamp, in a square. */
void paint_mark(struct painter *p, struct box square);
