/* SPDX-License-Identifier: Apache-2.0 */
/* The bus thread on one side, this thread as both bridges on the other, and what the bus told. */
#pragma once

#include "tests/unit/check.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>

#include "app/kiosk/bus.h"
#include "drivers/bus/server.h"
#include "platform/bus/server.h"
#include "tests/unit/app/kiosk/stepped.h"
#include "tests/unit/app/people.h"

enum { QUEUE = 64, PATIENCE_MS = 5000 };

static struct bus *bus;
static sd_event *loop;
static struct devices_server *devices;
static struct platform_server *platform;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct bus_event *queue[QUEUE];
static size_t queued;

static inline void sink(void *user, struct bus_event *event)
{
    (void)user;
    pthread_mutex_lock(&lock);
    assert_true(queued < QUEUE);
    queue[queued++] = event;
    pthread_mutex_unlock(&lock);
}

static inline struct bus_event *take(enum bus_event_kind kind)
{
    struct bus_event *found = NULL;
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < queued && !found; i++) {
        if (queue[i]->kind != kind)
            continue;
        found = queue[i];
        queued--;
        for (size_t at = i; at < queued; at++)
            queue[at] = queue[at + 1];
    }
    pthread_mutex_unlock(&lock);
    return found;
}

/* Serves both bridges until such an event came. */
static inline struct bus_event *wait_for(enum bus_event_kind kind)
{
    int64_t until = clock_now_ms() + PATIENCE_MS;
    struct bus_event *event = take(kind);
    while (!event && clock_now_ms() < until) {
        sd_event_run(loop, 10000);
        event = take(kind);
    }
    if (!event)
        fail_msg("event %d never came", (int)kind);
    return event;
}

static inline void await_up(enum bus_event_kind kind, bool up)
{
    struct bus_event *event = wait_for(kind);
    assert_int_equal(up, event->up);
    bus_event_free(event);
}

static inline void health(void *user, bool *ret_online, struct outbox_counts *ret_counts)
{
    (void)user;
    *ret_online = true;
    *ret_counts = (struct outbox_counts){.storage = true, .clock_off_ms = -7200000};
}

static inline void catalogue(void *user, const struct catalogue_row **ret_rows, size_t *ret_count)
{
    static const struct catalogue_row row = {.task_code = "11"};
    (void)user;
    *ret_rows = &row;
    *ret_count = 1;
}

static inline void calendar(void *user, const struct calendar **ret_calendar)
{
    static const struct calendar none;
    (void)user;
    *ret_calendar = &none;
}

static inline void standing(void *user, const struct standing **ret_standing)
{
    static const struct standing none;
    (void)user;
    *ret_standing = &none;
}

/* Before any thread: the bus takes signals as events. */
static inline void bus_stage_begin(void)
{
    sigset_t ours;
    stepped_begin();
    sigemptyset(&ours);
    sigaddset(&ours, SIGTERM);
    sigaddset(&ours, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ours, NULL);
}

static inline int open_bus(void **state)
{
    (void)state;
    static char run[] = "/tmp/bus-test-XXXXXX";
    if (!strstr(run, "XXXXXX") || mkdtemp(run))
        setenv("BUDAYANG_RUN", run, 1);
    assert_true(sd_event_new(&loop) >= 0);
    assert_ok(bus_new(sink, NULL, &bus));
    return 0;
}

static inline int close_bus(void **state)
{
    (void)state;
    bus_free(bus);
    while (queued)
        bus_event_free(queue[--queued]);
    devices_server_free(devices);
    platform_server_free(platform);
    devices = NULL;
    platform = NULL;
    sd_event_unref(loop);
    return 0;
}
