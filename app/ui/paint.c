/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ui/paint.h"

#include <string.h>

#include "app/ui/paint_inside.h"

enum { RING_WIDTH = 8, RING_EDGE = 4, VEIL_COLOUR = 0x0A1018 };

uint32_t paint_colour(const struct painter *p, enum token token)
{
    return p->theme->colour[token];
}

/* --- words ------------------------------------------------------------------------------------*/

static int paint_part(struct painter *p, enum type_style style, const struct wrap_line *text,
                      struct spot at, uint32_t colour)
{
    struct glyph_line line = glyph_line(p->glyph, p->theme, style, text->text, text->len);
    if (line.w == 0)
        return 0;
    int x = at.align == ALIGN_LEFT    ? at.x
            : at.align == ALIGN_RIGHT ? at.x - line.w
                                      : at.x - line.w / 2;
    raster_mask(&p->canvas, (struct box){x, at.y - line.em_middle, line.w, line.h}, line.mask,
                colour);
    return line.w;
}

int paint_line(struct painter *p, enum type_style style, const char *text, struct spot at,
               uint32_t colour)
{
    return paint_part(p, style, &(struct wrap_line){.text = text, .len = strlen(text)}, at, colour);
}

int paint_words_height(struct painter *p, enum type_style style, const char *text, int width)
{
    struct wrap wrap;
    if (!*text)
        return 0;
    wrap_text(&(struct letters){p->glyph, p->theme, style}, text, width, &wrap);
    return wrap.count * glyph_line_height(p->theme, style);
}

int paint_words(struct painter *p, enum type_style style, const char *text, struct box box,
                struct pen pen)
{
    struct wrap wrap;
    if (!*text)
        return 0;
    wrap_text(&(struct letters){p->glyph, p->theme, style}, text, box.w, &wrap);
    int height = glyph_line_height(p->theme, style);
    int x = pen.align == ALIGN_LEFT    ? box.x
            : pen.align == ALIGN_RIGHT ? box.x + box.w
                                       : box.x + box.w / 2;
    for (int i = 0; i < wrap.count; i++)
        paint_part(p, style, &wrap.lines[i],
                   (struct spot){x, box.y + i * height + height / 2, pen.align}, pen.colour);
    return wrap.count * height;
}

static void paint_text(struct painter *p, const struct scene_item *item)
{
    paint_words(p, item->style, item->label, item->box,
                (struct pen){item->state & STATE_CENTRED ? ALIGN_MIDDLE : ALIGN_LEFT,
                             theme_ink(p->theme, item->ink)});
}

/* --- small things -----------------------------------------------------------------------------*/

void paint_icon(struct painter *p, const char *name, struct spot at, int size, uint32_t colour)
{
    if (*name)
        icons_draw(p->icons, &p->canvas, name,
                   (struct box){at.x - size / 2, at.y - size / 2, size, size}, colour);
}

/* Light with a dark line on both sides, so that it shows on any ground. Painted under its item. */
void paint_ring(struct painter *p, const struct scene_item *item, int radius)
{
    if (!(item->state & STATE_FOCUSED))
        return;
    int out = RING_WIDTH + 2 * RING_EDGE;
    uint32_t edge = paint_colour(p, TOKEN_FOCUS_EDGE), light = paint_colour(p, TOKEN_FOCUS);
    raster_round(&p->canvas, box_inset(item->box, -out, -out), radius + out, edge);
    out -= RING_EDGE;
    raster_round(&p->canvas, box_inset(item->box, -out, -out), radius + out, light);
    raster_round(&p->canvas, box_inset(item->box, -RING_EDGE, -RING_EDGE), radius + RING_EDGE,
                 edge);
}

void paint_card(struct painter *p, struct box box, enum look look, bool flat)
{
    const struct theme *t = p->theme;
    if (!flat)
        raster_shadow(&p->canvas, box, SHAPE_RADIUS, t->colour[TOKEN_SHADOW], t->line[LINE_SHADOW]);
    raster_frame(&p->canvas, box,
                 (struct frame){SHAPE_RADIUS, t->line[LINE_PANEL], theme_look_line(t, look),
                                theme_look_ground(t, look)});
}

static void paint_veil(struct painter *p, const struct scene_item *item)
{
    raster_veil(&p->canvas, item->box, VEIL_COLOUR, p->theme->line[LINE_VEIL] * 255 / 100);
}

static void paint_lone_icon(struct painter *p, const struct scene_item *item)
{
    struct spot at = {item->box.x + item->box.w / 2, item->box.y + item->box.h / 2, ALIGN_MIDDLE};
    paint_icon(p, item->icon, at, item->box.w, theme_look_ink(p->theme, item->look));
}

static paint_item *const painters[ROLE_COUNT] = {
    [ROLE_HEADER] = paint_header,     [ROLE_CLOCK] = paint_clock,
    [ROLE_STEPS] = paint_steps,       [ROLE_HEADING] = paint_text,
    [ROLE_TEXT] = paint_text,         [ROLE_BUTTON] = paint_button,
    [ROLE_OPTION] = paint_option,     [ROLE_TILE] = paint_tile,
    [ROLE_TAB] = paint_tab,           [ROLE_SEARCH] = paint_search,
    [ROLE_FIELD] = paint_field,       [ROLE_KEY] = paint_key,
    [ROLE_LINK] = paint_link,         [ROLE_PANEL] = paint_panel,
    [ROLE_RULE] = paint_rule,         [ROLE_FACT] = paint_fact,
    [ROLE_ROW] = paint_row,           [ROLE_NOTICE] = paint_notice,
    [ROLE_BADGE] = paint_badge,       [ROLE_ICON] = paint_lone_icon,
    [ROLE_DISC] = paint_disc,         [ROLE_QR] = paint_qr,
    [ROLE_NUMBER] = paint_text,       [ROLE_HERO] = paint_hero,
    [ROLE_CHIP] = paint_chip,         [ROLE_PICTURE] = paint_picture,
    [ROLE_PAD] = paint_pad,           [ROLE_PHOTO] = paint_photo,
    [ROLE_PROGRESS] = paint_progress, [ROLE_COUNTDOWN] = paint_countdown,
    [ROLE_VEIL] = paint_veil,         [ROLE_BAR] = paint_bar,
    [ROLE_BAR_KEY] = paint_bar_key,
};

void paint_scene(struct painter *p, const struct scene *scene, struct box area)
{
    struct box whole = p->canvas.clip;
    p->canvas.clip = box_cut(area, whole);
    raster_fill(&p->canvas, area, paint_colour(p, TOKEN_BG));
    for (int i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (painters[item->role] && !box_is_empty(box_cut(scene_item_reach(item), p->canvas.clip)))
            painters[item->role](p, item);
    }
    p->canvas.clip = whole;
}
