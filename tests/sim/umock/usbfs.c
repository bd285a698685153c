/* SPDX-License-Identifier: Apache-2.0 */
/* usbfs, as libusb uses it (Linux drivers/usb/core/devio.c), served from gadgets. Runs on the
 * testbed's thread; takes the world's lock. */
#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>

#include <linux/usbdevice_fs.h>

#include "platform/base/log.h"
#include "tests/sim/umock/urb.h"

static const char client_key[] = "budayang-client";

static uint32_t number_at(const struct call *call)
{
    uint32_t number;
    memcpy(&number, call->data->data, sizeof number);
    return number;
}

/* ---- one function per ioctl: 0 or an errno ---- */

static int on_capabilities(struct call *call)
{
    uint32_t can = USBDEVFS_CAP_ZERO_PACKET | USBDEVFS_CAP_NO_PACKET_SIZE_LIM |
                   USBDEVFS_CAP_BULK_SCATTER_GATHER | USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
    memcpy(call->data->data, &can, sizeof can);
    return 0;
}

static bool has_interface(const struct port *port, uint32_t number)
{
    return number < port->gadget->interfaces && number < PORT_INTERFACES;
}

static int claim(struct call *call, bool disconnect)
{
    uint32_t number = number_at(call); /* first in both structs */
    if (!has_interface(call->port, number))
        return EINVAL;
    int error = claim_try(call->client, number, disconnect);
    struct client *owner = call->port->interface[number].owner;
    if (error == 0 || !owner || owner == call->client)
        return error;
    claim_wait(call->client, call->from, number, disconnect);
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
    uint32_t number = number_at(call);
    if (!has_interface(call->port, number) || call->port->interface[number].owner != call->client)
        return EINVAL;
    claim_release(call->client, number);
    return 0;
}

static int on_get_driver(struct call *call)
{
    struct usbdevfs_getdriver *k = (void *)call->data->data;
    if (!has_interface(call->port, k->interface))
        return EINVAL;
    const char *name = call->port->interface[k->interface].kernel_bound
                           ? call->port->gadget->words->kernel_driver
                       : call->port->interface[k->interface].owner ? "usbfs"
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
    if (k->ifno < 0 || !has_interface(port, (uint32_t)k->ifno))
        return EINVAL;
    bool *bound = &port->interface[k->ifno].kernel_bound;
    if ((unsigned long)k->ioctl_code == USBDEVFS_DISCONNECT) {
        bool was = *bound;
        *bound = false;
        return was ? 0 : ENODATA;
    }
    if ((unsigned long)k->ioctl_code != USBDEVFS_CONNECT)
        return ENOTTY;
    if (!port->gadget->words->kernel_driver || *bound || port->interface[k->ifno].owner)
        return EBUSY;
    *bound = true;
    call->value = 1;
    return 0;
}

static int on_configuration(struct call *call)
{
    for (size_t i = 0; i < PORT_INTERFACES; i++)
        if (call->port->interface[i].owner || call->port->interface[i].kernel_bound)
            return EBUSY;
    if (number_at(call) != 1)
        return EINVAL;
    gadget_reset(call->port->gadget);
    return 0;
}

static int on_interface(struct call *call)
{
    const struct usbdevfs_setinterface *k = (void *)call->data->data;
    return has_interface(call->port, k->interface) && k->altsetting == 0 ? 0 : EINVAL;
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
    {USBDEVFS_SUBMITURB, false, urb_submit},
    {USBDEVFS_DISCARDURB, true, urb_discard},
    {USBDEVFS_REAPURB, true, urb_reap},
    {USBDEVFS_REAPURBNDELAY, true, urb_reap},
};

static int run(struct call *call, unsigned long request)
{
    for (size_t i = 0; i < ARRAY_LEN(requests); i++)
        if (requests[i].request == request)
            return port_is_gone(call->port) && !requests[i].when_gone ? ENODEV
                                                                      : requests[i].run(call);
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

/* close(): libumockdev 0.17.16 emits no signal for it, but lets the client object go. */
static void on_closed(gpointer user)
{
    struct client *c = user;
    struct world *w = c->port->gadget->world;
    world_lock(w);
    c->closed = true;
    claim_forget(c);
    urb_cancel_all(c);
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
