/* SPDX-License-Identifier: Apache-2.0 */
/* Timers of an sd-event loop by platform/base/clock, so that a test can step them. */
#pragma once

#include <systemd/sd-event.h>

#include "platform/base/err.h"

struct timers; /* one per loop: watches the clock's seam */
struct timer;  /* one shot; set it again in its own callback for a rhythm */

typedef void timer_fn(void *user);

MUST_CHECK enum err timers_new(sd_event *loop, struct timers **ret_timers);
/* Frees every timer that is left. NULL is fine. */
void timers_free(struct timers *t);

MUST_CHECK enum err timer_new(struct timers *t, timer_fn *fn, void *user, struct timer **ret_timer);
/* Fires once when clock_now_ms() reaches `deadline_ms`; replaces an earlier setting. */
void timer_set(struct timer *timer, int64_t deadline_ms);
void timer_set_after(struct timer *timer, int64_t delay_ms);
void timer_stop(struct timer *timer);
/* Not from within another timer's callback of the same deadline. NULL is fine. */
void timer_free(struct timer *timer);
