/* SPDX-License-Identifier: Apache-2.0 */
/* Between worker.c (orders and news, the loop's side) and worker_run.c (the device's side). */
#pragma once

#include <pthread.h>
#include <stdatomic.h>

#include "drivers/core/advice.h"
#include "drivers/core/worker.h"

struct worker {
    struct worker_config config;
    atomic_uint references; /* the owner's, and one for each letter on its way */
    struct wire_port *port;
    struct device device; /* the thread's */
    enum remedy remedy;
    unsigned attempt, rests; /* since it was well */
    enum pin_change change;
    bool proven;                /* opened well at least once since it was plugged in */
    struct wire_tap *listening; /* what the open wire is kept in */
    int64_t failed_ms;
    pthread_t thread;

    pthread_mutex_t lock; /* for what follows */
    int wake_fd;
    bool stop, reset, reopen;
    struct pin_rule rule;
    struct wire_tap *tap;    /* a reference; for the wires that are opened from now on */
    struct command *inbox;   /* given, waits to be run */
    struct command *running; /* in the driver's hands */
    struct wire *wire;
};

void *worker_run(void *worker);

enum news { NEWS_CHANGED, NEWS_HINT, NEWS_ENDED, NEWS_RETURNED, NEWS_EXITED };
void worker_tell(struct worker *worker, enum news news, struct command *command, int hint);
