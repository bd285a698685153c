/* SPDX-License-Identifier: Apache-2.0 */
/* The look of the strip: off-white paper with 4 mm beside the print, a serrated edge where the
 * cutter went, on a grey table; a fine row of dashes for a cut on the way. One pixel is one dot. */
#include <cairo.h>

#include "drivers/paper/interpreter.h"

enum { TABLE = 20, SIDE = 32, TOP = 56, BOTTOM = 40, TOOTH = 12, DEPTH = 5, DASH = 16 };

struct picture {
    const struct paper *paper;
    int wide, high; /* of the strip */
    size_t cut;     /* the next one to come */
};

static uint32_t grain(int x, int y)
{
    uint32_t h = (uint32_t)x * 0x8DA6B343u ^ (uint32_t)y * 0xD8163841u;
    h ^= h >> 13;
    h *= 0x9E3779B1u;
    return h >> 24;
}

static uint32_t grey(uint32_t red, uint32_t green, uint32_t blue)
{
    return red << 16 | green << 8 | blue;
}

/* How far the edge is bitten at this column. */
static int bite(int x)
{
    int phase = x % TOOTH;
    return (phase < TOOTH / 2 ? phase : TOOTH - phase) * DEPTH / (TOOTH / 2);
}

static bool on_strip(const struct picture *p, int x, int y)
{
    if (x < 0 || x >= p->wide)
        return false;
    return y >= bite(x) && y < p->high - bite(x + TOOTH / 2);
}

static uint32_t pixel(const struct picture *p, int x, int y, bool cut)
{
    uint32_t noise = grain(x, y);
    if (!on_strip(p, x, y)) {
        bool shadow = on_strip(p, x - 4, y - 5);
        return shadow ? grey(0xC3, 0xC1, 0xBC) : grey(0xDE, 0xDC, 0xD7);
    }
    if (paper_is_black(p->paper, x - SIDE, y - TOP)) {
        uint32_t ink = 0x22 + noise % 12;
        return grey(ink, ink, ink + 4);
    }
    if (cut && x % DASH < DASH / 2)
        return grey(0xA8, 0xA6, 0xA2);
    uint32_t base = 0xF8 + noise % 5;
    return grey(base, base - 1, base - 7);
}

/* A cut that has paper behind it; the last one is the strip's own edge. */
static bool is_cut(struct picture *p, int y)
{
    const struct paper *paper = p->paper;
    while (p->cut < paper->cuts && paper->cut[p->cut] < y)
        p->cut++;
    return p->cut < paper->cuts && paper->cut[p->cut] == y && y < paper_height(paper);
}

static void paint(struct picture *p, cairo_surface_t *surface)
{
    unsigned char *data = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    for (int y = 0; y < p->high + 2 * TABLE; y++) {
        uint32_t *row = (uint32_t *)(void *)(data + (size_t)y * stride);
        bool cut = is_cut(p, y - TABLE - TOP);
        for (int x = 0; x < p->wide + 2 * TABLE; x++)
            row[x] = pixel(p, x - TABLE, y - TABLE, cut);
    }
    cairo_surface_mark_dirty(surface);
}

enum err paper_write_png(const struct paper *p, const char *path)
{
    struct picture picture = {p, paper_width(p) + 2 * SIDE, paper_height(p) + TOP + BOTTOM, 0};
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, picture.wide + 2 * TABLE, picture.high + 2 * TABLE);
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(surface);
        return ERR_MEMORY;
    }
    paint(&picture, surface);
    cairo_status_t status = cairo_surface_write_to_png(surface, path);
    cairo_surface_destroy(surface);
    return status == CAIRO_STATUS_SUCCESS ? ERR_NONE : ERR_DISK;
}
