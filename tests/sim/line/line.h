/* SPDX-License-Identifier: Apache-2.0 */
/* A transport for a gadget on a serial line: a pseudo-terminal whose other end is the gadget. Its
 * one IN endpoint and its one OUT endpoint are the two directions. */
#pragma once

#include "tests/sim/core/transport.h"

/* `link_path` leads to the tty while a gadget is plugged in. One gadget at a time. */
MUST_CHECK enum err line_new(struct world *w, const char *link_path,
                             struct transport **ret_transport);
