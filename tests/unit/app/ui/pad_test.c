/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <math.h>
#include <string.h>

#include "app/ui/hit.h"

enum { INSIDE = 200 };

static struct pad pad;

static int setup(void **state)
{
    (void)state;
    memset(&pad, 0, sizeof pad);
    return 0;
}

static void write_at(enum stroke_phase phase, int x, int y)
{
    pad_take(&pad, &(struct stroke){phase, x, y});
}

static uint8_t at(int x, int y)
{
    return pad.mask[y * PAD_W + x];
}

static bool is_empty(void)
{
    static const uint8_t empty[sizeof pad.mask];
    return memcmp(pad.mask, empty, sizeof empty) == 0;
}

static void write_ring(int x, int y, int radius)
{
    for (int i = 0; i <= 40; i++)
        write_at(i == 0    ? STROKE_BEGIN
                 : i == 40 ? STROKE_END
                           : STROKE_MOVE,
                 x + (int)(radius * cos(i * 0.157)), y + (int)(radius * sin(i * 0.157)));
}

static void a_line_runs_smoothly_through_what_was_touched(void **state)
{
    (void)state;
    write_ring(300, 180, 100);
    int edges = 0;
    for (int degree = 0; degree < 360; degree++) {
        double turn = degree * 0.0174533;
        assert_true(at(300 + (int)lround(100 * cos(turn)), 180 + (int)lround(100 * sin(turn))) >
                    INSIDE);
        uint8_t edge = at(300 + (int)lround(104 * cos(turn)), 180 + (int)lround(104 * sin(turn)));
        edges += edge > 0 && edge < 255;
    }
    assert_true(edges > 60); /* soft edges all around */
    assert_int_equal(0, at(300, 180));
}

static void the_same_hand_leaves_the_same_picture(void **state)
{
    (void)state;
    static uint8_t first[sizeof pad.mask];
    write_ring(300, 180, 100);
    memcpy(first, pad.mask, sizeof first);
    pad_wipe(&pad);
    write_ring(300, 180, 100);
    assert_memory_equal(first, pad.mask, sizeof first);
}

static void each_change_is_another_picture(void **state)
{
    (void)state;
    int version = pad.version;
    write_at(STROKE_BEGIN, 100, 100);
    assert_int_not_equal(version, pad.version);
    version = pad.version;
    pad_wipe(&pad);
    assert_int_not_equal(version, pad.version);
    assert_true(is_empty());
    assert_int_equal(0, pad.strokes);
}

static void a_finger_that_was_lost_writes_no_more(void **state)
{
    (void)state;
    write_at(STROKE_MOVE, 100, 100);
    write_at(STROKE_END, 200, 100);
    assert_true(is_empty());
    write_at(STROKE_BEGIN, 100, 100);
    write_at(STROKE_MOVE, 160, 100);
    write_at(STROKE_BEGIN, 500, 300); /* its end never came */
    write_at(STROKE_END, 560, 300);
    assert_int_equal(0, at(330, 200));
    assert_true(at(559, 300) > INSIDE);
}

static void the_edge_of_the_pad_is_the_edge_of_the_ink(void **state)
{
    (void)state;
    write_at(STROKE_BEGIN, 0, 0);
    write_at(STROKE_MOVE, PAD_W - 1, 0);
    write_at(STROKE_MOVE, PAD_W - 1, PAD_H - 1);
    write_at(STROKE_END, 0, PAD_H - 1);
    assert_true(at(0, 0) > INSIDE && at(0, PAD_H - 1) > INSIDE);
}

static void what_is_no_name_is_no_signature(void **state)
{
    (void)state;
    assert_false(pad_is_signature(&pad));
    write_at(STROKE_BEGIN, 100, 100); /* a dot */
    write_at(STROKE_END, 100, 100);
    assert_false(pad_is_signature(&pad));
    pad_wipe(&pad);
    for (int i = 0; i <= 50; i++) /* a sleeve */
        write_at(i ? STROKE_MOVE : STROKE_BEGIN, 100 + 14 * i, 200 + i);
    assert_false(pad_is_signature(&pad));
    pad_wipe(&pad);
    for (int i = 0; i < 60; i++) /* a finger that rubs one spot */
        write_at(i ? STROKE_MOVE : STROKE_BEGIN, 100 + i % 2 * 20, 100);
    assert_false(pad_is_signature(&pad));
    pad_wipe(&pad);
    write_ring(300, 180, 100); /* one stroke that winds */
    assert_true(pad_is_signature(&pad));
    pad_wipe(&pad);
    for (int stroke = 0; stroke < 2; stroke++) { /* 丁 has two */
        write_at(STROKE_BEGIN, 200 + 80 * stroke, 100);
        write_at(STROKE_END, 360, 100 + 200 * stroke);
    }
    assert_true(pad_is_signature(&pad));
}

/* Which finger writes. */

enum { WRITE = 100, NOW = 10000 };

static struct scene scene;
static struct hit hit;

static bool writes(int64_t id, int x, int y, int *ret_x, int *ret_y)
{
    return hit_writes(&hit, &scene, (struct contact){id, x, y}, ret_x, ret_y);
}

static void one_finger_writes_and_presses_nothing(void **state)
{
    (void)state;
    int x = -1, y = -1;
    scene_clear(&scene);
    scene_add(&scene, &(struct scene_item){
                          .role = ROLE_PAD, .action = WRITE, .box = {64, 1000, PAD_W, PAD_H}});
    hit_init(&hit);
    hit_show(&hit, &scene, 0);
    hit_down(&hit, &scene, (struct contact){1, 100, 1100}, NOW);
    assert_true(writes(1, 100, 1100, &x, &y));
    assert_int_equal(36, x);
    assert_int_equal(100, y);
    hit_down(&hit, &scene, (struct contact){2, 300, 1100}, NOW); /* the heel of the hand */
    assert_false(writes(2, 300, 1100, &x, &y));
    hit_move(&hit, &scene, (struct contact){1, 5000, 0});
    assert_true(writes(1, 5000, 0, &x, &y));
    assert_int_equal(PAD_W - 1, x);
    assert_int_equal(0, y);
    assert_false(hit_is_pressed(&hit, &scene, 0));
    assert_int_equal(-1, hit_up(&hit, &scene, (struct contact){1, 100, 1100}, NOW + 500));
    assert_false(writes(1, 100, 1100, &x, &y));
    hit_up(&hit, &scene, (struct contact){2, 300, 1100}, NOW + 500);
    hit_down(&hit, &scene, (struct contact){3, 100, 1100},
             NOW + 510); /* the next stroke, at once */
    assert_true(writes(3, 100, 1100, &x, &y));
    scene.items[0].action = 0; /* it went while it was written on */
    assert_false(writes(3, 100, 1100, &x, &y));
}

int main(void)
{
#define T(name) cmocka_unit_test_setup(name, setup)
    const struct CMUnitTest tests[] = {
        T(a_line_runs_smoothly_through_what_was_touched),
        T(the_same_hand_leaves_the_same_picture),
        T(each_change_is_another_picture),
        T(a_finger_that_was_lost_writes_no_more),
        T(the_edge_of_the_pad_is_the_edge_of_the_ink),
        T(what_is_no_name_is_no_signature),
        T(one_finger_writes_and_presses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
