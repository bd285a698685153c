/* SPDX-License-Identifier: Apache-2.0 */
/* usbfs, as libusb uses it (Linux drivers/usb/core/devio.c), served from gadgets. Runs on the
 * testbed's thread; takes the world's lock. */
#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>

#include <linux/usbdevice_fs.h>

#include "platform/base/log.h"
#include "tests/sim/umock/claim.h"

struct urb {
    struct urb *next;
    struct transfer transfer;
    struct client *client;
    UMockdevIoctlData *data;   /* the caller's struct usbdevfs_urb */
    UMockdevIoctlData *buffer; /* the caller's bytes */
};

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

static const char client_key[] = "budayang-client";

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
    struct usbdevfs_urb *k = (void *)u->data->data;
    k->status = t->status;
    k->actual_length = (int)t->actual;
    struct urb **at = &c->done;
    while (*at)
        at = &(*at)->next;
    u->next = NULL;
    *at = u;
    c->port->ready++;
    port_set_ready(c->port, true);
}

static uint32_t number_at(const struct call *call)
{
    uint32_t number;
    memcpy(&number, call->data->data, sizeof number);
    return number;
}

/* Also for an old plug's node that is still open when the gadget was plugged in again. */
static bool is_gone(const struct port *port)
{
    return port->number == 0 || port->gadget->presence != GADGET_PRESENT;
}

/* ---- one function per ioctl: 0 or an errno ---- */

static int on_capabilities(struct call *call)
{
    uint32_t can = USBDEVFS_CAP_ZERO_PACKET | USBDEVFS_CAP_NO_PACKET_SIZE_LIM |
                   USBDEVFS_CAP_BULK_SCATTER_GATHER | USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
    memcpy(call->data->data, &can, sizeof can);
    return 0;
}

static int claim(struct call *call, bool disconnect)
{
    if (number_at(call) != 0) /* every gadget has interface 0 only; first in both structs */
        return EINVAL;
    int error = claim_try(call->client, disconnect);
    bool others = call->port->owner && call->port->owner != call->client;
    if (error == 0 || !others)
        return error;
    claim_wait(call->client, call->from, disconnect);
    call->later = true;
    return 0;
}

static int on_claim(struct call *call)
{
    return claim(call, false);
}

static int on_disconnect_claim(struct call *call)
{
    return claim(call, true);
}

static int on_release(struct call *call)
{
    if (number_at(call) != 0 || call->port->owner != call->client)
        return EINVAL;
    claim_release(call->client);
    return 0;
}

static int on_get_driver(struct call *call)
{
    struct usbdevfs_getdriver *k = (void *)call->data->data;
    const char *name = call->port->kernel_bound ? call->port->gadget->words->kernel_driver
                       : call->port->owner      ? "usbfs"
                                                : NULL;
    if (!name)
        return ENODATA;
    snprintf(k->driver, sizeof k->driver, "%s", name);
    return 0;
}

static int on_driver_ioctl(struct call *call)
{
    const struct usbdevfs_ioctl *k = (void *)call->data->data;
    struct port *port = call->port;
    if ((unsigned long)k->ioctl_code == USBDEVFS_DISCONNECT) {
        bool bound = port->kernel_bound;
        port->kernel_bound = false;
        return bound ? 0 : ENODATA;
    }
    if ((unsigned long)k->ioctl_code != USBDEVFS_CONNECT)
        return ENOTTY;
    if (!port->gadget->words->kernel_driver || port->kernel_bound || port->owner)
        return EBUSY;
    port->kernel_bound = true;
    call->value = 1;
    return 0;
}

static int on_configuration(struct call *call)
{
    if (call->port->owner || call->port->kernel_bound)
        return EBUSY;
    if (number_at(call) != 1)
        return EINVAL;
    gadget_reset(call->port->gadget);
    return 0;
}

static int on_interface(struct call *call)
{
    const struct usbdevfs_setinterface *k = (void *)call->data->data;
    return k->interface == 0 && k->altsetting == 0 ? 0 : EINVAL;
}

static int on_clear_halt(struct call *call)
{
    if (!gadget_endpoint(call->port->gadget, (uint8_t)number_at(call)))
        return ENOENT;
    gadget_clear_halt(call->port->gadget, (uint8_t)number_at(call));
    return 0;
}

static int on_reset(struct call *call)
{
    gadget_reset(call->port->gadget);
    return 0;
}

static int on_speed(struct call *call)
{
    call->value = call->port->gadget->words->speed_mbit == 480 ? 3 : 2; /* enum usb_device_speed */
    return 0;
}

/* usbfs claims by itself what nobody has (checkintf), and refuses what a driver has. */
static int may_use(struct call *call)
{
    return call->port->owner == call->client ? 0 : claim_try(call->client, false);
}

/* check_ctrlrecip(): a request to the interface needs it, but for the printer's GET_DEVICE_ID. */
static int may_control(struct call *call, const uint8_t setup[8])
{
    bool get_device_id = (setup[0] & 0x7F) == 0x21 && setup[1] == 0;
    if ((setup[0] & 0x1F) == 0 || (setup[0] & 0x60) == 0x40 || get_device_id)
        return 0;
    return may_use(call);
}

