/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ui/raster.h"

#include <math.h>
#include <wchar.h>

enum { SHADOW_REACH = 36, SHADOW_DROP = 8, SHADOW_SIGMA = 13 };

/* Two channels at a time; alpha 255 becomes 256 so that full means full. */
uint32_t raster_mix(uint32_t below, uint32_t above, int alpha)
{
    uint32_t a = (uint32_t)(alpha + (alpha >> 7));
    uint32_t rb = below & 0xFF00FF, g = below & 0x00FF00;
    rb += (((above & 0xFF00FF) - rb) * a) >> 8;
    g += (((above & 0x00FF00) - g) * a) >> 8;
    return (rb & 0xFF00FF) | (g & 0x00FF00);
}

static void span(struct canvas *c, int y, int from, int to, uint32_t colour)
{
    if (from < c->clip.x)
        from = c->clip.x;
    if (to > c->clip.x + c->clip.w)
        to = c->clip.x + c->clip.w;
    if (from < to)
        wmemset((wchar_t *)(c->pixels + (ptrdiff_t)y * c->stride + from), (wchar_t)colour,
                (size_t)(to - from));
}

void raster_dot(struct canvas *c, int x, int y, uint32_t colour, int alpha)
{
    if (alpha <= 0 || !box_holds(c->clip, x, y))
        return;
    uint32_t *pixel = c->pixels + (ptrdiff_t)y * c->stride + x;
    *pixel = raster_mix(*pixel, colour, alpha);
}

void raster_fill(struct canvas *c, struct box box, uint32_t colour)
{
    struct box cut = box_cut(box, c->clip);
    for (int y = cut.y; y < cut.y + cut.h; y++)
        span(c, y, cut.x, cut.x + cut.w, colour);
}

void raster_veil(struct canvas *c, struct box box, uint32_t colour, int alpha)
{
    struct box cut = box_cut(box, c->clip);
    for (int y = cut.y; y < cut.y + cut.h; y++) {
        uint32_t *row = c->pixels + (ptrdiff_t)y * c->stride;
        for (int x = cut.x; x < cut.x + cut.w; x++)
            row[x] = raster_mix(row[x], colour, alpha);
    }
}

/* Coverage of the pixel (i, j) counted from the outer corner of a quarter circle. */
static int corner(int radius, int i, int j)
{
    float dx = (float)radius - (float)i - 0.5F, dy = (float)radius - (float)j - 0.5F;
    float inside = (float)radius - sqrtf(dx * dx + dy * dy) + 0.5F;
    return inside <= 0 ? 0 : inside >= 1 ? 255 : (int)(inside * 255);
}

/* Row of a rounded box: its place in the corner, or -1 in the straight part. */
static int corner_row(struct box box, int radius, int y)
{
    if (y < box.y + radius)
        return y - box.y;
    if (y >= box.y + box.h - radius)
        return box.y + box.h - 1 - y;
    return -1;
}

static int radius_for(struct box box, int radius)
{
    int most = (box.w < box.h ? box.w : box.h) / 2;
    return radius > most ? most : radius < 0 ? 0 : radius;
}

void raster_round(struct canvas *c, struct box box, int radius, uint32_t colour)
{
    radius = radius_for(box, radius);
    struct box cut = box_cut(box, c->clip);
    for (int y = cut.y; y < cut.y + cut.h; y++) {
        int j = corner_row(box, radius, y);
        int inset = j < 0 ? 0 : radius;
        span(c, y, box.x + inset, box.x + box.w - inset, colour);
        for (int i = 0; i < inset; i++) {
            int alpha = corner(radius, i, j);
            raster_dot(c, box.x + i, y, colour, alpha);
            raster_dot(c, box.x + box.w - 1 - i, y, colour, alpha);
        }
    }
}

void raster_frame(struct canvas *c, struct box box, struct frame frame)
{
    int radius = radius_for(box, frame.radius);
    if (frame.width > 0)
        raster_round(c, box, radius, frame.line);
    raster_round(c, box_inset(box, frame.width, frame.width), radius - frame.width, frame.fill);
}

