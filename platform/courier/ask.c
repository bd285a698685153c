/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/courier/ask.h"

#include "platform/base/clock.h"

struct ask {
    struct ask *next;
    struct asks *asks;
    struct http_exchange *exchange;
    ask_fn *fn;
    void *user;
};

struct asks {
    const struct gate *gate;
    ask_fn *heard;
    void *user;
    struct ask *first;
};

enum err asks_new(const struct gate *gate, ask_fn *heard, void *user, struct asks **ret_asks)
{
    struct asks *asks = calloc(1, sizeof *asks);
    if (!asks)
        return ERR_MEMORY;
    *asks = (struct asks){.gate = gate, .heard = heard, .user = user};
    *ret_asks = asks;
    return ERR_NONE;
}

static void unlink_ask(struct ask *ask)
{
    struct ask **at = &ask->asks->first;
    while (*at != ask)
        at = &(*at)->next;
    *at = ask->next;
}

static void end_ask(struct ask *ask, enum err e, const struct http_reply *reply)
{
    unlink_ask(ask);
    ask->fn(ask->user, e, reply);
    free(ask);
}

void asks_free(struct asks *asks)
{
    if (!asks)
        return;
    while (asks->first) {
        http_cancel(asks->first->exchange);
        end_ask(asks->first, ERR_CANCELLED, NULL);
    }
    free(asks);
}

static void on_reply(void *user, enum err e, const struct http_reply *reply)
{
    struct ask *ask = user;
    ask->asks->heard(ask->asks->user, e, reply);
    end_ask(ask, e, reply);
}

static enum err send_sealed(struct ask *ask, const char *operation, const struct secret *doc)
{
    const struct gate *gate = ask->asks->gate;
    AUTO(auto_free) char *body = NULL;
    size_t size = 0;
    TRY(envelope_build(&gate->writer, doc, gate_wall_ms(gate), &body, &size));
    const struct gate_request request = {.operation = operation,
                                         .idempotency_key = "",
                                         .body = body,
                                         .size = size,
                                         .personal = true};
    return gate_send(gate, &request, on_reply, ask, &ask->exchange);
}

enum err asks_send(struct asks *asks, const char *operation, const struct secret *doc, ask_fn *fn,
                   void *user)
{
    struct ask *ask = calloc(1, sizeof *ask);
    if (!ask)
        return ERR_MEMORY;
    *ask = (struct ask){.asks = asks, .fn = fn, .user = user, .next = asks->first};
    asks->first = ask;
    enum err e = send_sealed(ask, operation, doc);
    if (e != ERR_NONE) {
        unlink_ask(ask);
        free(ask);
    }
    return e;
}
