/* SPDX-License-Identifier: Apache-2.0 */
/* A slip that was begun and not finished hangs in the printer, uncut: it belongs to a citizen, and
 * the next slip must not come out attached to it. The mark stands below PLACE_RUN, so that it
 * outlives a crash of the program; where it cannot be written, only this run remembers. */
#pragma once

#include "platform/base/err.h"

struct unfinished {
    const char *device_id; /* borrowed */
    bool hanging;          /* must be cut off before anything else is printed */
    int64_t settles_ms;    /* the mark goes then; 0: there is none that waits */
};

/* What an earlier opening or run left. */
void unfinished_open(struct unfinished *u, const char *device_id);
void unfinished_begin(struct unfinished *u);
/* All of it was sent. Where the printer does not say that it is printed too, `paper_s` is how long
 * the paper may take: what loses the line or the program meanwhile leaves half a slip, so the mark
 * stays until then. 0: it said so. */
void unfinished_end(struct unfinished *u, int paper_s);
/* To be called now and then: takes the mark away when the time is over. */
void unfinished_look(struct unfinished *u);
