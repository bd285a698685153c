/* SPDX-License-Identifier: Apache-2.0 */
/* Transfers on their way: submitted, discarded, reaped. Each answers one ioctl with 0 or an errno,
 * with the world's lock held. */
#pragma once

#include "tests/sim/umock/claim.h"

/* One ioctl being answered. */
struct call {
    struct port *port;
    struct client *client;
    UMockdevIoctlClient *from;
    UMockdevIoctlData *argument; /* the pointer or number itself */
    UMockdevIoctlData *data;     /* what it points to */
    UMockdevIoctlData *buffer;   /* SUBMITURB: what that points to */
    bool later;                  /* somebody else completes it */
    int value;                   /* the return value when there is no error */
};

int urb_submit(struct call *call);
int urb_discard(struct call *call);
int urb_reap(struct call *call);
/* The client went: ends what it submitted and forgets what it did not reap. */
void urb_cancel_all(struct client *c);
