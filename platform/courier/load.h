/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: one message made ready to go, and what the province said to it. */
#pragma once

#include "platform/courier/gate.h"
#include "platform/outbox/outbox.h"

/* A row of the outbox, signed. All zero: none. */
struct load {
    struct outbox_row row;
    struct request_headers headers;
    bool is_last; /* nothing else was due when it was taken */
};

/* The first one due behind row `id` (0: of all), signed as of now. ERR_NOT_FOUND: none is. */
MUST_CHECK enum err load_take(struct outbox *outbox, const struct gate *gate, int64_t id,
                              struct load *ret_load);
/* Once more, as of now. */
MUST_CHECK enum err load_sign(struct load *load, const struct gate *gate);
void load_done(struct load *load);
bool load_is_there(const struct load *load);
/* While more wait, the connection is kept for them; behind the last one it closes, so that nothing
 * of a citizen's stays in it. */
MUST_CHECK enum err load_send(const struct load *load, const struct gate *gate, http_fn *fn,
                              void *user, struct http_exchange **ret_exchange);

/* A good answer to one row, not durable yet. */
struct answer {
    int64_t id; /* of the row; 0: none */
    enum outbox_kind kind;
    char local_number[NUMBER_TEXT];
    struct case_status status; /* of an application */
};

MUST_CHECK enum err answer_read(const struct outbox_row *row, const struct http_reply *reply,
                                struct answer *ret_answer);
/* Durable when it returns; the row has left the queue. */
MUST_CHECK enum err answer_keep(const struct answer *answer, struct outbox *outbox);
/* A final no. */
MUST_CHECK enum err answer_keep_refusal(const struct outbox_row *row,
                                        const struct http_reply *reply, struct outbox *outbox);
