/* SPDX-License-Identifier: Apache-2.0 */
/* The usbredir transport: each gadget behind a Unix socket of its own, as QEMU's "-device
 * usb-redir" wants it, so that a real kernel with its real xHCI and class drivers sees it. The
 * program is the protocol's usb-host, QEMU its usb-guest. Source: usb-redir-protocol.md of usbredir
 * 0.13. */
#pragma once

#include "tests/sim/core/transport.h"

enum { REDIR_PORTS = 32 };

/* Listens at DIRECTORY/NAME.sock for each gadget; the folder must exist. What is plugged in is
 * shown to whoever connects, also later. Peers may come and go. ERR_TOO_LONG: more than
 * REDIR_PORTS, or a path that no socket can have. Free it with transport->free(). */
MUST_CHECK enum err redir_new(struct world *w, const char *directory, struct gadget *const *gadgets,
                              size_t count, struct transport **ret_transport);
