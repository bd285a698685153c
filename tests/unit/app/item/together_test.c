/* SPDX-License-Identifier: Apache-2.0 */
/* One case made of several items, as the shipped item says it, and what may not be said. */
#include "tests/unit/check.h"

#include <stdio.h>
#include <string.h>

#include "app/item/item.h"
#include "platform/base/paths.h"
#include "tests/unit/app/people.h"

#define BABY  SOURCE_ROOT "/assets/items/newborn.json"
#define PROOF SOURCE_ROOT "/assets/items/insurance-proof.json"

static void parts_have_a_department_a_term_and_a_condition(void **state)
{
    (void)state;
    struct item *item = item_at(BABY);
    const struct item_part *part = &item->part[0];
    assert_int_equal(5, item->part_count);
    assert_string_equal("上户口", part->task_name);
    assert_string_equal("公安", part->dept_name);
    assert_string_equal("Police", item_in(item, LANGUAGE_ENGLISH)->part[0].dept_name);
    assert_string_equal("", part->task_version);
    assert_int_equal(5, part->promise.days);
    assert_true(part->promise.workdays);
    assert_false(item_when_is_any(&part->when));
    assert_string_equal("insure", item->part[3].when.field);
    assert_string_equal("", item->untranslated);
    item_free(item);
}

static void a_paper_names_the_parts_that_it_serves(void **state)
{
    (void)state;
    struct item *item = item_at(BABY);
    assert_int_equal(0, item->material[0].parts);
    assert_int_equal(1u << 0 | 1u << 2, item->material[1].parts);
    assert_int_equal(1u << 4, item->material[2].parts);
    item_free(item);
    item = item_at(PROOF);
    assert_int_equal(0, item->part_count);
    item_free(item);
}

/* A shipped file with one text replaced is left out for that reason, told with its line. */
static void expect_fault(const char *path, const char *from, const char *to, const char *reason)
{
    size_t len;
    AUTO(auto_free) char *text = NULL;
    assert_ok(paths_read_file(path, ITEM_FILE_MAX, &text, &len));
    char *at = strstr(text, from);
    assert_non_null(at);
    size_t size = len + strlen(to) + 1;
    AUTO(auto_free) char *changed = malloc(size);
    assert_non_null(changed);
    snprintf(changed, size, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    struct item *item = NULL;
    struct item_fault fault = {0};
    assert_true(item_parse(changed, strlen(changed), &item, &fault) != ERR_NONE);
    assert_null(item);
    if (!strstr(fault.reason, reason) || fault.line < 1)
        fail_msg("line %d: \"%s\"", fault.line, fault.reason);
}

static void what_cannot_be_filed_is_a_fault(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to, *reason;
    } faults[] = {
        {"8N4440109001002", "8N4440109001001", "given twice"},
        {"8N4440109001002", "8N4440109001000", "given twice"},
        {"\"promise_day\": 3", "\"promise_day\": 16", "longer than the whole promises"},
        {"\"promise_day\": 3,\n      \"promise_type\": \"workday\"", "\"promise_type\": \"day\"",
         "goes with promise_day"},
        {"\"dept_name\": \"公安\"", "\"dept_name\": \"\"", "dept_name"},
        {"\"field\": \"insure\"", "\"field\": \"ensure\"", "a choice before"},
        {"\"parts\": [\n    {", "\"parts\": [7,{", "must be an object"},
        {"\"parts\": [\n        \"11140802MB0000008N4440109001001\"",
         "\"parts\": [\n        \"11140802MB0000008N4440109001009\"", "names no part"},
        {"\"parts\": [\n        \"11140802MB0000008N4440109001005\"\n      ]", "\"parts\": []",
         "it serves some part"},
        {"\"parts\": [\n        \"11140802MB0000008N4440109001005\"", "\"parts\": [\n        5",
         "a list of task_codes"},
    };
    for (size_t i = 0; i < ARRAY_LEN(faults); i++)
        expect_fault(BABY, faults[i].from, faults[i].to, faults[i].reason);
}

#define PART(code, when)                                                                           \
    "{\"task_code\":\"" code "\",\"task_name\":\"甲\",\"dept_name\":\"乙\"" when "}"

static void only_an_application_is_made_of_items(void **state)
{
    (void)state;
    static const char parts[] = "\"parts\": [" PART("T1", "") "," PART("T2", "") "],\n  \"fields\"";
    expect_fault(PROOF, "\"fields\"", parts, "is one item");
    expect_fault(SOURCE_ROOT "/assets/items/hotline-request.json", "\"fields\"", parts,
                 "only an application");
    expect_fault(SOURCE_ROOT "/assets/items/residence-permit.json", "\"fields\"",
                 "\"parts\": [" PART("T1", "") "],\n  \"fields\"", "2 to 12 items");
    expect_fault(SOURCE_ROOT "/assets/items/residence-permit.json", "\"fields\"",
                 "\"parts\": [" PART("T1", ",\"when\":{\"age\":{\"min\":60}}") "," PART(
                     "T2", ",\"when\":{\"age\":{\"max\":59}}") "],\n  \"fields\"",
                 "whatever is answered");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_have_a_department_a_term_and_a_condition),
        cmocka_unit_test(a_paper_names_the_parts_that_it_serves),
        cmocka_unit_test(what_cannot_be_filed_is_a_fault),
        cmocka_unit_test(only_an_application_is_made_of_items),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
