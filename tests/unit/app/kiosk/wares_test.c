/* SPDX-License-Identifier: Apache-2.0 */
/* Items that the province sent come and go, but not under a citizen's hands. */
#include "tests/unit/check.h"

#include <sys/stat.h>

#include "tests/unit/app/kiosk/desk_stage.h"

#define SENT    "11140802MB0000008C4442111008000"
#define CARRIED "11140802MB0000000K4442036007000"

static char root[32];

/* A set counts from now on; `item`: it holds the sent one. */
static void turn(const char *set, bool item)
{
    char folder[64], path[160], beside[64];
    snprintf(folder, sizeof folder, "%s/%s", root, set);
    snprintf(path, sizeof path, "%s/%s.json", folder, SENT);
    snprintf(beside, sizeof beside, "%s/next", root);
    assert_int_equal(0, mkdir(folder, 0700));
    if (item)
        assert_int_equal(0, symlink(SOURCE_ROOT "/tests/data/items/senior-card.json", path));
    assert_int_equal(0, symlink(set, beside));
    snprintf(path, sizeof path, "%s/current", root);
    assert_int_equal(0, rename(beside, path));
}

static void catalogue_comes(bool sent)
{
    struct bus_event *e = event(BUS_CATALOGUE, NULL);
    e->row_count = sent ? 2 : 1;
    e->rows = calloc(2, sizeof *e->rows);
    assert_non_null(e->rows);
    strcpy(e->rows[0].task_code, CARRIED);
    strcpy(e->rows[1].task_code, SENT);
    come(e);
}

static bool has(const char *code)
{
    size_t index;
    return shelf_find(&desk.model.shelf, code, &index);
}

static void another_set_waits_for_the_end_of_a_visit(void **state)
{
    (void)state;
    assert_false(has(SENT));
    turn("1", true);
    catalogue_comes(true);
    assert_true(has(SENT) && has(CARRIED));
    assert_int_equal(2, shelf_offered(&desk.model.shelf)); /* what is not named is not offered */
    to_identify();
    card_comes();
    const struct item *item = desk.model.visit.item;
    turn("2", false);
    catalogue_comes(false);
    assert_ptr_equal(item, desk.model.visit.item);
    assert_string_equal(CARRIED, item->task_code);
    assert_int_equal(1, shelf_offered(&desk.model.shelf));
    press(UI_EXIT, 0);
    press(ACTION_LEAVE, 0);
    assert_screen(home);
    assert_true(!has(SENT) && has(CARRIED));
    assert_true(strstr(desk.wares.set, "/2") != NULL);
    turn("3", true);
    catalogue_comes(true);
    assert_true(has(SENT));
}

static void without_a_catalogue_all_is_offered(void **state)
{
    (void)state;
    size_t carried = shelf_offered(&desk.model.shelf);
    assert_true(carried > 1);
    struct bus_event *e = event(BUS_CATALOGUE, NULL);
    come(e);
    assert_int_equal(carried, shelf_offered(&desk.model.shelf));
}

static int begin(void **state)
{
    strcpy(root, "/tmp/wares-XXXXXX");
    assert_non_null(mkdtemp(root));
    setenv("BUDAYANG_ITEMS", root, 1);
    return open_desk(state);
}

static int end(void **state)
{
    char command[64];
    close_desk(state);
    snprintf(command, sizeof command, "rm -r %s", root);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(another_set_waits_for_the_end_of_a_visit, begin, end),
        cmocka_unit_test_setup_teardown(without_a_catalogue_all_is_offered, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
