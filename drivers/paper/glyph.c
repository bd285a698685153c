/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/paper/glyph.h"

#include <string.h>

#include <pango/pangocairo.h>

#include "platform/base/text.h"

enum { CACHE = 8192, BLACK_FROM = 112, STRIDE = 32 };

static const struct {
    int width, height;
} cells[GLYPH_FONTS] = {
    [GLYPH_A] = {GLYPH_NARROW, GLYPH_HEIGHT},
    [GLYPH_B] = {9, 17},
    [GLYPH_CHINESE] = {GLYPH_WIDE, GLYPH_HEIGHT},
};

static struct glyph *cache[CACHE];

int glyph_width(enum glyph_font font)
{
    return cells[font].width;
}

int glyph_height(enum glyph_font font)
{
    return cells[font].height;
}

/* In the middle of the cell; a letter that is wider in this typeface (Ω, Ж, ï) is made narrow. */
static void place(cairo_t *cairo, PangoLayout *layout, int cell)
{
    PangoRectangle box;
    pango_layout_get_extents(layout, NULL, &box);
    double width = (double)box.width / PANGO_SCALE;
    double scale = width > cell ? cell / width : 1;
    cairo_scale(cairo, scale, 1);
    cairo_move_to(cairo, (cell - width * scale) / 2, 0);
}

/* Grey coverage of one character, its em box at the origin. */
static void draw(const struct glyph_key *key, uint8_t coverage[GLYPH_HEIGHT][STRIDE])
{
    char utf8[5] = "";
    int em = cells[key->font].height;
    cairo_surface_t *surface = cairo_image_surface_create_for_data(coverage[0], CAIRO_FORMAT_A8,
                                                                   STRIDE, GLYPH_HEIGHT, STRIDE);
    cairo_t *cairo = cairo_create(surface);
    PangoLayout *layout = pango_cairo_create_layout(cairo);
    PangoFontDescription *font = pango_font_description_from_string("Noto Sans Mono CJK SC");
    pango_font_description_set_absolute_size(font, em * PANGO_SCALE);
    pango_font_description_set_weight(font, key->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font);
    utf8[text_put(key->character, utf8)] = '\0';
    pango_layout_set_text(layout, utf8, -1);
    /* Noto's em box: 880 above the baseline, 120 below */
    int baseline = pango_layout_get_baseline(layout) / PANGO_SCALE;
    place(cairo, layout, cells[key->font].width);
    cairo_rel_move_to(cairo, 0, em * 0.88 - baseline);
    pango_cairo_show_layout(cairo, layout);
    pango_font_description_free(font);
    g_object_unref(layout);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

static struct glyph *make(const struct glyph_key *key)
{
    uint8_t coverage[GLYPH_HEIGHT][STRIDE] = {0};
    struct glyph *g = calloc(1, sizeof *g);
    if (!g)
        return NULL;
    g->key = *key;
    draw(key, coverage);
    for (int y = 0; y < cells[key->font].height; y++)
        for (int x = 0; x < cells[key->font].width; x++)
            g->dots[y][x] = coverage[y][x] >= BLACK_FROM;
    return g;
}

static bool same(const struct glyph_key *a, const struct glyph_key *b)
{
    return a->character == b->character && a->font == b->font && a->bold == b->bold;
}

const struct glyph *glyph_of(const struct glyph_key *key)
{
    static const struct glyph blank = {.key = {.character = ' '}};
    size_t start = (key->character * 8 + (unsigned)key->font * 2u + key->bold) % CACHE;
    for (size_t i = 0; i < CACHE; i++) {
        struct glyph **slot = &cache[(start + i) % CACHE];
        if (!*slot)
            *slot = make(key);
        if (!*slot)
            return &blank;
        if (same(&(*slot)->key, key))
            return *slot;
    }
    return &blank; /* more characters than any receipt has */
}
