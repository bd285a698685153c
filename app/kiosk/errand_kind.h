/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what each errand is, for errand.c which begins and stops them. */
#pragma once

#include "app/kiosk/bus.h"
#include "app/screen/model.h"

#define SCREEN_BIT(which) (1ull << SCREEN_##which)
_Static_assert(SCREEN_COUNT <= 64, "a bit for each screen");

struct errand_kind {
    const char *name;
    enum screen_id screen;    /* where it may run, and begins anew when that is entered again */
    uint64_t also;            /* SCREEN_BIT()s where it may run too */
    enum bus_event_kind ends; /* the event that ends it */
    bool on_devices;          /* which bridge */
    bool (*wanted)(const struct model *model);
    /* Asks; or says why it cannot, and then `end` gets that as its event. */
    enum err (*begin)(struct model *model, struct bus *bus, uint32_t token);
    void (*end)(struct model *model, struct bus_event *event);
    bool stops;        /* also when it is not wanted any more */
    bool keeps_trying; /* after a failure of the line or the other side */
};

/* Whom something is asked for, on the heap, for a bus_…() that takes it. */
MUST_CHECK enum err errand_who(const struct model *model, struct pairs **ret_who);
/* And who stands there, where somebody acts for another. */
MUST_CHECK enum err errand_who_acts(const struct model *model, struct pairs **ret_who);

extern const struct errand_kind errand_slots, errand_book, errand_cancel, errand_fees,
    errand_fee_state;
extern const struct errand_kind errand_call, errand_identify, errand_scan, errand_person,
    errand_send_code, errand_check_code, errand_shared, errand_submit, errand_status, errand_print,
    errand_licence, errand_enterprise, errand_proof, errand_cases, errand_find, errand_receipt,
    errand_rate, errand_certificates, errand_copy, errand_corrections;
/* True while the slip had better wait for how the parts stand. */
bool errand_parts_come(const struct model *model);

extern const struct errand_kind errand_capture, errand_handover, errand_parts;

extern const struct errand_kind *const errand_kinds[ERRAND_COUNT];
