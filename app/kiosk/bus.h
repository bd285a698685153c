/* SPDX-License-Identifier: Apache-2.0 */
/* The bus thread: one sd-event loop with both bridge clients. It decides nothing; it turns orders
 * into calls and every signal or reply into one event for the UI thread. */
#pragma once

#include "drivers/bus/types.h"
#include "platform/bus/booking.h"
#include "platform/bus/handover.h"
#include "platform/bus/standing.h"
#include "platform/bus/types.h"

enum bus_event_kind {
    BUS_QUIT,         /* SIGTERM or SIGINT */
    BUS_CLOCK,        /* time was stepped: look at the deadlines again */
    BUS_DEVICES,      /* .up */
    BUS_PLATFORM,     /* .up */
    BUS_ONLINE,       /* .up: the province can be reached */
    BUS_STORAGE,      /* .up: what a citizen entrusts can be kept */
    BUS_CLOCK_OFF,    /* .off_ms: the machine's clock is ahead of the province's; 0: right */
    BUS_DEVICE,       /* .device */
    BUS_HINT,         /* token, .hint */
    BUS_CASE,         /* .text: local number whose status changed */
    BUS_CATALOGUE,    /* .catalogue, unasked */
    BUS_CALENDAR,     /* .calendar, unasked */
    BUS_IDENTIFIED,   /* token, err, .record */
    BUS_SCANNED,      /* token, err, .secret */
    BUS_CAPTURED,     /* token, err, .snapshot */
    BUS_PRINTED,      /* token, err, .outcome */
    BUS_PERSON,       /* token, err, .pairs */
    BUS_SHARED,       /* token, err, .pairs */
    BUS_SUBMITTED,    /* token, err, .status */
    BUS_STATUS,       /* token, err, .status */
    BUS_RATED,        /* token, err */
    BUS_PROOF,        /* token, err, .pairs */
    BUS_CASES,        /* token, err, .cases */
    BUS_STEP_UP,      /* token, err, .pairs */
    BUS_ENTERPRISE,   /* token, err, .pairs */
    BUS_CALLED,       /* token, err */
    BUS_CERTIFICATES, /* token, err, .certificates */
    BUS_COPY,         /* token, err, .pairs */
    BUS_CORRECTIONS,  /* token, err, .corrections */
    BUS_PARTS,        /* token, err, .parts */
    BUS_SLOTS,        /* token, err, .slots */
    BUS_BOOKED,       /* token, err, .appointment */
    BUS_CANCELLED,    /* token, err, .appointment */
    BUS_FEES,         /* token, err, .fees */
    BUS_FEE_STATE,    /* token, err, .fees */
    BUS_HANDED,       /* token, err, .handover */
    BUS_STANDING,     /* .standing, unasked */
};

struct bus_event {
    enum bus_event_kind kind;
    uint32_t token; /* of the order it ends; 0 when it ends none */
    enum err err;
    /* What the kind says, valid only when err is ERR_NONE (.outcome always). */
    bool up;
    int64_t off_ms;
    enum id_hint hint;
    enum print_outcome outcome;
    char text[NUMBER_TEXT];
    struct device_info device;
    struct id_record record;
    struct secret secret;
    struct snapshot snapshot;
    struct pairs pairs;
    struct case_status status;
    struct case_list *cases;               /* NULL unless BUS_CASES brings them */
    struct correction_list *corrections;   /* NULL unless BUS_CORRECTIONS brings them */
    struct part_list *parts;               /* NULL unless BUS_PARTS brings them */
    struct certificate_list *certificates; /* NULL unless BUS_CERTIFICATES brings them */
    struct slot_list *slots;               /* NULL unless BUS_SLOTS brings them */
    struct fee_list *fees;                 /* likewise */
    struct appointment appointment;
    struct handover handover;
    size_t row_count;
    struct catalogue_row *rows;
    struct calendar *calendar; /* NULL unless BUS_CALENDAR brings it */
    struct standing *standing; /* NULL unless BUS_STANDING brings it */
};

/* Erases what it holds. NULL is fine. */
void bus_event_free(struct bus_event *event);

struct bus;

/* Called on the bus thread; the event is the receiver's from then on. */
typedef void bus_sink_fn(void *user, struct bus_event *event);

