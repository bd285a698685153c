/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "app/ui/hit.h"

enum { GO = 100, STAY = 101, NOW = 10000 };

static struct scene scene;
static struct hit hit;

static void add(int action, struct box box)
{
    scene_add(&scene, &(struct scene_item){.role = ROLE_BUTTON, .action = action, .box = box});
}

static int setup(void **state)
{
    (void)state;
    scene_clear(&scene);
    scene.page = 1;
    add(GO, (struct box){100, 100, 200, 100});
    add(STAY, (struct box){100, 216, 200, 100});
    hit_init(&hit);
    hit_show(&hit, &scene, 0);
    return 0;
}

static struct contact at(int64_t id, int x, int y)
{
    return (struct contact){id, x, y};
}

static int tap(int x, int y, int64_t now)
{
    hit_down(&hit, &scene, at(HIT_MOUSE, x, y), now);
    return hit_up(&hit, &scene, at(HIT_MOUSE, x, y), now + 20);
}

static void a_press_counts_on_release_inside(void **state)
{
    (void)state;
    hit_down(&hit, &scene, at(1, 150, 150), NOW);
    assert_true(hit_is_pressed(&hit, &scene, 0));
    assert_int_equal(0, hit_up(&hit, &scene, at(1, 250, 180), NOW + 500));
    assert_false(hit_is_pressed(&hit, &scene, 0));
}

static void release_outside_is_no_press(void **state)
{
    (void)state;
    hit_down(&hit, &scene, at(1, 150, 150), NOW);
    hit_move(&hit, &scene, at(1, 150, 260));
    assert_false(hit_is_pressed(&hit, &scene, 0));
    assert_false(hit_is_pressed(&hit, &scene, 1));
    assert_int_equal(-1, hit_up(&hit, &scene, at(1, 150, 260), NOW + 100));
}

static void leaving_and_coming_back_is_a_press(void **state)
{
    (void)state;
    hit_down(&hit, &scene, at(1, 150, 150), NOW);
    hit_move(&hit, &scene, at(1, 600, 600));
    hit_move(&hit, &scene, at(1, 160, 150));
    assert_true(hit_is_pressed(&hit, &scene, 0));
    assert_int_equal(0, hit_up(&hit, &scene, at(1, 160, 150), NOW + 100));
}

static void what_moved_under_the_finger_takes_no_press(void **state)
{
    (void)state;
    static struct scene later;
    scene_clear(&later);
    later.page = scene.page;
    scene_add(&later,
              &(struct scene_item){.role = ROLE_BUTTON, .action = GO, .box = {100, 100, 200, 100}});
    hit_shift(&hit, &scene, &later, NOW);
    assert_int_equal(0, tap(150, 150, NOW + 10));
    scene_add(&later, &(struct scene_item){
                          .role = ROLE_BUTTON, .action = STAY, .box = {100, 332, 200, 100}});
    hit_shift(&hit, &scene, &later, NOW + 1000);
    assert_int_equal(-1, tap(150, 150, NOW + 1010));
    assert_int_equal(0, tap(150, 150, NOW + 1000 + HIT_PAGE_REST_MS));
}

static void half_the_gap_belongs_to_the_target(void **state)
{
    (void)state;
    assert_int_equal(0, hit_find(&scene, 150, 206));
    assert_int_equal(1, hit_find(&scene, 150, 210));
    assert_int_equal(-1, hit_find(&scene, 150, 90));
    assert_int_equal(0, tap(94, 150, NOW));
}

static void two_presses_need_80_ms(void **state)
{
    (void)state;
    assert_int_equal(0, tap(150, 150, NOW));
    assert_int_equal(-1, tap(150, 150, NOW + 20 + 79));
    assert_int_equal(0, tap(150, 150, NOW + 20 + 80));
}

static void a_new_page_rests_300_ms(void **state)
{
    (void)state;
    scene.page = 2;
    hit_show(&hit, &scene, NOW);
    assert_int_equal(-1, tap(150, 150, NOW + 299));
    assert_int_equal(0, tap(150, 150, NOW + 300));
    /* The same page shown again does not rest. */
    hit_show(&hit, &scene, NOW + 1000);
    assert_int_equal(0, tap(150, 150, NOW + 1001));
}

