/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/paper/glyph.h"

#include <string.h>

#include <pango/pangocairo.h>

#include "platform/base/text.h"

enum { CACHE = 8192, BLACK_FROM = 112, STRIDE = 32 };

static struct glyph *cache[CACHE];

/* Grey coverage of one character, its em box at the origin. */
static void draw(uint32_t character, bool bold, uint8_t coverage[GLYPH_HEIGHT][STRIDE])
{
    char utf8[5] = "";
    cairo_surface_t *surface = cairo_image_surface_create_for_data(coverage[0], CAIRO_FORMAT_A8,
                                                                   STRIDE, GLYPH_HEIGHT, STRIDE);
    cairo_t *cairo = cairo_create(surface);
    PangoLayout *layout = pango_cairo_create_layout(cairo);
    PangoFontDescription *font = pango_font_description_from_string("Noto Sans Mono CJK SC");
    pango_font_description_set_absolute_size(font, GLYPH_HEIGHT * PANGO_SCALE);
    pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font);
    utf8[text_put(character, utf8)] = '\0';
    pango_layout_set_text(layout, utf8, -1);
    /* Noto's em box: 880 above the baseline, 120 below */
    int baseline = pango_layout_get_baseline(layout) / PANGO_SCALE;
    cairo_move_to(cairo, 0, GLYPH_HEIGHT * 0.88 - baseline);
    pango_cairo_show_layout(cairo, layout);
    pango_font_description_free(font);
    g_object_unref(layout);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

static struct glyph *make(uint32_t character, bool wide, bool bold)
{
    uint8_t coverage[GLYPH_HEIGHT][STRIDE] = {0};
    struct glyph *g = calloc(1, sizeof *g);
    if (!g)
        return NULL;
    *g = (struct glyph){.character = character, .wide = wide, .bold = bold};
    draw(character, bold, coverage);
    int width = wide ? GLYPH_WIDE : GLYPH_NARROW;
    for (int y = 0; y < GLYPH_HEIGHT; y++)
        for (int x = 0; x < width; x++)
            g->dots[y][x] = coverage[y][x] >= BLACK_FROM;
    return g;
}

const struct glyph *glyph_of(uint32_t character, bool wide, bool bold)
{
    static const struct glyph blank = {.character = ' '};
    size_t start = (character * 4 + wide * 2u + bold) % CACHE;
    for (size_t i = 0; i < CACHE; i++) {
        struct glyph **slot = &cache[(start + i) % CACHE];
        if (!*slot)
            *slot = make(character, wide, bold);
        if (!*slot)
            return &blank;
        if ((*slot)->character == character && (*slot)->wide == wide && (*slot)->bold == bold)
            return *slot;
    }
    return &blank; /* more characters than any receipt has */
}
