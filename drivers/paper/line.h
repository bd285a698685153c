/* SPDX-License-Identifier: Apache-2.0 */
/* One line of print data before it goes onto the paper: characters, and columns of dots (ESC *),
 * which stand in a line like letters. */
#pragma once

#include "drivers/paper/glyph.h"
#include "drivers/paper/sheet.h"

enum { LINE_CELLS = 256 };

struct style {
    bool bold, reverse;
    int underline; /* dots: 0, 1 or 2 */
    enum glyph_font font;
    int wide, high; /* magnification, 1 to 8 */
};

/* Columns of `bytes` * 8 dots, top bit first, left to right; the decoded bytes hold them. */
struct columns {
    const uint8_t *data;
    int count, bytes;
};

struct cell {
    uint32_t character;
    int x; /* from the line's beginning */
    struct style style;
    struct columns columns; /* no data: a character */
};

struct line {
    struct cell cell[LINE_CELLS];
    size_t count;
    int x; /* where the next cell goes */
};

int line_cell_width(const struct cell *c);
/* Puts the cell at l->x and moves on. False: no room in LINE_CELLS. */
bool line_add(struct line *l, const struct cell *cell);
int line_width(const struct line *l);
int line_height(const struct line *l);
/* Draws it with its bottom at `bottom`, its left edge at `left`. */
void line_draw(const struct line *l, struct sheet *s, int left, int bottom);
/* The cells in the order in which they stand on the paper; those at the same place as they came. */
void line_sort(struct line *l);
