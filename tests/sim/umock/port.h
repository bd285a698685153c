/* SPDX-License-Identifier: Apache-2.0 */
/* One plug of one gadget: its usbfs node, who has it open, who claimed it. */
#pragma once

#include <umockdev.h>

#include "tests/sim/core/lens.h"
#include "tests/sim/core/transport.h"

struct client;

enum { PORT_INTERFACES = 2 };

struct port {
    struct gadget *gadget;
    int references; /* the plug itself and every client */
    int number;     /* device number, new at every plug */
    char node[64];  /* "/dev/bus/usb/001/002" */
    char sys[96];
    struct {
        bool kernel_bound;    /* usbhid, usblp or cdc_acm has the interface */
        struct client *owner; /* the client that claimed it */
    } interface[PORT_INTERFACES];
    struct client *claimers; /* clients whose claim waits for the owner's close() */
    size_t ready;            /* reapable transfers over all clients: the FIFO is shared */
    int fifo;
    UMockdevIoctlBase *handler;
};

/* usbfs.c: answers ioctls on a node. `port` must have `gadget` set. */
UMockdevIoctlBase *usbfs_handler_new(struct port *port);
/* lens.c: the node /dev/video0 of this testbed, not plugged in yet. */
MUST_CHECK enum err lens_new(UMockdevTestbed *testbed, const char *root, struct world *w,
                             struct lens **ret_lens);
/* Poll state of the node: POLLOUT means "something can be reaped" (the FIFO has room). */
void port_set_ready(struct port *port, bool ready);
/* Also an old plug's node that is still open when the gadget was plugged in again. */
bool port_is_gone(const struct port *port);
/* With the world's lock. */
void port_unref(struct port *port);
