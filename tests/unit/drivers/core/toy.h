/* SPDX-License-Identifier: Apache-2.0 */
/* Devices without protocol: they do what the test says. */
#pragma once

#include "drivers/core/driver.h"

enum { TOY_ENDPOINT = 0x01 };

/* What every device of the test does now. Read by workers, set by the test. */
extern struct toy {
    atomic_int opening; /* enum err of open() */
    atomic_int fresh;   /* opens that were told that the device was just plugged in */
    atomic_int health;  /* enum err of check() */
    atomic_int outcome; /* enum err of a command; -1: it waits */
    atomic_int opens, prints;
    atomic_int cleared; /* halts of its endpoint */
} toy;

extern const struct driver toy_reader, toy_printer;

/* Vendor 1 and this product. One reference, the caller's. */
struct wire_port *toy_port_new(uint16_t product);
/* The same in this socket, with this serial number ("": none). */
struct wire_port *toy_port_at(uint16_t product, const char *place, const char *serial);
