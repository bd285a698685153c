/* SPDX-License-Identifier: Apache-2.0 */
/* gallery DIR [NAME]: draws the mock-ups in every combination of needs into DIR as PNG, and says
 * how long painting took and what did not fit. Pictures to look at, not a test. */
#include <png.h>
#include <string.h>
#include <time.h>

#include "app/ui/glyph.h"
#include "app/ui/paint.h"
#include "tests/gallery/mocks.h"

enum { COMBINATIONS = 8 };

static uint32_t pixels[SCENE_NATIVE_W * SCENE_NATIVE_H];
static struct scene scene;

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static bool write_png(const char *path)
{
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = SCENE_NATIVE_W,
                       .height = SCENE_NATIVE_H,
                       .format = PNG_FORMAT_BGRA};
    for (size_t i = 0; i < ARRAY_LEN(pixels); i++)
        pixels[i] |= 0xFF000000;
    return png_image_write_to_file(&image, path, 0, pixels, 0, NULL);
}

static void draw(struct layout *l, struct painter *p, const struct mock *mock, const char *dir)
{
    struct screen screen = {.page = 1, .compose = mock->compose};
    struct box all = {0, 0, SCENE_NATIVE_W, SCENE_NATIVE_H};
    char path[512];
    snprintf(path, sizeof path, "%s/%s%s%s%s.png", dir, mock->name, l->needs.large ? "-large" : "",
             l->needs.contrast ? "-contrast" : "", l->needs.low ? "-low" : "");
    double start = now_ms();
    layout_run(l, &screen);
    if (l->needs.large && l->needs.contrast && strcmp(mock->name, "4-question") == 0)
        scene.items[scene_find(&scene, 100, -1)].state |= 4;
    double laid = now_ms();
    paint_scene(p, &scene, all);
    double first = now_ms();
    paint_scene(p, &scene, all);
    double again = now_ms();
    printf("%-34s layout %5.2f ms  paint %6.2f  again %5.2f  items %3d  over %d lean %d\n",
           strrchr(path, '/') + 1, laid - start, first - laid, again - first, scene.count,
           scene.overflows, l->lean);
    for (int i = 0; getenv("GALLERY_LIST") && i < scene.count; i++)
        printf("  %2d role %2d  %4d %4d %4d %4d  to %4d  %s\n", i, (int)scene.items[i].role,
               scene.items[i].box.x, scene.items[i].box.y, scene.items[i].box.w,
               scene.items[i].box.h, scene.items[i].box.y + scene.items[i].box.h,
               scene.items[i].label);
    if (!write_png(path))
        fprintf(stderr, "cannot write %s\n", path);
}

int main(int argc, char **argv)
{
    struct themes themes;
    struct painter p = {.canvas = {pixels, SCENE_NATIVE_W, {0, 0, SCENE_NATIVE_W, SCENE_NATIVE_H}}};
    if (argc < 2 || themes_load(&themes) || glyph_new(&p.glyph) || icons_new(&p.icons)) {
        fprintf(stderr, "usage: BUDAYANG_ASSETS=assets gallery DIR [NAME]\n");
        return 2;
    }
    for (int i = 0; i < mocks_count; i++)
        for (int n = 0; n < COMBINATIONS; n++) {
            struct needs needs = {.large = n & 1, .contrast = n & 2, .low = n & 4};
            if (argc > 2 && !strstr(mocks[i].name, argv[2]))
                continue;
            p.theme = themes_for(&themes, needs);
            struct layout l = {.scene = &scene, .theme = p.theme, .glyph = p.glyph, .needs = needs};
            draw(&l, &p, &mocks[i], argv[1]);
        }
    icons_free(p.icons);
    glyph_free(p.glyph);
    return 0;
}
