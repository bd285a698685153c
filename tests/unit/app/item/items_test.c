/* SPDX-License-Identifier: Apache-2.0 */
/* The shipped items are whole, and found by their initials. */
#include "tests/unit/check.h"

#include <stdio.h>
#include <string.h>

#include "app/item/search.h"
#include "platform/base/paths.h"

static struct shelf shelf;
static const char *const titles[] = {
    "异地就医备案", "参保证明",       "12345 诉求",   "查进度",    "高龄津贴",
    "居住证",       "个体户开业",     "新生儿一件事", "我的证照",  "营业执照补领",
    "婚姻登记预约", "租房提取公积金", "缴费",         "身份证补领"};

static int open_shelf(void **state)
{
    (void)state;
    size_t left_out;
    assert_ok(shelf_load(SOURCE_ROOT "/assets/items", &shelf, &left_out));
    assert_int_equal(0, left_out);
    assert_int_equal(ARRAY_LEN(titles), shelf.count);
    return 0;
}

static int close_shelf(void **state)
{
    (void)state;
    shelf_done(&shelf);
    return 0;
}

static const struct item *taken(size_t index)
{
    const struct item *item = NULL;
    assert_ok(shelf_open(&shelf, index, &item));
    return item;
}

static const struct item *titled(const char *title)
{
    size_t i = 0;
    while (i + 1 < ARRAY_LEN(titles) && strcmp(titles[i], title) != 0)
        i++;
    return taken(i);
}

static void items_stand_in_their_tiles_order_and_speak_english(void **state)
{
    (void)state;
    for (size_t i = 0; i < shelf.count; i++) {
        assert_string_equal(titles[i], taken(i)->title);
        assert_string_equal("", item_in(taken(i), LANGUAGE_ENGLISH)->untranslated);
    }
    assert_int_equal(ITEM_NEED_NETWORK | ITEM_NEED_PRINTER, taken(1)->needs);
    assert_int_equal(7, taken(1)->proof.line_count);
    assert_true(taken(2)->anonymous);
    assert_string_equal("工单号", taken(2)->number_label);
    assert_string_equal("办件编号", taken(0)->number_label);
    assert_int_equal(ITEM_KIND_QUERY, taken(3)->kind);
    assert_int_equal(0, taken(3)->field_count);
}

static const struct face *first_found(const char *letters, size_t *ret_count)
{
    size_t index[1];
    *ret_count = search_shelf(&shelf, letters, 1, index);
    return *ret_count ? &shelf.entry[index[0]].face : NULL;
}

static void the_best_comes_first_and_what_is_withdrawn_not_at_all(void **state)
{
    (void)state;
    size_t n;
    assert_string_equal("参保证明", first_found("sbcb", &n)->in[0].title);
    assert_string_equal("12345 诉求", first_found("tsjb", &n)->in[0].title);
    assert_string_equal("查进度", first_found("cjd", &n)->in[0].title);
    assert_null(first_found("qqqq", &n));
    first_found("", &n);
    assert_int_equal(ARRAY_LEN(titles), n);
    shelf_offer(&shelf, shelf.entry[1].face.task_code, false);
    assert_null(first_found("sbcbz", &n));
}

/* A shipped file with one text replaced is left out for that reason. */
static void expect_fault(const char *file, const char *from, const char *to, const char *reason)
{
    char path[256];
    size_t len;
    AUTO(auto_free) char *text = NULL;
    AUTO(auto_free) char *changed = NULL;
    struct item *item = NULL;
    struct item_fault fault = {0};
    snprintf(path, sizeof path, SOURCE_ROOT "/assets/items/%s.json", file);
    assert_ok(paths_read_file(path, ITEM_FILE_MAX, &text, &len));
    const char *at = strstr(text, from);
    assert_non_null(at);
    assert_true(asprintf(&changed, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from)) > 0);
    assert_true(item_parse(changed, strlen(changed), &item, &fault) != ERR_NONE);
    if (!strstr(fault.reason, reason))
        fail_msg("reason was \"%s\"", fault.reason);
    assert_true(fault.line > 0);
}

