/* SPDX-License-Identifier: Apache-2.0 */
/* The dots, growing downwards. */
#pragma once

#include "platform/base/err.h"

enum { SHEET_HEIGHT_MAX = 32000 };

struct sheet {
    int width, height;
    size_t room;   /* rows that are allocated */
    uint8_t *dots; /* one byte per dot, row by row: 0 or 1 */
};

void sheet_done(struct sheet *s);
/* Makes rows 0 to height - 1 exist; false at SHEET_HEIGHT_MAX or without memory. */
bool sheet_grow(struct sheet *s, int height);
/* Dots outside the width or the grown height are dropped. */
void sheet_black(struct sheet *s, int x, int y);
void sheet_block(struct sheet *s, int x, int y, int width, int height);
/* Turned by half a circle, what is inside the sheet of it. */
void sheet_turn(struct sheet *s, int x, int y, int width, int height);
