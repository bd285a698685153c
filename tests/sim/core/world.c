/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/sim/core/world.h"

#include <sys/eventfd.h>

#include "platform/base/clock.h"

enum err world_init(struct world *w, world_now_fn *now)
{
    int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (fd < 0)
        return ERR_LIBRARY;
    *w = (struct world){.now = now ? now : clock_now_ms, .wake_fd = fd};
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&w->lock, &attributes);
    pthread_mutexattr_destroy(&attributes);
    return ERR_NONE;
}

void world_done(struct world *w)
{
    auto_close(&w->wake_fd);
    pthread_mutex_destroy(&w->lock);
}

void world_lock(struct world *w)
{
    pthread_mutex_lock(&w->lock);
}

void world_unlock(struct world *w)
{
    pthread_mutex_unlock(&w->lock);
}

void world_wake(struct world *w)
{
    uint64_t one = 1;
    if (write(w->wake_fd, &one, sizeof one) < 0)
        return; /* the counter is full: it is readable already */
}

void world_drain(struct world *w)
{
    uint64_t count;
    if (read(w->wake_fd, &count, sizeof count) < 0)
        return; /* nothing there */
}

void alarm_stop(struct world *w, struct alarm *a)
{
    if (!a->set)
        return;
    struct alarm **at = &w->alarms;
    while (*at != a)
        at = &(*at)->next;
    *at = a->next;
    a->set = false;
}

void alarm_set(struct world *w, struct alarm *a, int64_t delay_ms)
{
    alarm_stop(w, a);
    a->at = w->now() + delay_ms;
    struct alarm **at = &w->alarms;
    while (*at && (*at)->at <= a->at)
        at = &(*at)->next;
    a->next = *at;
    *at = a;
    a->set = true;
    if (w->alarms == a)
        world_wake(w);
}

void world_run(struct world *w)
{
    world_lock(w);
    int64_t now = w->now();
    while (w->alarms && w->alarms->at <= now) {
        struct alarm *due = w->alarms;
        w->alarms = due->next;
        due->set = false;
        due->fn(due->user);
    }
    world_unlock(w);
}

int64_t world_next(struct world *w)
{
    world_lock(w);
    int64_t at = w->alarms ? w->alarms->at : INT64_MAX;
    world_unlock(w);
    return at;
}
