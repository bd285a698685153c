/* SPDX-License-Identifier: Apache-2.0 */
/* What is pressed. */
#include <string.h>

#include "app/ui/paint_inside.h"

enum {
    BUTTON_RADIUS = 28,
    SMALL_RADIUS = 22,
    ICON_GAP = 20,
    PLATE = 86,
    PLATE_RADIUS = 26,
    PLATE_ICON = 52,
    RADIO = 28,
    RADIO_LINE = 5,
    FACE = 84,
    FACE_TOP = 24,
    INSET = 2,
};

struct colours {
    uint32_t ink, ground, line;
    int width;
};

static struct colours button_colours(const struct painter *p, const struct scene_item *item)
{
    const struct theme *t = p->theme;
    bool pressed = item->state & STATE_PRESSED;
    uint32_t surface = t->colour[pressed ? TOKEN_SELECTED : TOKEN_SURFACE];
    switch (item->look) {
    case LOOK_PRIMARY: {
        uint32_t ground = t->colour[pressed ? TOKEN_PRIMARY_PRESSED : TOKEN_PRIMARY];
        return (struct colours){t->colour[TOKEN_ON_PRIMARY], ground, ground, 0};
    }
    case LOOK_DANGER: {
        uint32_t red = t->colour[TOKEN_ERROR];
        return (struct colours){red, surface, red, t->line[LINE_BUTTON]};
    }
    case LOOK_QUIET:
        return (struct colours){t->colour[TOKEN_ACCENT], pressed ? surface : t->colour[TOKEN_BG],
                                surface, 0};
    default:
        return (struct colours){t->colour[TOKEN_ACCENT], surface, t->colour[TOKEN_ACCENT],
                                t->line[LINE_BUTTON]};
    }
}

static void paint_busy(struct painter *p, const struct scene_item *item, uint32_t colour)
{
    int w = item->box.w / 4, way = item->box.w - w - 2 * BUTTON_RADIUS;
    int at = item->total <= 10 ? item->total : 20 - item->total;
    raster_round(&p->canvas,
                 (struct box){item->box.x + BUTTON_RADIUS + way * at / 10,
                              item->box.y + item->box.h - 20, w, 8},
                 4, colour);
}

/* A label that is too long for one line. */
static void paint_button_lines(struct painter *p, const struct scene_item *item, struct box box,
                               uint32_t ink)
{
    int icon = *item->icon ? p->theme->size[SIZE_ICON] + SHAPE_BUTTON_ICON_GAP : 0;
    struct box words = box_inset(box, SHAPE_BUTTON_SIDE, 0);
    words.x += icon;
    words.w -= icon;
    words.y += (box.h - paint_words_height(p, item->style, item->label, words.w)) / 2;
    if (icon)
        paint_icon(p, item->icon,
                   (struct spot){words.x - icon / 2, box.y + box.h / 2, ALIGN_MIDDLE},
                   p->theme->size[SIZE_ICON] * 6 / 7, ink);
    paint_words(p, item->style, item->label, words, (struct pen){ALIGN_MIDDLE, ink});
}

void paint_button(struct painter *p, const struct scene_item *item)
{
    struct colours c = button_colours(p, item);
    struct box box = item->box;
    bool pressed = item->state & STATE_PRESSED;
    int radius = box.h >= 120 ? BUTTON_RADIUS : SMALL_RADIUS;
    paint_ring(p, item, radius);
    if (pressed)
        box = box_inset(box, INSET, INSET);
    if (item->look != LOOK_QUIET || pressed)
        raster_frame(&p->canvas, box, (struct frame){radius, c.width, c.line, c.ground});
    int icon = *item->icon ? p->theme->size[SIZE_ICON] * 6 / 7 : 0;
    int words = glyph_width(p->glyph, p->theme, item->style, item->label, strlen(item->label));
    int room = box.w - 2 * SHAPE_BUTTON_SIDE - (icon ? p->theme->size[SIZE_ICON] + ICON_GAP : 0);
    if (words > room) {
        paint_button_lines(p, item, box, c.ink);
        return;
    }
    int all = words + (icon ? icon + ICON_GAP : 0);
    int x = box.x + (box.w - all) / 2, y = box.y + box.h / 2;
    if (icon)
        paint_icon(p, item->icon, (struct spot){x + icon / 2, y, ALIGN_MIDDLE}, icon, c.ink);
    paint_line(p, item->style, item->label, (struct spot){x + all - words, y, ALIGN_LEFT}, c.ink);
    if (item->state & STATE_BUSY)
        paint_busy(p, item, c.ink);
}

/* --- options ----------------------------------------------------------------------------------*/

static void paint_radio(struct painter *p, const struct scene_item *item, uint32_t ground)
{
    const struct theme *t = p->theme;
    int r = t->large ? RADIO * 5 / 4 : RADIO;
    int x = item->box.x + SHAPE_SIDE + RADIO, y = item->box.y + item->box.h / 2;
    if (!(item->state & STATE_SELECTED)) {
        raster_disc(&p->canvas, x, y, r, t->colour[TOKEN_CONTROL]);
        raster_disc(&p->canvas, x, y, r - RADIO_LINE, ground);
        return;
    }
    raster_disc(&p->canvas, x, y, r, t->colour[TOKEN_PRIMARY]);
    paint_icon(p, "check", (struct spot){x, y, ALIGN_MIDDLE}, r * 3 / 2,
               t->colour[TOKEN_ON_PRIMARY]);
}

