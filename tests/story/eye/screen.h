/* SPDX-License-Identifier: Apache-2.0 */
/* The X screen from outside: its pixels, its changes, a finger on it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct screen;

/* Opens $DISPLAY; NULL when there is none or it lacks MIT-SHM, XTEST or DAMAGE. */
struct screen *screen_open(void);

struct pixels {
    int width, height;
    const uint32_t *at; /* 0x00RRGGBB, row by row */
};

/* Looks now. Valid until the next look. */
struct pixels screen_look(struct screen *s);
/* Waits until something changed since the last look, at most `ms`; false when nothing did. */
bool screen_wait_change(struct screen *s, int ms);
struct frame {
    int x, y, w, h;
};

/* Where a program's window stands on the screen; false when it has none. */
bool screen_window_of(struct screen *s, unsigned long pid, struct frame *ret_frame);
/* One touch: down and up at a place. */
void screen_tap(struct screen *s, int x, int y);
/* A finger goes down at the first of `count` places and up at the last. */
struct screen_place {
    int x, y;
};
void screen_stroke(struct screen *s, const struct screen_place *places, int count);
/* One key by its X name ("Tab", "Return"); false for a name that X does not know. */
bool screen_key(struct screen *s, const char *name);
bool screen_save_png(struct pixels p, const char *path);
