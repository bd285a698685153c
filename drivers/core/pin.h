/* SPDX-License-Identifier: Apache-2.0 */
/* Which device belongs where: what a technician accepted once. Pins live in a file of the service
 * (PLACE_DEVICES "pins.ini"), a section for each device:
 *
 *   [idcard0]
 *   place = 1-2.3             its socket, as the kernel names it
 *   usb = 0400:c35a           vendor:product
 *   release = 0100            of its firmware, bcdDevice
 *   usb_serial = R0001        as its descriptor says, "" when it says none
 *   serial = 05.01-2026…      as the device itself says, "" when it says none
 *
 * Once a class has a pin, it takes pinned devices only. */
#pragma once

#include "drivers/bus/types.h"
#include "drivers/wire/wire.h"

enum { PINS_MAX = 16, PIN_TEXT = 64, PIN_WHY = 160 };

struct pin {
    char id[32];
    char place[WIRE_PLACE];
    uint16_t vendor, product, release;
    char usb_serial[WIRE_SERIAL];
    char serial[PIN_TEXT];
};

struct pins {
    size_t count;
    struct pin pin[PINS_MAX];
    bool broken; /* the file could not be read: nothing may be trusted */
};

/* What is not as it was pinned; the first that differs. */
enum pin_change {
    PIN_SAME,
    PIN_PLACE,
    PIN_KIND, /* vendor or product */
    PIN_RELEASE,
    PIN_SERIAL,    /* of the descriptor or of the device */
    PIN_STRANGER,  /* not pinned, and others of its class are */
    PIN_UNKNOWABLE /* the pins cannot be read */
};

/* What a worker is to make sure of when its device was opened. */
struct pin_rule {
    bool pinned;               /* `pin` is set */
    enum pin_change otherwise; /* when not pinned: PIN_SAME, PIN_STRANGER or PIN_UNKNOWABLE */
    struct pin pin;
};

/* From a file's content; on failure *ret_pins is untouched and ret_why (PIN_WHY bytes) names the
 * line. ERR_FORMAT, ERR_MISSING, ERR_TOO_LONG, ERR_MEMORY. */
MUST_CHECK enum err pins_parse(const char *text, size_t len, struct pins *ret_pins, char *ret_why);
/* A file that is not there means no pins. Any other trouble is logged and sets `broken`. */
void pins_load(struct pins *ret_pins);
/* Whole or not at all, also when the power goes. ERR_ABSENT (no such folder), ERR_ACCESS, ERR_DISK,
 * ERR_DISK_FULL. */
MUST_CHECK enum err pins_save(const struct pins *pins);

/* Of a name such as "idcard0"; DEVICE_CLASS_COUNT when it is none. */
enum device_class pin_class(const char *id);
const struct pin *pins_find(const struct pins *pins, const char *id);
/* Adds or replaces; no longer broken. ERR_TOO_LONG: no room. */
MUST_CHECK enum err pins_put(struct pins *pins, const struct pin *pin);
/* False: there was none. */
bool pins_remove(struct pins *pins, const char *id);

struct pin_rule pins_rule(const struct pins *pins, enum device_class c, const char *id);
enum pin_change pin_judge(const struct pin_rule *rule, const struct wire_identity *identity,
                          const char *serial);
/* "place", "kind" …; never NULL. */
const char *pin_change_name(enum pin_change change);
