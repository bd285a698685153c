/* SPDX-License-Identifier: Apache-2.0 */
/* Cards and what stands in them. */
#include <qrencode.h>
#include <string.h>

#include "app/ui/paint_inside.h"

enum { QR_QUIET = 4, BADGE_RADIUS = 16, CHIP_RADIUS = 16, HERO_PAD = 52, NOTICE_EDGE = 10 };

void paint_panel(struct painter *p, const struct scene_item *item)
{
    paint_card(p, item->box, item->look, item->state & STATE_FLAT);
}

void paint_rule(struct painter *p, const struct scene_item *item)
{
    raster_fill(&p->canvas, item->box, paint_colour(p, TOKEN_LINE));
}

struct words_ink {
    uint32_t icon, label, value;
};

/* Icon at the left in the middle, title and text beside it, both in the middle of the box. */
static void paint_icon_words(struct painter *p, const struct scene_item *item, struct words_ink ink,
                             enum type_style title, enum type_style text)
{
    const struct theme *t = p->theme;
    struct box words = shape_card_words(t, item->role, item->box);
    if (item->role == ROLE_LINK)
        words.w -= item->total;
    int icon = t->size[SIZE_ICON];
    int height = paint_words_height(p, title, item->label, words.w) +
                 paint_words_height(p, text, item->value, words.w);
    paint_icon(p, item->icon,
               (struct spot){words.x - SHAPE_ICON_GAP - icon / 2, item->box.y + item->box.h / 2,
                             ALIGN_MIDDLE},
               icon, ink.icon);
    words.y += (item->box.h - height) / 2;
    words.y += paint_words(p, title, item->label, words, (struct pen){ALIGN_LEFT, ink.label});
    paint_words(p, text, item->value, words, (struct pen){ALIGN_LEFT, ink.value});
}

void paint_fact(struct painter *p, const struct scene_item *item)
{
    struct words_ink ink = {paint_colour(p, TOKEN_ACCENT), paint_colour(p, TOKEN_INK),
                            paint_colour(p, TOKEN_MUTED)};
    bool quiet = item->look == LOOK_QUIET;
    if (quiet) {
        /* A line beside the way back: nearer to its icon. */
        int icon = p->theme->size[SIZE_ICON] - 8;
        struct box words = item->box;
        words.x += icon + 20;
        words.w -= icon + 20;
        paint_icon(
            p, item->icon,
            (struct spot){item->box.x + icon / 2, item->box.y + item->box.h / 2, ALIGN_MIDDLE},
            icon, ink.icon);
        paint_words(p, item->style, item->label, words, (struct pen){ALIGN_LEFT, ink.value});
        return;
    }
    paint_icon_words(p, item, ink, *item->value ? TYPE_BODY_BOLD : item->style, TYPE_NOTE);
}

void paint_notice(struct painter *p, const struct scene_item *item)
{
    uint32_t ink = theme_look_ink(p->theme, item->look);
    bool grave = item->look == LOOK_ERROR || item->look == LOOK_DANGER;
    struct box card = item->box;
    if (grave) {
        /* The heavy edge at the left: the card lies a little to the right on one of its ink. */
        struct box clip = p->canvas.clip;
        p->canvas.clip = box_cut(clip, (struct box){card.x, card.y, 2 * SHAPE_RADIUS, card.h});
        raster_round(&p->canvas, card, SHAPE_RADIUS, ink);
        p->canvas.clip = clip;
        card.x += NOTICE_EDGE;
        card.w -= NOTICE_EDGE;
    }
    paint_card(p, card, item->look, true);
    paint_icon_words(p, item, (struct words_ink){ink, ink, ink}, TYPE_BODY_BOLD, TYPE_NOTE);
}

static void paint_badge_in(struct painter *p, struct box box, enum look look, const char *label)
{
    const struct theme *t = p->theme;
    raster_frame(&p->canvas, box,
                 (struct frame){BADGE_RADIUS, t->contrast ? 3 : 0, theme_look_line(t, look),
                                theme_look_ground(t, look)});
    paint_line(p, TYPE_CAPTION_BOLD, label,
               (struct spot){box.x + box.w / 2, box.y + box.h / 2, ALIGN_MIDDLE},
               theme_look_ink(t, look));
}

