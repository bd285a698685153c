/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures, time, the resting screen, the question over the page. */
#include "app/ui/glyph.h"
#include "app/ui/part_inside.h"
#include "platform/base/secret.h"

enum {
    HERO_PAD = 52,
    HERO_ART_W = 300,
    CHIP_H = 60,
    PICTURE_LEAST = 300,
    PICTURE_MOST = 760,
    SLIP_LEAST = 300,
    SLIP_MOST = 470,
    FRAME_MS = 100,
    CYCLE_MS = 3000,
    BAR_H = 20,
    DIALOG_W = 888,
    DIALOG_PAD = 56,
    ATTRACT_MARK = 300,
    SHIFT_MS = 60000, /* the resting picture moves a little each minute: no burn-in */
    SHIFT_PX = 12,
};

/* --- home's banner ----------------------------------------------------------------------------*/

static void add_chips(struct layout *l, const char *const *chips, int count, int x, int y)
{
    for (int i = 0; i < count; i++) {
        int w = layout_text_width(l, TYPE_CAPTION_BOLD, chips[i]) + 40;
        scene_add(l->scene, &(struct scene_item){.role = ROLE_CHIP,
                                                 .style = TYPE_CAPTION_BOLD,
                                                 .box = {x, y, w, CHIP_H},
                                                 .label = chips[i]});
        x += w + 16;
    }
    if (count > 0 && x - 16 > LAYOUT_MARGIN + LAYOUT_WIDTH - HERO_ART_W)
        l->scene->overflows++;
}

void part_hero(struct layout *l, const char *title, const char *text, const char *const *chips,
               int count)
{
    struct flow *f = layout_flow(l, false);
    int words = LAYOUT_WIDTH - HERO_PAD - HERO_ART_W;
    int title_h = layout_text_height(l, TYPE_SECTION, title, words);
    bool bare = l->theme->large || l->lean > 0;
    int text_h = bare ? 0 : layout_text_height(l, TYPE_NOTE, text, words);
    int shown = bare ? 0 : count;
    int height = 32 + title_h + text_h + (shown ? CHIP_H + 20 : 0) + 36;
    int least = l->lean >= 2 ? 200 : bare ? 260 : 344;
    struct box box = layout_take(l, f, height < least ? least : height);
    scene_add(l->scene, &(struct scene_item){.role = ROLE_HERO,
                                             .box = box,
                                             .label = title,
                                             .value = bare ? NULL : text,
                                             .total = words});
    add_chips(l, chips, shown, box.x + HERO_PAD, box.y + box.h - CHIP_H - 36);
}

/* --- drawings ---------------------------------------------------------------------------------*/

static int phase(struct layout *l)
{
    if (l->needs.contrast || l->needs.large)
        return 0;
    layout_wake_in(l, FRAME_MS - (int)(l->now_ms % FRAME_MS));
    return (int)(l->now_ms % CYCLE_MS / FRAME_MS * FRAME_MS * 1000 / CYCLE_MS);
}

static struct box take_flexible(struct layout *l, int least, int most)
{
    struct flow *f = layout_flow(l, false);
    int h = layout_room(l, f);
    h = h > most ? most : h < least ? least : h;
    struct box box = layout_take(l, f, h);
    inside_flex(f);
    return box;
}

void part_picture(struct layout *l, enum picture picture, const char *description)
{
    struct box box = take_flexible(l, PICTURE_LEAST, PICTURE_MOST);
    bool moves = picture != PICTURE_PAGE;
    scene_add(l->scene, &(struct scene_item){.role = ROLE_PICTURE,
                                             .box = box,
                                             .label = description,
                                             .amount = picture,
                                             .total = moves ? phase(l) : 0});
}

void part_slip(struct layout *l, const struct slip *slip)
{
    struct box box = take_flexible(l, SLIP_LEAST, SLIP_MOST);
    scene_add(l->scene, &(struct scene_item){.role = ROLE_PICTURE,
                                             .box = box,
                                             .state = STATE_FLAT,
                                             .value = slip->lines,
                                             .note = slip->qr,
                                             .amount = PICTURE_SLOT});
    struct scene_item side = {
        .role = ROLE_HEADING, .style = TYPE_LABEL_BOLD, .state = STATE_CENTRED};
    const char *const words[] = {slip->left, slip->right};
    int w = (box.w - 320) / 2 - 16;
    for (int i = 0; i < 2; i++) {
        int h = layout_text_height(l, side.style, words[i], w);
        struct box place = {i ? box.x + box.w - w - 8 : box.x + 8, box.y + (box.h - h) / 2 - 24, w,
                            0};
        inside_words(l, &side, words[i], place);
    }
}

/* --- time -------------------------------------------------------------------------------------*/

static void add_bar(struct layout *l, enum role role, const char *label, int amount, int total)
{
    struct flow *f = layout_flow(l, false);
    int words = layout_text_height(l, TYPE_BODY, label, LAYOUT_WIDTH);
    struct box box = layout_take(l, f, words + 12 + BAR_H);
    scene_add(l->scene, &(struct scene_item){.role = role,
                                             .style = TYPE_BODY,
                                             .box = box,
                                             .label = label,
                                             .amount = amount,
                                             .total = total});
}

void part_progress(struct layout *l, const char *label, int permille)
{
    bool busy = permille < 0;
    add_bar(l, ROLE_PROGRESS, label, busy ? -1 : permille, busy ? phase(l) : 0);
}

