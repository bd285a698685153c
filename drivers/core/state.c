/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/core/state.h"

#define BIT(state) (1u << DEVICE_##state)
#define RESTING    (BIT(READY) | BIT(NEEDS_CITIZEN) | BIT(NEEDS_STAFF))
#define FAILED     (BIT(ABSENT) | BIT(BROKEN) | BIT(SUSPECT))

/* Only a device at rest begins a command; a failed one must be opened again first. */
static const unsigned may_follow[] = {
    [DEVICE_ABSENT] = RESTING | FAILED,
    [DEVICE_READY] = RESTING | FAILED | BIT(BUSY),
    [DEVICE_BUSY] = RESTING | FAILED,
    [DEVICE_NEEDS_CITIZEN] = RESTING | FAILED | BIT(BUSY),
    [DEVICE_NEEDS_STAFF] = RESTING | FAILED | BIT(BUSY),
    [DEVICE_BROKEN] = RESTING | FAILED,
    [DEVICE_SUSPECT] = RESTING | FAILED,
};

bool state_may_follow(enum device_state from, enum device_state to)
{
    return (size_t)from < ARRAY_LEN(may_follow) && (size_t)to < ARRAY_LEN(may_follow) &&
           (may_follow[from] & (1u << to));
}

bool state_takes_commands(enum device_state state)
{
    return (1u << state) & RESTING;
}
