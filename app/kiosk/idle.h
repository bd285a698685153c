/* SPDX-License-Identifier: Apache-2.0 */
/* How long nobody did anything, by platform/base/clock: first a warning, then the end. */
#pragma once

#include "platform/base/must.h"

enum idle_state { IDLE_ACTIVE, IDLE_WARN, IDLE_OVER };

struct idle {
    int64_t idle_ms, warn_ms; /* until the warning; how long the warning stays */
    int64_t touched_ms;
};

void idle_init(struct idle *idle, int idle_s, int warn_s);
/* Somebody is there. */
void idle_touch(struct idle *idle);
/* `patience` (1 or 2) stretches both times: large type goes with a slower hand. *ret_left_s: whole
 * seconds of the warning that are left, 0 unless IDLE_WARN. */
enum idle_state idle_look(const struct idle *idle, int patience, int *ret_left_s);
/* When idle_look may say something new. */
int64_t idle_due(const struct idle *idle, int patience);