static void a_fault_in_the_new_parts_is_named(void **state)
{
    (void)state;
    expect_fault("insurance-proof", "\"cbzm\"", "\"CBZM\"", "small letters");
    expect_fault("insurance-proof", "\"cbzm\"", "\"c\"", "small letters");
    expect_fault("insurance-proof", "\"printer\"", "\"stapler\"", "network or printer");
    expect_fault("insurance-proof", "[\"network\", \"printer\"]", "[]", "needs the network");
    expect_fault("insurance-proof", "\"order\": 20", "\"order\": -1", "out of");
    expect_fault("hotline-request", "\"optional\"", "\"perhaps\"", "not a known word");
    expect_fault("hotline-request", "\"within\": \"topic\"", "\"within\": \"subject\"",
                 "a choice before");
    expect_fault("hotline-request", "\"within\": \"topic\"", "\"within\": \"order_area\"",
                 "no such answer");
    expect_fault("hotline-request", "\"value\": \"traffic\"", "\"value\": \"travel\"",
                 "no such answer");
    expect_fault("case-progress", "\"query\"", "\"question\"", "not a known word");
    expect_fault("hotline-request", "\"value\": \"complaint\"", "\"value\": \"3\"", "order_type:");
    expect_fault("hotline-request", "\"value\": \"140881\"", "\"value\": \"14088\"", "order_area:");
    expect_fault("hotline-request", "\"value\": \"work_job\"", "\"value\": \"Work\"", "subject:");
    expect_fault("hotline-request", "\"name\": \"order_area\"", "\"name\": \"place\"",
                 "always asks");
    expect_fault("case-progress", "\"kind\": \"query\",", "", "missing");
    expect_fault("my-certificates", "\"use_cause\"", "\"cause\"", "called use_cause");
    expect_fault("my-certificates", "\"hint\": \"打", "\"optional\": true, \"hint\": \"打",
                 "called use_cause");
    expect_fault("my-certificates", "[\"network\"]", "[\"printer\"]", "need the network");
    expect_fault("my-certificates", "\"assurance_level\": 2", "\"assurance_level\": 1",
                 "2 at least");
    expect_fault("my-certificates",
                 "\"needs\":", "\"identify\": \"optional\", \"needs\":", "without a name");
}

static void an_enterprise_has_somebody_who_acts(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to, *reason;
    } all[] = {
        {"\"assurance_level\": 2", "\"assurance_level\": 1", "assurance_level 2"},
        {"\"needs\": [\"network\"]", "\"needs\": []", "needs network"},
        {"\"enterprise\"", "\"person\"", "licence. is for items of enterprises"},
        {"\"enterprise\"", "\"anybody\"", "applyer_type"},
        {"\"enterprise\",", "\"enterprise\", \"identify\": \"optional\",", "is named"},
        {"\"contact_code\"", "\"contact_number\"", "who acts"},
        {"\"contact_name\"", "\"contact_named\"", "who acts"},
    };
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        expect_fault("licence-reissue", all[i].from, all[i].to, all[i].reason);
}

static void dates_and_numbers_have_bounds(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to, *reason;
    } all[] = {
        {"\"-3y\"", "\"-3m\"", "earliest: today, so many"},
        {"\"+5y\"", "\"later\"", "latest: today, so many"},
        {"\"-3y\"", "\"-12345d\"", "earliest: today, so many"},
        {"\"-3y\"", "\"-d\"", "earliest: today, so many"},
        {"\"-3y\"", "\"-3yy\"", "earliest: today, so many"},
        {"\"-3y\"", "\"30000101\"", "earliest: today, so many"},
        {"\"least\": \"1\",", "", "least: missing"},
        {"\"20000\"", "20000", "most: must be text"},
        {"\"20000\"", "\"many\"", "most: a number as text"},
        {"\"20000\"", "\"0.5\"", "below min"},
        {"\"20000\"", "\"20000.125\"", "more decimals than"},
        {"\"decimals\": 2", "\"decimals\": 5", "decimals: out of range"},
    };
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        expect_fault("rent-withdrawal", all[i].from, all[i].to, all[i].reason);
    const struct item *item = titled("租房提取公积金");
    const struct item_field *from = item_field_find(item, "rent_from");
    assert_int_equal(-3, from->earliest.years);
    assert_true(from->latest.given && !from->latest.date && !from->latest.days);
    const struct item_field *rent = item_field_find(item, "rent_month");
    assert_int_equal(100, rent->least);
    assert_int_equal(2000000, rent->most);
    assert_string_equal("元", rent->unit);
}

static void a_paper_is_spared_by_what_is_shared(void **state)
{
    (void)state;
    expect_fault("hotline-request", "\"within\": \"topic\"",
                 "\"within\": \"topic\", \"waives\": \"户籍信息\"", "only for what is shared");
    expect_fault("remote-medical-filing", "\"shared.insured_area\"", "\"card.address\"",
                 "only for what is shared");
}

static void an_age_has_limits_and_words(void **state)
{
    (void)state;
    static const char file[] = "senior-allowance", age[] = "\"age\": {\n    \"min\": 80,";
    assert_int_equal(80, taken(4)->ages.min);
    assert_int_equal(0, taken(4)->ages.max);
    expect_fault(file, age, "\"age\": {", "needs min, max or both");
    expect_fault(file, age, "\"age\": {\"min\": 80, \"max\": 70,", "below min");
    expect_fault(file, age, "\"age\": {\"min\": 0,", "out of range");
    expect_fault(file, age, "\"age\": {\"min\": 80, \"from\": 1,", "unknown member");
    expect_fault(file, age, "\"identify\": \"optional\", \"age\": {\"min\": 80,", "unnamed");
    expect_fault(file, "\"text\": \"满", "\"texts\": \"满", "unknown member");
}

