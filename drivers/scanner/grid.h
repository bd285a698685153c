/* SPDX-License-Identifier: Apache-2.0 */
/* Our own way to a code's modules, for surfaces that are not flat: marks, net, and then a picture
 * of the code as it would be printed, which an engine reads. */
#pragma once

#include "drivers/scanner/picture.h"

struct grid_calls {
    /* For each guess that looks like a code by its fixed patterns. Return false to see no more. */
    bool (*on_grid)(void *user, const struct picture *upright);
    /* Before each guess, which takes a millisecond or some: is there time? */
    bool (*go_on)(void *user);
    void *user;
};

/* ERR_MEMORY or ERR_RANGE only; finding nothing is no error. */
MUST_CHECK enum err grid_search(const struct picture *p, const struct grid_calls *calls);
