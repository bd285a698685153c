/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/sim/umock/claim.h"

#include <errno.h>

enum { PATIENCE_MS = 100 };

int claim_try(struct client *c, unsigned number, bool disconnect)
{
    bool *kernel_bound = &c->port->interface[number].kernel_bound;
    struct client **owner = &c->port->interface[number].owner;
    if ((*kernel_bound && !disconnect) || (*owner && *owner != c))
        return EBUSY;
    *kernel_bound = false;
    *owner = c;
    return 0;
}

static void stop_waiting(struct client *c)
{
    struct client **at = &c->port->claimers;
    while (*at && *at != c)
        at = &(*at)->next_claimer;
    if (*at)
        *at = c->next_claimer;
    alarm_stop(c->port->gadget->world, &c->patience);
}

static void answer(struct client *c, int error)
{
    UMockdevIoctlClient *call = c->waiting;
    stop_waiting(c);
    c->waiting = NULL;
    umockdev_ioctl_client_complete(call, error ? -1 : 0, error);
    g_object_unref(call);
}

static void on_patience(void *user)
{
    struct client *c = user;
    answer(c, c->port->gadget->presence == GADGET_PRESENT ? EBUSY : ENODEV);
}

void claim_wait(struct client *c, UMockdevIoctlClient *call, unsigned number, bool disconnect)
{
    c->waiting = g_object_ref(call);
    c->wait_number = number;
    c->wait_disconnect = disconnect;
    c->next_claimer = c->port->claimers;
    c->port->claimers = c;
    c->patience = (struct alarm){.fn = on_patience, .user = c};
    alarm_set(c->port->gadget->world, &c->patience, PATIENCE_MS);
}

void claim_release(struct client *c, unsigned number)
{
    struct port *port = c->port;
    if (port->interface[number].owner != c)
        return;
    port->interface[number].owner = NULL;
    for (struct client *w = port->claimers; w; w = w->next_claimer)
        if (w->wait_number == number && claim_try(w, number, w->wait_disconnect) == 0) {
            answer(w, 0);
            return;
        }
}

void claim_forget(struct client *c)
{
    for (unsigned i = 0; i < PORT_INTERFACES; i++)
        claim_release(c, i);
}
