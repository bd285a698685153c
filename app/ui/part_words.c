/* SPDX-License-Identifier: Apache-2.0 */
/* Headings, text, badges, notices. */
#include "app/ui/part_inside.h"

enum { AFTER_HEADING = 16, TIGHT = 16 };

static void add_words(struct layout *l, const struct scene_item *like, const char *text,
                      int gap_after)
{
    struct flow *f = layout_flow(l, false);
    struct box place = {LAYOUT_MARGIN, f->y, LAYOUT_WIDTH, 0};
    int height = inside_words(l, like, text, place);
    if (height == 0)
        return;
    if (f->y + height > f->bottom)
        l->scene->overflows++;
    f->y += height + gap_after;
}

void part_heading(struct layout *l, const char *text)
{
    add_words(l, &(struct scene_item){.role = ROLE_HEADING, .style = TYPE_QUESTION}, text,
              AFTER_HEADING);
}

void part_hint(struct layout *l, const char *text)
{
    /* The question says it all when room is short. */
    if (l->lean >= 2)
        return;
    layout_flow(l, false)->y -= AFTER_HEADING;
    add_words(l, &(struct scene_item){.role = ROLE_TEXT, .style = TYPE_BODY, .ink = INK_MUTED},
              text, l->theme->size[SIZE_GAP]);
}

void part_section(struct layout *l, const char *text)
{
    add_words(l, &(struct scene_item){.role = ROLE_HEADING, .style = TYPE_SECTION}, text, TIGHT);
}

void part_text(struct layout *l, const char *text)
{
    add_words(l, &(struct scene_item){.role = ROLE_TEXT, .style = TYPE_BODY}, text,
              l->theme->size[SIZE_GAP]);
}

void part_caption(struct layout *l, const char *text)
{
    add_words(l, &(struct scene_item){.role = ROLE_TEXT, .style = TYPE_CAPTION, .ink = INK_MUTED},
              text, TIGHT);
}

static const char *sign_of(enum look look)
{
    switch (look) {
    case LOOK_OK:
        return "check";
    case LOOK_WARN:
        return "clock";
    case LOOK_ERROR:
    case LOOK_DANGER:
        return "warning";
    default:
        return "info";
    }
}

void part_result(struct layout *l, enum look look, const char *heading, const char *text)
{
    struct flow *f = layout_flow(l, false);
    int left = SHAPE_DISC + SHAPE_DISC_GAP;
    int width = LAYOUT_WIDTH - left;
    int heading_h = layout_text_height(l, TYPE_QUESTION, heading, width);
    int text_h = layout_text_height(l, TYPE_BODY, text, width);
    int height = heading_h + text_h > SHAPE_DISC ? heading_h + text_h : SHAPE_DISC;
    struct box box = layout_take(l, f, height);
    struct box disc = {box.x, box.y + (height - SHAPE_DISC) / 2, SHAPE_DISC, SHAPE_DISC};
    scene_add(l->scene, &(struct scene_item){
                            .role = ROLE_DISC, .look = look, .box = disc, .icon = sign_of(look)});
    struct box words = {box.x + left, box.y + (height - heading_h - text_h) / 2, width, 0};
    inside_words(l, &(struct scene_item){.role = ROLE_HEADING, .style = TYPE_QUESTION}, heading,
                 words);
    words.y += heading_h;
    inside_words(l, &(struct scene_item){.role = ROLE_TEXT, .style = TYPE_BODY, .ink = INK_MUTED},
                 text, words);
}

void part_badges(struct layout *l, const struct badge *badges, int count)
{
    struct flow *f = layout_flow(l, false);
    struct box row = layout_take(l, f, l->theme->size[SIZE_BADGE_H]);
    int x = row.x;
    for (int i = 0; i < count; i++) {
        int width = layout_text_width(l, TYPE_CAPTION_BOLD, badges[i].label) + 2 * SHAPE_BADGE_PAD;
        struct box box = {x, row.y, width, row.h};
        scene_add(l->scene, &(struct scene_item){.role = ROLE_BADGE,
                                                 .look = badges[i].look,
                                                 .style = TYPE_CAPTION_BOLD,
                                                 .box = box,
                                                 .label = badges[i].label});
        x += width + 12;
    }
    if (x - 12 > row.x + row.w)
        l->scene->overflows++;
    f->y -= 8;
}

static int words_height(struct layout *l, const char *title, const char *text, int width)
{
    return layout_text_height(l, TYPE_BODY_BOLD, title, width) +
           layout_text_height(l, TYPE_NOTE, text, width);
}

void part_notice(struct layout *l, enum look look, const char *icon, const char *title,
                 const char *text)
{
    struct flow *f = layout_flow(l, false);
    struct box probe = {LAYOUT_MARGIN, 0, LAYOUT_WIDTH, 0};
    struct box words = shape_card_words(l->theme, ROLE_NOTICE, probe);
    struct box box = layout_take(l, f, words_height(l, title, text, words.w) + 2 * SHAPE_CARD_PAD);
    scene_add(l->scene, &(struct scene_item){.role = ROLE_NOTICE,
                                             .look = look,
                                             .box = box,
                                             .icon = icon ? icon : sign_of(look),
                                             .label = title,
                                             .value = text});
}

void part_notice_optional(struct layout *l, enum look look, const char *icon, const char *title,
                          const char *text)
{
    l->optional = true;
    if (l->lean <= 0)
        part_notice(l, look, icon, title, text);
}