void paint_badge(struct painter *p, const struct scene_item *item)
{
    paint_badge_in(p, item->box, item->look, item->label);
}

void paint_link(struct painter *p, const struct scene_item *item)
{
    const struct theme *t = p->theme;
    bool pressed = item->state & STATE_PRESSED;
    paint_ring(p, item, SHAPE_RADIUS);
    if (!(item->state & STATE_FOCUSED))
        raster_shadow(&p->canvas, item->box, SHAPE_RADIUS, t->colour[TOKEN_SHADOW],
                      t->line[LINE_SHADOW]);
    raster_frame(&p->canvas, item->box,
                 (struct frame){SHAPE_RADIUS, t->line[LINE_PANEL],
                                t->colour[pressed ? TOKEN_PRIMARY : TOKEN_LINE],
                                t->colour[pressed ? TOKEN_SELECTED : TOKEN_SURFACE]});
    struct words_ink ink = {t->colour[TOKEN_ACCENT], t->colour[TOKEN_INK], t->colour[TOKEN_MUTED]};
    paint_icon_words(p, item, ink, TYPE_BODY_BOLD, TYPE_NOTE);
    if (!*item->note)
        return;
    int pad = shape_card_pad(t, ROLE_LINK), h = t->size[SIZE_BADGE_H];
    int w = item->total - 16;
    struct box badge = {item->box.x + item->box.w - pad - w + 4,
                        item->box.y + (item->box.h - h) / 2, w, h};
    paint_badge_in(p, badge, item->look, item->note);
}

void paint_row(struct painter *p, const struct scene_item *item)
{
    const struct theme *t = p->theme;
    struct box words = item->box;
    words.x += item->amount;
    words.w -= item->amount + item->total;
    int height = paint_words_height(p, TYPE_LABEL_BOLD, item->value, words.w) +
                 paint_words_height(p, TYPE_CAPTION, item->note, words.w);
    struct box label = {item->box.x, 0, item->amount - SHAPE_ROW_LABEL_GAP, item->box.h};
    int beside = paint_words_height(p, TYPE_BODY, item->label, label.w);
    words.y += (item->box.h - (beside > height ? beside : height)) / 2;
    int first = words.y + glyph_line_height(t, TYPE_LABEL_BOLD) / 2;
    label.y = first - glyph_line_height(t, TYPE_BODY) / 2;
    paint_words(p, TYPE_BODY, item->label, label, (struct pen){ALIGN_LEFT, t->colour[TOKEN_MUTED]});
    words.y += paint_words(p, TYPE_LABEL_BOLD, item->value, words,
                           (struct pen){ALIGN_LEFT, t->colour[TOKEN_INK]});
    paint_words(p, TYPE_CAPTION, item->note, words,
                (struct pen){ALIGN_LEFT, t->colour[TOKEN_MUTED]});
}

void paint_disc(struct painter *p, const struct scene_item *item)
{
    int r = item->box.w / 2;
    int x = item->box.x + r, y = item->box.y + r;
    raster_disc(&p->canvas, x, y, r, theme_look_ink(p->theme, item->look));
    paint_icon(p, item->icon, (struct spot){x, y, ALIGN_MIDDLE}, r * 5 / 4,
               paint_colour(p, TOKEN_ON_SIGN));
}

void paint_qr(struct painter *p, const struct scene_item *item)
{
    struct box box = item->box;
    raster_fill(&p->canvas, box, 0xFFFFFF);
    QRcode *code = QRcode_encodeString8bit(item->value, 0, QR_ECLEVEL_M);
    if (!code)
        return;
    /* On a white card the card's own edge is the quiet zone. */
    int quiet = p->theme->contrast ? QR_QUIET : 0;
    int module = box.w / (code->width + 2 * quiet);
    int spare = box.w - module * code->width;
    int x0 = box.x + (quiet || item->state & STATE_CENTRED ? spare / 2 : spare);
    int y0 = box.y + (box.h - module * code->width) / 2;
    for (int i = 0; i < code->width * code->width; i++)
        if (code->data[i] & 1)
            raster_fill(&p->canvas,
                        (struct box){x0 + i % code->width * module, y0 + i / code->width * module,
                                     module, module},
                        p->theme->contrast ? 0x000000 : paint_colour(p, TOKEN_INK));
    QRcode_free(code);
}

