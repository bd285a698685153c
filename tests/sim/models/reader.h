/* SPDX-License-Identifier: Apache-2.0 */
/* An ID-card reader with a SAM-V module, USB variant A (0400:C35A): header and rest of each frame
 * on endpoints of their own. The card's life follows a real module: a card that was read is not
 * found again until it was lifted. */
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

struct reader {
    struct gadget gadget;
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
    size_t reply_size;
    unsigned reads;
};

MUST_CHECK enum err reader_init(struct reader *r, struct world *w);
/* With the lock. ERR_STATE when a card lies there. */
MUST_CHECK enum err reader_present(struct reader *r, const struct card *card);
void reader_lift(struct reader *r);
/* The next `times` answers (< 0: all) to commands that such a status belongs to are this SW3:
 * 40 and 81 to "select", 23, 31, 32, 33, 41 and 47 to "read", any other to every command.
 * times 0 ends it. */
void reader_set_status(struct reader *r, uint8_t sw, long times);
const char *reader_state_name(enum reader_state s);
