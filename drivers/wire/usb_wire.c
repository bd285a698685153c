/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <sys/eventfd.h>

#include "drivers/wire/usb_port.h"
#include "platform/base/clock.h"
#include "platform/base/secret.h"

/* One transfer at a time: the worker waits on `ended`, libusb's thread only signals it. */
struct usb_wire {
    struct wire wire;
    libusb_device_handle *handle;
    struct libusb_transfer *transfer;
    pthread_mutex_t lock;
    pthread_cond_t ended;
    bool running;
    int wake_fd;
};

/* Opening and closing is not safe against itself under every preload, and never urgent. */
static pthread_mutex_t open_lock = PTHREAD_MUTEX_INITIALIZER;

enum err usb_err(int code)
{
    static const struct {
        int code;
        enum err err;
    } table[] = {
        {LIBUSB_ERROR_NO_DEVICE, ERR_GONE},      {LIBUSB_ERROR_NOT_FOUND, ERR_GONE},
        {LIBUSB_ERROR_ACCESS, ERR_ACCESS},       {LIBUSB_ERROR_BUSY, ERR_BUSY},
        {LIBUSB_ERROR_PIPE, ERR_STALL},          {LIBUSB_ERROR_TIMEOUT, ERR_TIMEOUT},
        {LIBUSB_ERROR_NO_MEM, ERR_MEMORY},       {LIBUSB_ERROR_OVERFLOW, ERR_OVERFLOW},
        {LIBUSB_ERROR_INVALID_PARAM, ERR_USAGE},
    };
    for (size_t i = 0; i < ARRAY_LEN(table); i++)
        if (table[i].code == code)
            return table[i].err;
    return ERR_IO;
}

static enum err status_err(enum libusb_transfer_status status)
{
    switch (status) {
    case LIBUSB_TRANSFER_COMPLETED:
        return ERR_NONE;
    case LIBUSB_TRANSFER_TIMED_OUT:
        return ERR_TIMEOUT;
    case LIBUSB_TRANSFER_CANCELLED:
        return ERR_CANCELLED;
    case LIBUSB_TRANSFER_STALL:
        return ERR_STALL;
    case LIBUSB_TRANSFER_NO_DEVICE:
        return ERR_GONE;
    case LIBUSB_TRANSFER_OVERFLOW:
        return ERR_OVERFLOW;
    default:
        return ERR_IO;
    }
}

static void LIBUSB_CALL on_end(struct libusb_transfer *transfer)
{
    struct usb_wire *w = transfer->user_data;
    pthread_mutex_lock(&w->lock);
    w->running = false;
    pthread_cond_signal(&w->ended);
    pthread_mutex_unlock(&w->lock);
}

/* `halted` is looked at under the lock, so that a cancel either sees the transfer running or keeps
 * it from being sent. */
static enum err submit_and_wait(struct usb_wire *w)
{
    enum err e = ERR_CANCELLED;
    pthread_mutex_lock(&w->lock);
    if (!wire_is_halted(&w->wire)) {
        int r = libusb_submit_transfer(w->transfer);
        w->running = r == 0;
        e = r == 0 ? ERR_NONE : usb_err(r);
    }
    while (w->running)
        pthread_cond_wait(&w->ended, &w->lock);
    pthread_mutex_unlock(&w->lock);
    return e == ERR_NONE ? status_err(w->transfer->status) : e;
}

/* An IN transfer that is no whole number of packets can overflow by the device's last one. */
static size_t round_up(size_t size, size_t packet)
{
    return packet ? (size + packet - 1) / packet * packet : size;
}

static size_t buffer_size(const struct usb_wire *w, const struct wire_transfer *t)
{
    if (t->control)
        return LIBUSB_CONTROL_SETUP_SIZE + (t->in.data ? t->in.size : t->out.size);
    if (t->in.data)
        return round_up(t->in.size, wire_own_endpoint(&w->wire, t->endpoint)->max_packet);
    return t->out.size;
}

static void fill(struct usb_wire *w, const struct wire_transfer *t, uint8_t *buffer, size_t size)
{
    struct libusb_transfer *x = w->transfer;
    uint8_t *payload = buffer;
    if (t->control) {
        libusb_fill_control_setup(buffer, t->control->request_type, t->control->request,
                                  t->control->value, t->control->index,
                                  (uint16_t)(size - LIBUSB_CONTROL_SETUP_SIZE));
        libusb_fill_control_transfer(x, w->handle, buffer, on_end, w, (unsigned)t->timeout_ms);
        payload += LIBUSB_CONTROL_SETUP_SIZE;
    } else {
        libusb_fill_bulk_transfer(x, w->handle, t->endpoint, buffer, (int)size, on_end, w,
                                  (unsigned)t->timeout_ms);
        x->type = wire_own_endpoint(&w->wire, t->endpoint)->type;
    }
    if (t->out.size)
        memcpy(payload, t->out.data, t->out.size);
}