/* Starts the thread. SIGTERM and SIGINT must be blocked in the caller (and so in all threads). */
MUST_CHECK enum err bus_new(bus_sink_fn *sink, void *user, struct bus **ret_bus);
/* Ends the thread; open orders are dropped and erased. NULL is fine. */
void bus_free(struct bus *bus);

/* Orders, from the UI thread. Each is answered by exactly one event with its token (see the kinds),
 * with ERR_GONE when the other program is not there, or with ERR_MEMORY. */
void bus_identify(struct bus *bus, uint32_t token);
void bus_scan(struct bus *bus, uint32_t token);
void bus_capture(struct bus *bus, uint32_t token);
/* `job` is heap memory and belongs to the bus from now on. */
void bus_print(struct bus *bus, uint32_t token, struct receipt_job *job);
/* Ends that identify, scan or capture with ERR_CANCELLED; a print is not called back. */
void bus_cancel(struct bus *bus, uint32_t token);
/* Who shows this code? → BUS_PERSON. `credential` is moved out of. */
void bus_person(struct bus *bus, uint32_t token, struct secret *credential);
/* `who` is heap memory and belongs to the bus from now on. */
void bus_shared(struct bus *bus, uint32_t token, const char *task_code, struct pairs *who);
/* `application` likewise. */
void bus_submit(struct bus *bus, uint32_t token, struct application *application);
/* What is asked for an item, of whom, with what was chosen or answered. */
struct bus_wish {
    const char *task_code;
    struct pairs *who, *form;
};
/* `who` and `form` likewise. */
void bus_proof(struct bus *bus, uint32_t token, const struct bus_wish *wish);
/* A code to their phone (form empty), or what came there (step_up_id, code) → BUS_STEP_UP. */
void bus_step_up(struct bus *bus, uint32_t token, const struct bus_wish *wish);
/* What a case of theirs lacks; the form holds project_no → BUS_CORRECTIONS. */
void bus_corrections(struct bus *bus, uint32_t token, const struct bus_wish *wish);
/* How the items of a case of theirs stand; the form holds project_no; `who` may be empty: a case of
 * this kiosk → BUS_PARTS. */
void bus_parts(struct bus *bus, uint32_t token, const struct bus_wish *wish);
/* What they hold, for what is chosen in the form → BUS_CERTIFICATES; a copy of one → BUS_COPY. */
void bus_certificates(struct bus *bus, uint32_t token, const struct bus_wish *wish);
void bus_certificate_copy(struct bus *bus, uint32_t token, const struct bus_wish *wish);
/* For which enterprise does `who` act, by what its licence says (form) → BUS_ENTERPRISE. */
void bus_enterprise(struct bus *bus, uint32_t token, const struct bus_wish *wish);
/* When one may come → BUS_SLOTS; a seat → BUS_BOOKED; it is given back → BUS_CANCELLED; what is
 * to be paid → BUS_FEES; whether it is → BUS_FEE_STATE. */
void bus_slots(struct bus *bus, uint32_t token, const struct bus_wish *wish);
void bus_book(struct bus *bus, uint32_t token, const struct bus_wish *wish);
void bus_cancel_appointment(struct bus *bus, uint32_t token, const struct bus_wish *wish);
void bus_fees(struct bus *bus, uint32_t token, const struct bus_wish *wish);
void bus_fee_state(struct bus *bus, uint32_t token, const struct bus_wish *wish);
/* It goes on on a phone → BUS_HANDED. `wish` is heap memory and belongs to the bus from now on. */
void bus_hand_over(struct bus *bus, uint32_t token, struct handover_wish *wish);
/* Somebody is called to the kiosk → BUS_CALLED. */
void bus_call(struct bus *bus, uint32_t token, const struct help_call *call);
/* How the devices are, for the heartbeat; `devices` likewise. No event: it is told again with the
 * next change. */
void bus_devices(struct bus *bus, struct pairs *devices);
void bus_query(struct bus *bus, uint32_t token, struct pairs *who);
/* A case by its number, of any kiosk when `who` (likewise; may be empty) applied for it →
 * BUS_STATUS. */
void bus_find(struct bus *bus, uint32_t token, const char *number, struct pairs *who);
void bus_status(struct bus *bus, uint32_t token, const char *local_number);
/* The end of a visit: the bus thread erases what calls left on its stack. No event. */
void bus_forget(struct bus *bus);
struct rating;
void bus_rate(struct bus *bus, uint32_t token, const struct rating *rating);
