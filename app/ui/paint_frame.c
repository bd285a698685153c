/* SPDX-License-Identifier: Apache-2.0 */
/* Header, steps, bar, progress. */
#include <stdlib.h>

#include "app/ui/paint_inside.h"

enum {
    MARK_BLUE = 0x0B4A8F, /* the mark keeps its colours in every theme */
    MARK_LIGHT = 0xFFFFFF,
    MARK_LAMP = 0xF2B33D,
    SEGMENT_H = 12,
    SEGMENT_GAP = 12,
    BAR_RADIUS = 20,
    TRACK_H = 20,
    BUSY_PART = 4, /* the moving piece is a quarter of the track */
};

void paint_mark(struct painter *p, struct box square)
{
    float s = (float)square.w / SHAPE_MARK, x = (float)square.x, y = (float)square.y;
    struct path ring = {0}, hands = {0};
    raster_round(&p->canvas, square, square.w * 20 / SHAPE_MARK, MARK_BLUE);
    path_add_arc(&ring, (struct point){x + 39 * s, y + 41 * s}, 25 * s, 2, 286);
    path_stroke(&p->canvas, &ring, 6.6F * s, false, MARK_LIGHT);
    path_add(&hands, x + 39 * s, y + 27.5F * s);
    path_add(&hands, x + 39 * s, y + 42 * s);
    path_add(&hands, x + 49 * s, y + 48 * s);
    path_stroke(&p->canvas, &hands, 6 * s, false, MARK_LIGHT);
    struct path lamp = {0};
    path_add_arc(&lamp, (struct point){x + 59 * s, y + 21 * s}, 8.4F * s, 0, 360);
    path_fill(&p->canvas, &lamp, MARK_LAMP);
}

void paint_header(struct painter *p, const struct scene_item *item)
{
    struct box box = item->box;
    raster_fill(&p->canvas, box, paint_colour(p, TOKEN_SURFACE));
    raster_fill(&p->canvas, (struct box){box.x, box.y + box.h - 2, box.w, 2},
                paint_colour(p, TOKEN_LINE));
    paint_mark(p,
               (struct box){LAYOUT_MARGIN, (box.h - 2 - SHAPE_MARK) / 2, SHAPE_MARK, SHAPE_MARK});
    int middle = (box.h - 2) / 2;
    paint_line(p, TYPE_HEADER_TITLE, item->label,
               (struct spot){SHAPE_TITLE_X, middle - 21, ALIGN_LEFT}, paint_colour(p, TOKEN_INK));
    paint_line(p, TYPE_HEADER_NOTE, item->value,
               (struct spot){SHAPE_TITLE_X, middle + 27, ALIGN_LEFT}, paint_colour(p, TOKEN_MUTED));
}

void paint_clock(struct painter *p, const struct scene_item *item)
{
    int right = item->box.x + item->box.w, middle = LAYOUT_HEADER_H / 2 - 1;
    paint_line(p, TYPE_HEADER_CLOCK, item->label, (struct spot){right, middle - 22, ALIGN_RIGHT},
               paint_colour(p, TOKEN_INK));
    paint_line(p, TYPE_HEADER_NOTE, item->value, (struct spot){right, middle + 28, ALIGN_RIGHT},
               paint_colour(p, TOKEN_MUTED));
}

void paint_steps(struct painter *p, const struct scene_item *item)
{
    struct box box = item->box;
    int middle = box.y + (box.h - SEGMENT_H) / 2 - 4;
    paint_line(p, TYPE_CAPTION_BOLD, item->label, (struct spot){box.x, middle, ALIGN_LEFT},
               paint_colour(p, p->theme->contrast ? TOKEN_PRIMARY : TOKEN_ACCENT));
    paint_line(p, TYPE_CAPTION, item->value, (struct spot){box.x + box.w, middle, ALIGN_RIGHT},
               paint_colour(p, TOKEN_MUTED));
    struct box row = {box.x, box.y + box.h - SEGMENT_H, box.w, SEGMENT_H};
    for (int i = 0; i < item->total; i++)
        raster_round(&p->canvas, layout_column(row, i, item->total, SEGMENT_GAP), SEGMENT_H / 2,
                     paint_colour(p, i < item->amount ? TOKEN_PRIMARY : TOKEN_STEP_REST));
}

