/* SPDX-License-Identifier: Apache-2.0 */
/* What is pressed: options, tiles, tabs, buttons, search, rating, field and keys. */
#include <string.h>

#include "app/ui/part_inside.h"

enum {
    NARROW_GAP = 16,
    RATING_H = 220,
    TILE_PAD = 6,
    OPTION_PAD = 14,
    KEYS_MAX = 48,
    SEARCH_SIDE = 40
};

static int option_words(const struct layout *l)
{
    return shape_option_words(l->theme, LAYOUT_WIDTH);
}

/* All options of a list are as high as the one with the longest label needs. */
static int option_height(struct layout *l, const struct option *options, int count)
{
    int h = l->theme->size[l->needs.low || l->lean > 0 ? SIZE_OPTION_LOW_H : SIZE_OPTION_H];
    for (int i = 0; i < count; i++) {
        int words = layout_text_height(l, TYPE_LABEL_BOLD, options[i].label, option_words(l));
        h = words + 2 * OPTION_PAD > h ? words + 2 * OPTION_PAD : h;
    }
    return h;
}

/* The note gives way when both do not fit on the line: one thing at a time. */
static const char *option_note(struct layout *l, const struct option *option)
{
    int label = layout_text_width(l, TYPE_LABEL_BOLD, option->label);
    int note = layout_text_width(l, TYPE_CAPTION_BOLD, option->note);
    return label + note + 24 <= option_words(l) ? option->note : NULL;
}

void part_options(struct layout *l, const struct option *options, int count, int action,
                  struct pager pager)
{
    struct flow *f = layout_flow(l, true);
    int h = option_height(l, options, count);
    struct split split = inside_split(l, f, (struct list){count, h, inside_list_gap(l)}, pager);
    for (int i = split.first; i < split.first + split.count; i++) {
        struct box box = inside_take_of_list(l, f, h);
        scene_add(l->scene, &(struct scene_item){.role = ROLE_OPTION,
                                                 .state = options[i].selected ? STATE_SELECTED : 0,
                                                 .box = box,
                                                 .label = options[i].label,
                                                 .note = option_note(l, &options[i]),
                                                 .action = action,
                                                 .arg = options[i].arg});
    }
    inside_pager(l, f, &split, pager.action);
    inside_flex(f);
}

/* As many columns as the longest label allows. */
static int columns_for(int widest, int most, int gap)
{
    int columns = most;
    while (columns > 1 && (LAYOUT_WIDTH - (columns - 1) * gap) / columns - 2 * TILE_PAD < widest)
        columns--;
    return columns;
}

static int choice_columns(struct layout *l, const struct option *options, int count)
{
    int widest = 0;
    for (int i = 0; i < count; i++) {
        int width = layout_text_width(l, TYPE_LABEL_BOLD, options[i].label);
        widest = width > widest ? width : widest;
    }
    return columns_for(widest, l->theme->large ? 3 : 4, NARROW_GAP);
}

static void add_choice(struct layout *l, const struct option *option, struct box box, int action)
{
    enum type_style style = option->selected ? TYPE_LABEL_BOLD : TYPE_LABEL;
    inside_fit(l, TYPE_LABEL_BOLD, option->label, box.w - 2 * TILE_PAD);
    scene_add(l->scene, &(struct scene_item){.role = ROLE_TILE,
                                             .look = LOOK_QUIET,
                                             .style = style,
                                             .state = option->selected ? STATE_SELECTED : 0,
                                             .box = box,
                                             .label = option->label,
                                             .action = action,
                                             .arg = option->arg});
}

void part_choices(struct layout *l, const struct option *options, int count, int action,
                  struct pager pager)
{
    struct flow *f = layout_flow(l, true);
    int columns = choice_columns(l, options, count);
    int h = l->theme->size[SIZE_OPTION_LOW_H];
    int rows = (count + columns - 1) / columns;
    struct split split = inside_split(l, f, (struct list){rows, h, inside_list_gap(l)}, pager);
    for (int r = split.first; r < split.first + split.count; r++) {
        struct box row = inside_take_of_list(l, f, h);
        for (int c = 0; c < columns && r * columns + c < count; c++)
            add_choice(l, &options[r * columns + c], layout_column(row, c, columns, NARROW_GAP),
                       action);
    }
    inside_pager(l, f, &split, pager.action);
    inside_flex(f);
}

/* --- tiles ------------------------------------------------------------------------------------*/

