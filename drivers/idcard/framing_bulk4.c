/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/idcard/framing.h"

#include "platform/base/secret.h"

/* Endpoint numbers of variant A are part of its protocol: two pipes of one direction cannot be told
 * apart by their descriptors. */
enum { OUT_HEADER = 0x02, OUT_BODY = 0x06, IN_HEADER = 0x81, IN_BODY = 0x85 };

/* Silence of each pipe that ends the draining: longer than a module thinks about "find". */
enum { DRAIN_QUIET_MS = 60, DRAIN_ROUNDS = 8, DRAIN_PIECE = 64 };

static bool is_bulk(const struct wire_interface *interface, uint8_t address)
{
    const struct wire_endpoint *e = wire_endpoint_at(interface, address);
    return e && e->type == WIRE_BULK;
}

static bool bulk4_fits(const struct wire_interface *interface)
{
    return is_bulk(interface, OUT_HEADER) && is_bulk(interface, OUT_BODY) &&
           is_bulk(interface, IN_HEADER) && is_bulk(interface, IN_BODY);
}

static enum err bulk4_send(struct wire *wire, const uint8_t *frame, size_t size, int timeout_ms)
{
    size_t done;
    TRY(wire_out(wire, OUT_HEADER, bytes_of(frame, SAM_HEADER), timeout_ms, &done));
    if (done != SAM_HEADER)
        return ERR_TOO_SHORT;
    size -= SAM_HEADER;
    TRY(wire_out(wire, OUT_BODY, bytes_of(frame + SAM_HEADER, size), timeout_ms, &done));
    return done == size ? ERR_NONE : ERR_TOO_SHORT;
}

static enum err bulk4_receive(struct wire *wire, uint8_t *frame, int timeout_ms, size_t *ret_size)
{
    size_t done, len;
    TRY(wire_in(wire, IN_HEADER, (struct wire_room){frame, SAM_HEADER}, timeout_ms, &done));
    if (done != SAM_HEADER)
        return ERR_TOO_SHORT;
    TRY(sam_read_header(frame, &len));
    TRY(wire_in(wire, IN_BODY, (struct wire_room){frame + SAM_HEADER, len}, timeout_ms, &done));
    *ret_size = SAM_HEADER + done;
    return ERR_NONE;
}

static enum err drain_pipe(struct wire *wire, uint8_t endpoint, bool *ret_any)
{
    uint8_t piece[DRAIN_PIECE];
    size_t done = 0;
    enum err e =
        wire_in(wire, endpoint, (struct wire_room){piece, sizeof piece}, DRAIN_QUIET_MS, &done);
    wipe(piece, sizeof piece);
    if (e != ERR_NONE && e != ERR_TIMEOUT)
        return e;
    *ret_any = e == ERR_NONE || done > 0;
    return *ret_any ? wire_drain(wire, endpoint, DRAIN_QUIET_MS) : ERR_NONE;
}

/* An answer that comes while one pipe is drained leaves its other half in the other: the end is
 * when both were silent in a row. */
static enum err bulk4_drain(struct wire *wire)
{
    for (int i = 0; i < DRAIN_ROUNDS; i++) {
        bool header, body;
        TRY(drain_pipe(wire, IN_HEADER, &header));
        TRY(drain_pipe(wire, IN_BODY, &body));
        if (!header && !body)
            return ERR_NONE;
    }
    return ERR_OVERFLOW;
}

const struct sam_framing framing_bulk4 = {.name = "bulk4",
                                          .fits = bulk4_fits,
                                          .send = bulk4_send,
                                          .receive = bulk4_receive,
                                          .drain = bulk4_drain};
