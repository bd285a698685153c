/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: the attachments of one message, one after the other, piece by piece; begun and
 * gone on with from what the province says it has. */
#pragma once

#include "platform/courier/gate.h"
#include "platform/outbox/attached.h"

enum { PARCEL_PIECE_LEAST = 4 * 1024 };

/* All of them are there (ERR_NONE, NULL), or what stood in the way: as http_fn, or ERR_… of the
 * disk with NULL. */
struct parcel {
    const struct gate *gate;
    struct outbox *outbox;
    http_fn *done;
    void *user;
    int64_t message; /* 0: none is on its way */
    struct outbox_attachment attachment;
    size_t received, piece; /* piece: as much as the line carries in one request */
    bool asked;             /* `received` is the province's word */
    unsigned gaps;          /* times the province saw one, since it last went on */
    unsigned spoilt;        /* times it dropped the whole: to go on says nothing against that */
    bool is_ours;           /* what stood in the way lies here, not on the line or behind it */
    bool went_on;           /* since parcel_begin() */
    struct http_exchange *exchange;
    char *data; /* a piece */
};

/* ERR_MEMORY. parcel_end() it. */
MUST_CHECK enum err parcel_init(struct parcel *parcel, const struct gate *gate,
                                struct outbox *outbox, http_fn *done, void *user);
/* Goes on until `done`. ERR_NOT_FOUND: the message has none that the province lacks, and `done` is
 * not called; nor is it after any other error. */
MUST_CHECK enum err parcel_begin(struct parcel *parcel, int64_t message);
bool parcel_is_on_its_way(const struct parcel *parcel);
/* Ends it without a word. */
void parcel_end(struct parcel *parcel);
