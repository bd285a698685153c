/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/courier/fetch.h"

#include "platform/base/clock.h"
#include "platform/base/log.h"

enum { STATUS_OK = 200 };

struct fetches {
    const struct gate *gate;
    const struct fetch_kind *kind;
    size_t count, asked; /* `asked`: which one is under way */
    int64_t due_ms[FETCH_KINDS_MAX];
    struct timer *timer;
    struct http_exchange *exchange;
    bool online;
    void *user;
};

static size_t next_of(const struct fetches *f)
{
    size_t next = 0;
    for (size_t i = 1; i < f->count; i++)
        if (f->due_ms[i] < f->due_ms[next])
            next = i;
    return next;
}

static void plan(struct fetches *f)
{
    if (!f->online || f->exchange || f->count == 0)
        return;
    int64_t left = f->due_ms[next_of(f)] - clock_now_ms();
    timer_set_after(f->timer, left > 0 ? left : 0);
}

static void on_reply(void *user, enum err e, const struct http_reply *reply)
{
    struct fetches *f = user;
    const struct fetch_kind *kind = &f->kind[f->asked];
    bool good = e == ERR_NONE && reply->status == STATUS_OK;
    f->exchange = NULL;
    f->due_ms[f->asked] = clock_now_ms() + (good ? kind->period_ms : FETCH_AGAIN_MS);
    if (good)
        kind->came(f->user, reply->body, reply->size);
    else
        log_event(LOG_INFO, "not_fetched", "operation=%s err=%s status=%d", kind->operation,
                  err_name(e), reply ? reply->status : 0);
    plan(f);
}

static void on_due(void *user)
{
    struct fetches *f = user;
    if (!f->online || f->exchange)
        return;
    f->asked = next_of(f);
    if (f->due_ms[f->asked] > clock_now_ms()) {
        plan(f);
        return;
    }
    const struct gate_request request = {.operation = f->kind[f->asked].operation,
                                         .idempotency_key = ""};
    enum err e = gate_send(f->gate, &request, on_reply, f, &f->exchange);
    if (e != ERR_NONE) {
        f->due_ms[f->asked] = clock_now_ms() + FETCH_AGAIN_MS;
        log_event(LOG_ERROR, "fetch_failed", "operation=%s err=%s", request.operation, err_name(e));
        plan(f);
    }
}

enum err fetches_new(const struct gate *gate, struct timers *timers, const struct fetch_kind *kinds,
                     size_t count, struct fetches **ret_fetches)
{
    if (count > FETCH_KINDS_MAX)
        return ERR_USAGE;
    struct fetches *f = calloc(1, sizeof *f);
    if (!f)
        return ERR_MEMORY;
    *f = (struct fetches){.gate = gate, .kind = kinds, .count = count};
    enum err e = timer_new(timers, on_due, f, &f->timer);
    if (e != ERR_NONE) {
        free(f);
        return e;
    }
    *ret_fetches = f;
    return ERR_NONE;
}

void fetches_free(struct fetches *fetches)
{
    if (!fetches)
        return;
    http_cancel(fetches->exchange);
    timer_free(fetches->timer);
    free(fetches);
}

void fetches_use(struct fetches *fetches, void *user)
{
    fetches->user = user;
}

void fetches_online(struct fetches *fetches, bool online)
{
    fetches->online = online;
    plan(fetches);
}

void fetches_refresh(struct fetches *fetches)
{
    for (size_t i = 0; i < fetches->count; i++)
        fetches->due_ms[i] = clock_now_ms();
    plan(fetches);
}
