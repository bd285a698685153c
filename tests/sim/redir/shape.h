/* SPDX-License-Identifier: Apache-2.0 */
/* Descriptors in the words of usbredir. */
#pragma once

#include <usbredirproto.h>

#include "tests/sim/core/gadget.h"

enum { SHAPE_ENTRIES = 32 }; /* of interfaces, and of endpoints: 16 out, 16 in */

struct shape {
    struct usb_redir_device_connect_header connect;
    struct usb_redir_interface_info_header interfaces;
    struct usb_redir_ep_info_header endpoints;
};

/* Of a gadget whose descriptors gadget_init() found well formed. */
void shape_of(const struct gadget_words *words, struct shape *ret_shape);