void part_countdown(struct layout *l, const char *label, int seconds_left, int seconds)
{
    add_bar(l, ROLE_COUNTDOWN, label, seconds_left, seconds);
}

/* --- the resting screen -----------------------------------------------------------------------*/

void part_attract(struct layout *l, const char *title, const char *text, const char *call)
{
    int shift = (int)(l->now_ms / SHIFT_MS % 3 - 1) * SHIFT_PX;
    int x = LAYOUT_MARGIN + shift;
    struct box mark = {x + (LAYOUT_WIDTH - ATTRACT_MARK) / 2, 500, ATTRACT_MARK, ATTRACT_MARK};
    scene_add(l->scene,
              &(struct scene_item){
                  .role = ROLE_PICTURE, .box = mark, .state = STATE_FLAT, .amount = PICTURE_MARK});
    struct scene_item item = {.role = ROLE_HEADING, .style = TYPE_NUMBER, .state = STATE_CENTRED};
    struct box place = {x, mark.y + mark.h + 64, LAYOUT_WIDTH, 0};
    place.y += inside_words(l, &item, title, place) + 16;
    item = (struct scene_item){
        .role = ROLE_TEXT, .style = TYPE_LABEL, .ink = INK_MUTED, .state = STATE_CENTRED};
    place.y += inside_words(l, &item, text, place) + 64;
    item = (struct scene_item){
        .role = ROLE_HEADING, .style = TYPE_SECTION, .ink = INK_PRIMARY, .state = STATE_CENTRED};
    inside_words(l, &item, call, place);
    layout_wake_in(l, SHIFT_MS);
}

/* --- the question over the page ---------------------------------------------------------------*/

struct dialog_shape {
    int title_h, text_h, time_h, button_h, height, words;
};

static struct dialog_shape dialog_shape(struct layout *l, const struct dialog *d)
{
    struct dialog_shape s = {.words = DIALOG_W - 2 * DIALOG_PAD,
                             .button_h = l->theme->size[SIZE_BUTTON_H]};
    s.title_h = layout_text_height(l, TYPE_SECTION, d->title, s.words);
    s.text_h = layout_text_height(l, TYPE_BODY, d->text, s.words);
    s.time_h = d->seconds ? glyph_line_height(l->theme, TYPE_GIANT) + BAR_H + 24 : 0;
    int buttons = (d->main.label ? s.button_h + 24 : 0) + (d->other.label ? s.button_h + 24 : 0);
    s.height =
        2 * DIALOG_PAD + SHAPE_DISC + 24 + s.title_h + 12 + s.text_h + s.time_h + 32 + buttons - 24;
    return s;
}

static void add_dialog_words(struct layout *l, const struct dialog *d, const struct dialog_shape *s,
                             struct box *place)
{
    struct box disc = {place->x + (place->w - SHAPE_DISC) / 2, place->y, SHAPE_DISC, SHAPE_DISC};
    scene_add(l->scene, &(struct scene_item){.role = ROLE_DISC,
                                             .look = d->look,
                                             .box = disc,
                                             .icon = d->icon ? d->icon : "clock"});
    place->y += SHAPE_DISC + 24;
    struct scene_item item = {.role = ROLE_HEADING, .style = TYPE_SECTION, .state = STATE_CENTRED};
    place->y += inside_words(l, &item, d->title, *place) + 12;
    item = (struct scene_item){
        .role = ROLE_TEXT, .style = TYPE_BODY, .ink = INK_MUTED, .state = STATE_CENTRED};
    place->y += inside_words(l, &item, d->text, *place);
    if (d->seconds) {
        char left[16];
        snprintf(left, sizeof left, "%d", d->seconds_left);
        struct box box = {place->x, place->y, place->w, s->time_h};
        scene_add(l->scene, &(struct scene_item){.role = ROLE_COUNTDOWN,
                                                 .style = TYPE_GIANT,
                                                 .state = STATE_CENTRED,
                                                 .box = box,
                                                 .label = left,
                                                 .amount = d->seconds_left,
                                                 .total = d->seconds});
    }
    place->y += s->time_h + 32;
}

void part_dialog(struct layout *l, const struct dialog *dialog)
{
    struct dialog_shape s = dialog_shape(l, dialog);
    int bottom = l->needs.low ? LAYOUT_ACTIONS_BOTTOM : (SCENE_NATIVE_H + s.height) / 2;
    struct box box = {(SCENE_NATIVE_W - DIALOG_W) / 2, bottom - s.height, DIALOG_W, s.height};
    scene_add(l->scene, &(struct scene_item){.role = ROLE_VEIL,
                                             .box = {0, 0, SCENE_NATIVE_W, SCENE_NATIVE_H}});
    scene_add(l->scene, &(struct scene_item){.role = ROLE_PANEL, .box = box});
    struct box place = {box.x + DIALOG_PAD, box.y + DIALOG_PAD, s.words, 0};
    add_dialog_words(l, dialog, &s, &place);
    struct button main = dialog->main;
    main.look = main.look == LOOK_PLAIN ? LOOK_PRIMARY : main.look;
    const struct button *const buttons[] = {&main, &dialog->other};
    for (int i = 0; i < 2; i++) {
        if (!buttons[i]->label)
            continue;
        inside_button(l, buttons[i], (struct box){place.x, place.y, place.w, s.button_h});
        place.y += s.button_h + 24;
    }
    if (box.y < 16)
        l->scene->overflows++;
}
