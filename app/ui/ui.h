/* SPDX-License-Identifier: Apache-2.0 */
/* The window: shows a screen, turns SDL events into presses. One thread, the caller's. The loop of
 * app/kiosk waits for SDL events until ui_wake_at(), gives each to ui_take(), then calls ui_show();
 * showing what is already shown costs a comparison and paints nothing. */
#pragma once

#include <SDL2/SDL_events.h>

#include "app/ui/pad.h"
#include "app/ui/layout.h"

/* Actions of the accessibility bar; those of screens begin at UI_ACTION_FIRST. */
enum ui_action {
    UI_ACTION_NONE,
    UI_TEXT_SIZE,
    UI_CONTRAST,
    UI_LOW_REACH,
    UI_SPEECH,
    UI_LANGUAGE,
    UI_EXIT,
    UI_ACTION_FIRST = 100,
};

enum ui_kind {
    UI_NOTHING, /* not ours, or without meaning */
    UI_ACTIVE,  /* somebody is there (touch, move, key): put off the idle warning */
    UI_PRESS,   /* an item was pressed; also means active */
    UI_STROKE,  /* a finger writes on a pad; also means active */
    UI_QUIT,    /* the window was closed */
};

struct ui_event {
    enum ui_kind kind;
    int action, arg; /* of UI_PRESS */
    struct stroke stroke;
};

struct ui_options {
    const char *title;
    bool fullscreen; /* without a border over the whole display; else scaled to fit the desktop */
    bool hidden;     /* no window at all: tests */
};

struct ui;

/* Reads themes, fonts and icons from assets; opens the window. ERR_ABSENT and ERR_FORMAT (assets),
 * ERR_LIBRARY (SDL), ERR_MEMORY. The caller has not called SDL_Init(). */
MUST_CHECK enum err ui_new(const struct ui_options *options, struct ui **ret_ui);
void ui_free(struct ui *ui);

/* Composes, compares, paints what differs. Cannot fail: what does not fit is logged once a page. */
void ui_show(struct ui *ui, const struct screen *screen, struct needs needs);
/* What the event means. Press feedback is painted before this returns. */
struct ui_event ui_take(struct ui *ui, const SDL_Event *event);
/* clock_now_ms() at which ui_show() should be called again though nothing happened; INT64_MAX:
 * only events matter. */
int64_t ui_wake_at(const struct ui *ui);
/* End of a visit: erases the shown scene's words, cached letters and the frame; show the next
 * screen at once. */
void ui_wipe(struct ui *ui);
/* The list on show: for speech and tests. */
const struct scene *ui_scene(const struct ui *ui);
