/* SPDX-License-Identifier: Apache-2.0 */
/* One line of print data before it goes onto the paper. */
#pragma once

#include "drivers/paper/sheet.h"

enum { LINE_CELLS = 256 };

struct style {
    bool bold, underline, reverse;
    int wide, high; /* magnification, 1 to 8 */
};

struct cell {
    uint32_t character;
    bool full; /* 24 dots wide, else 12 */
    int x;     /* from the line's beginning */
    struct style style;
};

struct line {
    struct cell cell[LINE_CELLS];
    size_t count;
    int x; /* where the next character goes */
};

int line_cell_width(bool full, const struct style *style);
/* False: no room in LINE_CELLS. */
bool line_add(struct line *l, uint32_t character, bool full, const struct style *style, int gap);
int line_width(const struct line *l);
int line_height(const struct line *l);
/* Draws it with its bottom at `bottom`, its left edge at `left`. */
void line_draw(const struct line *l, struct sheet *s, int left, int bottom);