/* What stands beside the words of a tile. */
static int tile_beside(const struct layout *l)
{
    return l->theme->large && !l->needs.low ? l->theme->size[SIZE_ICON] + 40 : 0;
}

static int tile_columns(struct layout *l, const struct tile *tiles, int count)
{
    int widest = 0;
    for (int i = 0; i < count; i++) {
        int label = layout_text_width(l, shape_tile_style(l->theme), tiles[i].label);
        int note = layout_text_width(l, TYPE_CAPTION, tiles[i].note);
        widest = label > widest ? label : widest;
        widest = note > widest ? note : widest;
    }
    return columns_for(widest + tile_beside(l), l->theme->size[SIZE_TILE_COLUMNS],
                       l->theme->size[SIZE_GAP]);
}

static void add_tile(struct layout *l, const struct tile *tile, struct box box, int action)
{
    int words = box.w - 2 * TILE_PAD - tile_beside(l);
    inside_fit(l, shape_tile_style(l->theme), tile->label, words);
    inside_fit(l, TYPE_CAPTION, tile->note, words);
    scene_add(l->scene,
              &(struct scene_item){.role = ROLE_TILE,
                                   .look = tile->look == LOOK_PLAIN ? LOOK_INFO : tile->look,
                                   .style = shape_tile_style(l->theme),
                                   .box = box,
                                   .icon = l->needs.low ? NULL : tile->icon,
                                   .label = tile->label,
                                   .value = tile->note,
                                   .action = action,
                                   .arg = tile->arg});
}

void part_tiles(struct layout *l, const struct tile *tiles, int count, int action,
                struct pager pager)
{
    struct flow *f = layout_flow(l, true);
    int columns = tile_columns(l, tiles, count);
    int h = l->theme->size[l->needs.low ? SIZE_TILE_LOW_H : SIZE_TILE_H];
    int gap = l->theme->size[SIZE_GAP];
    int rows = (count + columns - 1) / columns;
    struct split split = inside_split(l, f, (struct list){rows, h, inside_list_gap(l)}, pager);
    for (int r = split.first; r < split.first + split.count; r++) {
        struct box row = inside_take_of_list(l, f, h);
        for (int c = 0; c < columns && r * columns + c < count; c++)
            add_tile(l, &tiles[r * columns + c], layout_column(row, c, columns, gap), action);
    }
    inside_pager(l, f, &split, pager.action);
    inside_flex(f);
}

void part_rating(struct layout *l, const char *const *labels, int count, int selected, int action)
{
    static const char *const faces[] = {"face-great", "face-good", "face-plain", "face-bad",
                                        "face-awful"};
    struct flow *f = layout_flow(l, true);
    struct box row = layout_take(l, f, RATING_H + (l->theme->large ? 40 : 0));
    for (int i = 0; i < count && i < (int)ARRAY_LEN(faces); i++) {
        struct box box = layout_column(row, i, count, NARROW_GAP);
        layout_text_height(l, TYPE_CAPTION_BOLD, labels[i], box.w - 2 * SHAPE_FACE_PAD);
        scene_add(l->scene, &(struct scene_item){.role = ROLE_TILE,
                                                 .look = LOOK_QUIET,
                                                 .style = TYPE_CAPTION_BOLD,
                                                 .state = selected == i ? STATE_SELECTED : 0,
                                                 .box = box,
                                                 .icon = faces[i],
                                                 .label = labels[i],
                                                 .action = action,
                                                 .arg = i});
    }
}

/* --- tabs, buttons, search --------------------------------------------------------------------*/

void part_tabs(struct layout *l, const char *const *labels, int count, int selected, int action)
{
    struct flow *f = layout_flow(l, true);
    struct box row = layout_take(l, f, l->theme->size[SIZE_TAB_H]);
    enum type_style style = shape_tile_style(l->theme);
    for (int i = 0; i < count; i++) {
        struct box box = layout_column(row, i, count, NARROW_GAP);
        inside_fit(l, style, labels[i], box.w - 16);
        scene_add(l->scene, &(struct scene_item){.role = ROLE_TAB,
                                                 .style = style,
                                                 .state = i == selected ? STATE_SELECTED : 0,
                                                 .box = box,
                                                 .label = labels[i],
                                                 .action = action,
                                                 .arg = i});
    }
}

