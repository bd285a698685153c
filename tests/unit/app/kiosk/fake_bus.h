/* SPDX-License-Identifier: Apache-2.0 */
/* The bus that is not there: remembers each order, sends nothing. */
#pragma once

#include "app/kiosk/bus.h"
#include "platform/bus/client.h"

enum { FAKE_ORDERS = 64 };

struct fake_order {
    const char *what; /* "identify", "cancel" … */
    uint32_t token;
    char text[120]; /* local number, task code, application id, reason codes … */
    size_t lines;   /* of a slip; fields of an application */
};

extern struct fake_order fake_orders[FAKE_ORDERS];
extern size_t fake_count;

void fake_clear(void);
/* The last order of that name, or NULL. */
const struct fake_order *fake_last(const char *what);
size_t fake_times(const char *what);