void paint_option(struct painter *p, const struct scene_item *item)
{
    const struct theme *t = p->theme;
    bool selected = item->state & STATE_SELECTED, pressed = item->state & STATE_PRESSED;
    uint32_t ground = t->colour[selected || pressed ? TOKEN_SELECTED : TOKEN_SURFACE];
    uint32_t ink = t->colour[selected ? TOKEN_ON_SELECTED : TOKEN_INK];
    paint_ring(p, item, BUTTON_RADIUS);
    raster_frame(&p->canvas, pressed ? box_inset(item->box, INSET, INSET) : item->box,
                 (struct frame){BUTTON_RADIUS, t->line[selected ? LINE_SELECTED : LINE_CONTROL],
                                t->colour[selected ? TOKEN_PRIMARY : TOKEN_CONTROL], ground});
    paint_radio(p, item, ground);
    int y = item->box.y + item->box.h / 2;
    enum type_style style = selected ? TYPE_LABEL_BOLD : TYPE_LABEL;
    struct box words = {item->box.x + SHAPE_RADIO_COLUMN, 0, shape_option_words(t, item->box.w), 0};
    words.y = y - paint_words_height(p, style, item->label, words.w) / 2;
    paint_words(p, style, item->label, words, (struct pen){ALIGN_LEFT, ink});
    paint_line(p, selected ? TYPE_CAPTION_BOLD : TYPE_CAPTION, item->note,
               (struct spot){item->box.x + item->box.w - SHAPE_SIDE, y, ALIGN_RIGHT},
               t->colour[TOKEN_MUTED]);
}

/* --- tiles ------------------------------------------------------------------------------------*/

static void paint_plate(struct painter *p, const struct scene_item *item, int x, int y)
{
    const struct theme *t = p->theme;
    if (item->look != LOOK_QUIET && !t->contrast)
        raster_round(&p->canvas, (struct box){x - PLATE / 2, y - PLATE / 2, PLATE, PLATE},
                     PLATE_RADIUS, theme_look_ground(t, item->look));
    paint_icon(p, item->icon, (struct spot){x, y, ALIGN_MIDDLE}, PLATE_ICON,
               theme_look_ink(t, item->look));
}

static void paint_tile_column(struct painter *p, const struct scene_item *item)
{
    struct box box = item->box;
    int label = paint_words_height(p, item->style, item->label, box.w - 12);
    int note = *item->value ? glyph_line_height(p->theme, TYPE_CAPTION) - 2 : 0;
    int plate = *item->icon ? PLATE + 8 : 0;
    int y = box.y + (box.h - plate - label - note) / 2 + (plate ? 3 : 0);
    if (plate)
        paint_plate(p, item, box.x + box.w / 2, y + PLATE / 2);
    y += plate;
    struct box words = {box.x + 6, y, box.w - 12, label};
    paint_words(p, item->style, item->label, words,
                (struct pen){ALIGN_MIDDLE, paint_colour(p, TOKEN_INK)});
    paint_line(p, TYPE_CAPTION, item->value,
               (struct spot){box.x + box.w / 2, y + label + note / 2 - 3, ALIGN_MIDDLE},
               paint_colour(p, TOKEN_MUTED));
}

static void paint_tile_row(struct painter *p, const struct scene_item *item)
{
    struct box box = item->box;
    int size = p->theme->size[SIZE_ICON] + 8;
    int x = box.x + 20;
    raster_round(&p->canvas, (struct box){x, box.y + (box.h - size) / 2, size, size}, 22,
                 theme_look_ground(p->theme, item->look));
    paint_icon(p, item->icon, (struct spot){x + size / 2, box.y + box.h / 2, ALIGN_MIDDLE},
               size * 2 / 3, theme_look_ink(p->theme, item->look));
    int y = box.y + box.h / 2;
    paint_line(p, item->style, item->label, (struct spot){x + size + 20, y - 28, ALIGN_LEFT},
               paint_colour(p, TOKEN_INK));
    paint_line(p, TYPE_CAPTION, item->value, (struct spot){x + size + 20, y + 34, ALIGN_LEFT},
               paint_colour(p, TOKEN_MUTED));
}

/* A face of a rating: faces stand on one line, however many lines the words have. */
static void paint_tile_face(struct painter *p, const struct scene_item *item)
{
    struct box box = item->box;
    int top = FACE + FACE_TOP + 4;
    struct spot face = {box.x + box.w / 2, box.y + FACE_TOP + FACE / 2, ALIGN_MIDDLE};
    paint_icon(p, item->icon, face, FACE, theme_look_ink(p->theme, item->look));
    struct box words = {box.x + SHAPE_FACE_PAD, box.y + top, box.w - 2 * SHAPE_FACE_PAD,
                        box.h - top - 12};
    int height = paint_words_height(p, item->style, item->label, words.w);
    words.y += (words.h - height) / 2;
    paint_words(p, item->style, item->label, words,
                (struct pen){ALIGN_MIDDLE, paint_colour(p, TOKEN_INK)});
}

