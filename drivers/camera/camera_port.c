/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/camera/camera_port.h"

#include <errno.h>
#include <sys/eventfd.h>

#include "platform/base/clock.h"
#include "platform/base/text.h"

struct camera_wire {
    struct wire wire;
    struct camera_port *port; /* a reference */
    int wake_fd;
};

static void take_wake(const struct camera_wire *w)
{
    uint64_t rung;
    ssize_t n = read(w->wake_fd, &rung, sizeof rung);
    (void)n;
}

static enum err transfer(struct wire *wire, const struct wire_transfer *t, size_t *ret_done)
{
    (void)wire, (void)t, (void)ret_done;
    return ERR_USAGE; /* there is no endpoint */
}

static enum err clear_halt(struct wire *wire, uint8_t endpoint)
{
    (void)wire, (void)endpoint;
    return ERR_USAGE;
}

/* Every stream opens the camera anew, and V4L2 has no stronger reset. */
static enum err reset(struct wire *wire)
{
    (void)wire;
    return ERR_NONE;
}

static enum err pause_for(struct wire *wire, int64_t ms)
{
    struct camera_wire *w = (struct camera_wire *)wire;
    int64_t end = clock_now_ms() + ms;
    while (clock_sleep_until(end, w->wake_fd)) {
        take_wake(w);
        if (wire_is_halted(wire))
            return ERR_CANCELLED;
    }
    return ERR_NONE;
}

static void wake(struct wire *wire)
{
    uint64_t one = 1;
    ssize_t n = write(((struct camera_wire *)wire)->wake_fd, &one, sizeof one);
    (void)n;
}

static void close_wire(struct wire *wire)
{
    struct camera_wire *w = (struct camera_wire *)wire;
    close(w->wake_fd);
    wire_port_unref(&w->port->port);
    free(w);
}

static const struct wire_ops wire_ops = {.transfer = transfer,
                                         .clear_halt = clear_halt,
                                         .reset = reset,
                                         .pause = pause_for,
                                         .wake = wake,
                                         .close = close_wire};

static enum err open_port(struct wire_port *port, const struct wire_interface *interface,
                          struct wire **ret_wire)
{
    (void)interface;
    struct camera_wire *w = calloc(1, sizeof *w);
    if (!w)
        return ERR_MEMORY;
    w->wire.ops = &wire_ops;
    w->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (w->wake_fd < 0) {
        enum err e = err_from_errno(errno);
        free(w);
        return e;
    }
    w->port = (struct camera_port *)wire_port_ref(port);
    *ret_wire = &w->wire;
    return ERR_NONE;
}

static void free_port(struct wire_port *port)
{
    struct camera_port *p = (struct camera_port *)port;
    p->source->free(p);
}

static const struct wire_port_ops port_ops = {.open = open_port, .free = free_port};

void camera_port_init(struct camera_port *port, const struct camera_source *source,
                      const struct wire_camera *about)
{
    *port = (struct camera_port){.port = {.ops = &port_ops, .references = 1}, .source = source};
    port->port.identity =
        (struct wire_identity){.kind = WIRE_CAMERA, .camera = *about, .interface_count = 1};
    struct wire_identity *identity = &port->port.identity;
    text_copy(identity->place, sizeof identity->place, about->bus_info);
    text_copy(identity->serial, sizeof identity->serial, about->serial);
}

enum err camera_wire_check(struct wire *wire)
{
    struct camera_port *port = ((struct camera_wire *)wire)->port;
    return wire_is_halted(wire) ? ERR_CANCELLED : port->source->check(port);
}

enum err camera_wire_stream(struct wire *wire, enum camera_use use, struct camera **ret_camera)
{
    struct camera_port *port = ((struct camera_wire *)wire)->port;
    return wire_is_halted(wire) ? ERR_CANCELLED : port->source->stream(port, use, ret_camera);
}

/* The old ring first, then the look: who cancels sets `halted` and then rings. */
enum err camera_wire_wake(struct wire *wire, int *ret_fd)
{
    struct camera_wire *w = (struct camera_wire *)wire;
    take_wake(w);
    if (wire_is_halted(wire))
        return ERR_CANCELLED;
    *ret_fd = w->wake_fd;
    return ERR_NONE;
}
