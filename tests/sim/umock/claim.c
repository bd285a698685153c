/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/sim/umock/claim.h"

#include <errno.h>

enum { PATIENCE_MS = 100 };

int claim_try(struct client *c, bool disconnect)
{
    struct port *port = c->port;
    if ((port->kernel_bound && !disconnect) || (port->owner && port->owner != c))
        return EBUSY;
    port->kernel_bound = false;
    port->owner = c;
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

void claim_wait(struct client *c, UMockdevIoctlClient *call, bool disconnect)
{
    c->waiting = g_object_ref(call);
    c->wait_disconnect = disconnect;
    c->next_claimer = c->port->claimers;
    c->port->claimers = c;
    c->patience = (struct alarm){.fn = on_patience, .user = c};
    alarm_set(c->port->gadget->world, &c->patience, PATIENCE_MS);
}

void claim_release(struct client *c)
{
    struct port *port = c->port;
    if (port->owner != c)
        return;
    port->owner = NULL;
    for (struct client *w = port->claimers; w; w = w->next_claimer)
        if (claim_try(w, w->wait_disconnect) == 0) {
            answer(w, 0);
            return;
        }
}

void claim_forget(struct client *c)
{
    claim_release(c);
}
