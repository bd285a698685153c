/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/late.h"

#include "platform/base/clock.h"
#include "platform/base/log.h"

struct late {
    struct timer *look;
    struct outbox *outbox;
    int64_t limit_ms;
    bool is;
};

static void look(void *user)
{
    struct late *l = user;
    struct outbox_counts counts = {0};
    timer_set_after(l->look, LATE_LOOK_MS);
    if (outbox_counts(l->outbox, clock_wall_ms(), &counts) != ERR_NONE)
        return; /* a disk that fails is told by storage */
    bool is = counts.oldest_ms > l->limit_ms;
    if (is != l->is)
        log_event(is ? LOG_ERROR : LOG_INFO, is ? "outbox_late" : "outbox_in_time",
                  "waiting=%u oldest_s=%lld", counts.waiting, (long long)(counts.oldest_ms / 1000));
    l->is = is;
}

enum err late_new(struct timers *timers, struct outbox *outbox, int limit_h, struct late **ret_late)
{
    struct late *l = calloc(1, sizeof *l);
    if (!l)
        return ERR_MEMORY;
    *l = (struct late){.outbox = outbox, .limit_ms = limit_h * INT64_C(3600000)};
    enum err e = timer_new(timers, look, l, &l->look);
    if (e != ERR_NONE) {
        free(l);
        return e;
    }
    look(l);
    *ret_late = l;
    return ERR_NONE;
}

void late_free(struct late *late)
{
    if (!late)
        return;
    timer_free(late->look);
    free(late);
}

bool late_is(const struct late *late)
{
    return late->is;
}
