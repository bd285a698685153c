/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/idcard/framing.h"

#include <string.h>

#include "platform/base/clock.h"

/* The particular before the general. */
static const struct sam_framing *const framings[] = {
    &framing_bulk4, &framing_report, &framing_line, &framing_pair, &framing_last,
};

const struct sam_framing *framing_for(const struct wire_interface *interface, const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(framings); i++) {
        const struct sam_framing *f = framings[i];
        bool meant = name ? strcmp(f->name, name) == 0 : f != &framing_last;
        if (meant && f->fits(interface))
            return f;
    }
    return NULL;
}

const struct wire_endpoint *framing_last_pipe(const struct wire_interface *interface, bool in)
{
    for (size_t i = interface->endpoint_count; i-- > 0;) {
        const struct wire_endpoint *e = &interface->endpoint[i];
        bool carries = e->type == WIRE_BULK || e->type == WIRE_INTERRUPT;
        if (carries && ((e->address & WIRE_ENDPOINT_IN) != 0) == in)
            return e;
    }
    return NULL;
}

enum err framing_time_left(int64_t deadline_ms, int *ret_ms)
{
    int64_t left = deadline_ms - clock_now_ms();
    if (left < 1)
        return ERR_TIMEOUT;
    *ret_ms = (int)left;
    return ERR_NONE;
}
