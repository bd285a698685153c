/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: drivers/scanner */
/* A picture: its width, then its pixels. What looks for marks and lays nets must stay inside it. */
#include <string.h>

#include "drivers/scanner/grid.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool on_grid(void *user, const struct picture *upright)
{
    (void)user;
    if (upright->width != upright->height || upright->width > 512)
        __builtin_trap();
    return true;
}

static bool go_on(void *user)
{
    int *guesses = user;
    return ++*guesses < 20;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int guesses = 0;
    struct picture p;
    if (size < 2 ||
        picture_init(&p, data[0] + 1, (int)((size - 1) / ((size_t)data[0] + 1))) != ERR_NONE)
        return 0;
    memcpy(p.grey, data + 1, (size_t)p.width * (size_t)p.height);
    const struct grid_calls calls = {on_grid, go_on, &guesses};
    if (grid_search(&p, &calls) != ERR_NONE)
        __builtin_trap(); /* such a small picture has no way to fail */
    picture_wipe(&p);
    return 0;
}
