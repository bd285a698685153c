/* SPDX-License-Identifier: Apache-2.0 */
/* SCREEN_PICTURES=DIR screen_test: each page that is looked at is also drawn into DIR, in each
 * language and combination of needs, for people to look at. */
#pragma once

#include <png.h>
#include <string.h>

#include "app/ui/paint.h"
#include "tests/unit/app/ui/stage.h"

static inline void pictures_draw(struct stage *s, struct needs needs, const char *name)
{
    static uint32_t pixels[SCENE_NATIVE_W * SCENE_NATIVE_H];
    static struct icons *icons;
    static int count;
    const char *folder = getenv("SCREEN_PICTURES");
    if (!folder || (!icons && icons_new(&icons) != ERR_NONE))
        return;
    struct box all = {0, 0, SCENE_NATIVE_W, SCENE_NATIVE_H};
    struct painter p = {.canvas = {pixels, SCENE_NATIVE_W, all},
                        .theme = themes_for(&s->themes, needs),
                        .glyph = s->glyph,
                        .icons = icons};
    paint_scene(&p, &s->scene, all);
    for (size_t i = 0; i < ARRAY_LEN(pixels); i++)
        pixels[i] |= 0xFF000000;
    char path[512];
    snprintf(path, sizeof path, "%s/%04d-%s%s%s%s.png", folder, count++, name,
             needs.large ? "-large" : "", needs.contrast ? "-contrast" : "",
             needs.low ? "-low" : "");
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = SCENE_NATIVE_W,
                       .height = SCENE_NATIVE_H,
                       .format = PNG_FORMAT_BGRA};
    png_image_write_to_file(&image, path, 0, pixels, 0, NULL);
}
