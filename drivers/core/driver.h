/* SPDX-License-Identifier: Apache-2.0 */
/* The contract of a device driver, on one page.
 *
 * Each attached device has one worker thread, and a driver is straight-line code on it: it asks,
 * waits for the answer, goes on. It never starts threads, never logs what a device said, and never
 * repeats a print. When it is cancelled, its running wire call returns ERR_CANCELLED and it returns
 * that soon (wire_rearm lets it tidy up first). The worker owns everything else: opening, states,
 * recovery (advice.h), results. A driver's row stands in drivers/service/main.c, its ids in
 * assets/devices/ids.ini. drivers/skeleton is one that does nothing. */
#pragma once

#include "drivers/bus/types.h"
#include "drivers/core/ids.h"
#include "drivers/wire/wire.h"

/* What staff set for this machine (kiosk.ini), the same for all drivers. */
struct driver_settings {
    const char *receipt_profile; /* file in assets/devices/receipt without .ini; "": choose */
};

/* What a driver is given. */
struct device {
    struct wire *wire; /* open, armed */
    const struct id_row *row;
    const struct driver_settings *settings;
    bool fresh;       /* plugged in just now; false: it was there when we started */
    void *own;        /* the driver's own, from open to close */
    bool wants_photo; /* Identify: the record shall hold it */
    int64_t check_ms; /* as in the driver's row; the driver may change it */

    /* Below only through the functions of device.c. */
    struct device_info info;
    enum device_state rest;
    bool open, busy; /* shown: `rest` only while open and not busy */
    void (*on_change)(struct device *device);
    void (*on_hint)(struct device *device, enum id_hint hint);
    void *user;
};

struct driver {
    const char *name; /* as in ids.ini */
    enum device_class device_class;
    int64_t check_ms; /* rhythm of check() while no command runs; 0: 3,000 */

    /* Says hello and makes sure it is the device that ids.ini promises; fills model and serial.
     * ERR_REFUSED: it answers but is something else (state SUSPECT). On failure close is not
     * called. */
    enum err (*open)(struct device *device);
    /* Frees `own`. The device may be gone: no wire calls that matter. */
    void (*close)(struct device *device);
    /* Between commands and after each recovery step: is it well? Reports flags and rest state.
     * Shorter than 2 s even when the device is mute. Status such as paper out is not a failure. */
    enum err (*check)(struct device *device);

    /* A class has one of the following; each is given a whole command.
     * Identify and scan wait as long as it takes. An ERR_CAT_LINK, _INPUT or _GONE result is not
     * the command's end: the worker recovers the device and calls again, or the command waits until
     * a device of the class is back. Any other result ends the command, and so does ERR_ENCODING
     * of a scan: the scanner is well, the code cannot be taken. */
    enum err (*identify)(struct device *device, struct id_record *ret_record);
    enum err (*scan)(struct device *device, struct secret *ret_code); /* raw bytes, 1 or more */
    /* A scanner that is a camera, besides `scan`: one photograph of what lies before it now, soon.
     * Called once per command: every result is its end. */
    enum err (*capture)(struct device *device, struct snapshot *ret_snapshot);
    /* Called once per job. *ret_why is the reason unless PRINT_DONE; a link failure in it starts
     * the recovery of the device afterwards. */
    enum print_outcome (*print)(struct device *device, const struct receipt_job *job,
                                enum err *ret_why);
};

/* Text is cut to fit; control characters become '?'. */
void device_set_model(struct device *device, const char *model);
void device_set_serial(struct device *device, const char *serial);
/* Flags in `mask` take the value of `flags`; told to the kiosk when something changed. */
void device_set_flags(struct device *device, uint32_t mask, uint32_t flags);
/* READY, NEEDS_CITIZEN or NEEDS_STAFF; shown at once when no command runs, else at its end. */
void device_set_rest(struct device *device, enum device_state rest);
/* Identify and Scan. The same hint twice in a row is told once. */
void device_hint(struct device *device, enum id_hint hint);

/* The worker's: a state that is not rest. One that may not follow (state.h) is not shown but logged
 * as state_refused, also in the product. */
void device_show(struct device *device, enum device_state state);
/* The worker's: nothing is wrong any more. */
void device_well(struct device *device);
