/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/paper/line.h"

#include "drivers/paper/glyph.h"

int line_cell_width(bool full, const struct style *style)
{
    return (full ? GLYPH_WIDE : GLYPH_NARROW) * style->wide;
}

bool line_add(struct line *l, uint32_t character, bool full, const struct style *style, int gap)
{
    if (l->count == LINE_CELLS)
        return false;
    l->cell[l->count++] =
        (struct cell){.character = character, .full = full, .x = l->x, .style = *style};
    l->x += line_cell_width(full, style) + gap * style->wide;
    return true;
}

int line_width(const struct line *l)
{
    int width = 0;
    for (size_t i = 0; i < l->count; i++) {
        const struct cell *c = &l->cell[i];
        int end = c->x + line_cell_width(c->full, &c->style);
        width = end > width ? end : width;
    }
    return width;
}

int line_height(const struct line *l)
{
    int height = 0;
    for (size_t i = 0; i < l->count; i++) {
        int h = GLYPH_HEIGHT * l->cell[i].style.high;
        height = h > height ? h : height;
    }
    return height;
}

static bool is_black(const struct cell *c, const struct glyph *g, int x, int y)
{
    bool line = c->style.underline && y >= GLYPH_HEIGHT - 2;
    return (g->dots[y][x] || line) != c->style.reverse;
}

static void draw_cell(const struct cell *c, struct sheet *s, int left, int bottom)
{
    const struct glyph *g = glyph_of(c->character, c->full, c->style.bold);
    int wide = c->style.wide, high = c->style.high;
    int top = bottom - GLYPH_HEIGHT * high;
    for (int y = 0; y < GLYPH_HEIGHT; y++)
        for (int x = 0; x < (c->full ? GLYPH_WIDE : GLYPH_NARROW); x++)
            if (is_black(c, g, x, y))
                sheet_block(s, left + c->x + x * wide, top + y * high, wide, high);
}

void line_draw(const struct line *l, struct sheet *s, int left, int bottom)
{
    for (size_t i = 0; i < l->count; i++)
        draw_cell(&l->cell[i], s, left, bottom);
}
