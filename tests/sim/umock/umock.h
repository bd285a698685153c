/* SPDX-License-Identifier: Apache-2.0 */
/* The umockdev transport: a private /sys and /dev/bus/usb, and a server for usbfs ioctls behind
 * it. The program under test is run with LD_PRELOAD=libumockdev-preload.so.0 and UMOCKDEV_DIR. */
#pragma once

#include "tests/sim/core/lens.h"
#include "tests/sim/core/transport.h"

/* Runs this program again under the preload unless it is; returns only then, or when that fails. */
MUST_CHECK enum err umock_preload(char **argv);

/* ERR_STATE without the preload. Free it with transport->free(). */
MUST_CHECK enum err umock_new(struct world *w, struct transport **ret_transport);
/* A camera on a video node; free it before the transport. */
MUST_CHECK enum err umock_lens_new(struct transport *t, struct lens **ret_lens);
/* What UMOCKDEV_DIR must be; valid until freed. */
const char *umock_directory(const struct transport *t);
