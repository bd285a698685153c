/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/receipt/drawn.h"

#include <pango/pangocairo.h>
#include <string.h>

#include "platform/base/secret.h"
#include "platform/base/text.h"

enum { CELL = 12, EM = 24, BASELINE = 21, THRESHOLD = 110 };

/* Its Latin letters are half as wide as its Chinese characters, as a printer's are. */
static const char *const FAMILY = "Noto Sans Mono CJK SC, Noto Sans CJK SC, Noto Serif CJK SC";

struct drawing {
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoLayout *text;
    int scale;
};

struct cell {
    int left, width; /* dots */
};

static void finish(struct drawing *d)
{
    if (d->text)
        g_object_unref(d->text);
    if (d->cairo)
        cairo_destroy(d->cairo);
    if (d->surface)
        cairo_surface_destroy(d->surface);
}

static bool begin(struct drawing *d, int width, int height, int scale)
{
    d->scale = scale;
    d->surface = cairo_image_surface_create(CAIRO_FORMAT_A8, width, height);
    d->cairo = cairo_create(d->surface);
    if (cairo_status(d->cairo) != CAIRO_STATUS_SUCCESS)
        return false;
    d->text = pango_cairo_create_layout(d->cairo);
    return d->text != NULL;
}

static void choose_font(struct drawing *d, bool bold)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, FAMILY);
    pango_font_description_set_absolute_size(font, EM * d->scale * PANGO_SCALE);
    pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_MEDIUM);
    pango_layout_set_font_description(d->text, font);
    pango_font_description_free(font);
}

/* One character with the marks upon it, in the middle of its cell, on the common baseline. What is
 * wider than its cell (a letter of another script) is made narrower. */
static void put(struct drawing *d, const char *text, size_t size, struct cell cell)
{
    PangoRectangle box;
    pango_layout_set_text(d->text, text, (int)size);
    pango_layout_get_extents(d->text, NULL, &box);
    double wide = (double)box.width / PANGO_SCALE;
    double narrow = wide > cell.width ? cell.width / wide : 1;
    cairo_save(d->cairo);
    cairo_translate(d->cairo, cell.left + (cell.width - wide * narrow) / 2, BASELINE * d->scale);
    cairo_scale(d->cairo, narrow, 1);
    cairo_move_to(d->cairo, 0, 0);
    pango_cairo_show_layout_line(d->cairo, pango_layout_get_line_readonly(d->text, 0));
    cairo_restore(d->cairo);
}

/* Behind the character at *at and its marks; returns the columns it takes. */
static int next_cluster(const char **at)
{
    int columns = layout_width_of(text_next(at));
    for (const char *p = *at; *p && layout_width_of(text_next(&p)) == 0;)
        *at = p;
    return columns > 0 ? columns : 1;
}

static void put_all(struct drawing *d, const struct layout_line *line, int left)
{
    for (const char *p = line->text; *p;) {
        const char *from = p;
        choose_font(d, (size_t)(p - line->text) >= line->bold_from);
        struct cell cell = {.left = left, .width = next_cluster(&p) * CELL * d->scale};
        put(d, from, (size_t)(p - from), cell);
        left += cell.width;
    }
}

static void to_dots(const struct drawing *d, struct bitmap *b)
{
    cairo_surface_flush(d->surface);
    uint8_t *grey = cairo_image_surface_get_data(d->surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(d->surface);
    for (int y = 0; y < b->height; y++)
        for (int x = 0; x < b->width; x++)
            if (grey[(size_t)y * stride + (size_t)x] >= THRESHOLD)
                bitmap_set(b, x, y);
    wipe(grey, stride * (size_t)b->height);
}

static int line_left(const struct layout_line *line, int spare)
{
    return line->align == RECEIPT_LEFT ? 0 : line->align == RECEIPT_RIGHT ? spare : spare / 2;
}

enum err drawn_line(const struct layout_line *line, const struct drawn_place *place,
                    struct bitmap *ret_bitmap)
{
    int spare = place->paper_dots - layout_width(line->text) * CELL * line->scale;
    struct drawing d = {.surface = NULL};
    struct bitmap b;
    if (spare < 0)
        return ERR_RANGE;
    TRY(bitmap_init(&b, place->paper_dots, place->height));
    bool drawn = begin(&d, b.width, b.height, line->scale);
    if (drawn) {
        put_all(&d, line, line_left(line, spare));
        to_dots(&d, &b);
    }
    finish(&d);
    if (!drawn) {
        bitmap_wipe(&b);
        return ERR_LIBRARY;
    }
    bitmap_break_commands(&b);
    *ret_bitmap = b;
    return ERR_NONE;
}
