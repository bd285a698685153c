/* SPDX-License-Identifier: Apache-2.0 */
/* Where a flat code's modules stand in a picture: a projective map from the twelve corners of its
 * three marks. */
#pragma once

#include "drivers/scanner/finder.h"

/* The outer corners of the three marks of a triple: top left, top right, bottom right, bottom left.
 */
struct marks {
    struct point centre[3], corner[3][4];
    float modules[2]; /* between the centres to the right and downwards, as far as can be said */
};

/* Column and row in modules, (0, 0) being the code's corner → pixels. */
struct flat {
    double a[8];
};

/* Where a map puts a point, and how that changes with a module to the right and one downwards. */
struct place {
    struct point at, right, down;
};

/* ERR_NOT_FOUND: the marks' corners are not to be seen. */
MUST_CHECK enum err flat_marks(const struct picture *binary, const struct triple *triple,
                               struct marks *ret_marks);
/* `stiff`: seen from straight ahead; else from any side, for which the corners must be seen well.
 * ERR_RANGE: no code of that size stands there. */
MUST_CHECK enum err flat_fit(const struct marks *marks, int dimension, bool stiff,
                             struct flat *ret_flat);
struct place flat_place(const struct flat *flat, struct point module);