/* --- home's banner ----------------------------------------------------------------------------*/

static void paint_hero_card(struct painter *p, float x, float y)
{
    struct path card = {0}, photo = {0};
    struct point centre = {x, y};
    path_add_box(&card, centre, (struct point){178, 114}, 14, -8);
    path_fill(&p->canvas, &card, 0xFFFFFF);
    path_add_box(&photo, (struct point){x + 52, y - 10}, (struct point){42, 52}, 7, -8);
    path_fill(&p->canvas, &photo, 0xBCCFE8);
    static const float lines[3][3] = {{-66, -16, 80}, {-62, 8, 54}, {-60, 32, 88}};
    for (int i = 0; i < 3; i++) {
        struct path line = {0};
        path_add(&line, x + lines[i][0], y + lines[i][1]);
        path_add(&line, x + lines[i][0] + lines[i][2], y + lines[i][1] - lines[i][2] * 0.14F);
        path_stroke(&p->canvas, &line, 5, false, 0x8093AC);
    }
}

static void paint_hero_art(struct painter *p, struct box box)
{
    const struct theme *t = p->theme;
    int x = box.x + box.w - 60 - 260, y = box.y + box.h / 2 + 4;
    struct box slot = {x, y, 260, 84};
    raster_frame(
        &p->canvas, slot,
        (struct frame){18, t->contrast ? 4 : 0, t->colour[TOKEN_LINE], t->colour[TOKEN_DEEP]});
    /* The card stands in the lit slit: what is below the light is hidden by the slot. */
    struct box clip = p->canvas.clip;
    p->canvas.clip = box_cut(clip, (struct box){box.x, box.y, box.w, y + 24 - box.y});
    paint_hero_card(p, (float)(x + 130), (float)(y - 42));
    p->canvas.clip = clip;
    raster_round(&p->canvas, (struct box){x + 26, y + 16, 208, 16}, 8, t->colour[TOKEN_LAMP]);
    struct path stem = {0}, head = {0};
    path_add(&stem, (float)(x + 130), (float)(y + 42));
    path_add(&stem, (float)(x + 130), (float)(y + 68));
    path_add(&head, (float)(x + 118), (float)(y + 58));
    path_add(&head, (float)(x + 130), (float)(y + 70));
    path_add(&head, (float)(x + 142), (float)(y + 58));
    path_stroke(&p->canvas, &stem, 5, false, 0xFFFFFF);
    path_stroke(&p->canvas, &head, 5, false, 0xFFFFFF);
}

void paint_hero(struct painter *p, const struct scene_item *item)
{
    const struct theme *t = p->theme;
    struct box box = item->box;
    if (t->contrast)
        raster_frame(&p->canvas, box,
                     (struct frame){36, t->line[LINE_PANEL], t->colour[TOKEN_LINE],
                                    t->colour[TOKEN_HERO_FROM]});
    else
        raster_gradient(&p->canvas, box, 36, t->colour[TOKEN_HERO_FROM], t->colour[TOKEN_HERO_TO]);
    paint_hero_art(p, box);
    struct box words = {box.x + HERO_PAD, box.y + 32, item->total, box.h};
    if (!*item->value)
        words.y += (box.h - 72 - paint_words_height(p, TYPE_SECTION, item->label, words.w)) / 2;
    words.y += paint_words(p, TYPE_SECTION, item->label, words,
                           (struct pen){ALIGN_LEFT, t->colour[TOKEN_ON_HERO]});
    paint_words(p, TYPE_NOTE, item->value, words,
                (struct pen){ALIGN_LEFT,
                             raster_mix(t->colour[TOKEN_HERO_TO], t->colour[TOKEN_ON_HERO], 225)});
}

void paint_chip(struct painter *p, const struct scene_item *item)
{
    const struct theme *t = p->theme;
    raster_frame(&p->canvas, item->box,
                 (struct frame){CHIP_RADIUS, t->contrast ? 3 : 0, t->colour[TOKEN_LINE],
                                t->colour[TOKEN_HERO_CHIP]});
    paint_line(
        p, TYPE_CAPTION_BOLD, item->label,
        (struct spot){item->box.x + item->box.w / 2, item->box.y + item->box.h / 2, ALIGN_MIDDLE},
        t->colour[TOKEN_ON_HERO]);
}
