/* SPDX-License-Identifier: Apache-2.0 */
/* Chance that repeats on every machine (splitmix64). */
#pragma once

#include <stdint.h>

struct dice {
    uint64_t state;
};

static inline uint64_t dice_next(struct dice *d)
{
    uint64_t z = d->state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static inline double dice_between(struct dice *d, double low, double high)
{
    return low + (high - low) * (double)(dice_next(d) >> 11) / 9007199254740992.0;
}

static inline int dice_int(struct dice *d, int low, int high)
{
    return low + (int)(dice_next(d) % (uint64_t)(high - low + 1));
}
