/* SPDX-License-Identifier: Apache-2.0 */
/* Frames in HID reports: the adapter gives the first piece by itself and each further one when it
 * is asked to send on. */
#include <string.h>

#include "drivers/idcard/framing.h"
#include "drivers/idcard/report_codec.h"
#include "platform/base/clock.h"
#include "platform/base/secret.h"

enum { DRAIN_QUIET_MS = 60, CLASS_HID = 3 };

/* The adapter listens on its second OUT endpoint; one that has a single one listens there. */
static const struct wire_endpoint *out_pipe(const struct wire_interface *interface)
{
    const struct wire_endpoint *found = NULL;
    size_t seen = 0;
    for (size_t i = 0; i < interface->endpoint_count && seen < 2; i++) {
        const struct wire_endpoint *e = &interface->endpoint[i];
        if (e->type != WIRE_INTERRUPT || (e->address & WIRE_ENDPOINT_IN))
            continue;
        found = e;
        seen++;
    }
    return found;
}

static const struct wire_endpoint *in_pipe(const struct wire_interface *interface)
{
    return wire_find_endpoint(interface, WIRE_INTERRUPT, true);
}

static bool report_fits(const struct wire_interface *interface)
{
    return interface->device_class == CLASS_HID && in_pipe(interface) &&
           in_pipe(interface)->max_packet == REPORT_SIZE && out_pipe(interface);
}

static enum err give_report(struct wire *wire, const uint8_t report[REPORT_SIZE], int timeout_ms)
{
    size_t done;
    TRY(wire_out(wire, out_pipe(wire->interface)->address, bytes_of(report, REPORT_SIZE),
                 timeout_ms, &done));
    return done == REPORT_SIZE ? ERR_NONE : ERR_TOO_SHORT;
}

static enum err report_send(struct wire *wire, const uint8_t *frame, size_t size, int timeout_ms)
{
    uint8_t report[REPORT_SIZE];
    TRY(report_pack(bytes_of(frame, size), report));
    return give_report(wire, report, timeout_ms);
}

static enum err take_piece(struct wire *wire, uint8_t *frame, int timeout_ms, size_t *have)
{
    uint8_t report[REPORT_SIZE];
    struct bytes payload;
    size_t done;
    TRY(wire_in(wire, in_pipe(wire->interface)->address, (struct wire_room){report, sizeof report},
                timeout_ms, &done));
    enum err e = report_unpack(bytes_of(report, done), &payload);
    if (e == ERR_NONE && payload.size > SAM_FRAME_MAX - *have)
        e = ERR_TOO_LONG;
    if (e == ERR_NONE) {
        memcpy(frame + *have, payload.data, payload.size);
        *have += payload.size;
    }
    wipe(report, sizeof report);
    return e;
}

static enum err report_receive(struct wire *wire, uint8_t *frame, int timeout_ms, size_t *ret_size)
{
    int64_t deadline = clock_now_ms() + timeout_ms;
    uint8_t send_on[REPORT_SIZE];
    size_t have = 0, total = SAM_HEADER;
    report_pack_send_on(send_on);
    while (have < total) {
        int left;
        TRY(framing_time_left(deadline, &left));
        if (have > 0)
            TRY(give_report(wire, send_on, left));
        TRY(take_piece(wire, frame, left, &have));
        TRY(sam_frame_total(bytes_of(frame, have), &total));
    }
    *ret_size = have;
    return ERR_NONE;
}

static enum err report_drain(struct wire *wire)
{
    return wire_drain(wire, in_pipe(wire->interface)->address, DRAIN_QUIET_MS);
}

const struct sam_framing framing_report = {.name = "report",
                                           .fits = report_fits,
                                           .send = report_send,
                                           .receive = report_receive,
                                           .drain = report_drain};
