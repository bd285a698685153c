/* SPDX-License-Identifier: Apache-2.0 */
/* The ways in which one picture is looked at, in the order in which they are tried. */
#pragma once

#include "drivers/scanner/picture.h"

enum pass_engine { PASS_ZXING, PASS_ZBAR, PASS_GRID };

/* `percent`: what the step does to lengths; 0 where places in it mean nothing. */
struct pass_step {
    enum err (*change)(const struct picture *p, int how, struct picture *ret_changed);
    int how;
    int percent;
};

enum { PASS_STEPS_MAX = 3 };

struct pass {
    const char *name;
    enum pass_engine engine;
    unsigned flags;                        /* ZXing's */
    int cost;                              /* nanoseconds for each pixel, measured generously */
    struct pass_step step[PASS_STEPS_MAX]; /* ends with the first that has no function */
};

extern const struct pass passes[];
extern const size_t passes_count;
