/* SPDX-License-Identifier: Apache-2.0 */
/* A photograph that was taken and is being looked at: it is kept or it goes. */
#pragma once

#include "drivers/bus/types.h"
#include "platform/base/sealed.h"

/* All zero: none. */
struct photograph {
    struct snapshot snapshot;
    struct sealed_view seen; /* of the preview */
    int version;             /* another number for each one, never 0 */
};

/* Moves the snapshot in, in place of an earlier one. ERR_ACCESS, ERR_TOO_LONG and errno's: it stays
 * the caller's. */
MUST_CHECK enum err photograph_take(struct photograph *photograph, struct snapshot *snapshot);
bool photograph_is_there(const struct photograph *photograph);
/* Drops it; the next one has another version. */
void photograph_drop(struct photograph *photograph);
