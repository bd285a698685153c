/* SPDX-License-Identifier: Apache-2.0 */
/* One gadget's socket, the peer that is connected to it, and the transfers that the peer asked for.
 * Everything here wants the world's lock held. */
#pragma once

#include <usbredirparser.h>

#include "tests/sim/core/transport.h"

struct packet;

struct port {
    struct gadget *gadget;
    int bell; /* eventfd: the serving thread looks again */
    char path[108];
    int listen_fd;
    int fd; /* the peer; < 0: none */
    struct usbredirparser *parser;
    struct packet *packets;
    bool met;     /* hello was heard */
    bool shown;   /* the peer knows of the device */
    bool leaving; /* "gone" was said and not acknowledged: nothing may be shown yet */
};

/* transport.c: the serving thread looks at its ports again. */
void port_ring(const struct port *port);

/* session.c */
MUST_CHECK enum err session_open(struct port *port, int fd);
/* False: the peer is gone or talks nonsense; session_close() is next. */
bool session_read(struct port *port);
void session_close(struct port *port);
/* Shows the gadget, or says that it is gone, if the peer does not know yet. */
void session_tell(struct port *port);
/* Writes what the socket takes; the rest goes when it is writable. */
void session_flush(struct port *port);

/* packet.c: what the peer sends to endpoints. `data` stays the caller's. */
void packet_control(struct port *port, uint64_t id,
                    const struct usb_redir_control_packet_header *header, const uint8_t *data,
                    size_t size);
void packet_bulk(struct port *port, uint64_t id, const struct usb_redir_bulk_packet_header *header,
                 const uint8_t *data, size_t size);
void packet_interrupt_out(struct port *port, uint64_t id,
                          const struct usb_redir_interrupt_packet_header *header,
                          const uint8_t *data, size_t size);
void packet_cancel(struct port *port, uint64_t id);
/* Interrupt IN is pushed: one transfer stands for as long as the peer listens. */
bool packet_listen(struct port *port, uint8_t endpoint);
void packet_stop_listening(struct port *port, uint8_t endpoint);
/* Not from within done(): gives standing transfers that ended to the gadget again. */
void packet_renew(struct port *port);
void packet_drop_all(struct port *port);
