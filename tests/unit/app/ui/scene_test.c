/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "app/ui/scene.h"

static struct scene scene;

static void keeps_copies_of_words(void **state)
{
    (void)state;
    char words[] = "下一步";
    scene_clear(&scene);
    scene_add(&scene, &(struct scene_item){.role = ROLE_BUTTON, .label = words, .action = 100});
    memset(words, 'x', sizeof words - 1);
    assert_string_equal("下一步", scene.items[0].label);
    assert_string_equal("", scene.items[0].value);
    assert_int_equal(0, scene_find(&scene, 100, -1));
    assert_int_equal(-1, scene_find(&scene, 100, 3));
    assert_int_equal(0, scene_find_text(&scene, "一步"));
}

static void wipes_words(void **state)
{
    (void)state;
    scene_clear(&scene);
    scene_add(&scene, &(struct scene_item){.role = ROLE_TEXT, .label = "11010519491231002X"});
    scene_clear(&scene);
    for (size_t i = 0; i < sizeof scene.text; i++)
        assert_int_equal(0, scene.text[i]);
}

static void counts_what_does_not_fit(void **state)
{
    (void)state;
    char much[SCENE_TEXT];
    memset(much, 'a', sizeof much);
    much[sizeof much - 1] = '\0';
    scene_clear(&scene);
    for (int i = 0; i < SCENE_ITEMS; i++)
        scene_add(&scene, &(struct scene_item){.role = ROLE_RULE});
    assert_int_equal(0, scene.overflows);
    struct scene_item *extra = scene_add(&scene, &(struct scene_item){.role = ROLE_RULE});
    assert_non_null(extra);
    assert_string_equal("", extra->label);
    assert_int_equal(1, scene.overflows);
    assert_int_equal(SCENE_ITEMS, scene.count);
    scene_clear(&scene);
    scene_add(&scene, &(struct scene_item){.role = ROLE_TEXT, .label = much});
    scene_add(&scene, &(struct scene_item){.role = ROLE_TEXT, .label = "一"});
    assert_int_equal(1, scene.overflows);
}

static void nothing_below_a_dialog_is_live(void **state)
{
    (void)state;
    scene_clear(&scene);
    scene_add(&scene, &(struct scene_item){.role = ROLE_BUTTON, .action = 100});
    assert_true(scene_is_live(&scene, 0));
    scene_add(&scene, &(struct scene_item){.role = ROLE_VEIL});
    scene_add(&scene, &(struct scene_item){.role = ROLE_BUTTON, .action = 101});
    assert_false(scene_is_live(&scene, 0));
    assert_false(scene_is_live(&scene, 1));
    assert_true(scene_is_live(&scene, 2));
    assert_false(scene_is_live(&scene, 3));
    assert_int_equal(-1, scene_find(&scene, 100, -1));
}

static void a_busy_button_takes_no_press(void **state)
{
    (void)state;
    scene_clear(&scene);
    scene_add(&scene,
              &(struct scene_item){.role = ROLE_BUTTON, .action = 100, .state = STATE_BUSY});
    assert_false(scene_is_live(&scene, 0));
}

static void boxes(void **state)
{
    (void)state;
    struct box a = {0, 0, 10, 10}, b = {5, 5, 10, 10}, none = {20, 20, 0, 5};
    assert_int_equal(5, box_cut(a, b).w);
    assert_true(box_is_empty(box_cut(a, (struct box){10, 0, 5, 5})));
    assert_int_equal(15, box_union(a, b).h);
    assert_int_equal(10, box_union(a, none).w);
    assert_true(box_holds(a, 9, 9));
    assert_false(box_holds(a, 10, 9));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_copies_of_words),
        cmocka_unit_test(wipes_words),
        cmocka_unit_test(counts_what_does_not_fit),
        cmocka_unit_test(nothing_below_a_dialog_is_live),
        cmocka_unit_test(a_busy_button_takes_no_press),
        cmocka_unit_test(boxes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