static int fill_transfer(struct call *call, struct urb *u)
{
    const struct usbdevfs_urb *k = (void *)call->data->data;
    struct transfer *t = &u->transfer;
    t->endpoint = k->endpoint;
    t->data = call->buffer ? call->buffer->data : NULL;
    t->size = call->buffer ? (size_t)k->buffer_length : 0;
    t->kind = k->type == USBDEVFS_URB_TYPE_INTERRUPT ? TRANSFER_INTERRUPT : TRANSFER_BULK;
    if (k->type != USBDEVFS_URB_TYPE_CONTROL)
        return gadget_endpoint(u->client->port->gadget, t->endpoint) ? may_use(call) : ENOENT;
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

static int on_submit(struct call *call)
{
    struct urb *u = calloc(1, sizeof *u);
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

static int on_discard(struct call *call)
{
    gulong address;
    memcpy(&address, call->argument->data, sizeof address);
    for (struct urb *u = call->client->pending; u; u = u->next)
        if (u->data->client_addr == address)
            return gadget_cancel(call->port->gadget, &u->transfer) ? 0 : EINVAL;
    return EINVAL;
}

static int on_reap(struct call *call)
{
    struct urb *u = call->client->done;
    struct port *port = call->port;
    if (!u) {
        if (port->ready == 0)
            port_set_ready(port, false);
        return is_gone(port) ? ENODEV : EAGAIN;
    }
    call->client->done = u->next;
    if (--port->ready == 0)
        port_set_ready(port, false);
    umockdev_ioctl_data_set_ptr(call->data, 0, u->data);
    urb_free(u);
    return 0;
}

static const struct {
    unsigned long request;
    bool when_gone; /* answered after the plug is out as well */
    int (*run)(struct call *call);
} requests[] = {
    {USBDEVFS_GET_CAPABILITIES, false, on_capabilities},
    {USBDEVFS_CLAIMINTERFACE, false, on_claim},
    {USBDEVFS_DISCONNECT_CLAIM, false, on_disconnect_claim},
    {USBDEVFS_RELEASEINTERFACE, false, on_release},
    {USBDEVFS_GETDRIVER, false, on_get_driver},
    {USBDEVFS_IOCTL, false, on_driver_ioctl},
    {USBDEVFS_SETCONFIGURATION, false, on_configuration},
    {USBDEVFS_SETINTERFACE, false, on_interface},
    {USBDEVFS_CLEAR_HALT, false, on_clear_halt},
    {USBDEVFS_RESETEP, false, on_clear_halt},
    {USBDEVFS_RESET, false, on_reset},
    {USBDEVFS_GET_SPEED, false, on_speed},
    {USBDEVFS_SUBMITURB, false, on_submit},
    {USBDEVFS_DISCARDURB, true, on_discard},
    {USBDEVFS_REAPURB, true, on_reap},
    {USBDEVFS_REAPURBNDELAY, true, on_reap},
};

static int run(struct call *call, unsigned long request)
{
    for (size_t i = 0; i < ARRAY_LEN(requests); i++)
        if (requests[i].request == request)
            return is_gone(call->port) && !requests[i].when_gone ? ENODEV : requests[i].run(call);
    log_event(LOG_WARN, "sim_ioctl_unknown", "number=%lu", (unsigned long)_IOC_NR(request));
    return ENOTTY;
}

/* The caller's bytes are fetched before the lock is taken: it is a round trip to the caller. */
static void fetch(struct call *call, unsigned long request)
{
    if (_IOC_SIZE(request))
        call->data = umockdev_ioctl_data_resolve(call->argument, 0, _IOC_SIZE(request), NULL);
    if (request != USBDEVFS_SUBMITURB || !call->data)
        return;
    const struct usbdevfs_urb *k = (void *)call->data->data;
    if (k->buffer_length > 0)
        call->buffer = umockdev_ioctl_data_resolve(
            call->data, offsetof(struct usbdevfs_urb, buffer), (gsize)k->buffer_length, NULL);
}

static gboolean on_ioctl(UMockdevIoctlBase *base, UMockdevIoctlClient *from, gpointer user)
{
    (void)base;
    unsigned long request = umockdev_ioctl_client_get_request(from);
    struct call call = {
        .port = user,
        .client = g_object_get_data(G_OBJECT(from), client_key),
        .from = from,
        .argument = umockdev_ioctl_client_get_arg(from),
    };
    struct world *w = call.port->gadget->world;
    fetch(&call, request);
    world_lock(w);
    bool unreadable = _IOC_SIZE(request) && !call.data;
    int error = unreadable || !call.client ? EFAULT : run(&call, request);
    world_unlock(w);
    g_clear_object(&call.buffer);
    g_clear_object(&call.data);
    if (!call.later)
        umockdev_ioctl_client_complete(from, error ? -1 : call.value, error);
    return TRUE;
}

static void cancel_all(struct client *c)
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

/* close(): libumockdev 0.17.16 emits no signal for it, but lets the client object go. */
static void on_closed(gpointer user)
{
    struct client *c = user;
    struct world *w = c->port->gadget->world;
    world_lock(w);
    c->closed = true;
    claim_forget(c);
    cancel_all(c);
    port_unref(c->port);
    world_unlock(w);
    free(c);
}

static void on_opened(UMockdevIoctlBase *base, UMockdevIoctlClient *from, gpointer user)
{
    (void)base;
    struct client *c = calloc(1, sizeof *c);
    if (!c)
        return;
    c->port = user;
    world_lock(c->port->gadget->world);
    c->port->references++;
    world_unlock(c->port->gadget->world);
    g_object_set_data_full(G_OBJECT(from), client_key, c, on_closed);
}

UMockdevIoctlBase *usbfs_handler_new(struct port *port)
{
    UMockdevIoctlBase *handler = umockdev_ioctl_base_new();
    g_signal_connect(handler, "handle-ioctl", G_CALLBACK(on_ioctl), port);
    g_signal_connect(handler, "client-connected", G_CALLBACK(on_opened), port);
    return handler;
}
