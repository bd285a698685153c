/* SPDX-License-Identifier: Apache-2.0 */
/* What people of the operator do to a kiosk, told to kiosk-platform for its audit log. Who they are
 * nobody knows here: the uid that the kernel says of the caller stands for them. */
#pragma once

#include <sys/types.h>

#include "platform/bus/client.h"

enum staff_deed {
    STAFF_NOTHING, /* only looked: never told */
    STAFF_READ_CARD,
    STAFF_READ_PHOTO, /* and a card's photo was kept in a file */
    STAFF_SCAN,
    STAFF_PRINT_TEST,
    STAFF_RESET,
    STAFF_PIN,
    STAFF_UNPIN,
    STAFF_RECORD,
    STAFF_DEEDS,
};

/* "read-card". NULL for any that is not told. */
const char *staff_deed_name(enum staff_deed deed);
/* Of such a name; STAFF_NOTHING when it is none. */
enum staff_deed staff_deed_of(const char *name);

enum { STAFF_DEVICE_TEXT = 32 };

/* One of them, as kiosk-platform hears it. */
struct staff_act {
    enum staff_deed deed;
    char device[STAFF_DEVICE_TEXT];
    uid_t uid;
};

/* `device`: "receipt1", or "" when the deed is not of one. ERR_FORMAT: it is no word. */
MUST_CHECK enum err platform_client_staff(struct platform_client *client, enum staff_deed deed,
                                          const char *device, platform_done_fn *fn, void *user);

/* The same for a program that has nothing else to do meanwhile: returns when it is written down, at
 * the latest after a second. ERR_GONE: kiosk-platform does not answer; or why it was not. */
MUST_CHECK enum err staff_note(enum staff_deed deed, const char *device);
