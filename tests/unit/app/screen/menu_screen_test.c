/* SPDX-License-Identifier: Apache-2.0 */
/* Menus on the first screen and on their own page, with the shipped ones. */
#include "tests/unit/check.h"

#include "platform/base/paths.h"
#include "tests/unit/app/screen/items_stage.h"

static int begin_with_menus(void **state)
{
    AUTO(auto_free) char *text = NULL;
    size_t len;
    struct item_fault fault;
    begin(state);
    assert_ok(paths_read_file(SOURCE_ROOT "/assets/menus/menus.json", MENU_FILE_MAX, &text, &len));
    assert_ok(menus_parse(text, len, &model.menus, &fault));
    return 0;
}

static int end_with_menus(void **state)
{
    menus_done(&model.menus);
    return end(state);
}

static void press(int action, int arg)
{
    assert_true(scene_find(&stage.scene, action, arg) >= 0);
    (void)screen_of(model.screen)->act(&model, action, arg);
}

static int menu_of(const char *id)
{
    for (size_t i = 0; i < model.menus.count; i++)
        if (strcmp(model.menus.menu[i].id, id) == 0)
            return (int)i;
    fail_msg("no menu %s", id);
    return -1;
}

static void the_first_screen_has_tabs(void **state)
{
    (void)state;
    look(SCREEN_HOME);
    assert_says("大家常办");
    assert_says("异地就医备案");
    assert_says("查进度");
    press(ACTION_TAB, 1);
    look(SCREEN_HOME);
    assert_says("看病就医");
    assert_says("退休养老");
    assert_says("生孩子");
    assert_silent("上学"); /* nothing stands in it */
    press(ACTION_TAB, 3);
    look(SCREEN_HOME);
    assert_says("去外地养老");
    assert_says("新生儿一件事");
    assert_silent("查进度");
    model_wipe_visit(&model);
    assert_int_equal(0, model.tab); /* the next citizen begins at the first */
}

static void a_zone_and_a_life_event_have_a_page(void **state)
{
    (void)state;
    static const struct {
        const char *id, *item;
    } pages[] = {{"cross-province", "异地就医备案"},
                 {"old-age", "高龄津贴"},
                 {"person", "看病就医"},
                 {"together", "去外地养老"},
                 {"move-away", "参保证明"}};
    for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
        model.menu = menu_of(pages[i].id);
        look(SCREEN_MENU);
        assert_says(pages[i].item);
        assert_offers(ACTION_BACK);
        assert_offers(ACTION_HELP);
    }
}

static void what_is_withdrawn_leaves_its_menu(void **state)
{
    (void)state;
    shelf_withdraw_all(&model.shelf);
    shelf_offer(&model.shelf, "11140802MB0000002G4442512345000", true);
    model.menu = menu_of("move-away");
    look(SCREEN_MENU);
    assert_silent("参保证明");
    assert_says("现在没有可以办的事");
    look(SCREEN_HOME);
    assert_no_offer(ACTION_TAB);
    for (size_t i = 0; i < model.shelf.count; i++)
        model.shelf.entry[i].withdrawn = false;
}

static void without_menus_all_stand_in_one_list(void **state)
{
    (void)state;
    struct menus menus = model.menus;
    model.menus = (struct menus){.count = 0};
    look(SCREEN_HOME);
    assert_says("查进度");
    assert_says("高龄津贴");
    assert_no_offer(ACTION_TAB);
    model.menus = menus;
}

#define T(test) cmocka_unit_test_setup_teardown(test, begin_with_menus, end_with_menus)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(the_first_screen_has_tabs),
        T(a_zone_and_a_life_event_have_a_page),
        T(what_is_withdrawn_leaves_its_menu),
        T(without_menus_all_stand_in_one_list),
    };
    return stage_opens() ? stage_closes(cmocka_run_group_tests(tests, NULL, NULL)) : 1;
}
