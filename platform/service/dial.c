/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/dial.h"

#include "platform/base/clock.h"
#include "platform/base/log.h"
#include "platform/service/trail.h"

struct dial {
    struct timer *timer;
    struct audit *audit;
    int64_t apart_ms; /* wall clock minus the other, when it was looked at last */
};

static void on_look(void *user)
{
    struct dial *d = user;
    int64_t apart = clock_wall_ms() - clock_now_ms(), step = apart - d->apart_ms;
    d->apart_ms = apart;
    timer_set_after(d->timer, DIAL_LOOK_MS);
    if (llabs((long long)step) < DIAL_STEP_MS)
        return;
    log_event(LOG_WARN, "clock_set", "by_ms=%lld", (long long)step);
    trail_clock(d->audit, "set", step);
}

enum err dial_new(struct timers *timers, struct audit *audit, struct dial **ret_dial)
{
    struct dial *d = calloc(1, sizeof *d);
    if (!d)
        return ERR_MEMORY;
    *d = (struct dial){.audit = audit, .apart_ms = clock_wall_ms() - clock_now_ms()};
    enum err e = timer_new(timers, on_look, d, &d->timer);
    if (e != ERR_NONE) {
        free(d);
        return e;
    }
    timer_set_after(d->timer, DIAL_LOOK_MS);
    *ret_dial = d;
    return ERR_NONE;
}

void dial_free(struct dial *dial)
{
    if (!dial)
        return;
    timer_free(dial->timer);
    free(dial);
}
