/* SPDX-License-Identifier: Apache-2.0 */
/* Our own way to a code's modules, for surfaces that are not flat: marks, net, and then a picture
 * of the code as it would be printed, which an engine reads. */
#pragma once

#include "drivers/scanner/picture.h"

/* Return false to see no more. `upright` belongs to the caller of this function. */
typedef bool grid_fn(void *user, const struct picture *upright);

/* Calls on_grid for each guess that looks like a code by its fixed patterns; most likely first. */
MUST_CHECK enum err grid_search(const struct picture *p, grid_fn *on_grid, void *user);