static enum err collect(const struct usb_wire *w, const struct wire_transfer *t, size_t *ret_done)
{
    size_t actual = (size_t)w->transfer->actual_length;
    const uint8_t *payload = w->transfer->buffer + (t->control ? LIBUSB_CONTROL_SETUP_SIZE : 0);
    *ret_done = actual;
    if (!t->in.data)
        return ERR_NONE;
    *ret_done = actual < t->in.size ? actual : t->in.size;
    memcpy(t->in.data, payload, *ret_done);
    return actual > t->in.size ? ERR_OVERFLOW : ERR_NONE;
}

static enum err usb_transfer(struct wire *wire, const struct wire_transfer *t, size_t *ret_done)
{
    struct usb_wire *w = (struct usb_wire *)wire;
    size_t size = buffer_size(w, t);
    uint8_t *buffer = calloc(1, size + 1);
    if (!buffer)
        return ERR_MEMORY;
    fill(w, t, buffer, size);
    w->transfer->actual_length = 0;
    enum err e = submit_and_wait(w);
    enum err collected = collect(w, t, ret_done);
    wipe_free(buffer, size);
    return e != ERR_NONE ? e : collected;
}

static enum err usb_clear_halt(struct wire *wire, uint8_t endpoint)
{
    int r = libusb_clear_halt(((struct usb_wire *)wire)->handle, endpoint);
    return r < 0 ? usb_err(r) : ERR_NONE;
}

static enum err usb_reset(struct wire *wire)
{
    int r = libusb_reset_device(((struct usb_wire *)wire)->handle);
    return r < 0 ? usb_err(r) : ERR_NONE;
}

static enum err usb_pause(struct wire *wire, int64_t ms)
{
    struct usb_wire *w = (struct usb_wire *)wire;
    int64_t end = clock_now_ms() + ms;
    while (!wire_is_halted(wire) && clock_now_ms() < end) {
        uint64_t rung;
        if (clock_sleep_until(end, w->wake_fd) && read(w->wake_fd, &rung, sizeof rung) < 0 &&
            errno != EAGAIN)
            return ERR_LIBRARY;
    }
    return wire_is_halted(wire) ? ERR_CANCELLED : ERR_NONE;
}

static void usb_wake(struct wire *wire)
{
    struct usb_wire *w = (struct usb_wire *)wire;
    pthread_mutex_lock(&w->lock);
    if (w->running && wire_is_halted(wire))
        libusb_cancel_transfer(w->transfer);
    pthread_mutex_unlock(&w->lock);
    uint64_t one = 1;
    ssize_t n = write(w->wake_fd, &one, sizeof one);
    (void)n;
}

static void usb_close(struct wire *wire)
{
    struct usb_wire *w = (struct usb_wire *)wire;
    pthread_mutex_lock(&open_lock);
    if (w->handle) {
        if (wire->second)
            libusb_release_interface(w->handle, wire->second->number);
        if (wire->interface)
            libusb_release_interface(w->handle, wire->interface->number);
        libusb_close(w->handle);
    }
    pthread_mutex_unlock(&open_lock);
    libusb_free_transfer(w->transfer);
    if (w->wake_fd >= 0)
        close(w->wake_fd);
    pthread_cond_destroy(&w->ended);
    pthread_mutex_destroy(&w->lock);
    free(w);
}

static enum err claim_interface(struct usb_wire *w, const struct wire_interface *interface)
{
    int r = libusb_claim_interface(w->handle, interface->number);
    if (r == 0 && interface->alternate)
        r = libusb_set_interface_alt_setting(w->handle, interface->number, interface->alternate);
    return r < 0 ? usb_err(r) : ERR_NONE;
}

static enum err usb_claim(struct wire *wire, const struct wire_interface *interface)
{
    pthread_mutex_lock(&open_lock);
    enum err e = claim_interface((struct usb_wire *)wire, interface);
    pthread_mutex_unlock(&open_lock);
    return e;
}

static const struct wire_ops usb_ops = {.transfer = usb_transfer,
                                        .clear_halt = usb_clear_halt,
                                        .reset = usb_reset,
                                        .pause = usb_pause,
                                        .wake = usb_wake,
                                        .close = usb_close,
                                        .claim = usb_claim};

static enum err claim(struct usb_wire *w, libusb_device *device,
                      const struct wire_interface *interface)
{
    int r = libusb_open(device, &w->handle);
    if (r < 0)
        return usb_err(r);
    libusb_set_auto_detach_kernel_driver(w->handle, 1);
    TRY(claim_interface(w, interface));
    w->wire.interface = interface;
    return ERR_NONE;
}

enum err usb_wire_open(struct wire_port *port, const struct wire_interface *interface,
                       struct wire **ret_wire)
{
    struct usb_wire *w = calloc(1, sizeof *w);
    if (!w)
        return ERR_MEMORY;
    w->wire.ops = &usb_ops;
    w->wire.identity = &port->identity;
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->ended, NULL);
    w->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    w->transfer = libusb_alloc_transfer(0);
    enum err e = w->wake_fd < 0 || !w->transfer ? ERR_LIBRARY : ERR_NONE;
    if (e == ERR_NONE) {
        pthread_mutex_lock(&open_lock);
        e = claim(w, ((struct usb_port *)port)->device, interface);
        pthread_mutex_unlock(&open_lock);
    }
    if (e != ERR_NONE) {
        usb_close(&w->wire);
        return e;
    }
    *ret_wire = &w->wire;
    return ERR_NONE;
}
