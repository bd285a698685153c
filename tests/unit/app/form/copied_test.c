/* SPDX-License-Identifier: Apache-2.0 */
/* A value taken from an earlier answer: it is not asked for, follows that answer, may be changed at
 * the review, and is asked for when the earlier one was skipped. */
#include "tests/unit/check.h"

#include <stdio.h>
#include <string.h>

#include "app/form/form.h"
#include "app/item/item.h"
#include "tests/unit/app/people.h"
#include "tests/unit/platform/scarce/scarce.h"

enum { NAME, NUMBER, AREA, PHONE, OWNER, LIAISON, STAND_IN, SEND_TO, FIELDS };

#define HEAD                                                                                       \
    "{\"task_code\":\"1\",\"task_name\":\"事\",\"task_version\":\"1\",\"project_type\":1,"        \
    "\"pinyin\":[\"sh\"],\"tile\":{\"title\":\"事\",\"subtitle\":\"事\",\"icon\":\"shop\","      \
    "\"colour\":\"blue\",\"order\":1},\"guide\":{\"summary\":\"事\",\"bring\":\"事\",\"time\":"  \
    "\"事\","                                                                                     \
    "\"fee\":\"事\",\"fee_note\":\"事\",\"help_org\":\"事\",\"help_hours\":\"事\"},"           \
    "\"notice\":{\"version\":\"1\",\"title\":\"事\",\"paragraphs\":[\"事\"]},"                   \
    "\"outputs\":[{\"result_name\":\"回执\",\"result_type\":3,\"ways\":[\"printed\"]}],"         \
    "\"fields\":["                                                                                 \
    "{\"name\":\"applyer_name\",\"label\":\"姓名\",\"source\":[\"card.name\"]},"                 \
    "{\"name\":\"applyer_page_code\",\"label\":\"号\",\"source\":[\"card.number\"]},"

static const char document[] =
    HEAD "{\"name\":\"area\",\"label\":\"区县\",\"type\":\"choice\",\"question\":\"哪里？\","
         "\"options\":["
         "{\"value\":\"1\",\"text\":\"甲\"},{\"value\":\"2\",\"text\":\"乙\"}]},"
         "{\"name\":\"phone\",\"label\":\"手机\",\"type\":\"phone\",\"question\":\"手机？\","
         "\"optional\":true},"
         "{\"name\":\"owner\",\"label\":\"经营者\",\"source\":[\"answer.applyer_name\"]},"
         "{\"name\":\"liaison\",\"label\":\"联络员\",\"type\":\"phone\",\"question\":\"联络员？\","
         "\"source\":[\"shared.liaison\",\"answer.phone\"],\"fallback\":\"ask\"},"
         "{\"name\":\"stand_in\",\"label\":\"代办\",\"type\":\"phone\",\"question\":\"代办？\","
         "\"source\":[\"answer.liaison\"],\"fallback\":\"ask\"},"
         "{\"name\":\"send_to\",\"label\":\"寄到\",\"type\":\"choice\",\"question\":\"寄到哪里？\","
         "\"source\":[\"answer.area\"],\"fallback\":\"ask\",\"options\":["
         "{\"value\":\"1\",\"text\":\"甲县\"},{\"value\":\"3\",\"text\":\"丙县\"}]}]}";

/* Where one lives, and where one works: two streets, each within its own area. */
static const char streets[] = HEAD
    "{\"name\":\"area\",\"label\":\"区县\",\"type\":\"choice\",\"question\":\"哪里？\",\"options\":"
    "["
    "{\"value\":\"1\",\"text\":\"甲\"},{\"value\":\"2\",\"text\":\"乙\"}]},"
    "{\"name\":\"street\",\"label\":\"街道\",\"type\":\"choice\",\"question\":\"街道？\","
    "\"within\":\"area\",\"options\":[{\"value\":\"11\",\"text\":\"东\",\"under\":\"1\"},"
    "{\"value\":\"21\",\"text\":\"西\",\"under\":\"2\"}]},"
    "{\"name\":\"work\",\"label\":\"单位\",\"type\":\"choice\",\"question\":\"单位？\",\"options\":"
    "["
    "{\"value\":\"1\",\"text\":\"甲\"},{\"value\":\"2\",\"text\":\"乙\"}]},"
    "{\"name\":\"work_street\",\"label\":\"单位街道\",\"type\":\"choice\",\"question\":\"街道？\","
    "\"within\":\"work\",\"source\":[\"answer.street\"],\"fallback\":\"ask\",\"options\":["
    "{\"value\":\"11\",\"text\":\"东\",\"under\":\"1\"},"
    "{\"value\":\"21\",\"text\":\"西\",\"under\":\"2\"}]},"
    "{\"name\":\"keeper\",\"label\":\"保管人\",\"source\":[\"answer.applyer_name\"],"
    "\"fallback\":\"department\",\"from\":\"民政\"}]}";

