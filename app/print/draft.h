/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: a job under construction. The first failure is kept, later lines are dropped. */
#pragma once

#include "drivers/bus/types.h"

struct draft {
    struct receipt_job job;
    bool brief; /* for the drawing on screen, which has room for little */
    enum err err;
};

/* A line to shape further; never NULL. */
struct receipt_line *draft_add(struct draft *d, enum receipt_kind kind, const char *text);
void draft_centred(struct draft *d, const char *text, bool bold, int scale);
void draft_pair(struct draft *d, const char *label, const char *value);
void draft_feed(struct draft *d, int lines);
/* 2026-11-23 16:00, local time. */
void draft_say_time(int64_t wall_ms, char *ret_text, size_t size);
