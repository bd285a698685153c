/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/courier/load.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/failpoint.h"
#include "platform/base/log.h"
#include "platform/province/reply.h"

static struct gate_request request_of(const struct load *load)
{
    const struct outbox_row *row = &load->row;
    return (struct gate_request){.operation = outbox_operation(row->kind),
                                 .idempotency_key = row->idempotency_key,
                                 .body = row->body,
                                 .size = row->size,
                                 .headers = &load->headers,
                                 .personal = load->is_last};
}

static bool is_last(struct outbox *outbox, int64_t id)
{
    struct outbox_row other;
    if (outbox_next_behind(outbox, id, clock_wall_ms(), &other) != ERR_NONE)
        return true;
    outbox_row_done(&other);
    return false;
}

enum err load_take(struct outbox *outbox, const struct gate *gate, int64_t id,
                   struct load *ret_load)
{
    AUTO(load_done) struct load load = {.row = {.body = NULL}};
    TRY(outbox_next_behind(outbox, id, clock_wall_ms(), &load.row));
    load.is_last = is_last(outbox, load.row.id);
    TRY(load_sign(&load, gate));
    *ret_load = load;
    load.row.body = NULL;
    return ERR_NONE;
}

enum err load_sign(struct load *load, const struct gate *gate)
{
    const struct gate_request request = request_of(load);
    return gate_sign(gate, &request, &load->headers);
}

void load_done(struct load *load)
{
    outbox_row_done(&load->row);
}

bool load_is_there(const struct load *load)
{
    return load->row.body != NULL;
}

enum err load_send(const struct load *load, const struct gate *gate, http_fn *fn, void *user,
                   struct http_exchange **ret_exchange)
{
    const struct gate_request request = request_of(load);
    failpoint("post");
    return gate_send(gate, &request, fn, user, ret_exchange);
}

enum err answer_read(const struct outbox_row *row, const struct http_reply *reply,
                     struct answer *ret_answer)
{
    struct answer answer = {.id = row->id, .kind = row->kind};
    if (row->kind == OUTBOX_RATING)
        TRY(reply_read_done(reply->body, reply->size));
    else if (row->kind == OUTBOX_ORDER)
        TRY(reply_read_order(reply->body, reply->size, &answer.status));
    else
        TRY(reply_read_case(reply->body, reply->size, &answer.status));
    memcpy(answer.local_number, row->local_number, sizeof answer.local_number);
    *ret_answer = answer;
    return ERR_NONE;
}

enum err answer_keep(const struct answer *answer, struct outbox *outbox)
{
    return outbox_mark_sent(outbox, answer->id,
                            answer->kind == OUTBOX_RATING ? NULL : &answer->status);
}

enum err answer_keep_refusal(const struct outbox_row *row, const struct http_reply *reply,
                             struct outbox *outbox)
{
    struct reply_error why;
    reply_read_error(reply->body, reply->size, &why);
    log_event(LOG_WARN, "case_refused", "number=%s status=%d code=%d detail=%s", row->local_number,
              reply->status, why.code, why.detail);
    return outbox_mark_refused(outbox, row->id, why.message);
}
