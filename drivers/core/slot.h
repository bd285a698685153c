/* SPDX-License-Identifier: Apache-2.0 */
/* The names of devices ("idcard0"): which one a device gets that was plugged in. */
#pragma once

#include "drivers/bus/types.h"
#include "drivers/core/pin.h"

enum { SLOTS_MAX = 16 };

struct id_row;
struct worker;

struct slot {
    struct device_info info;
    struct worker *worker;    /* NULL: unplugged */
    const struct id_row *row; /* of what is or was plugged in */
    bool used;                /* what follows is of the last one that was here */
    uint16_t vendor, product;
    char place[WIRE_PLACE], serial[WIRE_SERIAL];
};

struct slots {
    size_t count;
    struct slot slot[SLOTS_MAX];
};

/* NULL when there is no room. */
struct slot *slots_add(struct slots *slots, enum device_class c);
/* A free one for this device, now marked as its own; `pins` may be NULL. One that was here before
 * gets its old slot; a pinned slot is given to nobody but who is pinned, or to what stands in its
 * socket or shows its serial number (and is then found out). NULL when there is no room. */
struct slot *slots_take(struct slots *slots, const struct pins *pins, enum device_class c,
                        const struct wire_identity *identity);
struct slot *slots_find(struct slots *slots, const char *id);
