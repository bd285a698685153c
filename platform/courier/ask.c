/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/courier/ask.h"

#include "platform/base/clock.h"
#include "platform/base/text.h"

enum { OPERATION = 64, WAIT_MS = 6000 };

struct ask {
    struct ask *next;
    struct asks *asks;
    struct http_exchange *exchange;
    ask_fn *fn;
    void *user;
    char operation[OPERATION];
    char *body; /* sealed: readable to the province alone */
    size_t size;
    uint32_t renewal;       /* how many there had been when it was signed */
    bool again;             /* it was asked a second time, or waits for that */
    int64_t waits_until_ms; /* for what the gate mends; 0: it does not wait */
};

struct asks {
    const struct gate *gate;
    ask_fn *heard;
    void *user;
    struct ask *first;
    struct timer *patience;
    uint32_t renewals;
};

static void unlink_ask(struct ask *ask)
{
    struct ask **at = &ask->asks->first;
    while (*at != ask)
        at = &(*at)->next;
    *at = ask->next;
}

static void free_ask(struct ask *ask)
{
    free(ask->body);
    free(ask);
}

static void end_ask(struct ask *ask, enum err e, const struct http_reply *reply)
{
    unlink_ask(ask);
    ask->fn(ask->user, e, reply);
    free_ask(ask);
}

static void on_reply(void *user, enum err e, const struct http_reply *reply);

static enum err send_ask(struct ask *ask)
{
    const struct gate_request request = {.operation = ask->operation,
                                         .idempotency_key = "",
                                         .body = ask->body,
                                         .size = ask->size,
                                         .personal = true};
    ask->renewal = ask->asks->renewals;
    ask->waits_until_ms = 0;
    return gate_send(ask->asks->gate, &request, on_reply, ask, &ask->exchange);
}

static void send_again(struct ask *ask)
{
    enum err e = send_ask(ask);
    if (e != ERR_NONE)
        end_ask(ask, e, NULL);
}

/* A clock is right as soon as it is known to be off; a secret must come first. */
static void mend(struct ask *ask, const struct http_reply *reply)
{
    struct asks *asks = ask->asks;
    ask->again = true;
    if (!gate_waits_for_secret(asks->gate, reply) || ask->renewal != asks->renewals) {
        send_again(ask);
        return;
    }
    ask->waits_until_ms = clock_now_ms() + WAIT_MS;
    timer_set(asks->patience, ask->waits_until_ms);
}

static void on_reply(void *user, enum err e, const struct http_reply *reply)
{
    struct ask *ask = user;
    ask->exchange = NULL;
    ask->asks->heard(ask->asks->user, e, reply);
    if (e == ERR_NONE && !ask->again && gate_mends(ask->asks->gate, reply))
        mend(ask, reply);
    else
        end_ask(ask, e, reply);
}

static struct ask *next_waiting(const struct asks *asks, int64_t until_ms)
{
    for (struct ask *ask = asks->first; ask; ask = ask->next)
        if (ask->waits_until_ms && ask->waits_until_ms <= until_ms)
            return ask;
    return NULL;
}

void asks_renewed(struct asks *asks)
{
    struct ask *ask;
    asks->renewals++;
    while ((ask = next_waiting(asks, INT64_MAX)))
        send_again(ask);
}

static void on_patience(void *user)
{
    struct asks *asks = user;
    struct ask *ask;
    while ((ask = next_waiting(asks, clock_now_ms())))
        end_ask(ask, ERR_TIMEOUT, NULL);
    ask = next_waiting(asks, INT64_MAX);
    if (ask)
        timer_set(asks->patience, ask->waits_until_ms);
}

enum err asks_new(const struct gate *gate, struct timers *timers, ask_fn *heard, void *user,
                  struct asks **ret_asks)
{
    struct asks *asks = calloc(1, sizeof *asks);
    if (!asks)
        return ERR_MEMORY;
    *asks = (struct asks){.gate = gate, .heard = heard, .user = user};
    enum err e = timer_new(timers, on_patience, asks, &asks->patience);
    if (e != ERR_NONE) {
        free(asks);
        return e;
    }
    *ret_asks = asks;
    return ERR_NONE;
}

void asks_free(struct asks *asks)
{
    if (!asks)
        return;
    while (asks->first) {
        http_cancel(asks->first->exchange);
        end_ask(asks->first, ERR_CANCELLED, NULL);
    }
    timer_free(asks->patience);
    free(asks);
}

enum err asks_send(struct asks *asks, const char *operation, const struct secret *doc, ask_fn *fn,
                   void *user)
{
    const struct gate *gate = asks->gate;
    struct ask *ask = calloc(1, sizeof *ask);
    if (!ask)
        return ERR_MEMORY;
    *ask = (struct ask){.asks = asks, .fn = fn, .user = user, .next = asks->first};
    asks->first = ask;
    enum err e =
        text_copy(ask->operation, sizeof ask->operation, operation) ? ERR_NONE : ERR_TOO_LONG;
    if (e == ERR_NONE)
        e = envelope_build(&gate->writer, doc, gate_wall_ms(gate), &ask->body, &ask->size);
    if (e == ERR_NONE)
        e = send_ask(ask);
    if (e != ERR_NONE) {
        unlink_ask(ask);
        free_ask(ask);
    }
    return e;
}
