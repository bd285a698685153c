/* SPDX-License-Identifier: Apache-2.0 */
/* Questions that are asked only after certain answers. */
#include "tests/unit/check.h"

#include <stdio.h>

#include "app/form/form.h"
#include "tests/unit/app/people.h"

#define SOURCE "\"source\": [\"code.contact_mobile\"],\n      \"fallback\": \"ask\","

/* The shipped request, its phone asked only as `when` says. */
static enum err request(const char *when, struct item **ret_item, struct item_fault *ret_fault)
{
    AUTO(auto_free) char *text = NULL;
    AUTO(auto_free) char *changed = NULL;
    size_t len;
    assert_ok(paths_read_file(SOURCE_ROOT "/assets/items/hotline-request.json", ITEM_FILE_MAX,
                              &text, &len));
    char *at = strstr(text, SOURCE);
    assert_non_null(at);
    assert_true(asprintf(&changed, "%.*s\"when\": %s,%s", (int)(at - text), text, when,
                         at + strlen(SOURCE)) > 0);
    return item_parse(changed, strlen(changed), ret_item, ret_fault);
}

static int field_of(const struct item *item, const char *name)
{
    const struct item_field *field = item_field_find(item, name);
    assert_non_null(field);
    return (int)(field - item->field);
}

static void say(struct form *form, const char *name, const char *value)
{
    char advice[FORM_ADVICE_MAX];
    assert_ok(form_answer(form, field_of(form->item, name), value, advice));
}

static bool is_asked(const struct form *form, const char *name)
{
    return form_is_question(form, field_of(form->item, name));
}

static void a_question_comes_and_goes_with_the_answer_before(void **state)
{
    (void)state;
    struct item *item = NULL;
    struct item_fault fault;
    struct form form = {0};
    struct form_row rows[FORM_LINES_MAX];
    char advice[FORM_ADVICE_MAX];
    assert_ok(request("{\"field\": \"topic\", \"is\": [\"traffic\", \"work\"]}", &item, &fault));
    const int phone = field_of(item, "contact_mobile");
    form_begin(&form, item);
    form_shared_failed(&form);
    form.anonymous = true;
    assert_false(is_asked(&form, "contact_mobile"));
    assert_err(ERR_STATE, form_answer(&form, phone, "13800000026", advice));
    assert_err(ERR_STATE, form_skip(&form, phone));
    say(&form, "order_type", item_field_find(item, "order_type")->option[0].value);
    say(&form, "order_area", item_field_find(item, "order_area")->option[0].value);
    say(&form, "topic", "service");
    say(&form, "subject", "service_slow");
    assert_true(form_is_complete(&form));
    size_t without = form_rows(&form, rows);
    say(&form, "topic", "work");
    say(&form, "subject", "work_job");
    assert_int_equal(phone, form_next_question(&form));
    assert_false(form_is_complete(&form));
    say(&form, "contact_mobile", "13800000026");
    assert_true(form_is_complete(&form));
    assert_int_equal(without + 1, form_rows(&form, rows));
    say(&form, "topic", "traffic"); /* wanted still: the number stays */
    assert_int_equal(ANSWER_GIVEN, form.answer[phone].state);
    say(&form, "topic", "service");
    assert_int_equal(ANSWER_NONE, form.answer[phone].state);
    assert_true(secret_is_empty(&form.answer[phone].value));
    say(&form, "subject", "service_slow");
    assert_true(form_is_complete(&form));
    assert_int_equal(without, form_rows(&form, rows));
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        wipe(&rows[i], sizeof rows[i]);
    form_wipe(&form);
    item_free(item);
}

static void a_condition_that_cannot_hold_is_a_fault(void **state)
{
    (void)state;
    static const struct {
        const char *when, *reason;
    } bad[] = {
        {"{\"field\": \"topics\", \"is\": [\"work\"]}", "must name a choice before"},
        {"{\"field\": \"contact_mobile\", \"is\": [\"work\"]}", "must name a choice before"},
        {"{\"field\": \"applyer_name\", \"is\": [\"work\"]}", "must name a choice before"},
        {"{\"field\": \"topic\", \"is\": [\"play\"]}", "no such answer"},
        {"{\"field\": \"topic\", \"is\": []}", "needs an answer"},
        {"{\"field\": \"topic\", \"is\": [1]}", "list of answers"},
        {"{}", "needs field and is, or age"},
        {"{\"age\": {}}", "needs min, max or both"},
        {"{\"age\": {\"min\": 60, \"max\": 59}}", "below min"},
        {"{\"age\": {\"min\": 151}}", "out of range"},
        {"{\"age\": {\"min\": \"60\"}}", "whole number"},
        {"{\"age\": 60}", "must be an object"},
        {"{\"age\": {\"least\": 60}}", "unknown member"},
        {"{\"field\": \"topic\"}", "missing"},
        {"{\"is\": [\"work\"]}", "missing"},
        {"{\"field\": \"topic\", \"is\": [\"work\"], \"not\": 1}", "unknown member"},
        {"\"topic\"", "must be an object"},
        {"{\"field\": \"topic\", \"is\": [\"work\"]}, \"source\": [\"card.name\"]",
         "without source"},
    };
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct item *item = NULL;
        struct item_fault fault = {0};
        assert_true(request(bad[i].when, &item, &fault) != ERR_NONE);
        if (!strstr(fault.reason, bad[i].reason))
            fail_msg("%s: %s", bad[i].when, fault.reason);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_question_comes_and_goes_with_the_answer_before),
        cmocka_unit_test(a_condition_that_cannot_hold_is_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
