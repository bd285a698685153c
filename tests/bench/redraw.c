/* SPDX-License-Identifier: Apache-2.0 */
/* redraw ROUNDS: milliseconds to lay out and paint the drawn home and question pages, whole and in
 * part, in memory; and whether every way of painting them gives the same frame. One line a round:
 * page, what, ms (the middle of several). Exit status 1 when frames differ. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/ui/dirty.h"
#include "app/ui/glyph.h"
#include "app/ui/paint.h"
#include "tests/gallery/mocks.h"

enum { REPEATS = 15 };

static uint32_t pixels[SCENE_NATIVE_W * SCENE_NATIVE_H], whole[ARRAY_LEN(pixels)];
static struct scene scene;
static const struct box all = {0, 0, SCENE_NATIVE_W, SCENE_NATIVE_H};

struct bench {
    struct themes themes;
    struct painter painter;
    struct layout layout;
    struct screen screen;
};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void lay_out(struct bench *b)
{
    layout_run(&b->layout, &b->screen);
}

static int first_of(enum role role, bool live)
{
    for (int i = 0; i < scene.count; i++)
        if (scene.items[i].role == role || (live && scene_is_live(&scene, i)))
            return i;
    return 0;
}

static double middle(struct bench *b, struct box area, bool paint)
{
    double took[REPEATS];
    for (int i = 0; i < REPEATS; i++) {
        double start = now_ms();
        if (paint)
            paint_scene(&b->painter, &scene, area);
        else
            lay_out(b);
        took[i] = now_ms() - start;
    }
    qsort(took, REPEATS, sizeof *took, by_size);
    return took[REPEATS / 2];
}

static void tell(const char *page, const char *what, double ms)
{
    printf("%s\t%s\t%.4f\n", page, what, ms);
}

static void measure(struct bench *b, const char *page)
{
    struct box clock = scene.items[first_of(ROLE_CLOCK, false)].box;
    struct box pressed = scene_item_reach(&scene.items[first_of(ROLE_COUNT, true)]);
    tell(page, "layout", middle(b, all, false));
    tell(page, "full", middle(b, all, true));
    tell(page, "pressed", middle(b, pressed, true));
    tell(page, "clock", middle(b, clock, true));
}

/* Painted twice, and painted again item by item over a whole frame: always the same. */
static bool frames_identical(struct bench *b)
{
    memset(pixels, 0, sizeof pixels);
    paint_scene(&b->painter, &scene, all);
    memcpy(whole, pixels, sizeof whole);
    for (int i = 0; i < scene.count; i++)
        paint_scene(&b->painter, &scene, scene_item_reach(&scene.items[i]));
    bool same = memcmp(whole, pixels, sizeof whole) == 0;
    memset(pixels, 0xff, sizeof pixels);
    paint_scene(&b->painter, &scene, all);
    return same && memcmp(whole, pixels, sizeof whole) == 0;
}

static bool run(struct bench *b, const char *name, int rounds)
{
    bool same = false;
    for (int m = 0; m < mocks_count; m++) {
        if (strcmp(mocks[m].name, name) != 0)
            continue;
        b->screen = (struct screen){.page = 1, .compose = mocks[m].compose};
        lay_out(b);
        same = frames_identical(b);
        for (int i = 0; i < rounds; i++)
            measure(b, strchr(name, '-') + 1);
    }
    printf("%s\tidentical\t%d\n", strchr(name, '-') + 1, same);
    return same;
}

int main(int argc, char **argv)
{
    static struct bench b;
    struct painter *p = &b.painter;
    p->canvas = (struct canvas){pixels, SCENE_NATIVE_W, all};
    if (argc != 2 || themes_load(&b.themes) || glyph_new(&p->glyph) || icons_new(&p->icons)) {
        fprintf(stderr, "usage: BUDAYANG_ASSETS=assets redraw ROUNDS\n");
        return 2;
    }
    p->theme = themes_for(&b.themes, (struct needs){0});
    b.layout = (struct layout){.scene = &scene, .theme = p->theme, .glyph = p->glyph};
    bool same = run(&b, "1-home", atoi(argv[1]));
    same &= run(&b, "4-question", atoi(argv[1]));
    icons_free(p->icons);
    glyph_free(p->glyph);
    return same ? 0 : 1;
}