enum { STREET = 3, WORK, WORK_STREET, KEEPER };

static struct item *item;
static struct form form;
static char advice[FORM_ADVICE_MAX];

static int begin_with(const char *text)
{
    struct item_fault fault = {0};
    if (item_parse(text, strlen(text), &item, &fault) != ERR_NONE) {
        print_error("%s\n", fault.reason);
        return -1;
    }
    form_begin(&form, item);
    return 0;
}

static int begin(void **state)
{
    (void)state;
    return begin_with(document);
}

static int begin_streets(void **state)
{
    (void)state;
    return begin_with(streets);
}

static int end(void **state)
{
    (void)state;
    form_wipe(&form);
    item_free(item);
    return 0;
}

static void answer(int place, const char *value)
{
    assert_ok(form_answer(&form, place, value, advice));
}

static const char *value(int place)
{
    return secret_text(&form.answer[place].value);
}

static void expect_note(int place, const char *note, bool editable)
{
    struct form_row rows[FORM_LINES_MAX];
    size_t n = form_rows(&form, rows);
    for (size_t i = 0; i < n; i++)
        if (rows[i].place == place) {
            assert_string_equal(note, rows[i].note);
            assert_int_equal(editable, rows[i].editable);
            return;
        }
    fail_msg("no row of place %d", place);
}

static void it_is_the_same_and_is_not_asked_for(void **state)
{
    (void)state;
    struct id_record card = {.kind = ID_CITIZEN};
    assert_ok(secret_set_text(&card.field[ID_NAME], "张三"));
    assert_ok(secret_set_text(&card.field[ID_NUMBER], "11010519491231002X"));
    assert_ok(form_fill_card(&form, &card));
    id_record_wipe(&card);
    assert_string_equal("张三", value(OWNER));
    assert_int_equal(SOURCE_CARD, form.answer[OWNER].source);
    expect_note(OWNER, "和“姓名”一样", false); /* text is not typed at a kiosk */
    answer(AREA, "1");
    answer(PHONE, "13800000000");
    assert_int_equal(-1, form_next_question(&form));
    assert_true(form_is_complete(&form));
    assert_string_equal("13800000000", value(LIAISON));
    assert_string_equal("13800000000", value(STAND_IN)); /* of what was itself copied */
    expect_note(LIAISON, "和“手机”一样", true);
    expect_note(STAND_IN, "和“联络员”一样", true);
    assert_string_equal("1", value(SEND_TO));
    assert_ptr_equal(&item->field[AREA], form_copied_from(&form, SEND_TO));
    assert_int_equal(PHONE, form_previous_question(&form, -1));
}

static void it_follows_the_earlier_answer(void **state)
{
    (void)state;
    answer(AREA, "1");
    answer(PHONE, "13800000000");
    answer(PHONE, "13900000000");
    assert_string_equal("13900000000", value(LIAISON));
    assert_string_equal("13900000000", value(STAND_IN));
    answer(AREA, "2"); /* which SEND_TO cannot be */
    assert_string_equal("", value(SEND_TO));
    assert_int_equal(SEND_TO, form_next_question(&form));
    assert_null(form_copied_from(&form, SEND_TO));
    answer(SEND_TO, "3");
    answer(AREA, "1");
    assert_string_equal("3", value(SEND_TO)); /* now it is the citizen's own */
    expect_note(SEND_TO, "您填写的", true);
}

static void what_was_skipped_is_asked_for_after_all(void **state)
{
    (void)state;
    answer(AREA, "1");
    answer(PHONE, "13800000000");
    assert_ok(form_skip(&form, PHONE));
    assert_string_equal("", value(LIAISON));
    assert_string_equal("", value(STAND_IN));
    assert_int_equal(LIAISON, form_next_question(&form));
    answer(LIAISON, "13700000000");
    assert_string_equal("13700000000", value(STAND_IN));
    assert_int_equal(-1, form_next_question(&form));
}

static void ones_own_answer_and_other_sources_come_first(void **state)
{
    (void)state;
    struct pairs shared = {0};
    answer(AREA, "1");
    answer(PHONE, "13800000000");
    answer(STAND_IN, "13600000000"); /* changed at the review */
    expect_note(STAND_IN, "您填写的", true);
    add_pair(&shared, "liaison", "13500000000");
    assert_ok(form_fill_shared(&form, &shared));
    pairs_wipe(&shared);
    assert_string_equal("13500000000", value(LIAISON));
    assert_int_equal(SOURCE_SHARED, form.answer[LIAISON].source);
    answer(PHONE, "13900000000");
    assert_string_equal("13500000000", value(LIAISON));
    assert_string_equal("13600000000", value(STAND_IN));
    expect_note(LIAISON, "来自部门共享", false);
    assert_err(ERR_STATE, form_answer(&form, LIAISON, "13400000000", advice));
}

