/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/sim/umock/urb.h"

#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>

#include <linux/usbdevice_fs.h>

/* libumockdev reads `data` and `buffer` on its own thread after the ioctl was answered, so results
 * stay in `bytes` and `transfer` until the caller is in its next ioctl, the reaping one. */
struct urb {
    struct urb *next;
    struct transfer transfer;
    struct client *client;
    UMockdevIoctlData *data;   /* the caller's struct usbdevfs_urb */
    UMockdevIoctlData *buffer; /* the caller's bytes */
    uint8_t bytes[];
};

static void urb_free(struct urb *u)
{
    g_object_unref(u->data);
    if (u->buffer)
        g_object_unref(u->buffer);
    free(u);
}

static void urb_unlink(struct urb **list, struct urb *u)
{
    while (*list && *list != u)
        list = &(*list)->next;
    if (*list)
        *list = u->next;
}

static void on_transfer_done(struct transfer *t)
{
    struct urb *u = t->owner;
    struct client *c = u->client;
    urb_unlink(&c->pending, u);
    if (c->closed) {
        urb_free(u);
        return;
    }
    struct urb **at = &c->done;
    while (*at)
        at = &(*at)->next;
    u->next = NULL;
    *at = u;
    c->port->ready++;
    port_set_ready(c->port, true);
}

/* usbfs claims by itself what nobody has (checkintf), and refuses what a driver has. */
static int may_use(struct call *call, unsigned number)
{
    if (number >= PORT_INTERFACES)
        return ENOENT;
    bool mine = call->port->interface[number].owner == call->client;
    return mine ? 0 : claim_try(call->client, number, false);
}

/* check_ctrlrecip(): a request to the interface needs it, but for the printer's GET_DEVICE_ID. */
static int may_control(struct call *call, const uint8_t setup[8])
{
    bool get_device_id = (setup[0] & 0x7F) == 0x21 && setup[1] == 0;
    if ((setup[0] & 0x1F) == 0 || (setup[0] & 0x60) == 0x40 || get_device_id)
        return 0;
    if ((setup[0] & 0x1F) == 1)
        return may_use(call, setup[4]);
    struct endpoint *e = gadget_endpoint(call->port->gadget, setup[4]);
    return may_use(call, e ? e->interface : 0);
}

static int fill_transfer(struct call *call, struct urb *u)
{
    const struct usbdevfs_urb *k = (void *)call->data->data;
    struct transfer *t = &u->transfer;
    t->endpoint = k->endpoint;
    t->data = u->bytes;
    t->size = call->buffer ? (size_t)k->buffer_length : 0;
    if (t->size > 0)
        memcpy(u->bytes, call->buffer->data, t->size);
    t->kind = k->type == USBDEVFS_URB_TYPE_INTERRUPT ? TRANSFER_INTERRUPT : TRANSFER_BULK;
    if (k->type != USBDEVFS_URB_TYPE_CONTROL) {
        struct endpoint *e = gadget_endpoint(u->client->port->gadget, t->endpoint);
        return e ? may_use(call, e->interface) : ENOENT;
    }
    if (t->size < 8)
        return EINVAL;
    t->kind = TRANSFER_CONTROL;
    t->endpoint = 0;
    memcpy(t->setup, t->data, 8);
    size_t wanted = (size_t)(t->setup[6] | t->setup[7] << 8);
    if (wanted + 8 > t->size)
        return EINVAL;
    t->data += 8;
    t->size = wanted;
    return may_control(call, t->setup);
}

int urb_submit(struct call *call)
{
    const struct usbdevfs_urb *k = (void *)call->data->data;
    struct urb *u = calloc(1, sizeof *u + (call->buffer ? (size_t)k->buffer_length : 0));
    if (!u)
        return ENOMEM;
    u->client = call->client;
    u->transfer.done = on_transfer_done;
    u->transfer.owner = u;
    int error = fill_transfer(call, u);
    if (error != 0) {
        free(u);
        return error;
    }
    u->data = g_object_ref(call->data);
    u->buffer = call->buffer ? g_object_ref(call->buffer) : NULL;
    u->next = call->client->pending;
    call->client->pending = u;
    gadget_submit(call->port->gadget, &u->transfer);
    return 0;
}

int urb_discard(struct call *call)
{
    gulong address;
    memcpy(&address, call->argument->data, sizeof address);
    for (struct urb *u = call->client->pending; u; u = u->next)
        if (u->data->client_addr == address)
            return gadget_cancel(call->port->gadget, &u->transfer) ? 0 : EINVAL;
    return EINVAL;
}

static void give_results(struct urb *u)
{
    const struct transfer *t = &u->transfer;
    struct usbdevfs_urb *k = (void *)u->data->data;
    bool in = t->kind == TRANSFER_CONTROL ? t->setup[0] & 0x80 : t->endpoint & 0x80;
    k->status = t->status;
    k->actual_length = (int)t->actual;
    if (in && t->actual > 0)
        memcpy(u->buffer->data + (t->data - u->bytes), t->data, t->actual);
}

int urb_reap(struct call *call)
{
    struct urb *u = call->client->done;
    struct port *port = call->port;
    if (!u) {
        if (port->ready == 0)
            port_set_ready(port, false);
        return port_is_gone(port) ? ENODEV : EAGAIN;
    }
    call->client->done = u->next;
    if (--port->ready == 0)
        port_set_ready(port, false);
    give_results(u);
    umockdev_ioctl_data_set_ptr(call->data, 0, u->data);
    urb_free(u);
    return 0;
}

void urb_cancel_all(struct client *c)
{
    while (c->pending && gadget_cancel(c->port->gadget, &c->pending->transfer))
        continue;
    while (c->done) {
        struct urb *u = c->done;
        c->done = u->next;
        c->port->ready--;
        urb_free(u);
    }
    if (c->port->ready == 0)
        port_set_ready(c->port, false);
}
