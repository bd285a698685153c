/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/paper/line.h"

static int cell_height(const struct cell *c)
{
    int dots = c->columns.data ? c->columns.bytes * 8 : glyph_height(c->style.font);
    return dots * c->style.high;
}

int line_cell_width(const struct cell *c)
{
    int dots = c->columns.data ? c->columns.count : glyph_width(c->style.font);
    return dots * c->style.wide;
}

bool line_add(struct line *l, const struct cell *cell)
{
    if (l->count == LINE_CELLS)
        return false;
    l->cell[l->count] = *cell;
    l->cell[l->count++].x = l->x;
    l->x += line_cell_width(cell);
    return true;
}

int line_width(const struct line *l)
{
    int width = 0;
    for (size_t i = 0; i < l->count; i++) {
        int end = l->cell[i].x + line_cell_width(&l->cell[i]);
        width = end > width ? end : width;
    }
    return width;
}

int line_height(const struct line *l)
{
    int height = 0;
    for (size_t i = 0; i < l->count; i++) {
        int h = cell_height(&l->cell[i]);
        height = h > height ? h : height;
    }
    return height;
}

static void draw_columns(const struct cell *c, struct sheet *s, int left, int top)
{
    const struct columns *k = &c->columns;
    for (int x = 0; x < k->count; x++)
        for (int y = 0; y < k->bytes * 8; y++)
            if (k->data[x * k->bytes + y / 8] & (0x80 >> y % 8))
                sheet_block(s, left + x * c->style.wide, top + y * c->style.high, c->style.wide,
                            c->style.high);
}

static void draw_character(const struct cell *c, struct sheet *s, int left, int top)
{
    const struct style *style = &c->style;
    const struct glyph_key key = {c->character, style->font, style->bold};
    const struct glyph *g = glyph_of(&key);
    for (int y = 0; y < glyph_height(style->font); y++)
        for (int x = 0; x < glyph_width(style->font); x++)
            if (g->dots[y][x] != style->reverse)
                sheet_block(s, left + x * style->wide, top + y * style->high, style->wide,
                            style->high);
    /* as thick as it is, however large the letters; none on black */
    if (!style->reverse)
        sheet_block(s, left, top + cell_height(c) - style->underline, line_cell_width(c),
                    style->underline);
}

void line_draw(const struct line *l, struct sheet *s, int left, int bottom)
{
    for (size_t i = 0; i < l->count; i++) {
        const struct cell *c = &l->cell[i];
        int top = bottom - cell_height(c);
        if (c->columns.data)
            draw_columns(c, s, left + c->x, top);
        else
            draw_character(c, s, left + c->x, top);
    }
}

void line_sort(struct line *l)
{
    for (size_t i = 1; i < l->count; i++) {
        struct cell moved = l->cell[i];
        size_t at = i;
        for (; at > 0 && l->cell[at - 1].x > moved.x; at--)
            l->cell[at] = l->cell[at - 1];
        l->cell[at] = moved;
    }
}
