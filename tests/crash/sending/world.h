/* SPDX-License-Identifier: Apache-2.0 */
/* One kiosk and its province with everything that can go wrong between and beneath them: real
 * processes, a line that breaks, a disk that fails, clocks that jump, certificates that change. */
#pragma once

#include "tests/unit/platform/service/caller.h"

#include "tests/crash/sending/bad_calls.h"
#include "tests/crash/sending/history.h"
#include "tests/crash/sending/line.h"

enum { WORLD_CITIZENS = 6, WORLD_CERTIFICATES = 3 };

struct world {
    struct house house;
    struct caller caller;
    struct line *line;
    struct bad_calls *disk;
    sd_event_source *death; /* of kiosk-platform */
    bool is_dead;
    char log[HOUSE_PATH * 2]; /* of kiosk-platform, of this round */
    uint32_t chance;
    char failpoint[16];  /* for the next start; "": none */
    int64_t patience_us; /* of world_settle() */
    struct history history;
};

enum { WORLD_PATIENCE_US = 120 * 1000 * 1000 };

void world_open(struct world *w);
void world_close(struct world *w);
/* A new kiosk and a new province that know nothing; from here all follows from `seed`. */
void world_begin(struct world *w, uint32_t seed);

/* 0 … sides - 1. */
uint32_t world_roll(struct world *w, uint32_t sides);

/* Starts kiosk-platform unless it runs; again when it ends at once, as systemd does. */
void world_start(struct world *w);
/* Sends `signal` and sees it end; world_start() is still to be called. */
void world_end(struct world *w, int signal);
/* Lets it all work for some real milliseconds. */
void world_pass(struct world *w, int ms);
/* Nothing is wrong any more. */
void world_clear(struct world *w);
/* New certificate of the kiosk or of the province, by the same CA. */
void world_renew_kiosk(struct world *w);
void world_renew_province(struct world *w);

/* An official returns a case of that citizen that nobody came back for yet: its application, and
 * its project number. HISTORY_MAX: there is none. */
size_t world_give_back(struct world *w, int citizen, char ret_project_no[NUMBER_TEXT]);
/* One citizen hands in; again under the same id with `application` of an earlier try. True when a
 * number was given. */
bool world_submit(struct world *w, size_t application);
/* Good weather until nothing waits any more; false when that does not come. */
bool world_settle(struct world *w);
/* Asks both sides what there is and compares it with the history. */
bool world_check(struct world *w, FILE *out, struct history_verdict *ret_verdict);
