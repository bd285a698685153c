/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "app/ui/dirty.h"
#include "app/ui/paint.h"
#include "tests/gallery/mocks.h"
#include "tests/unit/app/ui/stage.h"

enum { PIXELS = SCENE_NATIVE_W * SCENE_NATIVE_H };

static struct stage stage;
static struct icons *icons;
static uint32_t one[PIXELS], two[PIXELS];
static const struct box whole = {0, 0, SCENE_NATIVE_W, SCENE_NATIVE_H};

static int setup(void **state)
{
    (void)state;
    return stage_init(&stage) || icons_new(&icons);
}

static int teardown(void **state)
{
    (void)state;
    icons_free(icons);
    stage_done(&stage);
    return 0;
}

static void show(int mock, int needs)
{
    stage_show(&stage, &(struct screen){mock + 1, mocks[mock].compose, NULL}, stage_needs(needs));
}

static struct painter painter(uint32_t *pixels)
{
    return (struct painter){.canvas = {pixels, SCENE_NATIVE_W, whole},
                            .theme = stage.layout.theme,
                            .glyph = stage.glyph,
                            .icons = icons};
}

static void paint(uint32_t *pixels, struct box area)
{
    struct painter p = painter(pixels);
    paint_scene(&p, &stage.scene, area);
}

static uint64_t hash(const uint32_t *pixels)
{
    uint64_t h = 1469598103934665603U;
    for (int i = 0; i < PIXELS; i++)
        h = (h ^ (pixels[i] & 0xFFFFFF)) * 1099511628211U;
    return h;
}

static void three_runs_give_the_same_pixels(void **state)
{
    (void)state;
    uint64_t hashes[3];
    show(5, 0);
    for (int i = 0; i < 3; i++) {
        memset(one, i, sizeof one);
        glyph_wipe(stage.glyph);
        paint(one, whole);
        hashes[i] = hash(one);
    }
    assert_true(hashes[0] == hashes[1] && hashes[1] == hashes[2]);
}

static void stripes_give_the_same_pixels_as_the_whole(void **state)
{
    (void)state;
    for (int m = 0; m < mocks_count; m++) {
        show(m, m % 4);
        memset(one, 0x11, sizeof one);
        memset(two, 0x77, sizeof two);
        paint(one, whole);
        for (int y = 0; y < SCENE_NATIVE_H; y += 177)
            for (int x = 0; x < SCENE_NATIVE_W; x += 391)
                paint(two, (struct box){x, y, 391, 177});
        if (hash(one) != hash(two))
            fail_msg("%s differs when painted in pieces", mocks[m].name);
    }
}

/* From one page to another by dirty boxes alone. */
static void repainting_what_differs_gives_the_new_picture(void **state)
{
    (void)state;
    static struct scene before;
    for (int m = 0; m + 1 < mocks_count; m++) {
        struct dirty d = {0};
        show(m, 0);
        paint(one, whole);
        before = stage.scene;
        /* The copied strings still point into the old arena: move them. */
        for (int i = 0; i < before.count; i++) {
            const char **texts[] = {&before.items[i].label, &before.items[i].value,
                                    &before.items[i].note, &before.items[i].icon};
            for (int k = 0; k < 4; k++)
                if (**texts[k])
                    *texts[k] = before.text + (*texts[k] - stage.scene.text);
        }
        show(m + 1, 0);
        dirty_compare(&d, &before, &stage.scene);
        for (int i = 0; i < d.count; i++)
            paint(one, d.boxes[i]);
        paint(two, whole);
        if (hash(one) != hash(two))
            fail_msg("%s to %s leaves traces", mocks[m].name, mocks[m + 1].name);
    }
}

static void nothing_is_painted_outside_the_area(void **state)
{
    (void)state;
    struct box area = {300, 500, 400, 300};
    show(0, 0);
    memset(one, 0x5A, sizeof one);
    paint(one, area);
    for (int y = 0; y < SCENE_NATIVE_H; y++)
        for (int x = 0; x < SCENE_NATIVE_W; x++)
            if (!box_holds(area, x, y) && one[y * SCENE_NATIVE_W + x] != 0x5A5A5A5A)
                fail_msg("%d,%d was painted", x, y);
}

static void reach_covers_what_is_painted(void **state)
{
    (void)state;
    show(3, 0);
    for (int i = 0; i < stage.scene.count; i++) {
        stage.scene.items[i].state |= stage.scene.items[i].action ? STATE_FOCUSED : 0;
    }
    paint(one, whole);
    for (int i = 0; i < stage.scene.count; i++)
        stage.scene.items[i].state &= ~(unsigned)STATE_FOCUSED;
    for (int i = 0; i < stage.scene.count; i++)
        paint(one, scene_item_reach(&stage.scene.items[i]));
    paint(two, whole);
    assert_true(hash(one) == hash(two));
}

static int pixel(int x, int y)
{
    return (int)(one[y * SCENE_NATIVE_W + x] & 0xFFFFFF);
}

static void shapes_stand_where_they_should(void **state)
{
    (void)state;
    struct canvas c = {one, SCENE_NATIVE_W, whole};
    raster_fill(&c, whole, 0xFFFFFF);
    raster_round(&c, (struct box){100, 100, 200, 100}, 28, 0x000000);
    assert_int_equal(0xFFFFFF, pixel(100, 100));
    assert_int_equal(0x000000, pixel(100, 150));
    assert_int_equal(0x000000, pixel(299, 150));
    assert_int_equal(0xFFFFFF, pixel(300, 150));
    assert_int_equal(pixel(103, 110), pixel(296, 110));
    assert_int_equal(pixel(103, 110), pixel(103, 189));
    raster_frame(&c, (struct box){400, 100, 100, 100}, (struct frame){0, 4, 0x112233, 0x445566});
    assert_int_equal(0x112233, pixel(403, 150));
    assert_int_equal(0x445566, pixel(404, 150));
    assert_int_equal(0x0A141E, (int)raster_mix(0x000000, 0x0A141E, 255));
    assert_int_equal(0x0A141E, (int)raster_mix(0x0A141E, 0xFFFFFF, 0));
}

static void a_code_is_square_and_sharp(void **state)
{
    (void)state;
    struct canvas c = {one, SCENE_NATIVE_W, whole};
    stage.layout.theme = themes_for(&stage.themes, (struct needs){.contrast = true});
    scene_clear(&stage.scene);
    raster_fill(&c, whole, 0xFF0000);
    scene_add(&stage.scene, &(struct scene_item){.role = ROLE_QR,
                                                 .box = {100, 100, 290, 290},
                                                 .value = "1408022611230047"});
    paint(one, whole);
    int dark = 0;
    for (int y = 100; y < 390; y++)
        for (int x = 100; x < 390; x++) {
            assert_true(pixel(x, y) == 0 || pixel(x, y) == 0xFFFFFF);
            dark += pixel(x, y) == 0;
        }
    assert_in_range(dark, 290 * 290 / 5, 290 * 290 / 2);
    assert_int_equal(0xFFFFFF, pixel(100, 100));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_runs_give_the_same_pixels),
        cmocka_unit_test(stripes_give_the_same_pixels_as_the_whole),
        cmocka_unit_test(repainting_what_differs_gives_the_new_picture),
        cmocka_unit_test(nothing_is_painted_outside_the_area),
        cmocka_unit_test(reach_covers_what_is_painted),
        cmocka_unit_test(shapes_stand_where_they_should),
        cmocka_unit_test(a_code_is_square_and_sharp),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
