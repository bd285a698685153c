/* SPDX-License-Identifier: Apache-2.0 */
/* The transport seam. A driver speaks to its device only through these calls; behind them is libusb
 * (usb.h), a serial line (tty.h) or a test's script (tests/unit/drivers/fake_wire.h). A camera's
 * wire (drivers/camera) carries no transfers, only cancels and pauses.
 *
 * Every call blocks the worker's thread until the device answered, the time-out passed, somebody
 * cancelled, or the device went: ERR_STALL, ERR_TIMEOUT, ERR_CANCELLED, ERR_GONE, ERR_OVERFLOW,
 * ERR_IO. No call retries or clears anything by itself. Only one thread calls at a time;
 * wire_cancel and wire_shut may come from any thread. */
#pragma once

#include <stdatomic.h>

#include "platform/base/bytes.h"

enum {
    WIRE_ENDPOINTS_MAX = 8,   /* of one interface */
    WIRE_INTERFACES_MAX = 16, /* alternate settings counted */
    WIRE_TIMEOUT_MAX_MS = 120000,
    WIRE_TRANSFER_MAX = 1 << 20,
    WIRE_ENDPOINT_IN = 0x80, /* bit of an endpoint address */
    WIRE_PLACE = 64,
    WIRE_SERIAL = 64,
};

enum wire_type { WIRE_CONTROL, WIRE_ISOCHRONOUS, WIRE_BULK, WIRE_INTERRUPT };

struct wire_endpoint {
    uint8_t address; /* WIRE_ENDPOINT_IN set: device to host */
    uint8_t type;    /* enum wire_type */
    uint16_t max_packet;
};

struct wire_interface {
    uint8_t number, alternate;
    uint8_t device_class, subclass, protocol;
    uint8_t endpoint_count;
    struct wire_endpoint endpoint[WIRE_ENDPOINTS_MAX];
};

/* A serial line (tty.h) and a camera (drivers/camera) have no ids and one interface. */
enum wire_kind { WIRE_USB, WIRE_TTY, WIRE_CAMERA };

/* What a camera's kernel driver says (struct v4l2_capability), cut to fit. */
struct wire_camera {
    char driver[16], card[32], bus_info[32];
    char serial[64]; /* of the USB device it is part of; "" where there is none */
    bool pages;      /* by kiosk.ini: pages are photographed with it */
};

/* What the descriptors say; known without opening. */
struct wire_identity {
    enum wire_kind kind;
    struct wire_camera camera; /* WIRE_CAMERA */
    uint16_t vendor, product, release;
    uint8_t bus, address; /* for logs */
    /* Where it is plugged in: bus-port.port… as the kernel names it ("1-2.3"), a serial line's path
     * (cut), a camera's bus_info. "" when unknown. */
    char place[WIRE_PLACE];
    char serial[WIRE_SERIAL]; /* as its descriptor says; "" when it says none */
    uint8_t product_string, serial_string;
    uint8_t interface_count;
    struct wire_interface interface[WIRE_INTERFACES_MAX];
};

/* First interface of this class, subclass and protocol; -1 fits any. NULL when there is none. */
const struct wire_interface *wire_find_interface(const struct wire_identity *identity,
                                                 int device_class, int subclass, int protocol);
/* First endpoint of this type and direction; NULL when there is none. */
const struct wire_endpoint *wire_find_endpoint(const struct wire_interface *interface,
                                               enum wire_type type, bool in);
/* The endpoint with this address; NULL when there is none. */
const struct wire_endpoint *wire_endpoint_at(const struct wire_interface *interface,
                                             uint8_t address);

/* Where a device is plugged in. Ports are counted references; one says who may open it. */
struct wire;
struct wire_port;

struct wire_port_ops {
    enum err (*open)(struct wire_port *port, const struct wire_interface *interface,
                     struct wire **ret_wire);
    void (*free)(struct wire_port *port);
};

struct wire_port {
    const struct wire_port_ops *ops;
    struct wire_identity identity;
    atomic_int references;
};

struct wire_port *wire_port_ref(struct wire_port *port);
/* NULL is fine. */
void wire_port_unref(struct wire_port *port);
/* Detaches a kernel driver, claims the interface (one of the port's own) and chooses its alternate
 * setting. The wire holds the port until it is closed. ERR_ACCESS, ERR_BUSY, ERR_GONE, ERR_IO. */
MUST_CHECK enum err wire_port_open(struct wire_port *port, const struct wire_interface *interface,
                                   struct wire **ret_wire);

/* A device came, or went (the same port again). Called on the watcher's thread, and within its _new
 * for what is there already: only hand it on, with a reference of your own. Transfers on a wire may
 * end with ERR_GONE before or after it. */
typedef void wire_plug_fn(void *user, struct wire_port *port, bool arrived);

