/* SPDX-License-Identifier: Apache-2.0 */
/* A small device behind the usbredir transport, and the peer that is connected to it. */
#pragma once

#include "tests/sim/core/gadget.h"
#include "tests/sim/core/transport.h"
#include "tests/unit/sim/redir_peer.h"

/* OUT and IN: bulk of 512 bytes, IN says what OUT heard. SAYS and HEARS: interrupt of 64. */
enum { SCENE_OUT = 0x01, SCENE_IN = 0x82, SCENE_SAYS = 0x83, SCENE_HEARS = 0x04 };
enum { SCENE_PRODUCT = 0x5678 };

struct scene {
    char folder[32], path[64];
    struct world world;
    struct gadget gadget;
    struct transport *transport;
    struct peer peer;
    size_t heard; /* bytes that came on any OUT endpoint */
    int resets;
    uint8_t class_request; /* the last one's data */
};

extern struct scene scene;
extern const uint8_t scene_descriptors[];

/* For cmocka. The device is plugged in and the peer knows it. */
int scene_begin(void **state);
int scene_end(void **state);

void scene_plug(void);
void scene_unplug(void);
/* As the simulator's loop does after a fault pulled the plug. */
void scene_clear_up(void);
void scene_say(uint8_t endpoint, const void *data, size_t size);
void scene_fault(const char *text);
void scene_hear_arrival(void);
