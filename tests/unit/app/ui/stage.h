/* SPDX-License-Identifier: Apache-2.0 */
/* A layout for tests of screens: real fonts and themes, no window. Include after check.h.
 *
 *     struct stage stage;
 *     assert_ok(stage_init(&stage));
 *     stage_show(&stage, &screen, (struct needs){.large = true});
 *     assert_int_equal(0, stage.scene.overflows);
 *     stage_done(&stage);
 */
#pragma once

#include "app/ui/glyph.h"
#include "app/ui/layout.h"
#include "app/ui/theme.h"

struct stage {
    struct themes themes;
    struct glyph *glyph;
    struct layout layout;
    struct scene scene;
};

static inline enum err stage_init(struct stage *s)
{
    *s = (struct stage){0};
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 0);
    TRY(themes_load(&s->themes));
    TRY(glyph_new(&s->glyph));
    scene_clear(&s->scene);
    return ERR_NONE;
}

static inline void stage_show(struct stage *s, const struct screen *screen, struct needs needs)
{
    s->layout = (struct layout){.scene = &s->scene,
                                .theme = themes_for(&s->themes, needs),
                                .glyph = s->glyph,
                                .needs = needs};
    layout_run(&s->layout, screen);
}

/* The i-th of the eight combinations of large, contrast and low. */
static inline struct needs stage_needs(int i)
{
    return (struct needs){.large = i & 1, .contrast = i & 2, .low = i & 4};
}

static inline void stage_done(struct stage *s)
{
    glyph_free(s->glyph);
}
