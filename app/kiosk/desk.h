/* SPDX-License-Identifier: Apache-2.0 */
/* The desk at which one citizen after another is served: model, route, errands, idle. It knows
 * nothing of windows; the loop gives it presses and bus events and asks what to show. */
#pragma once

#include "app/kiosk/availability.h"
#include "app/kiosk/bus.h"
#include "app/kiosk/census.h"
#include "app/kiosk/chime.h"
#include "app/kiosk/idle.h"
#include "app/kiosk/wares.h"
#include "app/screen/model.h"

struct desk {
    struct model model;
    struct availability availability;
    struct idle idle;
    struct wares wares;
    struct chime chime;
    struct census census;
    struct bus *bus;
    int64_t left_ms;  /* since when a card lies there without a visit; 0: none does */
    bool wiped;       /* set when a visit ended: the loop erases the window and clears it */
    enum sound sound; /* to be heard now: the loop plays and clears it */
};

/* `settings` must outlive the desk. Items are read from assets; none is no error here: the desk
 * opens as closed. */
void desk_init(struct desk *desk, const struct settings *settings, struct bus *bus);
void desk_done(struct desk *desk);

/* Takes the event and frees it. */
void desk_take(struct desk *desk, struct bus_event *event);
/* Somebody is there. */
void desk_touch(struct desk *desk);
void desk_press(struct desk *desk, int action, int arg);
/* A finger writes on the pad of the screen. */
void desk_stroke(struct desk *desk, const struct stroke *stroke);
/* After each batch of events and at desk_due(): what follows from time and model. */
void desk_round(struct desk *desk);
int64_t desk_due(const struct desk *desk);

/* Which page is shown: another number for each question and each dialog over it, so that a finger
 * already on its way does not answer what it has not seen. */
int desk_page(const struct desk *desk);
