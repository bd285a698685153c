/* SPDX-License-Identifier: Apache-2.0 */
/* What light, lens and sensor do to a picture. */
#pragma once

#include "drivers/scanner/picture.h"
#include "tests/scanner/dice.h"

/* The new value of the pixel at (x, y). */
typedef double light_fn(double x, double y, double value, const double *with);
void light_change(struct picture *p, light_fn *fn, const double *with);

/* with: x, y and radius of a lamp's mirror image, strength (330: the middle is white). */
light_fn light_glare;
/* with: a point of the shadow's edge, its direction, its softness in pixels. */
light_fn light_shadow;
/* with: the screen's frequency, its slant, strength, phase. */
light_fn light_moire;

/* A sensor's, with this standard deviation. */
void light_noise(struct dice *d, struct picture *p, double sigma);
MUST_CHECK enum err light_blur(struct picture *p, int radius);
/* The camera moved while the shutter was open: along one direction, as far as `length` pixels. */
MUST_CHECK enum err light_smear(struct picture *p, double length, double angle);
