/* SPDX-License-Identifier: Apache-2.0 */
/* What a finger writes. Strokes become a mask of coverage at once: the mask is what is shown and
 * what is sent, pixel for pixel, so the pad has one size in every layout. It is personal:
 * pad_wipe(). Pure: no SDL, no clock. */
#pragma once

#include "app/ui/path.h"

enum { PAD_W = 952, PAD_H = 372 };

enum stroke_phase { STROKE_BEGIN, STROKE_MOVE, STROKE_END };

/* One moment of a finger on the pad, in its pixels. */
struct stroke {
    enum stroke_phase phase;
    int x, y;
};

/* All zero is an empty pad. */
struct pad {
    int version; /* another number after each change of the mask */
    int strokes;
    float length;       /* of all strokes, in pixels */
    struct box reach;   /* of all points */
    bool down;          /* a stroke is being written */
    struct point last;  /* where the finger was */
    struct point drawn; /* how far the line is drawn */
    uint8_t mask[PAD_W * PAD_H];
};

/* Goes on with the line, smoothly: it runs through the middles between points. */
void pad_take(struct pad *pad, const struct stroke *stroke);
/* Erases; the version goes on, so that the empty pad is another picture. */
void pad_wipe(struct pad *pad);
/* False: empty, a dot, or one straight wipe of a hand or sleeve. */
bool pad_is_signature(const struct pad *pad);