/* An open interface. */
struct wire_room {
    void *data;
    size_t size;
};

struct wire_control {
    uint8_t request_type, request;
    uint16_t value, index;
};

/* One transfer. `control` is set for endpoint 0; then request_type tells the direction. */
struct wire_transfer {
    uint8_t endpoint;
    const struct wire_control *control;
    struct bytes out;
    struct wire_room in;
    int timeout_ms;
};

struct wire_ops {
    enum err (*transfer)(struct wire *wire, const struct wire_transfer *t, size_t *ret_done);
    enum err (*clear_halt)(struct wire *wire, uint8_t endpoint);
    enum err (*reset)(struct wire *wire);
    enum err (*pause)(struct wire *wire, int64_t ms);
    void (*wake)(struct wire *wire); /* any thread: `halted` changed, look at it now */
    void (*close)(struct wire *wire);
    enum err (*claim)(struct wire *wire, const struct wire_interface *interface);
};

struct wire_tap;

struct wire {
    const struct wire_ops *ops;
    struct wire_tap *tap;   /* log.h; NULL: nobody keeps what crosses */
    struct wire_port *port; /* a reference, for what follows */
    const struct wire_identity *identity;
    const struct wire_interface *interface;
    const struct wire_interface *second; /* NULL unless wire_claim() took one */
    atomic_uint halted;                  /* enum wire_halt */
    atomic_bool shielded;
};

enum wire_halt { WIRE_HALT_CANCELLED = 1, WIRE_HALT_SHUT = 2 };

/* A second interface of the same device, for those whose function needs two. Errors as of
 * wire_port_open. */
MUST_CHECK enum err wire_claim(struct wire *wire, const struct wire_interface *interface);
/* The endpoint with this address in what is claimed; NULL when there is none. */
const struct wire_endpoint *wire_own_endpoint(const struct wire *wire, uint8_t address);
/* The room to read one report or piece of `size` bytes into: whole packets, at most `most`. With
 * more, a transfer goes on behind a full packet and waits for a short one, which a device whose
 * report fills its packets never sends (USB 2.0, 5.7.3 and 5.8.3). A line has no packets: `most`.
 */
size_t wire_room_for(const struct wire *wire, uint8_t endpoint, size_t size, size_t most);

/* Endpoints are those of the claimed interfaces (else ERR_USAGE). Time-outs 1 to 120,000 ms.
 * *ret_done is always set, also on failure: bytes that certainly crossed. */
MUST_CHECK enum err wire_out(struct wire *wire, uint8_t endpoint, struct bytes data, int timeout_ms,
                             size_t *ret_done);
/* One transfer of at most room.size bytes; a short packet ends it. ERR_OVERFLOW: more came. */
MUST_CHECK enum err wire_in(struct wire *wire, uint8_t endpoint, struct wire_room room,
                            int timeout_ms, size_t *ret_done);
MUST_CHECK enum err wire_control_out(struct wire *wire, const struct wire_control *control,
                                     struct bytes data, int timeout_ms);
MUST_CHECK enum err wire_control_in(struct wire *wire, const struct wire_control *control,
                                    struct wire_room room, int timeout_ms, size_t *ret_done);

MUST_CHECK enum err wire_clear_halt(struct wire *wire, uint8_t endpoint);
/* A port reset; ERR_GONE when the device came back as another one (hot-plug tells). */
MUST_CHECK enum err wire_reset(struct wire *wire);
/* Reads and erases what the device still holds for an IN endpoint, until it is silent for
 * `quiet_ms`; at most 64 KiB and a second. ERR_OVERFLOW: it never stopped. A time-out is the good
 * end. */
MUST_CHECK enum err wire_drain(struct wire *wire, uint8_t endpoint, int quiet_ms);
/* Waits by platform/base/clock. ERR_CANCELLED when woken. */
MUST_CHECK enum err wire_pause(struct wire *wire, int64_t ms);
/* String descriptor → UTF-8 with a NUL. ERR_MISSING when index is 0. */
MUST_CHECK enum err wire_string(struct wire *wire, uint8_t index, char *ret_text, size_t size);

/* The running call and all later ones end with ERR_CANCELLED within 2 ms, until wire_rearm. */
void wire_cancel(struct wire *wire);
/* For a new command, or to tidy up after a cancel. */
void wire_rearm(struct wire *wire);
/* While shielded, a cancel waits: for a question whose answer comes whether one waits or not, and
 * must not be taken for the next one's. Bounded by the time-outs of the calls; wire_shut is not
 * held up. */
void wire_shield(struct wire *wire, bool shielded);
/* As wire_cancel, for ever: the device left or the program ends. */
void wire_shut(struct wire *wire);
bool wire_is_halted(const struct wire *wire);
/* Releases the interface and gives it back to the kernel's driver. NULL is fine. */
void wire_close(struct wire *wire);
