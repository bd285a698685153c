/* SPDX-License-Identifier: Apache-2.0 */
/* Between usb.c (who is there) and usb_wire.c (talking to one). */
#pragma once

#include <libusb-1.0/libusb.h>

#include "drivers/wire/wire.h"

struct usb_port {
    struct wire_port port;
    libusb_device *device;
    struct usb_port *next; /* libusb's thread only */
};

enum err usb_wire_open(struct wire_port *port, const struct wire_interface *interface,
                       struct wire **ret_wire);
/* ERR_IO: its descriptors cannot be had. */
enum err usb_take_identity(libusb_device *device, struct wire_identity *identity);
/* A libusb return value below 0. */
enum err usb_err(int code);
