/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/courier/renewal.h"

#include "platform/base/clock.h"
#include "platform/base/log.h"
#include "platform/courier/chance.h"
#include "platform/courier/policy.h"
#include "platform/province/reply.h"

enum {
    STATUS_OK = 200,
    LONGEST_MS = 24 * 60 * 60 * 1000, /* then it is asked for in any case */
    PAUSE_MS = 5000,                  /* between two, however often it is refused */
};

struct renewal {
    struct renewal_parts parts;
    struct secret secret;
    struct timer *timer;
    struct http_exchange *exchange;
    int64_t asked_ms;
    uint32_t failures;
    enum err last; /* told when it changes */
};

static void tell(struct renewal *r, enum err e, int status)
{
    if (e != r->last)
        log_event(e == ERR_NONE ? LOG_INFO : LOG_WARN, "gateway_secret", "err=%s status=%d",
                  err_name(e), status);
    r->last = e;
}

static enum err take(struct renewal *r, const struct http_reply *reply, int64_t *ret_life_ms)
{
    struct secret secret = {0};
    int64_t ends_ms = 0;
    if (reply->status != STATUS_OK)
        return ERR_REFUSED;
    TRY(reply_read_secret(reply->body, reply->size, r->parts.gate->signer.key, &secret, &ends_ms));
    /* By the clock of whoever says when it ends. */
    *ret_life_ms = ends_ms - (reply->date_ms ? reply->date_ms : clock_wall_ms());
    if (*ret_life_ms <= 0) {
        secret_wipe(&secret);
        return ERR_RANGE;
    }
    secret_wipe(&r->secret);
    r->secret = secret;
    return ERR_NONE;
}

static void on_reply(void *user, enum err e, const struct http_reply *reply)
{
    struct renewal *r = user;
    int64_t life_ms = 0;
    r->exchange = NULL;
    if (e == ERR_NONE)
        e = take(r, reply, &life_ms);
    tell(r, e, reply ? reply->status : 0);
    if (e != ERR_NONE) {
        timer_set_after(r->timer, policy_back_off_ms(r->failures++, chance()));
        return;
    }
    int64_t next_ms = life_ms / 5 * 4;
    r->failures = 0;
    timer_set_after(r->timer, next_ms > LONGEST_MS ? LONGEST_MS : next_ms);
    r->parts.renewed(r->parts.user);
}

static void on_due(void *user)
{
    struct renewal *r = user;
    const struct gate_request request = {
        .operation = "/gateway-secret", .idempotency_key = "", .personal = true};
    if (r->exchange)
        return;
    r->asked_ms = clock_now_ms();
    enum err e = gate_send(r->parts.gate, &request, on_reply, r, &r->exchange);
    if (e == ERR_NONE)
        return;
    tell(r, e, 0);
    timer_set_after(r->timer, policy_back_off_ms(r->failures++, chance()));
}

enum err renewal_new(const struct renewal_parts *parts, struct renewal **ret_renewal)
{
    struct renewal *r = calloc(1, sizeof *r);
    if (!r)
        return ERR_MEMORY;
    *r = (struct renewal){.parts = *parts, .last = ERR_GONE};
    enum err e = timer_new(parts->timers, on_due, r, &r->timer);
    if (e != ERR_NONE) {
        renewal_free(r);
        return e;
    }
    timer_set_after(r->timer, 0);
    *ret_renewal = r;
    return ERR_NONE;
}

void renewal_free(struct renewal *renewal)
{
    if (!renewal)
        return;
    http_cancel(renewal->exchange);
    timer_free(renewal->timer);
    secret_wipe(&renewal->secret);
    free(renewal);
}

const struct secret *renewal_secret(const struct renewal *renewal)
{
    return &renewal->secret;
}

void renewal_hurry(struct renewal *renewal)
{
    if (renewal->exchange || renewal->failures > 0)
        return; /* on its way, or tried again in any case */
    timer_set(renewal->timer, renewal->asked_ms + PAUSE_MS);
}
