/* SPDX-License-Identifier: Apache-2.0 */
/* The line between a kiosk and the province: a TCP relay on loopback that does what lines do. It
 * sees ciphertext only, so what it breaks it breaks anywhere: in a handshake, in a request, in an
 * answer. */
#pragma once

#include <systemd/sd-event.h>

#include "platform/base/must.h"

enum line_fault {
    LINE_FINE,
    LINE_REFUSE, /* connections are reset as soon as they are there */
    LINE_RESET,  /* after so many bytes both ends hear a reset */
    LINE_CUT,    /* after so many bytes both ends hear an orderly end */
    LINE_STALL,  /* after so many bytes nothing more comes, and nobody hears */
    LINE_SLOW,   /* so many bytes a millisecond */
    LINE_CALL,   /* after so many bytes `called` is called, before they are passed on */
};

enum line_way { LINE_UP, LINE_DOWN }; /* to the province, to the kiosk */

struct line;

/* Listens on a port of its own. Fails the test when it cannot. */
struct line *line_new(sd_event *loop, uint16_t province_port);
void line_free(struct line *line);
uint16_t line_port(const struct line *line);
/* Connections that are there end. */
void line_lead_to(struct line *line, uint16_t province_port);

struct line_plan {
    enum line_fault fault;
    enum line_way way;
    size_t bytes; /* from now on, all connections together */
    int times;    /* LINE_REFUSE: so many connections; else once */
    void (*called)(void *user);
    void *user;
};

/* Replaces what was planned before; LINE_FINE also ends connections that stall. */
void line_set(struct line *line, const struct line_plan *plan);
/* How often a plan that counts bytes came to pass. */
unsigned line_breaks(const struct line *line);
