/* SPDX-License-Identifier: Apache-2.0 */
/* Devices that carry the ids of ours and are something else: makers share ids, and people plug in
 * things to try what happens. Each says what such a device says, asked or not. */
#pragma once

#include "tests/sim/core/gadget.h"

struct impostor_shape;

struct impostor {
    struct gadget gadget;
    const struct impostor_shape *shape;
    struct alarm speak; /* what it says unasked */
};

/* `kind` counts from 0; ERR_RANGE behind the last:
 *   reader-modem        a reader's id, descriptors fit; answers as a modem does
 *   reader-keyboard     a reader's id on a keyboard that types
 *   reader-hid-stick    the HID adapter's id on a joystick that tells its position
 *   reader-line-modem   on the serial line, answers as a modem does
 *   scanner-keyboard    a HID POS scanner's id on a keyboard that types
 *   scanner-cdc-network a serial scanner's id on a communications device without a data interface
 *   printer-page        a page printer: the class fits, its own words do not */
MUST_CHECK enum err impostor_init(struct impostor *impostor, struct world *w, int kind);
