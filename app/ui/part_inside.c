/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ui/part_inside.h"

#include "app/words/words.h"

enum { BUTTON_ROOM = 36, PAGER_BUTTON_W = 240 };

void inside_fit(struct layout *l, enum type_style style, const char *text, int width)
{
    if (layout_text_width(l, style, text) > width)
        l->scene->overflows++;
}

int inside_button_width(struct layout *l, const struct button *button, int least)
{
    int icon =
        button->icon && *button->icon ? l->theme->size[SIZE_ICON] + SHAPE_BUTTON_ICON_GAP : 0;
    int width = layout_text_width(l, TYPE_LABEL_BOLD, button->label) + icon + 2 * BUTTON_ROOM;
    return width > least ? width : least;
}

void inside_button(struct layout *l, const struct button *button, struct box box)
{
    int icon =
        button->icon && *button->icon ? l->theme->size[SIZE_ICON] + SHAPE_BUTTON_ICON_GAP : 0;
    bool small = box.h < l->theme->size[SIZE_OPTION_LOW_H];
    enum type_style style = small ? shape_tile_style(l->theme) : TYPE_LABEL_BOLD;
    int words = layout_text_height(l, style, button->label, box.w - 2 * SHAPE_BUTTON_SIDE - icon);
    if (words > box.h)
        l->scene->overflows++;
    scene_add(l->scene, &(struct scene_item){
                            .role = ROLE_BUTTON,
                            .look = button->look == LOOK_PLAIN ? LOOK_SECONDARY : button->look,
                            .style = style,
                            .state = button->busy ? STATE_BUSY : 0,
                            .box = box,
                            .label = button->label,
                            .icon = button->icon,
                            .total = button->busy ? (int)(l->now_ms / 100 % 20) : 0,
                            .action = button->action,
                            .arg = button->arg});
    if (button->busy)
        layout_wake_in(l, 100);
}

int inside_words(struct layout *l, const struct scene_item *like, const char *text,
                 struct box place)
{
    int height = layout_text_height(l, like->style, text, place.w);
    if (height == 0)
        return 0;
    struct scene_item item = *like;
    item.box = (struct box){place.x, place.y, place.w, height};
    item.label = text;
    scene_add(l->scene, &item);
    return height;
}

static int pages_of(int count, int per_page)
{
    return (count + per_page - 1) / per_page;
}

int inside_list_gap(const struct layout *l)
{
    int gap = l->theme->size[SIZE_GAP];
    return l->lean >= 2 || l->needs.low ? gap * 2 / 3 : gap;
}

struct box inside_take_of_list(struct layout *l, struct flow *f, int h)
{
    struct box box = layout_take(l, f, h);
    f->y = box.y + h + inside_list_gap(l);
    return box;
}

struct split inside_split(struct layout *l, const struct flow *f, struct list list,
                          struct pager pager)
{
    int count = list.count;
    int room = layout_room(l, f) + list.gap;
    int fit = room / (list.h + list.gap);
    if (fit < count)
        fit = (room - l->theme->size[SIZE_SMALL_H] - layout_gap_of(l)) / (list.h + list.gap);
    if (fit < 1)
        fit = 1;
    struct split s = {.pages = count ? pages_of(count, fit) : 1};
    /* Pages alike in length read better than a full one and a rest. */
    s.per_page = count ? pages_of(count, s.pages) : 1;
    s.page = pager.page < 0 ? 0 : pager.page >= s.pages ? s.pages - 1 : pager.page;
    s.first = s.page * s.per_page;
    s.count = count - s.first < s.per_page ? count - s.first : s.per_page;
    l->paged = l->paged || s.pages > 1;
    return s;
}

void inside_pager(struct layout *l, struct flow *f, const struct split *split, int action)
{
    if (split->pages < 2)
        return;
    char words[48];
    snprintf(words, sizeof words, _("第 %d 页，共 %d 页"), split->page + 1, split->pages);
    struct box row = layout_take(l, f, l->theme->size[SIZE_SMALL_H]);
    int line = layout_text_height(l, TYPE_CAPTION, words, row.w);
    struct box middle = {row.x + PAGER_BUTTON_W, row.y + (row.h - line) / 2,
                         row.w - 2 * PAGER_BUTTON_W, line};
    struct button back = {
        .label = _("上一页"), .action = action, .arg = split->page - 1, .look = LOOK_SECONDARY};
    struct button on = {
        .label = _("下一页"), .action = action, .arg = split->page + 1, .look = LOOK_SECONDARY};
    if (split->page > 0)
        inside_button(l, &back, (struct box){row.x, row.y, PAGER_BUTTON_W, row.h});
    scene_add(l->scene, &(struct scene_item){.role = ROLE_TEXT,
                                             .style = TYPE_CAPTION,
                                             .ink = INK_MUTED,
                                             .state = STATE_CENTRED,
                                             .box = middle,
                                             .label = words});
    if (split->page < split->pages - 1)
        inside_button(l, &on,
                      (struct box){row.x + row.w - PAGER_BUTTON_W, row.y, PAGER_BUTTON_W, row.h});
}

void inside_flex(struct flow *f)
{
    f->flex_end = f->y;
}
