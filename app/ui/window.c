/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ui/window.h"

#include "platform/base/log.h"
#include "platform/base/secret.h"

enum { DESKTOP_PERCENT = 92 };

static enum err refuse(const char *what)
{
    log_event(LOG_ERROR, "window_failed", "call=%s reason=\"%s\"", what, SDL_GetError());
    return ERR_LIBRARY;
}

/* The whole display for a kiosk; on a greater or smaller desktop a window that fits. */
static struct box place_on(bool fullscreen)
{
    SDL_Rect r = {0, 0, SCENE_NATIVE_W, SCENE_NATIVE_H};
    SDL_GetDisplayBounds(0, &r);
    if (fullscreen || (r.w == SCENE_NATIVE_W && r.h == SCENE_NATIVE_H))
        return (struct box){r.x, r.y, r.w, r.h};
    int h = r.h * DESKTOP_PERCENT / 100;
    if (h > SCENE_NATIVE_H)
        h = SCENE_NATIVE_H;
    int w = h * SCENE_NATIVE_W / SCENE_NATIVE_H;
    return (struct box){r.x + (r.w - w) / 2, r.y + (r.h - h) / 2, w, h};
}

static void set_hints(void)
{
    /* Without this a window surface goes through a texture: 3 to 10 times slower (measured). */
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    /* SDL opens an input method, and Xlib reads a table of six thousand composed letters for it: a
     * fifth of the whole start (measured). Nobody types letters here. */
    setenv("XCOMPOSEFILE", "/dev/null", 0);
}

enum err window_open(struct window *w, const struct ui_options *options)
{
    *w = (struct window){.shown = {0, 0, SCENE_NATIVE_W, SCENE_NATIVE_H}};
    if (options->hidden)
        return ERR_NONE;
    set_hints();
    if (SDL_Init(SDL_INIT_VIDEO | SDL_INIT_EVENTS) != 0)
        return refuse("init");
    struct box place = place_on(options->fullscreen);
    bool bare = options->fullscreen || place.h == SCENE_NATIVE_H;
    w->sdl = SDL_CreateWindow(options->title, place.x, place.y, place.w, place.h,
                              bare ? SDL_WINDOW_BORDERLESS : SDL_WINDOW_RESIZABLE);
    if (!w->sdl)
        return refuse("create");
    /* Wayland and KMSDRM give none (measured with SDL 2.26): better said now than a black screen.
     */
    if (!SDL_GetWindowSurface(w->sdl))
        return refuse("surface");
    SDL_ShowCursor(options->fullscreen ? SDL_DISABLE : SDL_ENABLE);
    SDL_StopTextInput();
    return ERR_NONE;
}

static void drop_own(struct window *w)
{
    if (w->own)
        wipe(w->own->pixels, (size_t)w->own->pitch * (size_t)w->own->h);
    SDL_FreeSurface(w->own);
    w->own = NULL;
}

void window_close(struct window *w)
{
    drop_own(w);
    if (!w->sdl)
        return;
    SDL_DestroyWindow(w->sdl);
    w->sdl = NULL;
    SDL_Quit();
}

static bool is_native(const SDL_Surface *s)
{
    return s && s->w == SCENE_NATIVE_W && s->h == SCENE_NATIVE_H && s->format->BytesPerPixel == 4 &&
           s->format->Rmask == 0xFF0000 && s->format->Gmask == 0x00FF00;
}

static void fit(struct window *w, int width, int height)
{
    int h = height, x = width * SCENE_NATIVE_H / SCENE_NATIVE_W;
    if (x < h)
        h = x;
    int fit_w = h * SCENE_NATIVE_W / SCENE_NATIVE_H;
    w->shown = (struct box){(width - fit_w) / 2, (height - h) / 2, fit_w, h};
}

bool window_canvas(struct window *w, struct canvas *ret_canvas, bool *ret_fresh)
{
    SDL_Surface *surface = w->sdl ? SDL_GetWindowSurface(w->sdl) : NULL;
    *ret_fresh = false;
    if (is_native(surface)) {
        *ret_fresh = w->own != NULL;
        drop_own(w);
        fit(w, surface->w, surface->h);
    } else {
        if (surface)
            fit(w, surface->w, surface->h);
        *ret_fresh = !w->own;
        if (!w->own)
            w->own = SDL_CreateRGBSurfaceWithFormat(0, SCENE_NATIVE_W, SCENE_NATIVE_H, 32,
                                                    SDL_PIXELFORMAT_RGB888);
        surface = w->own;
    }
    if (!surface)
        return false;
    *ret_canvas = (struct canvas){.pixels = surface->pixels,
                                  .stride = surface->pitch / 4,
                                  .clip = {0, 0, SCENE_NATIVE_W, SCENE_NATIVE_H}};
    return true;
}

static void present_scaled(struct window *w)
{
    SDL_Surface *to = SDL_GetWindowSurface(w->sdl);
    if (!to)
        return;
    SDL_Rect at = {w->shown.x, w->shown.y, w->shown.w, w->shown.h};
    SDL_FillRect(to, NULL, 0);
    if (to->format->format != w->own->format->format ||
        SDL_SoftStretchLinear(w->own, NULL, to, &at) != 0)
        SDL_BlitScaled(w->own, NULL, to, &at);
    SDL_UpdateWindowSurface(w->sdl);
}

void window_present(struct window *w, const struct dirty *d)
{
    SDL_Rect rects[DIRTY_BOXES];
    if (!w->sdl || d->count == 0)
        return;
    if (w->own) {
        present_scaled(w);
        return;
    }
    for (int i = 0; i < d->count; i++)
        rects[i] = (SDL_Rect){d->boxes[i].x, d->boxes[i].y, d->boxes[i].w, d->boxes[i].h};
    SDL_UpdateWindowSurfaceRects(w->sdl, rects, d->count);
}

void window_map(const struct window *w, int *x, int *y)
{
    if (w->shown.w <= 0 || w->shown.h <= 0)
        return;
    *x = (*x - w->shown.x) * SCENE_NATIVE_W / w->shown.w;
    *y = (*y - w->shown.y) * SCENE_NATIVE_H / w->shown.h;
}

void window_size(const struct window *w, int *ret_width, int *ret_height)
{
    *ret_width = SCENE_NATIVE_W;
    *ret_height = SCENE_NATIVE_H;
    if (w->sdl)
        SDL_GetWindowSize(w->sdl, ret_width, ret_height);
}
