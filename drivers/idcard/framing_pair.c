/* SPDX-License-Identifier: Apache-2.0 */
/* Whole frames on one pipe each way (variant B, single source) or on a serial line (variant D). The
 * answer may come in any number of pieces: seven bytes tell how many are to follow. */
#include "drivers/idcard/framing.h"
#include "drivers/wire/line.h"
#include "platform/base/clock.h"

enum { PIECE = 64, DRAIN_QUIET_MS = 60, BAUD = 115200 };

enum { CLASS_LINE = 2, CLASS_HID = 3 };

static bool has_both(const struct wire_interface *interface)
{
    return interface->device_class != CLASS_HID && framing_last_pipe(interface, true) &&
           framing_last_pipe(interface, false);
}

static bool pair_fits(const struct wire_interface *interface)
{
    return interface->endpoint_count == 2 && interface->device_class != CLASS_LINE &&
           has_both(interface);
}

static bool line_fits(const struct wire_interface *interface)
{
    return interface->device_class == CLASS_LINE && has_both(interface);
}

static enum err line_begin(struct wire *wire)
{
    return wire_line_begin(wire, BAUD);
}

static enum err pair_send(struct wire *wire, const uint8_t *frame, size_t size, int timeout_ms)
{
    uint8_t pipe = framing_last_pipe(wire->interface, false)->address;
    while (size > 0) {
        size_t n = size < PIECE ? size : PIECE, done;
        TRY(wire_out(wire, pipe, bytes_of(frame, n), timeout_ms, &done));
        if (done != n)
            return ERR_TOO_SHORT;
        frame += n;
        size -= n;
    }
    return ERR_NONE;
}

/* Asks for what is missing, but never for less than a packet, which may bring more than that. */
static enum err take_piece(struct wire *wire, uint8_t *frame, size_t missing, int timeout_ms,
                           size_t *have)
{
    const struct wire_endpoint *pipe = framing_last_pipe(wire->interface, true);
    size_t room = missing > pipe->max_packet ? missing : pipe->max_packet, done;
    if (room > SAM_FRAME_MAX - *have)
        room = SAM_FRAME_MAX - *have;
    TRY(wire_in(wire, pipe->address, (struct wire_room){frame + *have, room}, timeout_ms, &done));
    *have += done;
    return done > 0 ? ERR_NONE : ERR_TOO_SHORT;
}

static enum err pair_receive(struct wire *wire, uint8_t *frame, int timeout_ms, size_t *ret_size)
{
    int64_t deadline = clock_now_ms() + timeout_ms;
    size_t have = 0, total = SAM_HEADER;
    while (have < total) {
        int left;
        TRY(framing_time_left(deadline, &left));
        TRY(take_piece(wire, frame, total - have, left, &have));
        TRY(sam_frame_total(bytes_of(frame, have), &total));
    }
    *ret_size = have;
    return ERR_NONE;
}

static enum err pair_drain(struct wire *wire)
{
    return wire_drain(wire, framing_last_pipe(wire->interface, true)->address, DRAIN_QUIET_MS);
}

const struct sam_framing framing_pair = {.name = "pair",
                                         .fits = pair_fits,
                                         .send = pair_send,
                                         .receive = pair_receive,
                                         .drain = pair_drain};

const struct sam_framing framing_last = {.name = "last",
                                         .fits = has_both,
                                         .send = pair_send,
                                         .receive = pair_receive,
                                         .drain = pair_drain};

const struct sam_framing framing_line = {.name = "line",
                                         .fits = line_fits,
                                         .begin = line_begin,
                                         .send = pair_send,
                                         .receive = pair_receive,
                                         .drain = pair_drain};
