/* SPDX-License-Identifier: Apache-2.0 */
/* A 12345 order in the words of the contract, and what no order may say. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/reply.h"
#include "platform/province/submission.h"

static const struct message_sender sender = {"K017", "140802", 1795420800000};

static struct application *application;
static struct secret doc;
static char why[FIELD_NAME_TEXT];

static void add(const char *name, const char *value)
{
    struct application_field *field = &application->field[application->count++];
    snprintf(field->name, sizeof field->name, "%s", name);
    field->source = SOURCE_ANSWER;
    assert_ok(secret_set_text(&field->value, value));
}

/* An anonymous complaint about a lift, with a number of nobody's. */
static int set_up(void **state)
{
    (void)state;
    application = calloc(1, sizeof *application);
    application->kind = APPLICATION_ORDER;
    strcpy(application->application_id, "3c8d1f60-9a2b-4e71-8c5d-7b6a5f4e3d2c");
    strcpy(application->task_code, "11140802MB0000002G4442512345000");
    strcpy(application->task_name, "12345 诉求反映");
    strcpy(application->task_version, "1");
    strcpy(application->notice_version, "2026-1");
    application->consent_ms = 1795420700000;
    application->anonymous = true;
    add("order_type", "complaint");
    add("order_area", "140881");
    add("topic", "housing");
    add("subject", "housing_lift");
    add("title", "永济市 电梯故障");
    add("content", "类型：投诉；地点：永济市。");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    application_wipe(application);
    free(application);
    return 0;
}

static enum err write_doc(void)
{
    why[0] = '\0';
    return submission_write(application, &sender, "K017-000484", &doc, why);
}

static void an_order_in_the_words_of_the_contract(void **state)
{
    (void)state;
    assert_ok(write_doc());
    assert_string_equal(
        "{\"anonymous\":\"1\",\"applyer_type\":\"1\",\"area_code\":\"140802\","
        "\"consent\":{\"consent_time\":\"20261123T155820\",\"notice_version\":\"2026-1\"},"
        "\"content\":\"类型：投诉；地点：永济市。\",\"field_source\":{},"
        "\"form\":{\"topic\":{\"source\":\"answer\",\"value\":\"housing\"}},"
        "\"kiosk_code\":\"K017\",\"local_number\":\"K017-000484\",\"operation\":\"order\","
        "\"order_area\":\"140881\",\"order_date\":\"20261123T160000\","
        "\"order_id\":\"3c8d1f60-9a2b-4e71-8c5d-7b6a5f4e3d2c\",\"order_type\":\"complaint\","
        "\"proSource\":\"5\",\"subject\":\"housing_lift\","
        "\"task_code\":\"11140802MB0000002G4442512345000\","
        "\"task_name\":\"12345 诉求反映\",\"task_version\":\"1\","
        "\"title\":\"永济市 电梯故障\"}",
        secret_text(&doc));
}

static void an_order_has_no_materials(void **state)
{
    (void)state;
    struct application_material *one = &application->material[0];
    application->materials = 1;
    strcpy(one->name, "photo");
    strcpy(one->material_name, "现场照片");
    one->way = COLLECT_SHARED;
    one->collect_ms = 1795420700000;
    assert_err(ERR_RANGE, write_doc());
    assert_string_equal("materials", why);
    application->materials = 0;
    assert_ok(write_doc());
}

static void who_wants_to_be_named_is(void **state)
{
    (void)state;
    application->anonymous = false;
    assert_err(ERR_MISSING, write_doc());
    assert_string_equal("applyer_name", why);
    add("applyer_name", "张三");
    add("applyer_page_code", "11010519491231002X");
    add("contact_mobile", "13800000026");
    assert_ok(write_doc());
    assert_non_null(strstr(secret_text(&doc), "\"applyer_page_type\":\"111\""));
    assert_non_null(strstr(secret_text(&doc), "\"contact_mobile\":\"13800000026\""));
    assert_null(strstr(secret_text(&doc), "apply_type"));
}

static void each_word_is_one_of_the_contract(void **state)
{
    (void)state;
    char longer[1002];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    static const struct {
        size_t field;
        const char *value; /* NULL: a long one */
        enum err e;
    } bad[] = {{0, "praise", ERR_FORMAT}, {0, "a-very-long-kind-of-it", ERR_TOO_LONG},
               {1, "14088", ERR_FORMAT},  {1, "", ERR_MISSING},
               {3, "Lift", ERR_FORMAT},   {4, NULL, ERR_TOO_LONG},
               {5, NULL, ERR_TOO_LONG},   {5, "one\ntwo", ERR_ENCODING}};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct application_field *field = &application->field[bad[i].field];
        AUTO(secret_wipe) struct secret kept = {0};
        assert_ok(secret_copy(&kept, &field->value));
        assert_ok(secret_set_text(&field->value, bad[i].value ? bad[i].value : longer));
        assert_err(bad[i].e, write_doc());
        assert_string_equal(field->name, why);
        assert_ok(secret_copy(&field->value, &kept));
    }
    static const char *const types[] = {"consult", "help", "report", "suggestion"};
    for (size_t i = 0; i < ARRAY_LEN(types); i++) {
        assert_ok(secret_set_text(&application->field[0].value, types[i]));
        assert_ok(write_doc());
    }
}

