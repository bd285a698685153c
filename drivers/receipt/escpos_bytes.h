/* SPDX-License-Identifier: Apache-2.0 */
/* Real-time commands, which a printer obeys wherever they stand in what it is sent: DLE EOT, DLE
 * ENQ, DLE DC4. A job must not hold any by chance. */
#pragma once

#include "platform/base/err.h"

/* Do these two bytes begin one? */
static inline bool escpos_is_real_time(const uint8_t pair[2])
{
    return pair[0] == 0x10 && (pair[1] == 0x04 || pair[1] == 0x05 || pair[1] == 0x14);
}

static inline bool escpos_has_real_time(const uint8_t *data, size_t size)
{
    for (size_t i = 0; i + 1 < size; i++)
        if (escpos_is_real_time(data + i))
            return true;
    return false;
}
