/* SPDX-License-Identifier: Apache-2.0 */
/* One question and one answer with a SAM module. How frames travel is apart (framing.h). */
#pragma once

#include "drivers/idcard/framing.h"

struct sam_link {
    struct wire *wire;
    const struct sam_framing *framing;
    bool dirty;            /* an answer may still be on its way */
    int64_t owed_until_ms; /* and is waited for so long, before the next question; 0: none is */
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
