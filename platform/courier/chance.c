/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/courier/chance.h"

#include "platform/base/clock.h"
#include "platform/trust/random.h"

uint32_t chance(void)
{
    uint32_t n = 0;
    if (random_bytes(&n, sizeof n) != ERR_NONE)
        n = (uint32_t)clock_wall_ms();
    return n;
}
