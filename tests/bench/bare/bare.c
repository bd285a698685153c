/* SPDX-License-Identifier: Apache-2.0 */
/* bare PICTURE.bmp: the least that shows the same screen: one SDL window, a ready-made picture of
 * the first page, the time written over it with SDL_ttf each minute, a frame where it is pressed.
 * It knows no devices and no languages and cannot do anything: the floor to compare with. */
#include <SDL2/SDL.h>
#include <SDL2/SDL_ttf.h>
#include <stdbool.h>
#include <stdio.h>
#include <time.h>

enum { WIDTH = 1080, HEIGHT = 1920, CLOCK_SIZE = 44, FACE = 2, DAY_MS = 60000 };

#define FONT "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"

static const SDL_Rect clock_box = {820, 24, 236, 72};
static const SDL_Rect press_box = {40, 1100, 1000, 160};

struct bare {
    SDL_Window *window;
    SDL_Surface *picture;
    TTF_Font *font;
};

static bool open_all(struct bare *b, const char *path)
{
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (SDL_Init(SDL_INIT_VIDEO) != 0 || TTF_Init() != 0)
        return false;
    b->picture = SDL_LoadBMP(path);
    b->font = TTF_OpenFontIndex(FONT, CLOCK_SIZE, FACE);
    b->window = SDL_CreateWindow("bare", 0, 0, WIDTH, HEIGHT, SDL_WINDOW_BORDERLESS);
    return b->picture && b->font && b->window;
}

static void draw_clock(const struct bare *b)
{
    char text[32];
    time_t now = time(NULL);
    struct tm day;
    localtime_r(&now, &day);
    strftime(text, sizeof text, "%H:%M", &day);
    SDL_Surface *to = SDL_GetWindowSurface(b->window);
    SDL_Surface *word = TTF_RenderUTF8_Blended(b->font, text, (SDL_Color){255, 255, 255, 255});
    SDL_FillRect(to, &clock_box, SDL_MapRGB(to->format, 12, 74, 150));
    SDL_BlitSurface(word, NULL, to, &(SDL_Rect){clock_box.x + 60, clock_box.y, 0, 0});
    SDL_FreeSurface(word);
    SDL_UpdateWindowSurfaceRects(b->window, &clock_box, 1);
}

static void draw(const struct bare *b)
{
    SDL_BlitSurface(b->picture, NULL, SDL_GetWindowSurface(b->window), NULL);
    draw_clock(b);
    SDL_UpdateWindowSurface(b->window);
}

static void draw_press(const struct bare *b, bool down)
{
    SDL_Surface *to = SDL_GetWindowSurface(b->window);
    SDL_Rect at = press_box;
    if (down)
        SDL_FillRect(to, &at, SDL_MapRGB(to->format, 214, 228, 250));
    else
        SDL_BlitSurface(b->picture, &press_box, to, &at);
    SDL_UpdateWindowSurfaceRects(b->window, &press_box, 1);
}

static bool take(const struct bare *b, const SDL_Event *event)
{
    if (event->type == SDL_MOUSEBUTTONDOWN || event->type == SDL_MOUSEBUTTONUP)
        draw_press(b, event->type == SDL_MOUSEBUTTONDOWN);
    else if (event->type == SDL_WINDOWEVENT && event->window.event == SDL_WINDOWEVENT_EXPOSED)
        draw(b);
    return event->type != SDL_QUIT;
}

int main(int argc, char **argv)
{
    struct bare b = {0};
    SDL_Event event;
    if (argc != 2 || !open_all(&b, argv[1])) {
        fprintf(stderr, "bare: %s\n", SDL_GetError());
        return 1;
    }
    draw(&b);
    for (bool on = true; on;) {
        int left = DAY_MS - (int)(time(NULL) % 60) * 1000;
        if (SDL_WaitEventTimeout(&event, left))
            on = take(&b, &event);
        else
            draw_clock(&b);
    }
    SDL_Quit();
    return 0;
}
