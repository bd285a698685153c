/* SPDX-License-Identifier: Apache-2.0 */
/* What the peer asks of endpoints, as transfers. */
#include <errno.h>
#include <string.h>

#include "platform/base/log.h"
#include "tests/sim/redir/port.h"

enum { TRANSFER_MOST = 4 << 20 };

struct packet {
    struct packet *next;
    struct port *port;
    struct transfer transfer;
    uint64_t id;
    void (*answer)(struct packet *p, uint8_t status);
    bool standing; /* interrupt IN: it begins anew whenever it ends */
    bool idle;     /* standing, and not with the gadget */
    bool stopped;
    union {
        struct usb_redir_control_packet_header control;
        struct usb_redir_bulk_packet_header bulk;
        struct usb_redir_interrupt_packet_header interrupt;
    } header;
    uint8_t data[];
};

static uint8_t status_of(int result)
{
    switch (result) {
    case 0:
        return usb_redir_success;
    case -EPIPE:
        return usb_redir_stall;
    case -ENOENT:
        return usb_redir_cancelled;
    case -EOVERFLOW:
        return usb_redir_babble;
    default:
        return usb_redir_ioerror;
    }
}

static void packet_free(struct packet *p)
{
    struct packet **at = &p->port->packets;
    while (*at && *at != p)
        at = &(*at)->next;
    if (*at)
        *at = p->next;
    free(p);
}

/* ---- answers: the header that came, with result and length ---- */

static void answer_control(struct packet *p, uint8_t status)
{
    struct usb_redir_control_packet_header h = p->header.control;
    bool in = h.requesttype & 0x80;
    h.status = status;
    h.length = (uint16_t)p->transfer.actual;
    usbredirparser_send_control_packet(p->port->parser, p->id, &h, in ? p->data : NULL,
                                       in ? h.length : 0);
}

static void answer_bulk(struct packet *p, uint8_t status)
{
    struct usb_redir_bulk_packet_header h = p->header.bulk;
    bool in = h.endpoint & 0x80;
    h.status = status;
    h.length = (uint16_t)p->transfer.actual;
    h.length_high = (uint16_t)(p->transfer.actual >> 16);
    usbredirparser_send_bulk_packet(p->port->parser, p->id, &h, in ? p->data : NULL,
                                    in ? (int)p->transfer.actual : 0);
}

static void answer_interrupt(struct packet *p, uint8_t status)
{
    struct usb_redir_interrupt_packet_header h = p->header.interrupt;
    h.status = status;
    h.length = (uint16_t)p->transfer.actual;
    usbredirparser_send_interrupt_packet(p->port->parser, p->id, &h, p->standing ? p->data : NULL,
                                         p->standing ? h.length : 0);
}

/* A standing transfer ended. The gadget may not be called from here: packet_renew() does it. */
static void end_standing(struct packet *p)
{
    const struct transfer *t = &p->transfer;
    if (t->status == -EPIPE) { /* the peer clears the halt and begins to listen again */
        struct usb_redir_interrupt_receiving_status_header h = {usb_redir_stall, t->endpoint};
        usbredirparser_send_interrupt_receiving_status(p->port->parser, 0, &h);
        session_flush(p->port);
        packet_free(p);
        return;
    }
    if (t->status != -ENOENT) { /* that one is a reset's: nothing was said */
        answer_interrupt(p, status_of(t->status));
        p->id++;
        session_flush(p->port);
    }
    p->idle = true;
    port_ring(p->port);
}

/* What ends because the plug came out is not answered: the peer hears that the device is gone. */
static void on_done(struct transfer *t)
{
    struct packet *p = t->owner;
    struct port *port = p->port;
    if (port->fd < 0 || p->stopped || t->status == -ESHUTDOWN) {
        packet_free(p);
    } else if (p->standing) {
        end_standing(p);
    } else {
        p->answer(p, status_of(t->status));
        session_flush(port);
        packet_free(p);
    }
}

/* ---- questions ---- */

static struct packet *packet_new(struct port *port, enum transfer_kind kind, uint8_t endpoint,
                                 size_t size)
{
    struct packet *p = size > TRANSFER_MOST ? NULL : calloc(1, sizeof *p + size);
    if (!p) {
        log_event(LOG_ERROR, "sim_packet_lost", "device=%s bytes=%zu", port->gadget->words->name,
                  size);
        return NULL;
    }
    p->port = port;
    p->transfer = (struct transfer){.kind = kind,
                                    .endpoint = endpoint,
                                    .data = p->data,
                                    .size = size,
                                    .done = on_done,
                                    .owner = p};
    p->next = port->packets;
    port->packets = p;
    return p;
}

