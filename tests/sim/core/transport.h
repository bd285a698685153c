/* SPDX-License-Identifier: Apache-2.0 */
/* The seam between simulated devices and a host: tests/sim/umock, tests/sim/redir, tests/sim/line.
 * They hand transfers to gadget_submit() and implement these three. */
#pragma once

#include "tests/sim/core/gadget.h"

struct transport {
    /* Shows a gadget to the host; on failure it stays absent. `socket_number` 1.. is the place it
     * is plugged into. Without the world's lock. */
    enum err (*plug)(struct transport *t, struct gadget *g, int socket_number);
    /* Clears up after gadget_vanish(); g is GADGET_ABSENT afterwards. Without the lock. */
    void (*unplug)(struct transport *t, struct gadget *g);
    void (*free)(struct transport *t);
};
