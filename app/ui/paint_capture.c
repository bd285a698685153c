/* SPDX-License-Identifier: Apache-2.0 */
/* The pad and the photograph. */
#include "app/ui/paint_inside.h"

enum { PAD_RADIUS = 20, PAD_LINE_UP = 84, PAD_LINE_SIDE = 64, PAD_DASH = 14, PHOTO_EDGE = 2 };

/* Where the letters stand, as on a form. */
static void paint_base_line(struct painter *p, struct box box)
{
    int y = box.y + box.h - PAD_LINE_UP, end = box.x + box.w - PAD_LINE_SIDE;
    uint32_t grey = raster_mix(paint_colour(p, TOKEN_PAPER), paint_colour(p, TOKEN_PAPER_INK), 70);
    for (int x = box.x + PAD_LINE_SIDE; x + PAD_DASH <= end; x += 2 * PAD_DASH)
        raster_fill(&p->canvas, (struct box){x, y, PAD_DASH, 3}, grey);
}

/* Dark on paper in every theme: it goes to the office as it looks. */
void paint_pad(struct painter *p, const struct scene_item *item)
{
    bool error = item->state & STATE_ERROR;
    uint32_t line = paint_colour(p, error ? TOKEN_ERROR : TOKEN_CONTROL);
    uint32_t ink = paint_colour(p, TOKEN_PAPER_INK), paper = paint_colour(p, TOKEN_PAPER);
    int width = p->theme->line[error ? LINE_SELECTED : LINE_CONTROL];
    struct box edge = box_inset(item->box, -width, -width);
    paint_ring(p, item, PAD_RADIUS);
    raster_frame(&p->canvas, edge, (struct frame){PAD_RADIUS + width, width, line, paper});
    paint_base_line(p, item->box);
    if (*item->label)
        paint_line(p, TYPE_LABEL, item->label,
                   (struct spot){item->box.x + item->box.w / 2, item->box.y + item->box.h / 2,
                                 ALIGN_MIDDLE},
                   raster_mix(paper, ink, 150));
    raster_mask(&p->canvas, item->box, item->pixels.data, ink);
}

/* The mean of what lies under one pixel of the screen, or the nearest when that is less than one.
 */
static uint32_t mean(const struct pixels *from, struct box under)
{
    unsigned sum[3] = {0}, n = (unsigned)(under.w * under.h);
    for (int y = under.y; y < under.y + under.h; y++) {
        const uint8_t *at = from->data + ((size_t)y * (size_t)from->w + (size_t)under.x) * 3;
        for (int x = 0; x < under.w; x++, at += 3)
            for (int k = 0; k < 3; k++)
                sum[k] += at[k];
    }
    return (sum[0] / n) << 16 | (sum[1] / n) << 8 | sum[2] / n;
}

static int span_of(int i, int from, int to)
{
    int next = (i + 1) * from / to, first = i * from / to;
    return next > first ? next - first : 1;
}

void paint_photo(struct painter *p, const struct scene_item *item)
{
    const struct pixels *from = &item->pixels;
    struct box room = item->box, at = room;
    if (room.w * from->h > room.h * from->w)
        at.w = room.h * from->w / from->h;
    else
        at.h = room.w * from->h / from->w;
    at.x += (room.w - at.w) / 2;
    at.y += (room.h - at.h) / 2;
    raster_fill(&p->canvas, box_inset(at, -PHOTO_EDGE, -PHOTO_EDGE), paint_colour(p, TOKEN_LINE));
    struct box cut = box_cut(at, p->canvas.clip);
    for (int y = cut.y; y < cut.y + cut.h; y++) {
        uint32_t *row = p->canvas.pixels + (ptrdiff_t)y * p->canvas.stride;
        for (int x = cut.x; x < cut.x + cut.w; x++)
            row[x] =
                mean(from, (struct box){(x - at.x) * from->w / at.w, (y - at.y) * from->h / at.h,
                                        span_of(x - at.x, from->w, at.w),
                                        span_of(y - at.y, from->h, at.h)});
    }
}
