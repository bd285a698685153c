/* SPDX-License-Identifier: Apache-2.0 */
/* From contacts to a press, and the order of focus. Pure: no SDL, no clock; the caller gives times
 * of clock_now_ms(). Rules (facts: visual design, targets): a press counts on release inside the
 * same item; 80 ms between presses; nothing for 300 ms after the page
 * changed or what can be pressed moved; more than three
 * contacts are a palm and count for nothing until all are gone; a target reaches half a gap out. On
 * a pad one contact writes; whatever else touches it meanwhile does not. */
#pragma once

#include "app/ui/pad.h"
#include "app/ui/scene.h"

enum { HIT_DEBOUNCE_MS = 80, HIT_PAGE_REST_MS = 300, HIT_CONTACTS = 3, HIT_REACH = 8 };

struct contact {
    int64_t id; /* SDL's finger, or HIT_MOUSE */
    int x, y;
};

enum { HIT_MOUSE = -1 };

struct hit {
    int page;
    int64_t page_ms, press_ms; /* when the page changed or shifted; the last press */
    int contacts;
    bool palm;
    bool held, inside; /* an item is held; the contact is over it now */
    int64_t holder;    /* the contact that holds it */
    int action, arg;   /* what is held */
    bool writing;      /* the held item is a pad */
};

void hit_init(struct hit *h);
/* The scene on show may be another page now. */
void hit_show(struct hit *h, const struct scene *s, int64_t now_ms);
/* The page stays, but things to press may have moved under a finger that was already coming down
 * (a notice came or went): touches rest as after a page change. */
void hit_shift(struct hit *h, const struct scene *before, const struct scene *after,
               int64_t now_ms);
void hit_down(struct hit *h, const struct scene *s, struct contact contact, int64_t now_ms);
void hit_move(struct hit *h, const struct scene *s, struct contact contact);
/* Index of the pressed item, or -1. */
int hit_up(struct hit *h, const struct scene *s, struct contact contact, int64_t now_ms);
/* Should this item look pressed? */
bool hit_is_pressed(const struct hit *h, const struct scene *s, int index);

/* Where the contact is on the pad that it writes on, kept inside it. False: it writes on none. Ask
 * after hit_down() and hit_move(), before hit_up(). */
bool hit_writes(const struct hit *h, const struct scene *s, struct contact contact, int *ret_x,
                int *ret_y);

/* Topmost live item at a point, or -1. */
int hit_find(const struct scene *s, int x, int y);
/* Next live item after `index` in the order of the list (step 1 or -1), round and round; -1 when
 * nothing is live. */
int hit_focus_step(const struct scene *s, int index, int step);
