/* SPDX-License-Identifier: Apache-2.0 */
/* Who may use an interface of a plugged gadget, by the rules of usbfs. With the world's lock. */
#pragma once

#include "tests/sim/umock/port.h"

struct urb;

struct client {
    struct port *port;
    bool closed;
    struct urb *pending; /* handed to the gadget */
    struct urb *done;    /* to be reaped, oldest first */
    /* a claim that waits: close() of the last owner reaches us late */
    struct client *next_claimer;
    UMockdevIoctlClient *waiting;
    unsigned wait_number;
    bool wait_disconnect;
    struct alarm patience;
};

/* 0 or EBUSY. `disconnect`: take it from the kernel's driver. */
int claim_try(struct client *c, unsigned number, bool disconnect);
/* Answers `call` when the owner has gone, or with EBUSY after a while. */
void claim_wait(struct client *c, UMockdevIoctlClient *call, unsigned number, bool disconnect);
void claim_release(struct client *c, unsigned number);
/* The client closed its node. */
void claim_forget(struct client *c);
