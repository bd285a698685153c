/* SPDX-License-Identifier: Apache-2.0 */
/* The tester's socket: one command a line, one reply line "ok …" or "error why". */
#pragma once

#include <systemd/sd-event.h>

#include "tests/province/desk.h"
#include "tests/province/web.h"

struct control;

struct control_rooms {
    struct desk *desk;
    struct web *web;
};

/* NULL when the socket cannot be made. */
struct control *control_new(sd_event *loop, const char *path, struct control_rooms rooms);
void control_free(struct control *control);
/* Something was stored: answers those who wait for it. */
void control_look(struct control *control);
