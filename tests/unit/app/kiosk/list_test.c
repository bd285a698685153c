/* SPDX-License-Identifier: Apache-2.0 */
/* Who looked at an item and goes back is where it was chosen, and finds all as it was. */
#include "tests/unit/check.h"

#include <string.h>

#include "tests/unit/app/kiosk/desk_stage.h"

static void type(const char *letters)
{
    for (; *letters; letters++)
        press(ACTION_KEY, *letters - 'a');
}

static void a_search_goes_on_where_it_was_left(void **state)
{
    (void)state;
    press(ACTION_SEARCH, 0);
    assert_screen(search);
    type("cbzm");
    press(ACTION_CHOOSE, 0);
    assert_screen(guide);
    press(ACTION_NEXT, 0);
    assert_screen(notice);
    press(ACTION_BACK, 0);
    assert_screen(guide); /* the notice is not where it was chosen */
    press(ACTION_HELP, 0);
    press(ACTION_BACK, 0);
    assert_screen(guide);
    press(ACTION_BACK, 0);
    assert_screen(search);
    assert_string_equal("cbzm", desk.model.page.value);
    press(ACTION_BACK, 0);
    assert_screen(home);
}

static void a_menu_is_left_by_the_way_one_came(void **state)
{
    (void)state;
    desk.model.page.sheet = 1;
    press(ACTION_CHOOSE, 0);
    assert_screen(guide);
    press(ACTION_BACK, 0);
    assert_screen(home);
    assert_int_equal(1, desk.model.page.sheet);
    desk.model.screen = SCREEN_MENU;
    desk.model.page.sheet = 2;
    press(ACTION_CHOOSE, 0);
    assert_screen(guide);
    press(ACTION_BACK, 0);
    assert_screen(menu);
    assert_int_equal(2, desk.model.page.sheet);
}

static void what_was_typed_ends_with_the_visit(void **state)
{
    (void)state;
    static const struct page_draft nothing;
    press(ACTION_SEARCH, 0);
    type("cb");
    press(ACTION_CHOOSE, 0);
    assert_screen(guide);
    assert_string_equal("cb", desk.model.list_page.value);
    model_wipe_visit(&desk.model);
    assert_memory_equal(&nothing, &desk.model.list_page, sizeof nothing);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)
    const struct CMUnitTest tests[] = {
        T(a_search_goes_on_where_it_was_left),
        T(a_menu_is_left_by_the_way_one_came),
        T(what_was_typed_ends_with_the_visit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
