/* SPDX-License-Identifier: Apache-2.0 */
/* A net laid over a code whose surface is not flat: on cloth, on a cup, behind a bad lens. It grows
 * from the three marks outwards; each knot is moved, by less than half a module, to where the
 * middle of the modules about it is darkest and brightest, and pulls the next knots along. */
#pragma once

#include "drivers/scanner/flat.h"

enum { MESH_DIMENSION_MAX = 101, MESH_SIDE_MAX = 26 };

/* Light and dark against the surroundings: 0 undecided, < 0 dark. */
struct relief {
    const struct picture *near, *far; /* means over a part of a module, and over several */
};

struct mesh {
    int dimension; /* modules of the code's side */
    int side;      /* knots */
    struct point knot[MESH_SIDE_MAX * MESH_SIDE_MAX];
};

/* Begins with where a flat code would be. `dimension` is a guess to be tried: 21, 25, …
 * MESH_DIMENSION_MAX. */
void mesh_fit(const struct flat *flat, int dimension, const struct relief *relief,
              struct mesh *ret_mesh);
/* How many of 100 modules of the three marks are as they should be where a flat code would be. */
int mesh_marks_match(const struct flat *flat, int dimension, const struct relief *relief);
/* The value in the middle of a module. */
int mesh_module(const struct mesh *mesh, const struct relief *relief, int column, int row);
/* What stands there in every code of this size: 1 dark, 0 light, -1 the payload's. ISO/IEC 18004:
 * finder, timing and alignment patterns. */
int mesh_known(int dimension, int column, int row);