void paint_tile(struct painter *p, const struct scene_item *item)
{
    const struct theme *t = p->theme;
    bool selected = item->state & STATE_SELECTED, pressed = item->state & STATE_PRESSED;
    paint_ring(p, item, SHAPE_RADIUS);
    if (!(item->state & STATE_FOCUSED))
        raster_shadow(&p->canvas, item->box, SHAPE_RADIUS, t->colour[TOKEN_SHADOW],
                      t->line[LINE_SHADOW]);
    raster_frame(&p->canvas, pressed ? box_inset(item->box, INSET, INSET) : item->box,
                 (struct frame){SHAPE_RADIUS, t->line[selected ? LINE_SELECTED : LINE_PANEL],
                                t->colour[selected || pressed ? TOKEN_PRIMARY : TOKEN_LINE],
                                t->colour[selected || pressed ? TOKEN_SELECTED : TOKEN_SURFACE]});
    if (item->look == LOOK_QUIET && *item->icon)
        paint_tile_face(p, item);
    else if (t->large && *item->icon && *item->value)
        paint_tile_row(p, item);
    else
        paint_tile_column(p, item);
}

/* --- tabs, search, entry ----------------------------------------------------------------------*/

void paint_tab(struct painter *p, const struct scene_item *item)
{
    const struct theme *t = p->theme;
    bool selected = item->state & STATE_SELECTED, pressed = item->state & STATE_PRESSED;
    paint_ring(p, item, BUTTON_RADIUS);
    if (selected)
        raster_round(&p->canvas, item->box, BUTTON_RADIUS, t->colour[TOKEN_PRIMARY]);
    else if (pressed)
        raster_round(&p->canvas, item->box, BUTTON_RADIUS, t->colour[TOKEN_SELECTED]);
    struct spot at = {item->box.x + item->box.w / 2, item->box.y + item->box.h / 2, ALIGN_MIDDLE};
    paint_line(p, item->style, item->label, at,
               t->colour[selected ? TOKEN_ON_PRIMARY : TOKEN_MUTED]);
}

void paint_search(struct painter *p, const struct scene_item *item)
{
    const struct theme *t = p->theme;
    bool pressed = item->state & STATE_PRESSED;
    int size = t->size[SIZE_ICON] - 8, y = item->box.y + item->box.h / 2;
    paint_ring(p, item, item->box.h / 2);
    raster_frame(&p->canvas, item->box,
                 (struct frame){item->box.h / 2, t->line[LINE_CONTROL], t->colour[TOKEN_CONTROL],
                                t->colour[pressed ? TOKEN_SELECTED : TOKEN_SURFACE]});
    int x = item->box.x + 44;
    paint_icon(p, item->icon, (struct spot){x + size / 2, y, ALIGN_MIDDLE}, size,
               t->colour[TOKEN_ACCENT]);
    paint_line(p, item->style, item->label, (struct spot){x + size + 26, y, ALIGN_LEFT},
               t->colour[TOKEN_MUTED]);
}

void paint_field(struct painter *p, const struct scene_item *item)
{
    const struct theme *t = p->theme;
    bool wrong = item->state & STATE_ERROR, filled = *item->value;
    int y = item->box.y + item->box.h / 2, x = item->box.x + SHAPE_SIDE;
    raster_frame(&p->canvas, item->box,
                 (struct frame){BUTTON_RADIUS, t->line[LINE_SELECTED] / 2 + 2,
                                t->colour[wrong ? TOKEN_ERROR : TOKEN_PRIMARY],
                                t->colour[TOKEN_SURFACE]});
    int w =
        paint_line(p, item->style, filled ? item->value : item->label,
                   (struct spot){x, y, ALIGN_LEFT}, t->colour[filled ? TOKEN_INK : TOKEN_MUTED]);
    if (filled)
        raster_fill(&p->canvas, (struct box){x + w + 6, y - 32, 4, 64}, t->colour[TOKEN_PRIMARY]);
}

void paint_key(struct painter *p, const struct scene_item *item)
{
    const struct theme *t = p->theme;
    bool pressed = item->state & STATE_PRESSED;
    struct spot at = {item->box.x + item->box.w / 2, item->box.y + item->box.h / 2, ALIGN_MIDDLE};
    paint_ring(p, item, SMALL_RADIUS);
    raster_frame(&p->canvas, pressed ? box_inset(item->box, INSET, INSET) : item->box,
                 (struct frame){SMALL_RADIUS, t->line[LINE_CONTROL], t->colour[TOKEN_CONTROL],
                                t->colour[pressed ? TOKEN_SELECTED : TOKEN_SURFACE]});
    paint_icon(p, item->icon, (struct spot){at.x, at.y, ALIGN_MIDDLE}, 64, t->colour[TOKEN_INK]);
    paint_line(p, item->style, item->label, at, t->colour[TOKEN_INK]);
}
