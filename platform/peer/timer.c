/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/peer/timer.h"

#include "platform/base/clock.h"

struct timer {
    struct timer *next;
    struct timers *owner;
    sd_event_source *source;
    timer_fn *fn;
    void *user;
    int64_t deadline_ms; /* by our clock; -1 when stopped */
};

struct timers {
    sd_event *loop;
    struct timer *first;
    sd_event_source *step_source;
    int step_fd;
};

static void arm(struct timer *timer)
{
    int64_t left = timer->deadline_ms - clock_now_ms();
    uint64_t delay_us = left > 0 ? (uint64_t)left * 1000 : 0;
    sd_event_source_set_time_relative(timer->source, delay_us);
    sd_event_source_set_enabled(timer->source, SD_EVENT_ONESHOT);
}

static int on_time(sd_event_source *source, uint64_t usec, void *user)
{
    (void)source, (void)usec;
    struct timer *timer = user;
    if (timer->deadline_ms < 0)
        return 0;
    if (clock_now_ms() < timer->deadline_ms) {
        arm(timer);
        return 0;
    }
    timer->deadline_ms = -1;
    timer->fn(timer->user);
    return 0;
}

static int on_step(sd_event_source *source, int fd, uint32_t events, void *user)
{
    (void)source, (void)events;
    struct timers *t = user;
    clock_step_drain(fd);
    for (struct timer *timer = t->first; timer; timer = timer->next)
        if (timer->deadline_ms >= 0)
            arm(timer);
    return 0;
}

enum err timers_new(sd_event *loop, struct timers **ret_timers)
{
    struct timers *t = calloc(1, sizeof *t);
    if (!t)
        return ERR_MEMORY;
    t->loop = loop;
    t->step_fd = clock_step_fd();
    if (t->step_fd >= 0 &&
        sd_event_add_io(loop, &t->step_source, t->step_fd, EPOLLIN, on_step, t) < 0) {
        timers_free(t);
        return ERR_LIBRARY;
    }
    *ret_timers = t;
    return ERR_NONE;
}

void timers_free(struct timers *t)
{
    if (!t)
        return;
    while (t->first)
        timer_free(t->first);
    sd_event_source_disable_unref(t->step_source);
    if (t->step_fd >= 0)
        close(t->step_fd);
    free(t);
}

enum err timer_new(struct timers *t, timer_fn *fn, void *user, struct timer **ret_timer)
{
    struct timer *timer = calloc(1, sizeof *timer);
    if (!timer)
        return ERR_MEMORY;
    *timer =
        (struct timer){.owner = t, .fn = fn, .user = user, .deadline_ms = -1, .next = t->first};
    if (sd_event_add_time_relative(t->loop, &timer->source, CLOCK_BOOTTIME, 0, 1000, on_time,
                                   timer) < 0) {
        free(timer);
        return ERR_LIBRARY;
    }
    sd_event_source_set_enabled(timer->source, SD_EVENT_OFF);
    t->first = timer;
    *ret_timer = timer;
    return ERR_NONE;
}

void timer_set(struct timer *timer, int64_t deadline_ms)
{
    timer->deadline_ms = deadline_ms < 0 ? 0 : deadline_ms;
    arm(timer);
}

void timer_set_after(struct timer *timer, int64_t delay_ms)
{
    timer_set(timer, clock_now_ms() + delay_ms);
}

void timer_stop(struct timer *timer)
{
    timer->deadline_ms = -1;
    sd_event_source_set_enabled(timer->source, SD_EVENT_OFF);
}

void timer_free(struct timer *timer)
{
    if (!timer)
        return;
    struct timer **at = &timer->owner->first;
    while (*at != timer)
        at = &(*at)->next;
    *at = timer->next;
    sd_event_source_disable_unref(timer->source);
    free(timer);
}
