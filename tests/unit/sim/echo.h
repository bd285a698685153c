/* SPDX-License-Identifier: Apache-2.0 */
/* A small device for tests of tests/sim/core: it says what it hears. */
#pragma once

#include "tests/unit/sim/host.h"

enum { OUT = 0x01, IN = 0x82 };

/* Says what it hears; takes `appetite` bytes before it NAKs. */
struct echo {
    struct world world;
    struct gadget gadget;
    size_t appetite, heard;
    int resets;
};

/* Its descriptors: device, then the configuration of 32 bytes. */
extern const uint8_t echo_descriptors[50];

struct echo *echo_new(void);
void echo_free(struct echo *e);
