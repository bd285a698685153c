/* SPDX-License-Identifier: Apache-2.0 */
/* The papers that an item asks for, as the shipped items say them, and what may not be said. */
#include "tests/unit/check.h"

#include <stdio.h>
#include <string.h>

#include "app/item/item.h"
#include "platform/base/paths.h"
#include "tests/unit/app/people.h"

#define PERMIT SOURCE_ROOT "/assets/items/residence-permit.json"
#define SHOP   SOURCE_ROOT "/assets/items/shop-registration.json"
#define PROOF  SOURCE_ROOT "/assets/items/insurance-proof.json"

static void a_paper_has_its_ways_in_order(void **state)
{
    (void)state;
    struct item *item = item_at(PERMIT);
    const struct item_material *m = &item->material[1];
    assert_int_equal(4, item->material_count);
    assert_string_equal("house_lease", m->name);
    assert_string_equal("租房合同", m->material_name);
    assert_string_equal("Rental contract",
                        item_in(item, LANGUAGE_ENGLISH)->material[1].material_name);
    assert_true(m->is_need);
    assert_int_equal(3, m->way_count);
    assert_int_equal(ITEM_WAY_SHARED, m->way[0]);
    assert_int_equal(ITEM_WAY_CAPTURED, m->way[1]);
    assert_int_equal(ITEM_WAY_LATER, m->way[2]);
    assert_false(item_material_may(m, ITEM_WAY_COMMITMENT));
    assert_int_equal(4, m->pages);
    assert_int_equal(10, m->later.term.days);
    assert_true(m->later.term.workdays);
    assert_string_equal("housing", m->when.field);
    assert_true(item_when_is_any(&m->when));
    assert_false(item_when_is_any(&item->material[0].when));
    assert_int_equal(3, item->material[2].commitment.count);
    item_free(item);
    item = item_at(SHOP);
    assert_int_equal(ITEM_WAY_COMMITMENT, item->material[0].way[1]);
    assert_false(item->material[1].is_need);
    item_free(item);
}

/* A shipped file with one text replaced is left out for that reason, told with its line. */
static void expect_fault(const char *path, const char *from, const char *to, const char *reason)
{
    size_t len;
    AUTO(auto_free) char *text = NULL;
    AUTO(auto_free) char *changed = NULL;
    struct item *item = NULL;
    struct item_fault fault = {0};
    assert_ok(paths_read_file(path, ITEM_FILE_MAX, &text, &len));
    const char *at = strstr(text, from);
    assert_non_null(at);
    assert_true(asprintf(&changed, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from)) > 0);
    assert_true(item_parse(changed, strlen(changed), &item, &fault) != ERR_NONE);
    if (!strstr(fault.reason, reason))
        fail_msg("reason was \"%s\"", fault.reason);
    assert_true(fault.line > 1);
    struct item_fault all[8];
    assert_true(item_faults(changed, strlen(changed), ARRAY_LEN(all), all) > 0);
}

static void what_belongs_to_a_way_stands_with_it(void **state)
{
    (void)state;
    static const char ways[] = "[\"shared\", \"captured\", \"later\"]";
    expect_fault(PERMIT, ways, "[\"shared\", \"later\"]", "capture: goes with a way");
    expect_fault(PERMIT, ways, "[\"captured\", \"later\"]", "shared: goes with a way");
    expect_fault(PERMIT, ways, "[\"shared\", \"captured\"]", "later: goes with a way");
    expect_fault(PERMIT, ways, "[\"shared\", \"captured\", \"commitment\"]", "commitment: missing");
    expect_fault(PERMIT, ways, "[\"shared\", \"shared\"]", "given twice");
    expect_fault(PERMIT, ways, "[\"shared\", \"post\"]", "shared, captured, commitment or later");
    expect_fault(PERMIT, ways, "[1]", "shared, captured, commitment or later");
    expect_fault(PERMIT, ways, "[]", "comes about somehow");
    expect_fault(PERMIT, "\"from\": \"公安\",", "", "from: missing");
}

static void a_limit_is_within_the_promise(void **state)
{
    (void)state;
    expect_fault(PERMIT, "\"days\": 10", "\"days\": 16", "longer than the item's promise");
    expect_fault(PERMIT, "\"days\": 10", "\"days\": 0", "out of range");
    expect_fault(PERMIT, "\"promise_type\": \"workday\"", "\"promise_type\": \"day\"",
                 "longer than the item's promise");
    expect_fault(PERMIT, "\"promise_day\": 15,\n  \"promise_type\": \"workday\",", "",
                 "must promise an end");
    expect_fault(PERMIT, "\"forms\"", "\"form\"", "unknown member");
    expect_fault(PERMIT, "\"type\": \"workday\"", "\"type\": \"week\"", "not a known word");
}

