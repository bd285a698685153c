/* SPDX-License-Identifier: Apache-2.0 */
/* The parts a page is made of. Each call adds one part below the last one; see README.md for a
 * screen written with them. Strings are copied; NULL and "" leave that line out;
 * U+200B in a text says that a line may well end there, '\n' that it must. `action` numbers
 * belong to the screens and begin at UI_ACTION_FIRST (ui.h); `arg` tells alike things apart. */
#pragma once

#include "app/ui/pad.h"
#include "app/ui/layout.h"

/* --- frame: the same on every page ------------------------------------------------------------*/

/* Mark, title, subtitle, and the clock (clock_wall_ms(), local time). */
void part_header(struct layout *l, const char *title, const char *subtitle);
/* "填写信息 · 第 3 步，共 5 步" and segments. Leave it out on pages that are no step. */
void part_steps(struct layout *l, const char *name, int at, int of);
/* 大字 对比 低位 语音 EN 退出, always in this place and order. Their actions are UI_… of ui.h. */
void part_bar(struct layout *l);
/* The same without what this program does not have: bits of 1 << UI_…. */
void part_bar_without(struct layout *l, unsigned absent);

struct button {
    const char *label;
    int action, arg;
    enum look look;   /* LOOK_PLAIN counts as secondary */
    const char *icon; /* NULL: none */
    bool busy;        /* "正在提交…": painted with a moving bar, takes no press */
};

/* The row at the page's foot: way back left and narrow, the main thing right and wide. Either may
 * be NULL. Two buttons of weight alike (再办一件 | 评价) are given with `even`. */
void part_actions(struct layout *l, const struct button *back, const struct button *main);
void part_actions_even(struct layout *l, const struct button *left, const struct button *right);
/* Way back and, in the place of the main button, a line with an icon. */
void part_actions_note(struct layout *l, const struct button *back, const char *icon,
                       const char *note);

/* --- words ------------------------------------------------------------------------------------*/

void part_heading(struct layout *l, const char *text); /* the page's question, one a page */
void part_hint(struct layout *l, const char *text);    /* muted, under the heading */
void part_section(struct layout *l, const char *text);
void part_text(struct layout *l, const char *text);
void part_caption(struct layout *l, const char *text);
/* Heading with a round sign before it: 办好了 (LOOK_OK), 已保存 (LOOK_WARN), 没办成 (LOOK_ERROR).
 */
void part_result(struct layout *l, enum look look, const char *heading, const char *text);

struct badge {
    const char *label;
    enum look look;
};
void part_badges(struct layout *l, const struct badge *badges, int count);
/* Coloured card with an icon (NULL: the one of its look). What must be read. Errors come first. */
void part_notice(struct layout *l, enum look look, const char *icon, const char *title,
                 const char *text);
/* The same, but left out when the page has no room (large type). */
void part_notice_optional(struct layout *l, enum look look, const char *icon, const char *title,
                          const char *text);

/* --- cards ------------------------------------------------------------------------------------*/

struct fact {
    const char *icon, *title, *text; /* either title or text may be NULL */
};
/* One card, a line each, dividers between: 要带什么, 要多久 … */
void part_facts(struct layout *l, const struct fact *facts, int count);

struct row {
    const char *label, *value;
    const char *source;     /* 来自身份证, 您填写的 */
    const char *edit_label; /* NULL: no button; else "修改" */
    int edit_action, edit_arg;
    const char *edit_name; /* of several that one place changes: what it is called; NULL: label */
    bool masked;           /* part of the value is hidden by '*' */
};
struct pager {
    int page;   /* of the model, from 0; too large counts as the last */
    int action; /* pressed with arg = the wished page */
};
/* Check your answers: one card. Splits into pages when it does not fit. In low reach the buttons
 * stand below, one for each action and arg. */
void part_rows(struct layout *l, const struct row *rows, int count, struct pager pager);

/* Pressable card: icon, two lines, a badge at its end (its label NULL: none). */
struct link {
    const char *icon, *title, *text;
    struct badge badge;
    int action, arg;
};
void part_link(struct layout *l, const struct link *link);

