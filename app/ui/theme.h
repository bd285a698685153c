/* SPDX-License-Identifier: Apache-2.0 */
/* Colours and measures, read from assets/themes: standard.ini and contrast.ini hold colours and
 * lines, sizes.ini holds the measures of normal and large type. Every name is known and every value
 * bounded; a missing name is an error. */
#pragma once

#include "app/ui/layout.h"

#define THEME_TOKENS(X)                                                                            \
    X(BG, "bg")                                                                                    \
    X(SURFACE, "surface")                                                                          \
    X(INK, "ink")                                                                                  \
    X(MUTED, "muted")                                                                              \
    X(PRIMARY, "primary")                                                                          \
    X(ON_PRIMARY, "on_primary")                                                                    \
    X(PRIMARY_PRESSED, "primary_pressed")                                                          \
    X(ACCENT, "accent") /* text and icons in the colour of what can be pressed */                  \
    X(SELECTED, "selected")                                                                        \
    X(ON_SELECTED, "on_selected")                                                                  \
    X(CONTROL, "control")                                                                          \
    X(LINE, "line")                                                                                \
    X(STEP_REST, "step_rest")                                                                      \
    X(OK, "ok")                                                                                    \
    X(OK_BG, "ok_bg")                                                                              \
    X(OK_LINE, "ok_line")                                                                          \
    X(WARN, "warn")                                                                                \
    X(WARN_BG, "warn_bg")                                                                          \
    X(WARN_LINE, "warn_line")                                                                      \
    X(ERROR, "error")                                                                              \
    X(ERROR_BG, "error_bg")                                                                        \
    X(ERROR_LINE, "error_line")                                                                    \
    X(INFO, "info")                                                                                \
    X(INFO_BG, "info_bg")                                                                          \
    X(INFO_LINE, "info_line")                                                                      \
    X(VIOLET, "violet")                                                                            \
    X(VIOLET_BG, "violet_bg")                                                                      \
    X(ON_SIGN, "on_sign") /* on a disc filled with ok, warn or error */                            \
    X(FOCUS, "focus")                                                                              \
    X(FOCUS_EDGE, "focus_edge")                                                                    \
    X(HERO_FROM, "hero_from")                                                                      \
    X(HERO_TO, "hero_to")                                                                          \
    X(ON_HERO, "on_hero")                                                                          \
    X(HERO_CHIP, "hero_chip")                                                                      \
    X(LAMP, "lamp") /* light only: the reader's glow, the mark's lamp */                           \
    X(DEEP, "deep") /* slots and the reader's field */                                             \
    X(SCENERY, "scenery")                                                                          \
    X(BODY_LIGHT, "body_light") /* the drawn machine, light to dark */                             \
    X(BODY, "body")                                                                                \
    X(BODY_DARK, "body_dark")                                                                      \
    X(PHOTO, "photo")                                                                              \
    X(PAPER, "paper")                                                                              \
    X(PAPER_INK, "paper_ink")                                                                      \
    X(SHADOW, "shadow")

/* Measures of a theme file: name, least, most. */
#define THEME_LINES(X)                                                                             \
    X(PANEL, "line_panel", 0, 8)                                                                   \
    X(CONTROL, "line_control", 2, 8)                                                               \
    X(BUTTON, "line_button", 2, 8)                                                                 \
    X(SELECTED, "line_selected", 4, 12)                                                            \
    X(SHADOW, "shadow_percent", 0, 40)                                                             \
    X(VEIL, "veil_percent", 30, 90)

/* Measures of sizes.ini: name, least, most, in pixels. */
#define THEME_SIZES(X)                                                                             \
    X(BUTTON_H, "button_h", 128, 200)                                                              \
    X(OPTION_H, "option_h", 128, 200)                                                              \
    X(OPTION_LOW_H, "option_low_h", 96, 200)                                                       \
    X(SMALL_H, "small_h", 96, 200)                                                                 \
    X(SEARCH_H, "search_h", 96, 200)                                                               \
    X(TAB_H, "tab_h", 96, 200)                                                                     \
    X(TILE_H, "tile_h", 120, 320)                                                                  \
    X(TILE_LOW_H, "tile_low_h", 96, 320)                                                           \
    X(TILE_COLUMNS, "tile_columns", 2, 4)                                                          \
    X(KEY_H, "key_h", 96, 200)                                                                     \
    X(EDIT_W, "edit_w", 128, 240)                                                                  \
    X(ROW_LABEL_W, "row_label_w", 160, 400)                                                        \
    X(ICON, "icon", 40, 120)                                                                       \
    X(BADGE_H, "badge_h", 48, 120)                                                                 \
    X(PAD, "pad", 24, 80)                                                                          \
    X(GAP, "gap", 16, 64)

enum token {
#define X(name, text) TOKEN_##name,
    THEME_TOKENS(X)
#undef X
        TOKEN_COUNT
};

enum line {
#define X(name, text, least, most) LINE_##name,
    THEME_LINES(X)
#undef X
        LINE_COUNT
};

enum size {
#define X(name, text, least, most) SIZE_##name,
    THEME_SIZES(X)
#undef X
        SIZE_COUNT
};

struct theme {
    uint32_t colour[TOKEN_COUNT]; /* 0xRRGGBB */
    int line[LINE_COUNT];
    int size[SIZE_COUNT];
    int type[TYPE_COUNT]; /* pixels of the em square */
    bool contrast, large;
};

struct themes {
    struct theme by_needs[2][2]; /* [contrast][large] */
};

/* ERR_ABSENT, ERR_FORMAT, ERR_RANGE, ERR_MISSING; ret_themes untouched then, the reason logged. */
MUST_CHECK enum err themes_load(struct themes *ret_themes);
const struct theme *themes_for(const struct themes *themes, struct needs needs);

bool theme_style_is_bold(enum type_style style);
/* WCAG 2 contrast ratio of two colours, times 100. */
int theme_contrast(uint32_t a, uint32_t b);
/* Foreground, ground and line of a look. */
uint32_t theme_look_ink(const struct theme *t, enum look look);
uint32_t theme_look_ground(const struct theme *t, enum look look);
uint32_t theme_look_line(const struct theme *t, enum look look);
uint32_t theme_ink(const struct theme *t, enum ink ink);
