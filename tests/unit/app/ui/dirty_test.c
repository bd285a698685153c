/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "app/ui/dirty.h"

static struct scene before, after;

static struct scene_item *add(struct scene *s, enum role role, const char *label, struct box box)
{
    return scene_add(s, &(struct scene_item){.role = role, .label = label, .box = box});
}

static int setup(void **state)
{
    (void)state;
    struct scene *both[] = {&before, &after};
    for (int i = 0; i < 2; i++) {
        scene_clear(both[i]);
        add(both[i], ROLE_TEXT, "甲", (struct box){64, 200, 900, 60});
        add(both[i], ROLE_TEXT, "乙", (struct box){64, 900, 900, 60});
        add(both[i], ROLE_TEXT, "丙", (struct box){64, 1500, 900, 60});
    }
    return 0;
}

static void equal_lists_paint_nothing(void **state)
{
    (void)state;
    struct dirty d = {0};
    dirty_compare(&d, &before, &after);
    assert_int_equal(0, d.count);
}

static void one_word_paints_its_box(void **state)
{
    (void)state;
    struct dirty d = {0};
    after.items[1].label = "丁";
    dirty_compare(&d, &before, &after);
    assert_int_equal(1, d.count);
    assert_int_equal(900, d.boxes[0].y);
    assert_int_equal(60, d.boxes[0].h);
}

static void what_moves_paints_both_places(void **state)
{
    (void)state;
    struct dirty d = {0};
    after.items[1].box.y = 1100;
    dirty_compare(&d, &before, &after);
    assert_int_equal(2, d.count);
}

static void what_comes_or_goes_leaves_the_rest(void **state)
{
    (void)state;
    struct dirty d = {0};
    struct scene_item last = after.items[2];
    after.items[2] = after.items[1];
    after.items[2].box.y = 1200;
    after.items[2].label = "新";
    after.items[3] = last;
    after.count = 4;
    dirty_compare(&d, &before, &after);
    assert_int_equal(1, d.count);
    assert_int_equal(1200, d.boxes[0].y);
    d.count = 0;
    dirty_compare(&d, &after, &before);
    assert_int_equal(1200, d.boxes[0].y);
}

static void a_moving_picture_paints_its_motion(void **state)
{
    (void)state;
    struct dirty d = {0};
    before.items[0].role = after.items[0].role = ROLE_PICTURE;
    before.items[0].amount = after.items[0].amount = PICTURE_READER;
    before.items[0].box = after.items[0].box = (struct box){64, 400, 952, 760};
    after.items[0].total = 100;
    dirty_compare(&d, &before, &after);
    assert_int_equal(1, d.count);
    assert_true(d.boxes[0].w < 952 / 2);
}

static void boxes_that_meet_become_one(void **state)
{
    (void)state;
    struct dirty d = {0};
    dirty_add(&d, (struct box){0, 0, 10, 10});
    dirty_add(&d, (struct box){40, 0, 10, 10});
    assert_int_equal(2, d.count);
    dirty_add(&d, (struct box){5, 5, 40, 4});
    assert_int_equal(1, d.count);
    assert_int_equal(50, d.boxes[0].w);
    dirty_add(&d, (struct box){2000, 0, 10, 10});
    assert_int_equal(1, d.count);
}

static void many_boxes_stay_bounded(void **state)
{
    (void)state;
    struct dirty d = {0};
    for (int i = 0; i < 100; i++)
        dirty_add(&d, (struct box){i % 10 * 100, i / 10 * 190, 20, 20});
    assert_true(d.count <= DIRTY_BOXES);
    for (int i = 0; i < 100; i++) {
        struct box box = {i % 10 * 100, i / 10 * 190, 20, 20};
        bool covered = false;
        for (int k = 0; k < d.count; k++)
            covered = covered || box_cut(d.boxes[k], box).w * box_cut(d.boxes[k], box).h == 400;
        assert_true(covered);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(equal_lists_paint_nothing, setup),
        cmocka_unit_test_setup(one_word_paints_its_box, setup),
        cmocka_unit_test_setup(what_moves_paints_both_places, setup),
        cmocka_unit_test_setup(what_comes_or_goes_leaves_the_rest, setup),
        cmocka_unit_test_setup(a_moving_picture_paints_its_motion, setup),
        cmocka_unit_test(boxes_that_meet_become_one),
        cmocka_unit_test(many_boxes_stay_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