/* Number, large and grouped by the caller ("1408 0226 1123 0047"), with a code to keep it
 * (qr NULL: none). look: LOOK_PLAIN white, LOOK_WARN amber. */
struct number {
    const char *label, *number, *note, *qr;
    enum look look;
};
void part_number(struct layout *l, const struct number *number);
/* A code alone, centred, with a line below. */
void part_qr(struct layout *l, const char *content, const char *note);

/* --- things to press --------------------------------------------------------------------------*/

struct option {
    const char *label, *note;
    int arg;
    bool selected;
};
/* Rows to choose one from; splits into pages when they do not fit. */
void part_options(struct layout *l, const struct option *options, int count, int action,
                  struct pager pager);

/* The same for many short words: a grid of four columns (three in large type), notes left out. */
void part_choices(struct layout *l, const struct option *options, int count, int action,
                  struct pager pager);

struct tile {
    const char *icon, *label, *note;
    enum look look; /* colour of the icon: INFO blue, ERROR red, WARN amber, OK green, VIOLET */
    int arg;
};
/* A grid of three columns (two in large type); splits into pages when it does not fit. */
void part_tiles(struct layout *l, const struct tile *tiles, int count, int action,
                struct pager pager);
/* `selected` from 0; pressed with arg = index. */
void part_tabs(struct layout *l, const char *const *labels, int count, int selected, int action);
/* Buttons of one width beside each other (below each other in large type). */
void part_buttons(struct layout *l, const struct button *buttons, int count);
/* A way that few want, without a frame. It takes only room that nothing else wants: a page without
 * any lacks it, so offer it elsewhere too. */
void part_spare(struct layout *l, const struct button *button);
void part_search(struct layout *l, const char *placeholder, int action);
/* Face buttons of a rating, best first: 非常满意 … 非常不满意; arg = index from 0; selected -1:
 * none. */
void part_rating(struct layout *l, const char *const *labels, int count, int selected, int action);

/* Entry field and keypad. `error` NULL when all is well. */
struct field {
    const char *value, *placeholder, *error;
};
void part_field(struct layout *l, const struct field *field);
/* Keys row by row, e.g. {"1","2","3","4","5","6","7","8","9","X","0","backspace"}; "backspace" and
 * "" (a hole) are special. Pressed with arg = index of the key. */
void part_keys(struct layout *l, const char *const *keys, int count, int columns, int action);

/* --- pictures and time ------------------------------------------------------------------------*/

/* Home: put your card here. */
void part_hero(struct layout *l, const char *title, const char *text, const char *const *chips,
               int count);
/* A drawing in a card; takes what room there is between the least and the wished height. Moves by
 * itself where that helps (asks for wakes), stands still in contrast and large type. */
void part_picture(struct layout *l, enum picture picture, const char *description);
/* The slot with the actual slip; `left` and `right` say what to take. Lines by '\n',
 * the first is its title. A code that the rest has no room for is left out. */
struct slip {
    const char *lines, *qr;
    const char *left, *right;
};
void part_slip(struct layout *l, const struct slip *slip);
/* permille 0 to 1000, or -1: busy, no end known. */
void part_progress(struct layout *l, const char *label, int permille);
/* Where a finger writes (pad.h); `call` stands there while it is empty. `refused`: this is where
 * something is missing. Strokes come as UI_STROKE. */
void part_pad(struct layout *l, const struct pad *pad, const char *call, bool refused, int action);
/* A photograph, whole, as large as there is room between the least and the wished height. */
void part_photo(struct layout *l, const struct pixels *pixels, const char *description);
/* "还有 45 秒" with a bar that runs down. */
void part_countdown(struct layout *l, const char *label, int seconds_left, int seconds);
/* The resting screen: mark, great words in the middle of the page. */
void part_attract(struct layout *l, const char *title, const char *text, const char *call);

/* A question over the page; what is below takes no touch. Add it last. */
struct dialog {
    enum look look;
    const char *icon, *title, *text;
    int seconds_left, seconds; /* seconds 0: no countdown */
    struct button main, other; /* label NULL: none */
};
void part_dialog(struct layout *l, const struct dialog *dialog);
