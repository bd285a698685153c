/* SPDX-License-Identifier: Apache-2.0 */
/* What a letter looks like in one face: where it is all ink and where all paper. */
#pragma once

#include <SDL2/SDL_ttf.h>
#include <stdbool.h>
#include <stdint.h>

enum {
    POINTS = 160,
    STEP = 2
}; /* STEP: from ink to paper over an edge: one grey pixel lies between */

struct point {
    int16_t x, y;
};

/* A pair that every place of the letter shows: ink and paper STEP pixels apart. */
struct probe {
    bool there, down; /* down: the pair stands upright */
    int x, y;         /* of the left or upper one */
};

/* One letter in one face: places that are all ink and all paper, in an order that refuses early. */
struct shape {
    uint32_t code;
    int advance, left, top, right, bottom;
    struct probe probe;
    int inked, empty;
    struct point ink[POINTS], paper[POINTS];
    struct shape *next;
};

struct face {
    TTF_Font *font;
    int size;
    bool bold;
    struct shape *shapes;
};

/* NULL when the face cannot draw it. Kept until the program ends. */
struct shape *face_shape(struct face *face, uint32_t code);
