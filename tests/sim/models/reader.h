/* SPDX-License-Identifier: Apache-2.0 */
/* An ID-card reader with a SAM-V module. The module is one; how its frames travel is its shape.
 * The card's life follows a real module: a card that was read is not found again until it was
 * lifted. */
#pragma once

#include "tests/sim/core/gadget.h"
#include "tests/sim/models/card.h"

enum { READER_READ_MS = 250 }; /* from the request to the last byte */

enum {
    READER_OUT_HEAD = 0x02,
    READER_OUT_REST = 0x06,
    READER_IN_HEAD = 0x81,
    READER_IN_REST = 0x85
};

enum reader_state {
    READER_EMPTY,    /* no card */
    READER_FRESH,    /* a card lies there */
    READER_FOUND,    /* found by the module */
    READER_SELECTED, /* selected: it can be read once */
    READER_SPENT,    /* read; silent until lifted */
    READER_STATES
};

struct reader;

struct reader_shape {
    const struct gadget_words *words;
    struct gadget_model model;
    void (*give)(struct reader *r); /* the reply, or its first piece */
};

/* 0400:C35A with four bulk pipes (variant A), 0400:C35A with one pair (variant B), 0483:572B with
 * 64-byte HID reports, a serial line. */
extern const struct reader_shape reader_bulk4, reader_pair, reader_report, reader_line;

enum { READER_HEAD = 7, READER_PAIR_OUT = 0x02, READER_PAIR_IN = 0x81 };

struct reader {
    struct gadget gadget;
    const struct reader_shape *shape;
    enum reader_state state;
    bool reading; /* a read is running; `answer` ends it */
    struct {
        uint8_t sw;
        long times; /* still to come; < 0: until cleared */
    } fault;
    int read_ms; /* how long it takes */
    struct card card;
    struct alarm answer;
    uint8_t head[7];
    size_t head_size;
    uint8_t rest[64];
    size_t rest_size;
    uint8_t reply[CARD_FRAME_MAX]; /* the frame that `answer` will send */
    size_t reply_size, given;      /* given: bytes that went out in pieces */
    unsigned reads;
};

MUST_CHECK enum err reader_init(struct reader *r, struct world *w,
                                const struct reader_shape *shape);
/* With the lock. ERR_STATE when a card lies there. */
MUST_CHECK enum err reader_present(struct reader *r, const struct card *card);
void reader_lift(struct reader *r);
/* The next `times` answers (< 0: all) to commands that such a status belongs to are this SW3:
 * 40 and 81 to "select", 23, 31, 32, 33, 41 and 47 to "read", any other to every command.
 * times 0 ends it. */
void reader_set_status(struct reader *r, uint8_t sw, long times);
const char *reader_state_name(enum reader_state s);

/* For the shapes: head and rest hold a frame; a frame's length is absurd; gadget_model.reset. */
void reader_take_frame(struct reader *r);
void reader_complain_of_length(struct reader *r);
void reader_reset(struct gadget *g);
