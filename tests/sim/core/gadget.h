/* SPDX-License-Identifier: Apache-2.0 */
/* One simulated USB device, seen from its own side (Linux calls that side a gadget): descriptors,
 * endpoints with halt and queues, standard requests. It knows neither transport nor host library.
 * Every function wants the world's lock held unless it says otherwise. */
#pragma once

#include "tests/sim/core/fault.h"
#include "tests/sim/core/world.h"

enum transfer_kind { TRANSFER_CONTROL, TRANSFER_BULK, TRANSFER_INTERRUPT };

/* One transfer that a transport hands in. The transport owns it; it is the gadget's until done().
 */
struct transfer {
    enum transfer_kind kind;
    uint8_t endpoint; /* address with the direction bit; 0 for control */
    uint8_t setup[8]; /* control only */
    uint8_t *data;    /* the data stage */
    size_t size;      /* its room or length */
    size_t actual;    /* result: bytes moved */
    int status;       /* result: 0 or -EPIPE, -ESHUTDOWN, -ENOENT, -EOVERFLOW (as usbfs) */
    int64_t due;      /* the core's: when a held-back control request is answered */
    void (*done)(struct transfer *t); /* may free t; must not call back into the gadget */
    void *owner;
    struct transfer *next;
};

struct message;

struct endpoint {
    uint8_t address;
    uint8_t interface; /* it belongs to */
    uint16_t packet_size;
    bool halted;
    struct transfer *waiting;
    struct message *queue; /* IN: what the device wants to say */
    size_t queued;
    struct alarm ready; /* the head of the queue is due */
    struct gadget *gadget;
};

struct gadget_words {
    const char *name;           /* "reader" */
    int speed_mbit;             /* 12 or 480 */
    const uint8_t *descriptors; /* device descriptor, then every configuration in full */
    size_t descriptors_size;
    const uint8_t *report; /* HID report descriptor or NULL */
    size_t report_size;
    const char *strings[4];    /* index 1: manufacturer, 2: product, 3: serial */
    const char *kernel_driver; /* what Linux binds by itself: "usbhid", "usblp" or NULL */
    bool on_a_line;            /* no USB: a serial line */
};

struct gadget_model {
    /* Class or vendor request; data stage in t->data. Returns bytes (>= 0) or -EPIPE to stall. */
    int (*control)(struct gadget *g, struct transfer *t);
    /* Data from the host. Returns how many bytes it took; fewer means NAK until gadget_resume(). */
    size_t (*out)(struct gadget *g, uint8_t endpoint, const uint8_t *data, size_t size);
    /* Bus reset, SET_CONFIGURATION and before it is plugged: forget half-received things. */
    void (*reset)(struct gadget *g);
};

enum gadget_presence {
    GADGET_ABSENT,
    GADGET_PRESENT,
    GADGET_LEAVING, /* gone for the host; the transport has not cleared up yet */
};

enum { GADGET_ENDPOINTS = 4, GADGET_QUEUE_MAX = 1024 };

struct gadget {
    struct world *world;
    const struct gadget_words *words;
    const struct gadget_model *model;
    void *state; /* the model's */
    enum gadget_presence presence;
    struct endpoint control; /* requests that are held back by a fault */
    struct endpoint endpoint[GADGET_ENDPOINTS];
    size_t endpoint_count;
    uint8_t interfaces; /* numbered from 0 */
    uint8_t configuration;
    struct fault fault;   /* now */
    struct fault coming;  /* kind FAULT_NONE: none */
    uint32_t coming_left; /* bytes until then */
    struct alarm storm;   /* FAULT_RESETS: the next time it goes */
    uint64_t bytes_out, bytes_in;
};

/* Endpoints come from the descriptors. ERR_FORMAT when those are not well formed. */
MUST_CHECK enum err gadget_init(struct gadget *g, struct world *w, const struct gadget_words *words,
                                const struct gadget_model *model, void *state);
void gadget_done(struct gadget *g);

/* Transports call these. done() may run before gadget_submit() returns. */
void gadget_submit(struct gadget *g, struct transfer *t);
/* Ends it with -ENOENT. False when the gadget does not hold it any more. */
bool gadget_cancel(struct gadget *g, struct transfer *t);
void gadget_reset(struct gadget *g);
void gadget_clear_halt(struct gadget *g, uint8_t address);
struct endpoint *gadget_endpoint(struct gadget *g, uint8_t address); /* or NULL */

/* Models call these. One push answers at most one transfer, which ends with a short packet or when
 * it is full: a push of whole packets does not end a transfer with more room. The oldest unread
 * message is dropped when more than GADGET_QUEUE_MAX wait. */
void gadget_push(struct gadget *g, uint8_t address, const void *data, size_t size);
/* The model can take data again. */
void gadget_resume(struct gadget *g);
/* Forgets what was not read yet. */
void gadget_drop_unread(struct gadget *g, uint8_t address);

void gadget_appear(struct gadget *g);
/* Ends everything with -ESHUTDOWN and wakes the world so that the transport clears up. */
void gadget_vanish(struct gadget *g);
void gadget_set_fault(struct gadget *g, const struct fault *fault);
/* The one that is, else the one that is coming. */
enum fault_kind gadget_fault(const struct gadget *g);
/* It went by itself and wants to be plugged in again (FAULT_RESETS). */
bool gadget_comes_back(const struct gadget *g);

/* standard.c: bytes (>= 0), -EPIPE, or -ENOSYS when it is not a standard request. */
int standard_control(struct gadget *g, struct transfer *t);
