/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/courier/parcel.h"

#include <string.h>

#include "platform/base/failpoint.h"
#include "platform/province/attachment.h"

_Static_assert((int)ATTACHMENT_ADDRESS_TEXT == (int)OUTBOX_ADDRESS_TEXT, "an address is one");
_Static_assert((int)ATTACHMENT_SIZE_MAX == (int)OUTBOX_FILE_MAX, "what is kept can be sent");
_Static_assert((int)ATTACHMENTS_MAX == (int)OUTBOX_FILES_MAX, "as many as go with an application");

enum { CODE_GAP = 40903, CODE_SPOILT = 42204, MENDS = 2 };

enum err parcel_init(struct parcel *parcel, const struct gate *gate, struct outbox *outbox,
                     http_fn *done, void *user)
{
    char *data = malloc(ATTACHMENT_PIECE);
    if (!data)
        return ERR_MEMORY;
    *parcel = (struct parcel){.gate = gate,
                              .outbox = outbox,
                              .done = done,
                              .user = user,
                              .piece = ATTACHMENT_PIECE,
                              .data = data};
    return ERR_NONE;
}

void parcel_end(struct parcel *parcel)
{
    http_cancel(parcel->exchange);
    free(parcel->data);
    *parcel = (struct parcel){.data = NULL};
}

bool parcel_is_on_its_way(const struct parcel *parcel)
{
    return parcel->message != 0;
}

static void finish(struct parcel *p, enum err e, const struct http_reply *reply)
{
    p->message = 0;
    p->done(p->user, e, reply);
}

static void on_reply(void *user, enum err e, const struct http_reply *reply);

static enum err ask(struct parcel *p)
{
    char path[ATTACHMENT_PATH_TEXT];
    attachment_path(p->attachment.address, p->attachment.size, path);
    const struct gate_request request = {.operation = path, .idempotency_key = ""};
    return gate_send(p->gate, &request, on_reply, p, &p->exchange);
}

static enum err send_piece(struct parcel *p)
{
    char path[ATTACHMENT_PATH_TEXT];
    size_t left = p->attachment.size - p->received;
    size_t size = left < p->piece ? left : p->piece;
    TRY(outbox_read_attachment(p->outbox, &p->attachment, p->received, p->data, size));
    attachment_piece_path(p->attachment.address, p->attachment.size, p->received, path);
    const struct gate_request request = {
        .operation = path, .idempotency_key = "", .body = p->data, .size = size, .is_piece = true};
    failpoint("piece");
    return gate_send(p->gate, &request, on_reply, p, &p->exchange);
}

static enum err next(struct parcel *p)
{
    TRY(outbox_next_attachment(p->outbox, p->message, &p->attachment));
    p->received = 0;
    p->asked = false;
    p->gaps = p->spoilt = 0;
    return ask(p);
}

/* A word of the province about this attachment that cannot be: nobody but staff can mend it. */
static bool fits(const struct parcel *p, const struct attachment_state *state)
{
    return state->received <= p->attachment.size &&
           (state->whole || state->received < p->attachment.size);
}

static enum err go_on(struct parcel *p, const struct attachment_state *state)
{
    if (!fits(p, state))
        return ERR_RANGE;
    if (p->asked && state->received > p->received) {
        p->went_on = true;
        p->gaps = 0;
    }
    p->received = state->received;
    p->asked = true;
    if (!state->whole)
        return send_piece(p);
    p->went_on = true;
    TRY(outbox_mark_attachment(p->outbox, p->attachment.id));
    return next(p);
}

/* A line that breaks carries less at a time; one that holds carries more. */
static void learn(struct parcel *p, enum err e)
{
    if (e != ERR_NONE && p->piece > PARCEL_PIECE_LEAST)
        p->piece /= 2;
    else if (e == ERR_NONE && p->piece < ATTACHMENT_PIECE)
        p->piece *= 2;
}

/* What the province said no to, and we know how to go on from. */
static bool is_mended(struct parcel *p, int code)
{
    if (!p->asked)
        return false;
    return (code == CODE_GAP && p->gaps++ < MENDS) || (code == CODE_SPOILT && p->spoilt++ < MENDS);
}

static void on_reply(void *user, enum err e, const struct http_reply *reply)
{
    struct parcel *p = user;
    struct attachment_state state;
    struct reply_error why;
    p->exchange = NULL;
    learn(p, e);
    if (!reply) {
        finish(p, e, NULL);
        return;
    }
    reply_read_error(reply->body, reply->size, &why);
    if (reply->status == 200)
        e = attachment_read_state(reply->body, reply->size, &state);
    else if (is_mended(p, why.code)) {
        p->asked = false;
        e = ask(p);
        p->is_ours = e != ERR_NONE;
        if (p->is_ours)
            finish(p, e, NULL);
        return;
    } else {
        finish(p, ERR_NONE, reply);
        return;
    }
    if (e == ERR_NONE)
        e = go_on(p, &state);
    p->is_ours = e != ERR_NONE && e != ERR_NOT_FOUND;
    if (e != ERR_NONE)
        finish(p, p->is_ours ? e : ERR_NONE, NULL);
}

enum err parcel_begin(struct parcel *parcel, int64_t message)
{
    parcel->message = message;
    parcel->went_on = false;
    parcel->is_ours = false;
    enum err e = next(parcel);
    if (e != ERR_NONE)
        parcel->message = 0;
    return e;
}
