/* SPDX-License-Identifier: Apache-2.0 */
/* The other end of tests/sim/redir, as QEMU plays it: the same parser, in the part of usb-guest.
 * Everything that comes is kept in order of arrival. */
#pragma once

#include <usbredirparser.h>

#include "platform/base/err.h"

enum { PEER_HEARD = 64, PEER_DATA = 2 << 20, PEER_WAIT_MS = 5000 };

struct heard {
    const char *what; /* "connect", "gone", "bulk" … */
    uint64_t id;
    uint8_t status, endpoint;
    uint16_t value; /* configuration, alternate, product … */
    size_t size;
};

struct peer {
    int fd;
    struct usbredirparser *parser;
    struct heard heard[PEER_HEARD];
    size_t count, seen;
    struct usb_redir_device_connect_header device;
    struct usb_redir_interface_info_header interfaces;
    struct usb_redir_ep_info_header endpoints;
    uint8_t *data; /* of the newest packet */
};

/* Connects to the socket and says hello. Fails the test when it cannot. */
void peer_open(struct peer *p, const char *path);
void peer_close(struct peer *p);
/* Sends what was said. */
void peer_flush(struct peer *p);
/* The next thing that comes must be `what`; waits for it. */
struct heard peer_hear(struct peer *p, const char *what);
/* Nothing came that was not looked at. Asks something that is answered at once, so it is certain.
 */
void peer_hear_nothing(struct peer *p);
/* Nothing has come yet; nothing is sent to find out. */
void peer_hear_silence(struct peer *p);
/* The other side hung up. */
void peer_hear_hang_up(struct peer *p);

/* Sent at once. */
void peer_control(struct peer *p, uint64_t id, const uint8_t setup[8], const void *data);
void peer_bulk_out(struct peer *p, uint64_t id, uint8_t endpoint, void *data, size_t size);
void peer_interrupt_out(struct peer *p, uint64_t id, uint8_t endpoint, void *data, size_t size);
void peer_bulk_in(struct peer *p, uint64_t id, uint8_t endpoint, size_t size);
void peer_cancel(struct peer *p, uint64_t id);
void peer_listen(struct peer *p, uint8_t endpoint, bool listen);
