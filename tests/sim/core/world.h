/* SPDX-License-Identifier: Apache-2.0 */
/* The simulated outside world: one lock and one list of alarms for every device in it. Transports
 * call in from their own threads; alarms run on the thread that calls world_run(). */
#pragma once

#include <pthread.h>

#include "platform/base/err.h"

typedef int64_t world_now_fn(void); /* milliseconds, never going back */

/* One shot, embedded in its owner. */
struct alarm {
    struct alarm *next;
    int64_t at;
    void (*fn)(void *user); /* with the world's lock held */
    void *user;
    bool set;
};

struct world {
    pthread_mutex_t lock; /* recursive */
    world_now_fn *now;
    struct alarm *alarms; /* sorted by time */
    int wake_fd;          /* eventfd, readable after world_wake() */
};

/* `now` NULL: platform/base/clock. A test gives a clock of its own and steps it. */
MUST_CHECK enum err world_init(struct world *w, world_now_fn *now);
void world_done(struct world *w);

void world_lock(struct world *w);
void world_unlock(struct world *w);
/* Makes the thread that waits on wake_fd look again; world_drain() takes the signal away. */
void world_wake(struct world *w);
void world_drain(struct world *w);

/* Both with the lock held. Setting an alarm again replaces its time. */
void alarm_set(struct world *w, struct alarm *a, int64_t delay_ms);
void alarm_stop(struct world *w, struct alarm *a);

/* Runs what is due, in order of time. */
void world_run(struct world *w);
/* Time of the next alarm, INT64_MAX when there is none. */
int64_t world_next(struct world *w);
