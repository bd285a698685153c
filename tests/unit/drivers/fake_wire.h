/* SPDX-License-Identifier: Apache-2.0 */
/* A wire that a test scripts. Steps are consumed in order; what the driver does must be what the
 * script says. Bytes are written in hex, "AA AA 96". When the script is at its end, `model` (when
 * set) answers transfers; without one the test fails. Time does not pass: pauses are added up. */
#pragma once

#include "drivers/wire/wire.h"

enum { FAKE_STEPS = 256 };

enum fake_kind { FAKE_OUT, FAKE_IN, FAKE_CONTROL, FAKE_CLEAR_HALT, FAKE_RESET };

struct fake_step {
    enum fake_kind kind;
    uint8_t endpoint;
    struct wire_control control;
    uint8_t *data;
    size_t size;
    bool cut; /* OUT: any bytes, `size` of them cross */
    enum err result;
};

struct fake_wire {
    struct wire wire; /* give this to the driver */
    struct wire_identity identity;
    struct wire_interface interface;
    struct fake_step step[FAKE_STEPS];
    size_t count, at;
    int64_t paused_ms;
    unsigned transfers;
    enum err (*model)(void *user, const struct wire_transfer *t, size_t *ret_done);
    void (*on_pause)(void *user, int64_t ms); /* may script more steps or cancel */
    void *user;
};

void fake_init(struct fake_wire *fake);
/* Fails the test when steps are left over. */
void fake_done(struct fake_wire *fake);
void fake_add_endpoint(struct fake_wire *fake, uint8_t address, enum wire_type type,
                       uint16_t max_packet);

/* The driver sends exactly this. */
void fake_out(struct fake_wire *fake, uint8_t endpoint, const char *hex);
/* The driver sends something to this endpoint and gets `result`; 0 bytes crossed. */
void fake_out_fails(struct fake_wire *fake, uint8_t endpoint, enum err result);
/* The driver sends to this endpoint and is told that only `done` bytes went. */
void fake_out_short(struct fake_wire *fake, uint8_t endpoint, size_t done);
/* The driver reads; it gets this, or `result` with no data. */
void fake_in(struct fake_wire *fake, uint8_t endpoint, const char *hex);
void fake_in_bytes(struct fake_wire *fake, uint8_t endpoint, const void *data, size_t size);
/* Some bytes came, then `result`. */
void fake_in_breaks(struct fake_wire *fake, uint8_t endpoint, const char *hex, enum err result);
void fake_in_fails(struct fake_wire *fake, uint8_t endpoint, enum err result);
/* Control transfer with exactly these fields; hex is what goes out or comes in ("" for nothing). */
void fake_control(struct fake_wire *fake, struct wire_control control, const char *hex);
void fake_control_fails(struct fake_wire *fake, struct wire_control control, enum err result);
void fake_clear_halt(struct fake_wire *fake, uint8_t endpoint);
void fake_reset(struct fake_wire *fake);