static void a_finger_held_over_a_page_change_presses_nothing(void **state)
{
    (void)state;
    hit_down(&hit, &scene, at(1, 150, 150), NOW);
    scene.page = 2;
    hit_show(&hit, &scene, NOW + 100);
    assert_int_equal(-1, hit_up(&hit, &scene, at(1, 150, 150), NOW + 2000));
}

static void a_palm_counts_for_nothing_until_it_is_gone(void **state)
{
    (void)state;
    for (int finger = 1; finger <= 4; finger++)
        hit_down(&hit, &scene, at(finger, 150, 150), NOW);
    for (int finger = 1; finger <= 3; finger++)
        assert_int_equal(-1, hit_up(&hit, &scene, at(finger, 150, 150), NOW + 100));
    hit_down(&hit, &scene, at(9, 150, 150), NOW + 200);
    assert_int_equal(-1, hit_up(&hit, &scene, at(9, 150, 150), NOW + 300));
    assert_int_equal(-1, hit_up(&hit, &scene, at(4, 150, 150), NOW + 300));
    assert_int_equal(0, tap(150, 150, NOW + 500));
}

static void a_second_finger_does_not_take_over(void **state)
{
    (void)state;
    hit_down(&hit, &scene, at(1, 150, 150), NOW);
    hit_down(&hit, &scene, at(2, 150, 260), NOW);
    assert_int_equal(-1, hit_up(&hit, &scene, at(2, 150, 260), NOW + 50));
    assert_int_equal(0, hit_up(&hit, &scene, at(1, 150, 150), NOW + 90));
}

static void a_rebuilt_list_keeps_the_press(void **state)
{
    (void)state;
    hit_down(&hit, &scene, at(1, 150, 150), NOW);
    scene_clear(&scene);
    scene.page = 1;
    add(STAY, (struct box){100, 216, 200, 100});
    add(GO, (struct box){100, 100, 200, 100});
    hit_show(&hit, &scene, NOW + 10);
    assert_true(hit_is_pressed(&hit, &scene, 1));
    assert_int_equal(1, hit_up(&hit, &scene, at(1, 150, 150), NOW + 100));
}

static void a_dialog_covers(void **state)
{
    (void)state;
    scene_add(&scene, &(struct scene_item){.role = ROLE_VEIL});
    assert_int_equal(-1, tap(150, 150, NOW));
    add(GO, (struct box){100, 400, 200, 100});
    assert_int_equal(3, tap(150, 450, NOW + 500));
}

static void focus_goes_round(void **state)
{
    (void)state;
    assert_int_equal(0, hit_focus_step(&scene, -1, 1));
    assert_int_equal(1, hit_focus_step(&scene, 0, 1));
    assert_int_equal(0, hit_focus_step(&scene, 1, 1));
    assert_int_equal(1, hit_focus_step(&scene, 0, -1));
    scene_clear(&scene);
    assert_int_equal(-1, hit_focus_step(&scene, 0, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_press_counts_on_release_inside, setup),
        cmocka_unit_test_setup(release_outside_is_no_press, setup),
        cmocka_unit_test_setup(leaving_and_coming_back_is_a_press, setup),
        cmocka_unit_test_setup(what_moved_under_the_finger_takes_no_press, setup),
        cmocka_unit_test_setup(half_the_gap_belongs_to_the_target, setup),
        cmocka_unit_test_setup(two_presses_need_80_ms, setup),
        cmocka_unit_test_setup(a_new_page_rests_300_ms, setup),
        cmocka_unit_test_setup(a_finger_held_over_a_page_change_presses_nothing, setup),
        cmocka_unit_test_setup(a_palm_counts_for_nothing_until_it_is_gone, setup),
        cmocka_unit_test_setup(a_second_finger_does_not_take_over, setup),
        cmocka_unit_test_setup(a_rebuilt_list_keeps_the_press, setup),
        cmocka_unit_test_setup(a_dialog_covers, setup),
        cmocka_unit_test_setup(focus_goes_round, setup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
