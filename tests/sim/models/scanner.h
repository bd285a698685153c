/* SPDX-License-Identifier: Apache-2.0 */
/* QR scanners in their modes: HID POS (usage page 0x8C) with reports laid out as Honeywell's or as
 * Newland's, CDC-ACM with a CR behind each code, and a boot keyboard that types. */
#pragma once

#include "tests/sim/core/gadget.h"

enum { SCANNER_CODE_MAX = 7089, SCANNER_IN = 0x81, SCANNER_OUT = 0x01, SCANNER_NOTIFY = 0x82 };

struct scanner;

struct scanner_shape {
    const struct gadget_words *words;
    struct gadget_model model;
    void (*say)(struct scanner *s, const uint8_t *code, size_t size);
    void (*on_key)(void *scanner); /* keyboard only: the next report */
};

extern const struct scanner_shape scanner_honeywell, scanner_newland, scanner_cdc, scanner_wedge;

struct scanner {
    struct gadget gadget;
    const struct scanner_shape *shape;
    bool prevented; /* HID POS: the host asked it not to read (usage 0x5F) */
    unsigned scans;
    struct {
        uint8_t coding[7];
        bool dtr;
    } line; /* CDC */
    /* Keyboard: reports are typed one by one. */
    struct alarm key;
    uint8_t typed[SCANNER_CODE_MAX + 1];
    size_t typed_size, typed_at;
    int typed_step; /* within one character */
};

MUST_CHECK enum err scanner_init(struct scanner *s, struct world *w,
                                 const struct scanner_shape *shape);
/* A code is held before the window. With the lock. ERR_STATE: unplugged or told not to read. */
MUST_CHECK enum err scanner_read_code(struct scanner *s, const void *code, size_t size);