void raster_gradient(struct canvas *c, struct box box, int radius, uint32_t from, uint32_t to)
{
    radius = radius_for(box, radius);
    struct box cut = box_cut(box, c->clip);
    int length = box.w + box.h;
    for (int y = cut.y; y < cut.y + cut.h; y++) {
        int j = corner_row(box, radius, y);
        for (int x = cut.x; x < cut.x + cut.w; x++) {
            int i = x - box.x, back = box.x + box.w - 1 - x;
            int near = i < back ? i : back;
            int alpha = j >= 0 && near < radius ? corner(radius, near, j) : 255;
            uint32_t colour = raster_mix(from, to, (i + y - box.y) * 255 / length);
            raster_dot(c, x, y, colour, alpha);
        }
    }
}

/* How much of the light a straight edge takes, by distance from it. */
static int shade(int from_edge)
{
    static int table[2 * SHADOW_REACH + 1];
    if (!table[2 * SHADOW_REACH])
        for (int i = 0; i <= 2 * SHADOW_REACH; i++)
            table[i] =
                (int)(127.5F * (1 + erff((float)(i - SHADOW_REACH) / (SHADOW_SIGMA * 1.414F))));
    int at = from_edge + SHADOW_REACH;
    return at <= 0 ? 0 : at >= 2 * SHADOW_REACH ? 255 : table[at];
}

static int shade_between(int at, int from, int to)
{
    int a = shade(at - from), b = shade(to - 1 - at);
    return a * b / 255;
}

/* One row of a shadow: which box throws it, how strong it is at this height. */
struct shade_row {
    struct box box;
    int y, strength;
    uint32_t colour;
};

static void shadow_span(struct canvas *c, const struct shade_row *s, int from, int to)
{
    if (from < c->clip.x)
        from = c->clip.x;
    if (to > c->clip.x + c->clip.w)
        to = c->clip.x + c->clip.w;
    uint32_t *row = c->pixels + (ptrdiff_t)s->y * c->stride;
    for (int x = from; x < to; x++)
        row[x] = raster_mix(row[x], s->colour,
                            shade_between(x, s->box.x, s->box.x + s->box.w) * s->strength / 255);
}

void raster_shadow(struct canvas *c, struct box box, int radius, uint32_t colour, int percent)
{
    if (percent <= 0)
        return;
    struct shade_row s = {.box = {box.x + 4, box.y + SHADOW_DROP, box.w - 8, box.h - 2},
                          .colour = colour};
    struct box reach = box_inset(s.box, -SHADOW_REACH, -SHADOW_REACH);
    struct box cut = box_cut(reach, c->clip);
    for (s.y = cut.y; s.y < cut.y + cut.h; s.y++) {
        s.strength = shade_between(s.y, s.box.y, s.box.y + s.box.h) * percent / 100;
        bool covered = s.y >= box.y && s.y < box.y + box.h;
        int inset = corner_row(box, radius, s.y) >= 0 ? radius : 2;
        shadow_span(c, &s, reach.x, covered ? box.x + inset : reach.x + reach.w);
        if (covered)
            shadow_span(c, &s, box.x + box.w - inset, reach.x + reach.w);
    }
}

void raster_disc(struct canvas *c, int x, int y, int radius, uint32_t colour)
{
    raster_round(c, (struct box){x - radius, y - radius, 2 * radius, 2 * radius}, radius, colour);
}

void raster_mask(struct canvas *c, struct box at, const uint8_t *mask, uint32_t colour)
{
    struct box cut = box_cut(at, c->clip);
    for (int y = cut.y; y < cut.y + cut.h; y++) {
        const uint8_t *from = mask + (ptrdiff_t)(y - at.y) * at.w - at.x;
        uint32_t *row = c->pixels + (ptrdiff_t)y * c->stride;
        for (int x = cut.x; x < cut.x + cut.w; x++)
            if (from[x])
                row[x] = raster_mix(row[x], colour, from[x]);
    }
}
