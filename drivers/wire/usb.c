/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/wire/usb.h"

#include <pthread.h>
#include <string.h>

#include "drivers/wire/usb_port.h"
#include "platform/base/clock.h"
#include "platform/base/log.h"

enum { EVENT_WAIT_S = 60, TROUBLE_PAUSE_MS = 100 };

struct wire_usb {
    libusb_context *context;
    libusb_hotplug_callback_handle watch;
    pthread_t thread;
    bool has_thread;
    atomic_bool stop;
    wire_plug_fn *fn;
    void *user;
    struct usb_port *ports; /* written by the watch's callback only */
};

static void usb_port_free(struct wire_port *port)
{
    struct usb_port *p = (struct usb_port *)port;
    libusb_unref_device(p->device);
    free(p);
}

static const struct wire_port_ops port_ops = {.open = usb_wire_open, .free = usb_port_free};

static void arrive(struct wire_usb *usb, libusb_device *device)
{
    struct usb_port *p = calloc(1, sizeof *p);
    enum err e = p ? usb_take_identity(device, &p->port.identity) : ERR_MEMORY;
    if (e != ERR_NONE) {
        log_event(LOG_WARN, "usb_unreadable", "address=%u err=%s",
                  libusb_get_device_address(device), err_name(e));
        free(p);
        return;
    }
    p->port.ops = &port_ops;
    p->port.references = 1;
    p->device = libusb_ref_device(device);
    p->next = usb->ports;
    usb->ports = p;
    usb->fn(usb->user, &p->port, true);
}

static void leave(struct wire_usb *usb, libusb_device *device)
{
    struct usb_port **at = &usb->ports;
    while (*at && (*at)->device != device)
        at = &(*at)->next;
    struct usb_port *p = *at;
    if (!p)
        return;
    *at = p->next;
    usb->fn(usb->user, &p->port, false);
    wire_port_unref(&p->port);
}

static int LIBUSB_CALL on_plug(libusb_context *context, libusb_device *device,
                               libusb_hotplug_event event, void *user)
{
    (void)context;
    if (event == LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED)
        arrive(user, device);
    else
        leave(user, device);
    return 0;
}

static void *run(void *user)
{
    struct wire_usb *usb = user;
    while (!atomic_load(&usb->stop)) {
        struct timeval wait = {.tv_sec = EVENT_WAIT_S};
        int r = libusb_handle_events_timeout_completed(usb->context, &wait, NULL);
        if (r < 0 && r != LIBUSB_ERROR_INTERRUPTED)
            clock_sleep_until(clock_now_ms() + TROUBLE_PAUSE_MS, -1);
    }
    return NULL;
}

static enum err start(struct wire_usb *usb)
{
    if (libusb_init(&usb->context) < 0) {
        usb->context = NULL;
        return ERR_ABSENT;
    }
    if (!libusb_has_capability(LIBUSB_CAP_HAS_HOTPLUG))
        return ERR_UNSUPPORTED;
    int r = libusb_hotplug_register_callback(
        usb->context, LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT,
        LIBUSB_HOTPLUG_ENUMERATE, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY,
        LIBUSB_HOTPLUG_MATCH_ANY, on_plug, usb, &usb->watch);
    if (r < 0)
        return usb_err(r);
    usb->has_thread = pthread_create(&usb->thread, NULL, run, usb) == 0;
    return usb->has_thread ? ERR_NONE : ERR_LIBRARY;
}

enum err wire_usb_new(wire_plug_fn *fn, void *user, struct wire_usb **ret_usb)
{
    struct wire_usb *usb = calloc(1, sizeof *usb);
    if (!usb)
        return ERR_MEMORY;
    usb->fn = fn;
    usb->user = user;
    enum err e = start(usb);
    if (e != ERR_NONE) {
        wire_usb_free(usb);
        return e;
    }
    *ret_usb = usb;
    return ERR_NONE;
}

void wire_usb_stop(struct wire_usb *usb)
{
    if (!usb || !usb->has_thread)
        return;
    libusb_hotplug_deregister_callback(usb->context, usb->watch);
    atomic_store(&usb->stop, true);
    libusb_interrupt_event_handler(usb->context);
    pthread_join(usb->thread, NULL);
    usb->has_thread = false;
}

void wire_usb_free(struct wire_usb *usb)
{
    if (!usb)
        return;
    wire_usb_stop(usb);
    while (usb->ports) {
        struct usb_port *p = usb->ports;
        usb->ports = p->next;
        wire_port_unref(&p->port);
    }
    if (usb->context)
        libusb_exit(usb->context);
    free(usb);
}
