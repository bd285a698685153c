/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/idcard/sam_link.h"

#include "platform/base/secret.h"

/* Endpoint numbers of variant A are part of its protocol: two pipes of one direction cannot be told
 * apart by their descriptors. */
enum { OUT_HEADER = 0x02, OUT_BODY = 0x06, IN_HEADER = 0x81, IN_BODY = 0x85 };

enum { DRAIN_QUIET_MS = 20 };

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

static enum err bulk4_drain(struct wire *wire)
{
    TRY(wire_drain(wire, IN_HEADER, DRAIN_QUIET_MS));
    return wire_drain(wire, IN_BODY, DRAIN_QUIET_MS);
}

const struct sam_framing sam_framing_bulk4 = {
    .fits = bulk4_fits, .send = bulk4_send, .receive = bulk4_receive, .drain = bulk4_drain};

static enum err ask_once(struct sam_link *link, enum sam_command command, int timeout_ms,
                         struct sam_answer *ret_answer)
{
    uint8_t request[SAM_REQUEST_SIZE];
    size_t size;
    sam_link_wipe(link);
    if (link->dirty)
        TRY(link->framing->drain(link->wire));
    link->dirty = true;
    sam_request(command, request);
    TRY(link->framing->send(link->wire, request, sizeof request, timeout_ms));
    TRY(link->framing->receive(link->wire, link->frame, timeout_ms, &size));
    TRY(sam_read_answer(bytes_of(link->frame, size), ret_answer));
    link->dirty = false;
    return ERR_NONE;
}

static bool was_misheard(uint8_t status)
{
    return status == SAM_BAD_CHECKSUM || status == SAM_BAD_LENGTH;
}

enum err sam_ask(struct sam_link *link, enum sam_command command, int timeout_ms,
                 struct sam_answer *ret_answer)
{
    struct sam_answer answer;
    enum err e = ask_once(link, command, timeout_ms, &answer);
    if (e == ERR_NONE && was_misheard(answer.status))
        e = ask_once(link, command, timeout_ms, &answer);
    if (e == ERR_NONE)
        *ret_answer = answer;
    else
        sam_link_wipe(link); /* half a record is personal too */
    return e;
}

void sam_link_distrust(struct sam_link *link)
{
    sam_link_wipe(link);
    link->dirty = true;
}

void sam_link_wipe(struct sam_link *link)
{
    wipe(link->frame, sizeof link->frame);
}