static void a_choice_keeps_what_it_stands_under(void **state)
{
    (void)state;
    answer(AREA, "1");
    answer(STREET, "11");
    assert_int_equal(WORK, form_next_question(&form));
    answer(WORK, "1");
    assert_string_equal("11", value(WORK_STREET));
    assert_string_equal("东", secret_text(&form.answer[WORK_STREET].shown));
    answer(WORK, "2"); /* there is no such street */
    assert_string_equal("", value(WORK_STREET));
    assert_int_equal(WORK_STREET, form_next_question(&form));
    answer(WORK_STREET, "21");
    answer(AREA, "2");
    assert_string_equal("", value(STREET));
    assert_string_equal("21", value(WORK_STREET));
}

/* Shared data failed before the card was read. */
static void what_a_department_would_have_looked_up_is_taken_when_it_comes(void **state)
{
    (void)state;
    struct id_record card = {.kind = ID_CITIZEN};
    form_shared_failed(&form);
    assert_int_equal(ANSWER_BY_DEPARTMENT, form.answer[KEEPER].state);
    assert_ok(secret_set_text(&card.field[ID_NAME], "张三"));
    assert_ok(form_fill_card(&form, &card));
    id_record_wipe(&card);
    assert_string_equal("张三", value(KEEPER));
    assert_err(ERR_STATE, form_answer(&form, KEEPER, "李四", advice)); /* text is never typed */
}

static void what_is_asked_alone_is_not_copied(void **state)
{
    (void)state;
    answer(AREA, "1");
    answer(PHONE, "13800000000");
    form_ask_only(&form, UINT64_C(1) << PHONE | UINT64_C(1) << LIAISON);
    answer(PHONE, "13900000000");
    assert_int_equal(LIAISON, form_next_question(&form));
}

static enum err answer_again(void *user)
{
    (void)user;
    form_wipe(&form);
    form_begin(&form, item);
    TRY(form_answer(&form, AREA, "1", advice));
    TRY(form_answer(&form, PHONE, "13800000000", advice));
    TRY(form_skip(&form, PHONE));
    return form_answer(&form, PHONE, "13900000000", advice);
}

static enum err fill_again(void *user)
{
    struct id_record *card = user;
    form_wipe(&form);
    form_begin(&form, item);
    return form_fill_card(&form, card);
}

static void memory_that_runs_out_is_said(void **state)
{
    (void)state;
    struct id_record card = {.kind = ID_CITIZEN};
    assert_true(scarce_run(&(struct scarce_case){.attempt = answer_again}) >= 12);
    assert_ok(secret_set_text(&card.field[ID_NAME], "张三"));
    assert_true(scarce_run(&(struct scarce_case){.attempt = fill_again, .user = &card}) >= 4);
    id_record_wipe(&card);
}

/* The same document with one text replaced. */
static void expect_fault(const char *from, const char *to, const char *reason)
{
    AUTO(auto_free) char *changed = NULL;
    const char *at = strstr(document, from);
    struct item *none = NULL;
    struct item_fault fault = {0};
    assert_non_null(at);
    assert_true(
        asprintf(&changed, "%.*s%s%s", (int)(at - document), document, to, at + strlen(from)) > 0);
    assert_true(item_parse(changed, strlen(changed), &none, &fault) != ERR_NONE);
    if (!strstr(fault.reason, reason))
        fail_msg("reason was \"%s\"", fault.reason);
}

static void it_names_one_that_stands_before_it(void **state)
{
    (void)state;
    static const char before[] = "answer. must name a field before this one, of its type";
    expect_fault("answer.phone", "answer.stand_in", before); /* no circle */
    expect_fault("answer.phone", "answer.liaison", before);
    expect_fault("answer.phone", "answer.nobody", before);
    expect_fault("answer.phone", "answer.area", before);
    expect_fault("\"answer.area\"", "\"answer.area\",\"answer.area\"", "may stand there once");
    expect_fault("answer.liaison\"],\"fallback\":\"ask\"",
                 "answer.liaison\"],\"fallback\":\"department\"", "fallback: ask, where answer.");
    expect_fault("answer.phone", "answer.", "must begin with card.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_is_the_same_and_is_not_asked_for, begin, end),
        cmocka_unit_test_setup_teardown(it_follows_the_earlier_answer, begin, end),
        cmocka_unit_test_setup_teardown(what_was_skipped_is_asked_for_after_all, begin, end),
        cmocka_unit_test_setup_teardown(ones_own_answer_and_other_sources_come_first, begin, end),
        cmocka_unit_test_setup_teardown(a_choice_keeps_what_it_stands_under, begin_streets, end),
        cmocka_unit_test_setup_teardown(
            what_a_department_would_have_looked_up_is_taken_when_it_comes, begin_streets, end),
        cmocka_unit_test_setup_teardown(what_is_asked_alone_is_not_copied, begin, end),
        cmocka_unit_test_setup_teardown(memory_that_runs_out_is_said, begin, end),
        cmocka_unit_test(it_names_one_that_stands_before_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