static void submit(struct packet *p, const uint8_t *data, size_t size)
{
    if (size > 0)
        memcpy(p->data, data, size);
    gadget_submit(p->port->gadget, &p->transfer);
}

void packet_control(struct port *port, uint64_t id, const struct usb_redir_control_packet_header *h,
                    const uint8_t *data, size_t size)
{
    bool in = h->requesttype & 0x80;
    struct packet *p = packet_new(port, TRANSFER_CONTROL, 0, in ? h->length : size);
    if (!p)
        return;
    const uint8_t setup[8] = {h->requesttype,     h->request,
                              (uint8_t)h->value,  (uint8_t)(h->value >> 8),
                              (uint8_t)h->index,  (uint8_t)(h->index >> 8),
                              (uint8_t)h->length, (uint8_t)(h->length >> 8)};
    memcpy(p->transfer.setup, setup, sizeof setup);
    p->id = id;
    p->answer = answer_control;
    p->header.control = *h;
    submit(p, data, in ? 0 : size);
}

void packet_bulk(struct port *port, uint64_t id, const struct usb_redir_bulk_packet_header *h,
                 const uint8_t *data, size_t size)
{
    bool in = h->endpoint & 0x80;
    size_t wanted = (size_t)h->length | (size_t)h->length_high << 16;
    struct packet *p = packet_new(port, TRANSFER_BULK, h->endpoint, in ? wanted : size);
    if (!p)
        return;
    p->id = id;
    p->answer = answer_bulk;
    p->header.bulk = *h;
    submit(p, data, in ? 0 : size);
}

void packet_interrupt_out(struct port *port, uint64_t id,
                          const struct usb_redir_interrupt_packet_header *h, const uint8_t *data,
                          size_t size)
{
    struct packet *p = packet_new(port, TRANSFER_INTERRUPT, h->endpoint, size);
    if (!p)
        return;
    p->id = id;
    p->answer = answer_interrupt;
    p->header.interrupt = *h;
    submit(p, data, size);
}

void packet_cancel(struct port *port, uint64_t id)
{
    for (struct packet *p = port->packets; p; p = p->next)
        if (p->id == id && !p->standing) {
            gadget_cancel(port->gadget, &p->transfer);
            return;
        }
}

/* ---- listening ---- */

static struct packet *standing_at(const struct port *port, uint8_t endpoint)
{
    struct packet *p = port->packets;
    while (p && !(p->standing && p->transfer.endpoint == endpoint))
        p = p->next;
    return p;
}

bool packet_listen(struct port *port, uint8_t endpoint)
{
    const struct endpoint *e = gadget_endpoint(port->gadget, endpoint);
    if (!e || !(endpoint & 0x80))
        return false;
    if (standing_at(port, endpoint))
        return true;
    struct packet *p = packet_new(port, TRANSFER_INTERRUPT, endpoint, e->packet_size);
    if (!p)
        return false;
    p->standing = true;
    p->header.interrupt.endpoint = endpoint;
    submit(p, NULL, 0);
    return true;
}

void packet_stop_listening(struct port *port, uint8_t endpoint)
{
    struct packet *p = standing_at(port, endpoint);
    if (!p)
        return;
    p->stopped = true;
    if (p->idle)
        packet_free(p);
    else
        gadget_cancel(port->gadget, &p->transfer);
}

static struct packet *idle_one(const struct port *port)
{
    struct packet *p = port->packets;
    while (p && !p->idle)
        p = p->next;
    return p;
}

/* From the start each time: a fault that pulls the plug frees them all. It ends, because each one
 * that is idle again has said something that the gadget had to say. */
void packet_renew(struct port *port)
{
    for (struct packet *p = idle_one(port); p; p = idle_one(port)) {
        p->idle = false;
        submit(p, NULL, 0);
    }
}

void packet_drop_all(struct port *port)
{
    while (port->packets) {
        struct packet *p = port->packets;
        p->stopped = true;
        if (p->idle || !gadget_cancel(port->gadget, &p->transfer))
            packet_free(p);
    }
}