static void a_group_has_rows_and_questions(void **state)
{
    (void)state;
    static const char file[] = "senior-allowance";
    const struct item_field *group = item_field_find(taken(4), "family");
    assert_int_equal(3, group->inner_count);
    assert_ptr_equal(group, item_field_find(taken(4), "family_mobile")->group);
    assert_null(item_field_find(taken(4), "contact_mobile")->group);
    expect_fault(file, "\"max\": 4", "\"max\": 9", "out of range");
    expect_fault(file, "\"max\": 4", "\"max\": 4, \"min\": 4", "more than min");
    expect_fault(file, "\"max\": 4", "\"max\": 4, \"mask\": \"id\"", "unknown member");
    expect_fault(file, "\"more\"", "\"mores\"", "unknown member");
    expect_fault(file, "\"name\": \"relation\"", "\"name\": \"pay_to\"", "given twice");
    expect_fault(file, "\"label\": \"关系\"", "\"source\": [\"card.sex\"], \"label\": \"关系\"",
                 "no source");
    expect_fault(
        file, "{\n      \"name\": \"contact_mobile\"",
        "{\"name\": \"whose\", \"label\": \"谁\", \"type\": \"phone\", \"question\": \"谁？\", "
        "\"when\": {\"field\": \"relation\", \"is\": [\"1\"]}}, "
        "{\"name\": \"contact_mobile\"",
        "a choice before"); /* which row's? */
    expect_fault(file, "\"name\": \"relation\"", "\"optional\": true, \"name\": \"relation\"",
                 "always be answered");
    expect_fault(
        file, "\"type\": \"phone\",\n          \"mask\": \"phone\",\n          \"optional\": true,",
        "\"type\": \"group\", \"max\": 2, \"more\": \"？\", \"fields\": [],", "no groups");
}

static void a_form_is_bounded_with_all_its_rows(void **state)
{
    (void)state;
    char more[16384];
    size_t at = (size_t)snprintf(more, sizeof more, "\"max\": 8, ");
    at += (size_t)snprintf(more + at, sizeof more - at, "\"fields\": [");
    for (int i = 0; i < 7; i++)
        at += (size_t)snprintf(more + at, sizeof more - at,
                               "{\"name\": \"more_%d\", \"label\": \"更多\", \"type\": \"phone\", "
                               "\"question\": \"更多？\"}%s",
                               i, i < 6 ? "," : "], \"name\": \"family\",");
    char all[20000];
    snprintf(all, sizeof all,
             "{\"type\": \"group\", \"label\": \"多\", \"question\": \"多？\", "
             "\"more\": \"还？\", %s \"hint\": \"\"}, {\n      \"name\": \"contact_mobile\"",
             more);
    char *name = strstr(all, "\"name\": \"family\"");
    memcpy(name, "\"name\": \"folk_s\"", strlen("\"name\": \"folk_s\""));
    expect_fault("senior-allowance", "{\n      \"name\": \"contact_mobile\"", all,
                 "60 answers together");
}

static void a_proof_asks_no_more_than_its_message_holds(void **state)
{
    (void)state;
    char more[16384];
    size_t at = (size_t)snprintf(more, sizeof more, "\"fields\": [");
    for (int i = 0; i <= ITEM_CHOICES_MAX - 2; i++) /* two are there */
        at += (size_t)snprintf(more + at, sizeof more - at,
                               "{\"name\": \"more_%d\", \"label\": \"更多\", \"type\": \"choice\", "
                               "\"question\": \"更多？\", \"options\": [{\"value\": \"1\", "
                               "\"text\": \"是\"}, {\"value\": \"2\", \"text\": \"否\"}]},\n",
                               i);
    expect_fault("insurance-proof", "\"fields\": [", more, "32 choices");
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, open_shelf, close_shelf)
    const struct CMUnitTest tests[] = {
        T(items_stand_in_their_tiles_order_and_speak_english),
        T(the_best_comes_first_and_what_is_withdrawn_not_at_all),
        T(a_fault_in_the_new_parts_is_named),
        T(an_enterprise_has_somebody_who_acts),
        T(dates_and_numbers_have_bounds),
        T(a_paper_is_spared_by_what_is_shared),
        T(an_age_has_limits_and_words),
        T(a_group_has_rows_and_questions),
        T(a_form_is_bounded_with_all_its_rows),
        T(a_proof_asks_no_more_than_its_message_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