static void none_may_be_missing(void **state)
{
    (void)state;
    static const size_t needed[] = {0, 1, 3, 4, 5};
    for (size_t i = 0; i < ARRAY_LEN(needed); i++) {
        struct application_field *field = &application->field[needed[i]];
        char name[FIELD_NAME_TEXT];
        memcpy(name, field->name, sizeof name);
        strcpy(field->name, "other");
        assert_err(ERR_MISSING, write_doc());
        assert_string_equal(name, why);
        memcpy(field->name, name, sizeof name);
    }
    add("title", "twice");
    assert_err(ERR_FORMAT, write_doc());
}

static void a_case_may_call_its_fields_so(void **state)
{
    (void)state;
    application->kind = APPLICATION_CASE;
    assert_ok(write_doc());
    assert_non_null(strstr(secret_text(&doc), "\"title\":{\"source\":\"answer\","));
    strcpy(application->field[4].name, "order_id");
    assert_err(ERR_RANGE, write_doc());
}

static enum err read_order(const char *data, struct case_status *ret_status)
{
    char body[400];
    snprintf(body, sizeof body, "{\"code\":0,\"message\":\"已接单\",\"data\":{%s}}", data);
    return reply_read_order(body, strlen(body), ret_status);
}

static void an_answer_is_read_as_that_of_a_case(void **state)
{
    (void)state;
    struct case_status s;
    assert_ok(read_order("\"state\":\"received\",\"order_no\":\"1408022611230048\","
                         "\"local_number\":\"K017-000484\",\"message\":\"1 天内联系您\","
                         "\"contact_by\":\"20261124\",\"answer_by\":\"20261130\"",
                         &s));
    assert_int_equal(CASE_RECEIVED, s.state);
    assert_string_equal("1408022611230048", s.project_no);
    assert_string_equal("20261124", s.contact_date);
    assert_string_equal("20261130", s.promise_date);
    assert_string_equal("1 天内联系您", s.message);
    static const struct {
        const char *word;
        enum case_state state, of_case;
        bool open;
    } states[] = {{"handling", CASE_ACCEPTED, CASE_ACCEPTED, true},
                  {"extended", CASE_EXTENDED, CASE_ACCEPTED, true},
                  {"received", CASE_RECEIVED, CASE_ACCEPTED, true},
                  {"answered", CASE_ANSWERED, CASE_DONE, false},
                  {"correction", CASE_CORRECTION, CASE_CORRECTION, true}};
    for (size_t i = 0; i < ARRAY_LEN(states); i++) {
        char data[128];
        snprintf(data, sizeof data, "\"state\":\"%s\",\"order_no\":\"1\"", states[i].word);
        assert_ok(read_order(data, &s));
        assert_int_equal(states[i].state, s.state);
        assert_int_equal(states[i].of_case, case_state_of_case(s.state));
        assert_true(case_state_is_open(s.state) == states[i].open);
        assert_string_equal("", s.contact_date);
    }
    assert_string_equal("answered", case_state_name(CASE_ANSWERED));
}

static void an_answer_that_makes_no_sense_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "\"state\":\"received\",\"project_no\":\"1\"", "\"state\":\"lost\",\"order_no\":\"1\"",
        "\"state\":\"received\",\"order_no\":\"1\",\"contact_by\":\"soon\"",
        "\"state\":\"received\",\"order_no\":\"1\",\"contact_by\":5",
        "\"state\":\"received\",\"order_no\":\"1\",\"answer_by\":\"2026-11-30\""};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct case_status s = {.state = CASE_SAVED, .message = "as it was"};
        assert_err(ERR_FORMAT, read_order(bad[i], &s));
        assert_string_equal("as it was", s.message);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_order_in_the_words_of_the_contract),
        TEST(who_wants_to_be_named_is),
        TEST(an_order_has_no_materials),
        TEST(each_word_is_one_of_the_contract),
        TEST(none_may_be_missing),
        TEST(a_case_may_call_its_fields_so),
        cmocka_unit_test(an_answer_is_read_as_that_of_a_case),
        cmocka_unit_test(an_answer_that_makes_no_sense_is_refused),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    secret_wipe(&doc);
    return failed;
}
