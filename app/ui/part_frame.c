/* SPDX-License-Identifier: Apache-2.0 */
/* Header, step bar, foot: what stands at the same place on every page. */
#include <string.h>
#include <time.h>

#include "app/ui/part_inside.h"
#include "app/ui/ui.h"
#include "app/words/day.h"
#include "app/words/words.h"
#include "platform/base/clock.h"

enum {
    CLOCK_W = 300,
    CLOCK_DIGITS_W = 160,
    CLOCK_DATE_W = 240,
    STEPS_TOP = 168,
    STEPS_H = 88,
    AFTER_STEPS = 296,
    BACK_W = 312,
    EVEN_LEFT_W = 420,
    ACTION_GAP = 24,
    BAR_KEYS = 6,
    BAR_KEY_W = 164,
    BAR_KEY_H = 96,
    MINUTE_MS = 60000,
};

static void add_clock(struct layout *l)
{
    int64_t wall = clock_wall_ms();
    time_t seconds = (time_t)(wall / 1000);
    struct tm tm = {0};
    localtime_r(&seconds, &tm);
    char time[16], date[DAY_WORDS];
    snprintf(time, sizeof time, "%02d:%02d", tm.tm_hour % 24, tm.tm_min % 60);
    day_say((tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday, date);
    struct box box = {LAYOUT_MARGIN + LAYOUT_WIDTH - CLOCK_W, 0, CLOCK_W, LAYOUT_HEADER_H - 4};
    scene_add(l->scene,
              &(struct scene_item){.role = ROLE_CLOCK, .box = box, .label = time, .value = date});
    layout_wake_in(l, MINUTE_MS - (int)(wall % MINUTE_MS));
}

void part_header(struct layout *l, const char *title, const char *subtitle)
{
    struct box box = {0, 0, SCENE_NATIVE_W, LAYOUT_HEADER_H};
    int words = LAYOUT_MARGIN + LAYOUT_WIDTH - SHAPE_TITLE_X;
    inside_fit(l, TYPE_HEADER_TITLE, title, words - CLOCK_DIGITS_W);
    inside_fit(l, TYPE_HEADER_NOTE, subtitle, words - CLOCK_DATE_W);
    scene_add(l->scene, &(struct scene_item){
                            .role = ROLE_HEADER, .box = box, .label = title, .value = subtitle});
    add_clock(l);
}

void part_steps(struct layout *l, const char *name, int at, int of)
{
    char words[64];
    snprintf(words, sizeof words, _("第 %d 步，共 %d 步"), at, of);
    struct box box = {LAYOUT_MARGIN, STEPS_TOP, LAYOUT_WIDTH, STEPS_H};
    inside_fit(l, TYPE_CAPTION_BOLD, name, LAYOUT_WIDTH / 2);
    scene_add(l->scene, &(struct scene_item){.role = ROLE_STEPS,
                                             .box = box,
                                             .label = name,
                                             .value = words,
                                             .amount = at,
                                             .total = of});
    l->words.y = AFTER_STEPS;
}

struct bar_key {
    const char *icon, *label;
    int action;
};

/* "EN" is the name of the language that the key turns to. */
static const struct bar_key bar_keys[BAR_KEYS] = {
    {"text-size", N_("大字"), UI_TEXT_SIZE}, {"contrast", N_("对比"), UI_CONTRAST},
    {"low", N_("低位"), UI_LOW_REACH},       {"speaker", N_("语音"), UI_SPEECH},
    {"globe", N_("EN"), UI_LANGUAGE},        {"exit", N_("退出"), UI_EXIT},
};

static bool is_on(struct needs needs, int action)
{
    return (action == UI_TEXT_SIZE && needs.large) || (action == UI_CONTRAST && needs.contrast) ||
           (action == UI_LOW_REACH && needs.low) || (action == UI_SPEECH && needs.speech);
}

static void add_bar_key(struct layout *l, const struct bar_key *key, struct box box)
{
    scene_add(l->scene,
              &(struct scene_item){.role = ROLE_BAR_KEY,
                                   .box = box,
                                   .icon = key->icon,
                                   .label = _(key->label),
                                   .look = key->action == UI_EXIT ? LOOK_DANGER : LOOK_PLAIN,
                                   .state = is_on(l->needs, key->action) ? STATE_SELECTED : 0,
                                   .action = key->action});
}

void part_bar_without(struct layout *l, unsigned absent)
{
    struct box ground = {0, LAYOUT_BAR_TOP, SCENE_NATIVE_W, SCENE_NATIVE_H - LAYOUT_BAR_TOP};
    int shown = 0, at = 0;
    scene_add(l->scene, &(struct scene_item){.role = ROLE_BAR, .box = ground});
    for (int i = 0; i < BAR_KEYS; i++)
        shown += !(absent >> bar_keys[i].action & 1);
    for (int i = 0; i < BAR_KEYS; i++) {
        if (absent >> bar_keys[i].action & 1)
            continue;
        int pitch = SCENE_NATIVE_W / shown, x = at++ * pitch + (pitch - BAR_KEY_W) / 2;
        add_bar_key(l, &bar_keys[i], (struct box){x, LAYOUT_BAR_TOP + 9, BAR_KEY_W, BAR_KEY_H});
    }
}

void part_bar(struct layout *l)
{
    part_bar_without(l, 0);
}

/* --- the row of buttons at the foot -----------------------------------------------------------*/

static struct box foot_row(struct layout *l)
{
    l->saw_actions = true;
    return (struct box){LAYOUT_MARGIN, l->foot, LAYOUT_WIDTH, l->theme->size[SIZE_BUTTON_H]};
}

static void split_row(struct box row, int left_w, struct box *ret_left, struct box *ret_right)
{
    *ret_left = (struct box){row.x, row.y, left_w, row.h};
    *ret_right =
        (struct box){row.x + left_w + ACTION_GAP, row.y, row.w - left_w - ACTION_GAP, row.h};
}

static void add_pair(struct layout *l, int left_w, const struct button *left,
                     const struct button *right)
{
    struct box row = foot_row(l), left_box, right_box;
    bool alone = !right && left_w != BACK_W;
    split_row(row, left ? inside_button_width(l, left, left_w) : left_w, &left_box, &right_box);
    if (left)
        inside_button(l, left, alone ? row : left_box);
    if (right) {
        struct button main = *right;
        main.look = main.look == LOOK_PLAIN ? LOOK_PRIMARY : main.look;
        inside_button(l, &main, left ? right_box : row);
    }
}

void part_actions(struct layout *l, const struct button *back, const struct button *main)
{
    add_pair(l, BACK_W, back, main);
}

void part_actions_even(struct layout *l, const struct button *left, const struct button *right)
{
    add_pair(l, EVEN_LEFT_W, left, right);
}

void part_actions_note(struct layout *l, const struct button *back, const char *icon,
                       const char *note)
{
    struct box row = foot_row(l), left_box, right_box;
    split_row(row, inside_button_width(l, back, BACK_W), &left_box, &right_box);
    inside_button(l, back, left_box);
    right_box = box_inset(right_box, 24, 0);
    right_box.w += 24;
    int sign = l->theme->size[SIZE_ICON] + 12;
    int words = right_box.w - sign;
    int line = layout_text_width(l, TYPE_NOTE, note);
    if (line < words) {
        /* One line ends at the margin, as the main button would. */
        right_box.x += words - line;
        right_box.w -= words - line;
        words = line;
    }
    int height = layout_text_height(l, TYPE_NOTE, note, words);
    right_box = (struct box){right_box.x, row.y + (row.h - height) / 2, right_box.w, height};
    scene_add(l->scene, &(struct scene_item){.role = ROLE_FACT,
                                             .look = LOOK_QUIET,
                                             .style = TYPE_NOTE,
                                             .box = right_box,
                                             .icon = icon,
                                             .label = note});
}
