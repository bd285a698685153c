/* SPDX-License-Identifier: Apache-2.0 */
/* How the frames of a SAM module travel: which pipes, in which pieces. What is said in them is the
 * same everywhere (sam_driver), so each variant of a reader is one framing. */
#pragma once

#include "drivers/idcard/sam_codec.h"
#include "drivers/wire/wire.h"

struct sam_framing {
    const char *name; /* as the quirk "framing" in ids.ini */
    /* Does this interface look like it? */
    bool (*fits)(const struct wire_interface *interface);
    /* Before the first frame; NULL: nothing to do. */
    enum err (*begin)(struct wire *wire);
    enum err (*send)(struct wire *wire, const uint8_t *frame, size_t size, int timeout_ms);
    /* A whole frame, at most SAM_FRAME_MAX bytes. Its length is the frame's own. */
    enum err (*receive)(struct wire *wire, uint8_t *frame, int timeout_ms, size_t *ret_size);
    /* Throws away what a late answer left. */
    enum err (*drain)(struct wire *wire);
};

/* Variant A: four bulk pipes, header and rest apart in both directions. */
extern const struct sam_framing framing_bulk4;
/* Variant B: whole frames on one pipe each way. `pair` wants exactly these two endpoints; `last`,
 * chosen by name only, takes the last bulk or interrupt pipes of an interface that has more. */
extern const struct sam_framing framing_pair, framing_last;
/* Variant C: the HID adapter whose framing is known (report_codec.h). */
extern const struct sam_framing framing_report;

/* Variant D: whole frames on a serial line, 115200 8N1. */
extern const struct sam_framing framing_line;

/* By name, or by the descriptors when `name` is NULL. NULL: we do not know how to talk to it. */
const struct sam_framing *framing_for(const struct wire_interface *interface, const char *name);

/* The last bulk or interrupt endpoint of this direction, or NULL. */
const struct wire_endpoint *framing_last_pipe(const struct wire_interface *interface, bool in);
/* What is left of a whole answer's time. ERR_TIMEOUT when nothing is. */
MUST_CHECK enum err framing_time_left(int64_t deadline_ms, int *ret_ms);