static void pages_and_names_have_bounds(void **state)
{
    (void)state;
    expect_fault(PERMIT, "\"pages\": 4", "\"pages\": 11", "out of range");
    expect_fault(PERMIT, "\"capture\": \"photo\"", "\"capture\": \"signature\"",
                 "a signature is one");
    expect_fault(PERMIT, "\"capture\": \"photo\"", "\"capture\": \"film\"", "not a known word");
    expect_fault(PERMIT, "\"name\": \"house_lease\"", "\"name\": \"id_photo\"", "given twice");
    expect_fault(PERMIT, "\"name\": \"house_lease\"", "\"name\": \"House\"", "small letters");
    expect_fault(PERMIT, "\"name\": \"house_lease\"", "\"name\": \"1st\"", "begins with");
    expect_fault(PERMIT, "\"is_need\": true", "\"is_need\": 1", "true or false");
    expect_fault(PERMIT, "\"materials\": [", "\"materials\": [7, ", "must be an object");
    expect_fault(PERMIT, "\"materials\": [", "\"materials\": [{},{},{},{},{}, ", "too many");
    expect_fault(PERMIT, "\"materials\": [",
                 "\"materials\": [{\"name\": \"a\", \"material_name\": \"a\", \"text\": \"a\", "
                 "\"ways\": [\"captured\"], \"pages\": 10}, {\"name\": \"b\", \"material_name\": "
                 "\"b\", \"text\": \"b\", \"ways\": [\"captured\"], \"pages\": 10}, ",
                 "20 together");
}

static void a_condition_names_a_choice_that_is_asked_once(void **state)
{
    (void)state;
    static const char when[] = "\"when\": { \"field\": \"housing\", \"is\": [\"1\"] }";
    expect_fault(PERMIT, when, "\"when\": {\"field\": \"contact_mobile\", \"is\": [\"1\"]}",
                 "a choice before");
    expect_fault(PERMIT, when, "\"when\": {\"field\": \"nothing\", \"is\": [\"1\"]}",
                 "a choice before");
    expect_fault(PERMIT, when, "\"when\": {\"field\": \"housing\", \"is\": [\"7\"]}",
                 "no such answer");
    expect_fault(PERMIT, when, "\"when\": {}", "field and is, or age");
    expect_fault(
        SOURCE_ROOT "/assets/items/senior-allowance.json", "\"fields\": [",
        "\"materials\": [{\"name\": \"a\", \"material_name\": \"a\", \"text\": \"a\", "
        "\"ways\": [\"captured\"], \"when\": {\"field\": \"relation\", \"is\": [\"1\"]}}], "
        "\"fields\": [",
        "a choice before"); /* whose? */
}

static void a_commitment_has_words_of_its_version(void **state)
{
    (void)state;
    static const char version[] = "\"version\": \"2026-1\",\n        \"title\": \"经营场所承诺书\"";
    expect_fault(SHOP, version, "\"title\": \"经营场所承诺书\"", "version: missing");
    expect_fault(SHOP, "\"店面的地址是真的，我有权使用。\"", "\"\"", "1 to 100 characters");
    expect_fault(SHOP, version, "\"version\": \"1\", \"words\": 1, \"title\": \"书\"",
                 "unknown member");
    expect_fault(PROOF, "\"fields\": [",
                 "\"materials\": [{\"name\": \"a\", \"material_name\": \"a\", \"text\": \"a\", "
                 "\"ways\": [\"captured\"]}], \"fields\": [",
                 "waits for no paper");
    expect_fault(SOURCE_ROOT "/assets/items/hotline-request.json", "\"fields\": [",
                 "\"materials\": [{\"name\": \"a\", \"material_name\": \"a\", \"text\": \"a\", "
                 "\"ways\": [\"captured\"]}], \"fields\": [",
                 "an order needs no papers");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paper_has_its_ways_in_order),
        cmocka_unit_test(what_belongs_to_a_way_stands_with_it),
        cmocka_unit_test(a_limit_is_within_the_promise),
        cmocka_unit_test(pages_and_names_have_bounds),
        cmocka_unit_test(a_condition_names_a_choice_that_is_asked_once),
        cmocka_unit_test(a_commitment_has_words_of_its_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