static bool buttons_fit(struct layout *l, const struct button *buttons, int count, int width)
{
    for (int i = 0; i < count; i++) {
        int icon = buttons[i].icon ? l->theme->size[SIZE_ICON] + 20 : 0;
        if (layout_text_width(l, TYPE_LABEL_BOLD, buttons[i].label) + icon + 32 > width)
            return false;
    }
    return true;
}

void part_buttons(struct layout *l, const struct button *buttons, int count)
{
    struct flow *f = layout_flow(l, true);
    int gap = l->theme->size[SIZE_GAP];
    int h = l->theme->size[l->needs.low || l->lean > 0 ? SIZE_OPTION_LOW_H : SIZE_BUTTON_H];
    bool beside = buttons_fit(l, buttons, count, (LAYOUT_WIDTH - (count - 1) * gap) / count);
    struct box row = {0};
    for (int i = 0; i < count; i++) {
        if (!beside || i == 0)
            row = layout_take(l, f, h);
        inside_button(l, &buttons[i], beside ? layout_column(row, i, count, gap) : row);
    }
}

void part_spare(struct layout *l, const struct button *button)
{
    struct flow *f = layout_flow(l, true);
    struct button quiet = *button;
    int h = l->theme->size[SIZE_SMALL_H];
    quiet.look = LOOK_QUIET;
    if (!l->spare || f->y + h > f->bottom || !buttons_fit(l, button, 1, LAYOUT_WIDTH))
        return;
    l->spared = true;
    inside_button(l, &quiet, layout_take(l, f, h));
}

void part_search(struct layout *l, const char *placeholder, int action)
{
    struct flow *f = layout_flow(l, true);
    struct box box = layout_take(l, f, l->theme->size[SIZE_SEARCH_H]);
    enum type_style style = l->theme->large ? TYPE_NOTE : TYPE_BODY;
    int words = box.w - 2 * SEARCH_SIDE - l->theme->size[SIZE_ICON] - 8;
    inside_fit(l, style, placeholder, words);
    scene_add(l->scene, &(struct scene_item){.role = ROLE_SEARCH,
                                             .style = style,
                                             .box = box,
                                             .icon = "search",
                                             .label = placeholder,
                                             .action = action});
}

/* --- entry ------------------------------------------------------------------------------------*/

void part_field(struct layout *l, const struct field *field)
{
    struct flow *f = layout_flow(l, false);
    struct box box = layout_take(l, f, l->theme->size[SIZE_OPTION_H]);
    const char *shown = field->value && *field->value ? field->value : field->placeholder;
    int room = box.w - 2 * SHAPE_SIDE;
    bool wide = layout_text_width(l, TYPE_SECTION, shown) > room; /* then one size smaller */
    enum type_style style = wide ? TYPE_LABEL_BOLD : TYPE_SECTION;
    inside_fit(l, style, shown, room);
    scene_add(l->scene, &(struct scene_item){.role = ROLE_FIELD,
                                             .state = field->error ? STATE_ERROR : 0,
                                             .style = style,
                                             .box = box,
                                             .value = field->value,
                                             .label = field->placeholder});
    if (field->error)
        part_notice(l, LOOK_ERROR, NULL, field->error, NULL);
}

void part_keys(struct layout *l, const char *const *keys, int count, int columns, int action)
{
    struct flow *f = layout_flow(l, true);
    int rows = (count + columns - 1) / columns;
    int h = l->theme->size[SIZE_KEY_H];
    int most = (layout_room(l, f) - (rows - 1) * NARROW_GAP) / rows;
    h = most < h ? most : h;
    if (h < l->theme->size[SIZE_SMALL_H])
        h = l->theme->size[SIZE_SMALL_H];
    struct box grid = layout_take(l, f, rows * h + (rows - 1) * NARROW_GAP);
    for (int i = 0; i < count && i < KEYS_MAX; i++) {
        struct box row = {grid.x, grid.y + i / columns * (h + NARROW_GAP), grid.w, h};
        bool back = strcmp(keys[i], "backspace") == 0;
        if (!*keys[i])
            continue;
        scene_add(l->scene,
                  &(struct scene_item){.role = ROLE_KEY,
                                       .style = TYPE_SECTION,
                                       .box = layout_column(row, i % columns, columns, NARROW_GAP),
                                       .icon = back ? "backspace" : NULL,
                                       .label = back ? NULL : keys[i],
                                       .action = action,
                                       .arg = i});
    }
    inside_flex(f);
}
