/* SPDX-License-Identifier: Apache-2.0 */
/* What the citizen holds in the end, as the shipped items say it, and what may not be said. */
#include "tests/unit/check.h"

#include <stdio.h>
#include <string.h>

#include "app/item/item.h"
#include "platform/base/paths.h"
#include "tests/unit/app/people.h"

#define ITEMS SOURCE_ROOT "/assets/items/"
#define SHOP  ITEMS "shop-registration.json"
#define CASES ITEMS "case-progress.json"

static void results_have_the_tables_types_and_their_ways_in_order(void **state)
{
    (void)state;
    struct item *item = item_at(SHOP);
    const struct item_output *licence = &item->output[0];
    assert_int_equal(2, item->output_count);
    assert_string_equal("营业执照", licence->result_name);
    assert_string_equal("Business licence", item_in(item, LANGUAGE_ENGLISH)->output[0].result_name);
    assert_int_equal(ITEM_RESULT_CERTIFICATE, licence->type);
    assert_int_equal(2, licence->way_count);
    assert_int_equal(ITEM_HANDING_COUNTER, licence->way[0]);
    assert_int_equal(ITEM_HANDING_POST, licence->way[1]);
    assert_true(item_output_comes(licence, ITEM_HANDING_POST));
    assert_false(item_output_comes(licence, ITEM_HANDING_ELECTRONIC));
    assert_true(item_output_comes(&item->output[1], ITEM_HANDING_ELECTRONIC));
    item_free(item);
    item = item_at(CASES);
    assert_int_equal(ITEM_RESULT_NONE, item->output[0].type);
    assert_true(item_output_comes(&item->output[0], ITEM_HANDING_SHOWN));
    item_free(item);
}

/* A shipped file with one text replaced is left out for that reason, told with the line on which
 * the replaced text stands. */
static void expect_fault(const char *path, const char *from, const char *to, const char *reason)
{
    size_t len;
    AUTO(auto_free) char *text = NULL;
    AUTO(auto_free) char *changed = NULL;
    struct item *item = NULL;
    struct item_fault fault = {0};
    int line = 1;
    assert_ok(paths_read_file(path, ITEM_FILE_MAX, &text, &len));
    const char *at = strstr(text, from);
    assert_non_null(at);
    for (const char *p = text; p < at; p++)
        line += *p == '\n';
    assert_true(asprintf(&changed, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from)) > 0);
    assert_true(item_parse(changed, strlen(changed), &item, &fault) != ERR_NONE);
    if (!strstr(fault.reason, reason))
        fail_msg("reason was \"%s\"", fault.reason);
    assert_int_equal(line, fault.line);
    struct item_fault all[8];
    assert_true(item_faults(changed, strlen(changed), ARRAY_LEN(all), all) > 0);
}

static void what_cannot_be_is_said_with_its_line(void **state)
{
    (void)state;
    static const char ways[] = "\"ways\": [\"counter\", \"post\"]";
    expect_fault(SHOP, "\"outputs\"", "\"outcomes\"", "outcomes: unknown member");
    expect_fault(SHOP, ways, "\"ways\": []", "ways: a result comes to the citizen somehow");
    expect_fault(SHOP, ways, "\"ways\": [\"owl\"]", "ways: printed, shown, counter");
    expect_fault(SHOP, ways, "\"ways\": [\"post\", \"post\"]", "ways: given twice");
    expect_fault(SHOP, ways, "\"ways\": [\"shown\"]", "shown alone goes with result_type 4");
    expect_fault(SHOP, ways, "\"ways\": [\"post\", \"counter\", \"printed\", \"account\"]",
                 "ways: too many");
    expect_fault(SHOP, "\"result_type\": 1", "\"result_type\": 5", "result_type: out of range");
    expect_fault(SHOP, "\"电子营业执照\"", "\"营业执照\"", "result_name: given twice");
    expect_fault(CASES, "[\"shown\"]", "[\"printed\"]", "shown alone goes with result_type 4");
    expect_fault(CASES, "\"result_type\": 4", "\"result_code\": 4", "result_code: unknown member");
}

static void something_comes_of_every_item(void **state)
{
    (void)state;
    size_t len;
    AUTO(auto_free) char *text = NULL;
    struct item *item = NULL;
    struct item_fault fault = {0};
    assert_ok(paths_read_file(CASES, ITEM_FILE_MAX, &text, &len));
    char *list = strstr(text, "\"outputs\": ["), *end = strstr(list, "  ],");
    memset(list + strlen("\"outputs\": ["), ' ', (size_t)(end - list) - strlen("\"outputs\": ["));
    assert_err(ERR_MISSING, item_parse(text, len, &item, &fault));
    assert_string_equal("outputs: something comes of it", fault.reason);
    memcpy(list, "\"outputz\"", strlen("\"outputz\""));
    struct item_fault all[4];
    assert_int_equal(2, item_faults(text, len, ARRAY_LEN(all), all));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_have_the_tables_types_and_their_ways_in_order),
        cmocka_unit_test(what_cannot_be_is_said_with_its_line),
        cmocka_unit_test(something_comes_of_every_item),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
