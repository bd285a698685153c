/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "app/item/menu.h"
#include "platform/base/paths.h"

#define M(id, more)                                                                                \
    "{\"id\":\"" id "\",\"title\":\"a\",\"text\":\"b\",\"icon\":\"star\",\"colour\":\"blue\"" more \
    "}"
#define OF(menus) "{\"tabs\":[\"a\"],\"menus\":[" menus "]}"

static struct shelf shelf;
static struct menus menus;

static enum err parse(const char *text, struct menus *ret_menus)
{
    struct item_fault fault = {.line = 0};
    enum err e = menus_parse(text, strlen(text), ret_menus, &fault);
    assert_true(e == ERR_NONE || *fault.reason);
    return e;
}

static void what_is_wrong_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "[]",
        "{}",
        "{\"tabs\":[],\"menus\":[" M("a", "") "]}",
        "{\"tabs\":[\"b\"],\"menus\":[" M("a", "") "]}",
        OF(M("a", "") "," M("a", "")),
        OF(M("a", ",\"wings\":2")),
        OF(M("a", ",\"parts\":[\"c\"]")),
        OF(M("a", ",\"parts\":[\"b\"]") "," M("b", ",\"parts\":[]")),
        OF("{\"id\":\"a\"}"),
    };
    struct menus m = {.count = 99};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        if (parse(wrong[i], &m) == ERR_NONE || m.count != 99)
            fail_msg("%s was taken", wrong[i]);
    assert_ok(parse(OF(M("a", ",\"parts\":[\"b\"]") "," M("b", "")), &m));
    assert_int_equal(2, m.count);
    assert_int_equal(1, m.menu[0].part[0]);
    menus_done(&m);
}

static size_t list(const char *id, size_t ret_index[8])
{
    for (size_t i = 0; i < menus.count; i++)
        if (strcmp(menus.menu[i].id, id) == 0)
            return menus_list(&menus, i, &shelf, 8, ret_index);
    fail_msg("no menu %s", id);
    return 0;
}

/* Items that say so, and those that say nothing. */
static size_t count_often(void)
{
    size_t n = 0;
    for (size_t i = 0; i < shelf.count; i++) {
        const char *said = shelf.entry[i].face.menus;
        n += !*said || strncmp(said, "often ", 6) == 0 || strstr(said, " often ");
    }
    return n;
}

static const char *code_of(size_t index)
{
    return shelf.entry[index].face.task_code;
}

static void items_say_where_they_stand(void **state)
{
    (void)state;
    size_t index[32] = {0};
    assert_int_equal(count_often(), list("often", index));
    assert_true(count_often() < shelf.count);
    assert_int_equal(3, list("cross-province", index));
    assert_string_equal("11140802MB0000000K4442036007000", code_of(index[0]));
    assert_int_equal(2, list("move-away", index));
    assert_int_equal(1, list("birth", index));
    assert_int_equal(1, list("together", index));
    assert_int_equal(0, list("school", index));
    shelf_offer(&shelf, "11140802MB0000000K4442036007000", false);
    assert_int_equal(2, list("cross-province", index));
    assert_int_equal(1, list("move-away", index));
    shelf_offer(&shelf, "11140802MB0000000K4442036007000", true);
}

static enum err take_site(const char *text)
{
    struct item_fault fault;
    return menus_take_site(&menus, text, strlen(text), &fault);
}

static void a_site_has_its_own_order(void **state)
{
    (void)state;
    AUTO(auto_free) char *bank = NULL;
    size_t index[32] = {0}, len, often = count_often();
    size_t tabs = menus.tab_count;
    assert_ok(paths_read_file(SOURCE_ROOT "/assets/sites/bank.json", MENU_FILE_MAX, &bank, &len));
    assert_err(ERR_MISSING, take_site("{\"tabs\":[\"nowhere\"]}"));
    assert_err(ERR_FORMAT, take_site("{\"first\":[7]}"));
    assert_true(take_site("{\"furst\":[]}") != ERR_NONE);
    assert_int_equal(tabs, menus.tab_count);
    assert_ok(take_site(bank));
    assert_int_equal(3, menus.tab_count);
    assert_int_equal(often, list("often", index));
    assert_string_equal("11140802MB0000001J4442014005000", code_of(index[0]));
    assert_string_equal("11140802MB0000004P4442011008000", code_of(index[1]));
    for (size_t i = 2; i < often; i++)
        assert_true(index[i] != index[0] && index[i] != index[1]);
    assert_ok(take_site("{\"first\":[\"11140802MB0000003E4442500001000\",\"none\"]}"));
    assert_int_equal(often, list("often", index));
    assert_string_equal("11140802MB0000003E4442500001000", code_of(index[0]));
}

static int begin(void **state)
{
    (void)state;
    AUTO(auto_free) char *text = NULL;
    size_t len, left_out;
    assert_ok(shelf_load(SOURCE_ROOT "/assets/items", &shelf, &left_out));
    assert_ok(paths_read_file(SOURCE_ROOT "/assets/menus/menus.json", MENU_FILE_MAX, &text, &len));
    assert_ok(parse(text, &menus));
    return 0;
}

static int end(void **state)
{
    (void)state;
    menus_done(&menus);
    shelf_done(&shelf);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_wrong_is_refused),
        cmocka_unit_test(items_say_where_they_stand),
        cmocka_unit_test(a_site_has_its_own_order),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
