/* SPDX-License-Identifier: Apache-2.0 */
/* The window and its frame of 1080 × 1920 pixels. The frame is the window's own surface when sizes
 * and format agree (X11, shared memory); else it is ours and is scaled to fit. */
#pragma once

#include <SDL2/SDL.h>

#include "app/ui/dirty.h"
#include "app/ui/raster.h"
#include "app/ui/ui.h"

struct window {
    SDL_Window *sdl; /* NULL: hidden */
    SDL_Surface *own;
    struct box shown; /* where the frame stands in the window */
};

MUST_CHECK enum err window_open(struct window *w, const struct ui_options *options);
void window_close(struct window *w);
/* The frame to paint into; ret_fresh is set when it holds nothing of before. false: none now. */
bool window_canvas(struct window *w, struct canvas *ret_canvas, bool *ret_fresh);
void window_present(struct window *w, const struct dirty *d);
/* Window coordinates → frame coordinates. */
void window_map(const struct window *w, int *x, int *y);
void window_size(const struct window *w, int *ret_width, int *ret_height);
