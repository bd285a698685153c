/* SPDX-License-Identifier: Apache-2.0 */
/* One question and one answer with a SAM module. How frames travel (which pipes, in which pieces)
 * is apart from what is said, so that other variants of the same module fit in. */
#pragma once

#include "drivers/idcard/sam_codec.h"
#include "drivers/wire/wire.h"

struct sam_framing {
    /* Does this interface look like it? */
    bool (*fits)(const struct wire_interface *interface);
    enum err (*send)(struct wire *wire, const uint8_t *frame, size_t size, int timeout_ms);
    /* A whole frame, at most SAM_FRAME_MAX bytes. */
    enum err (*receive)(struct wire *wire, uint8_t *frame, int timeout_ms, size_t *ret_size);
    /* Throws away what a late answer left. */
    enum err (*drain)(struct wire *wire);
};

/* Four bulk pipes: header and rest apart in both directions (variant A). */
extern const struct sam_framing sam_framing_bulk4;

struct sam_link {
    struct wire *wire;
    const struct sam_framing *framing;
    bool dirty; /* an answer may still be on its way */
    uint8_t frame[SAM_FRAME_MAX];
};

/* `answer->data` lives in the link until the next question. Asked again once when the module says
 * that it did not understand. A failure leaves the link dirty: the next question drains first. */
MUST_CHECK enum err sam_ask(struct sam_link *link, enum sam_command command, int timeout_ms,
                            struct sam_answer *ret_answer);
/* The last answer was for another question: it is erased, and the pipes are drained before the
 * next. */
void sam_link_distrust(struct sam_link *link);
/* Erases the last answer. */
void sam_link_wipe(struct sam_link *link);