void paint_bar(struct painter *p, const struct scene_item *item)
{
    struct box box = item->box;
    raster_fill(&p->canvas, box, paint_colour(p, TOKEN_SURFACE));
    raster_fill(&p->canvas, (struct box){box.x, box.y, box.w, 2}, paint_colour(p, TOKEN_LINE));
}

void paint_bar_key(struct painter *p, const struct scene_item *item)
{
    const struct theme *t = p->theme;
    bool on = item->state & STATE_SELECTED, pressed = item->state & STATE_PRESSED;
    uint32_t ink = on                          ? t->colour[TOKEN_ON_PRIMARY]
                   : item->look == LOOK_DANGER ? t->colour[TOKEN_ERROR]
                                               : t->colour[TOKEN_ACCENT];
    uint32_t ground = pressed && !on ? t->colour[TOKEN_SELECTED]
                      : on           ? t->colour[pressed ? TOKEN_PRIMARY_PRESSED : TOKEN_PRIMARY]
                                     : t->colour[TOKEN_SURFACE];
    paint_ring(p, item, BAR_RADIUS);
    raster_frame(&p->canvas, item->box,
                 (struct frame){BAR_RADIUS, t->contrast ? 3 : 0,
                                on ? t->colour[TOKEN_PRIMARY] : t->colour[TOKEN_CONTROL], ground});
    int x = item->box.x + item->box.w / 2, y = item->box.y;
    paint_icon(p, item->icon, (struct spot){x, y + 29, ALIGN_MIDDLE}, 40, ink);
    paint_line(p, TYPE_BAR, item->label, (struct spot){x, y + 70, ALIGN_MIDDLE}, ink);
}

/* --- time -------------------------------------------------------------------------------------*/

static void paint_track(struct painter *p, struct box track, int from, int to, enum token token)
{
    raster_round(&p->canvas, track, track.h / 2, paint_colour(p, TOKEN_STEP_REST));
    struct box done = {track.x + track.w * from / 1000, track.y, track.w * (to - from) / 1000,
                       track.h};
    if (done.w > 0)
        raster_round(&p->canvas, done, track.h / 2, paint_colour(p, token));
}

void paint_progress(struct painter *p, const struct scene_item *item)
{
    struct box track = {item->box.x, item->box.y + item->box.h - TRACK_H, item->box.w, TRACK_H};
    paint_words(p, item->style, item->label, item->box,
                (struct pen){ALIGN_LEFT, paint_colour(p, TOKEN_INK)});
    if (item->amount >= 0) {
        paint_track(p, track, 0, item->amount, TOKEN_PRIMARY);
        return;
    }
    /* To and fro: never a jump. */
    int way = 1000 - 1000 / BUSY_PART;
    int at = way - abs(way - item->total * 2 * way / 1000);
    paint_track(p, track, at, at + 1000 / BUSY_PART, TOKEN_PRIMARY);
}

void paint_countdown(struct painter *p, const struct scene_item *item)
{
    struct box track = {item->box.x, item->box.y + item->box.h - TRACK_H, item->box.w, TRACK_H};
    int left = item->total > 0 ? item->amount * 1000 / item->total : 0;
    bool centred = item->state & STATE_CENTRED;
    paint_words(p, item->style, item->label, item->box,
                (struct pen){centred ? ALIGN_MIDDLE : ALIGN_LEFT, paint_colour(p, TOKEN_INK)});
    paint_track(p, track, 0, left > 1000 ? 1000 : left < 0 ? 0 : left, TOKEN_PRIMARY);
}
