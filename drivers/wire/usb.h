/* SPDX-License-Identifier: Apache-2.0 */
/* The only door to libusb: finds devices as they come and go; their ports open as wires. */
#pragma once

#include "drivers/wire/wire.h"

struct wire_usb;

/* Starts the one thread that runs libusb. ERR_ABSENT when this machine has no USB at all (now);
 * ERR_UNSUPPORTED when libusb cannot tell of devices that come and go. */
MUST_CHECK enum err wire_usb_new(wire_plug_fn *fn, void *user, struct wire_usb **ret_usb);
/* Ends the thread: no callback after this, and wires no longer work. */
void wire_usb_stop(struct wire_usb *usb);
/* After every wire was closed and every port let go. NULL is fine. */
void wire_usb_free(struct wire_usb *usb);
