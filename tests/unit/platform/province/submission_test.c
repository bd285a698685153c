/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/submission.h"

static const struct message_sender sender = {"K017", "140802", 1795420800000};

static struct application *application;

static void add(const char *name, enum value_source source, const char *value)
{
    struct application_field *field = &application->field[application->count++];
    snprintf(field->name, sizeof field->name, "%s", name);
    field->source = source;
    assert_ok(secret_set_text(&field->value, value));
}

/* Fields 0 to 5 of an application for 异地就医备案 by an invented person. */
static int set_up(void **state)
{
    (void)state;
    application = calloc(1, sizeof *application);
    strcpy(application->application_id, "6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90");
    strcpy(application->task_code, "11140802MB0000000K4442036007000");
    strcpy(application->task_name, "异地就医备案");
    strcpy(application->task_version, "3");
    strcpy(application->notice_version, "2026-10");
    application->consent_ms = 1795420700000;
    add("applyer_name", SOURCE_CARD, "张三");
    add("applyer_page_code", SOURCE_CARD, "11010519491231002X");
    add("contact_mobile", SOURCE_SHARED, "13800000026");
    add("insured_area", SOURCE_SHARED, "140802");
    add("treatment_area", SOURCE_ANSWER, "310104");
    add("reason_code", SOURCE_ANSWER, "1");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    application_wipe(application);
    free(application);
    return 0;
}

static struct secret doc;
static char why[FIELD_NAME_TEXT];

static enum err write_doc(void)
{
    why[0] = '\0';
    return submission_write(application, &sender, "K017-000482", &doc, why);
}

static void an_application_in_the_words_of_the_exchange(void **state)
{
    (void)state;
    assert_ok(write_doc());
    assert_string_equal(
        "{\"application_id\":\"6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90\","
        "\"apply_date\":\"20261123T160000\",\"apply_type\":\"9\","
        "\"applyer_name\":\"张三\",\"applyer_page_code\":\"11010519491231002X\","
        "\"applyer_page_type\":\"111\",\"applyer_type\":\"1\",\"area_code\":\"140802\","
        "\"consent\":{\"consent_time\":\"20261123T155820\",\"notice_version\":\"2026-10\"},"
        "\"contact_mobile\":\"13800000026\","
        "\"field_source\":{\"applyer_name\":\"card\",\"applyer_page_code\":\"card\","
        "\"contact_mobile\":\"shared\"},"
        "\"form\":{\"insured_area\":{\"source\":\"shared\",\"value\":\"140802\"},"
        "\"reason_code\":{\"source\":\"answer\",\"value\":\"1\"},"
        "\"treatment_area\":{\"source\":\"answer\",\"value\":\"310104\"}},"
        "\"kiosk_code\":\"K017\",\"local_number\":\"K017-000482\",\"operation\":\"submit\","
        "\"proSource\":\"5\",\"task_code\":\"11140802MB0000000K4442036007000\","
        "\"task_name\":\"异地就医备案\",\"task_version\":\"3\"}",
        secret_text(&doc));
}

static void what_the_form_says_of_the_fixed_ones_must_agree(void **state)
{
    (void)state;
    add("apply_type", SOURCE_ANSWER, "9");
    add("proSource", SOURCE_ANSWER, "5");
    add("apply_date", SOURCE_ANSWER, "19990101");
    assert_ok(write_doc());
    assert_non_null(strstr(secret_text(&doc), "\"apply_date\":\"20261123T160000\""));
    assert_null(strstr(secret_text(&doc), "1999"));
    assert_ok(secret_set_text(&application->field[6].value, "1"));
    assert_err(ERR_RANGE, write_doc());
    assert_string_equal("apply_type", why);
}

static void defaults_yield_to_the_form(void **state)
{
    (void)state;
    add("applyer_page_type", SOURCE_CARD, "414");
    add("applyer_type", SOURCE_ANSWER, "1");
    add("address", SOURCE_CARD, "");
    assert_ok(write_doc());
    assert_non_null(strstr(secret_text(&doc), "\"applyer_page_type\":\"414\""));
    assert_non_null(strstr(secret_text(&doc), "\"applyer_type\":\"1\""));
    assert_null(strstr(secret_text(&doc), "\"address\""));
}

static void somebody_acts_for_an_organisation(void **state)
{
    (void)state;
    static const char *const acting[][2] = {
        {"contact_name", "张三"}, {"contact_code", "11010519491231002X"}, {"contact_type", "111"}};
    add("applyer_type", SOURCE_LICENCE, "2");
    add("legal", SOURCE_LICENCE, "李秀英");
    for (size_t i = 0; i < ARRAY_LEN(acting); i++) {
        assert_err(ERR_MISSING, write_doc());
        assert_string_equal(acting[i][0], why);
        add(acting[i][0], SOURCE_CARD, acting[i][1]);
    }
    assert_ok(write_doc());
    assert_non_null(strstr(secret_text(&doc), "\"legal\":\"李秀英\""));
    assert_non_null(strstr(secret_text(&doc), "\"legal\":\"licence\""));
}

static void refuses(enum err expected, const char *field)
{
    char kept[16] = "";
    snprintf(kept, sizeof kept, "%s", secret_text(&doc));
    assert_err(expected, write_doc());
    assert_string_equal(field, why);
    assert_memory_equal(kept, secret_text(&doc), strlen(kept));
}

static void set_value(size_t i, const char *value)
{
    assert_ok(secret_set_text(&application->field[i].value, value));
}

static void each_value_is_held_to_its_length_and_alphabet(void **state)
{
    (void)state;
    char longer[1100] = {0};
    set_value(2, "1380000002a");
    refuses(ERR_FORMAT, "contact_mobile");
    set_value(2, "1380000002613800000");
    refuses(ERR_TOO_LONG, "contact_mobile");
    set_value(2, "13800000026");
    set_value(1, "110105194912310020X");
    refuses(ERR_TOO_LONG, "applyer_page_code");
    set_value(1, "");
    refuses(ERR_MISSING, "applyer_page_code");
    set_value(1, "11010519491231002X");
    set_value(0, "张\n三");
    refuses(ERR_ENCODING, "applyer_name");
    set_value(0, "\xff");
    refuses(ERR_ENCODING, "applyer_name");
    memset(longer, 'x', 101);
    set_value(0, longer);
    refuses(ERR_TOO_LONG, "applyer_name");
    set_value(0, "");
    refuses(ERR_MISSING, "applyer_name");
    set_value(0, "张三");
    memset(longer, 'x', 1001);
    set_value(4, longer);
    refuses(ERR_TOO_LONG, "treatment_area");
    longer[1000] = '\0';
    set_value(4, longer);
    assert_ok(write_doc());
    set_value(4, "\t");
    refuses(ERR_ENCODING, "treatment_area");
    assert_ok(secret_set(&application->field[4].value, "1\0002", 3));
    refuses(ERR_ENCODING, "treatment_area");
}

static void names_are_words_of_the_contract_and_come_once(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "Insured", "_a", "a-b", "a b"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        strcpy(application->field[3].name, wrong[i]);
        refuses(ERR_FORMAT, wrong[i]);
    }
    memset(application->field[3].name, 'a', sizeof application->field[3].name - 1);
    assert_ok(write_doc());
    strcpy(application->field[3].name, "treatment_area");
    refuses(ERR_FORMAT, "treatment_area");
    strcpy(application->field[3].name, "applyer_name");
    refuses(ERR_FORMAT, "applyer_name");
    strcpy(application->field[3].name, "project_no");
    refuses(ERR_RANGE, "project_no");
    strcpy(application->field[3].name, "insured_area");
    application->field[3].source = (enum value_source)7;
    refuses(ERR_RANGE, "insured_area");
    application->field[3].source = SOURCE_CARD;
    application->count = APPLICATION_FIELDS_MAX + 1;
    assert_err(ERR_TOO_LONG, write_doc());
    application->count = 6;
}

static void add_in(const char *group, uint32_t row, const char *name, const char *value)
{
    struct application_field *field = &application->field[application->count];
    add(name, SOURCE_ANSWER, value);
    snprintf(field->group, sizeof field->group, "%s", group);
    field->row = row;
}

static void a_group_is_a_list_of_rows(void **state)
{
    (void)state;
    add_in("family", 0, "relation", "1");
    add_in("family", 0, "contact_mobile", "13800000026");
    add_in("family", 1, "relation", "2");
    assert_ok(write_doc());
    assert_non_null(
        strstr(secret_text(&doc),
               "\"form\":{\"family\":[{\"contact_mobile\":{\"source\":\"answer\",\"value\":"
               "\"13800000026\"},\"relation\":{\"source\":\"answer\",\"value\":\"1\"}},"
               "{\"relation\":{\"source\":\"answer\",\"value\":\"2\"}}],\"insured_area\""));
    assert_non_null(strstr(secret_text(&doc), "\"contact_mobile\":\"13800000026\",")); /* its own */
}

static void a_group_that_makes_no_sense_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *group;
        uint32_t row;
        const char *name;
        enum err e;
    } bad[] = {
        {"family", 2, "relation", ERR_FORMAT},       /* no row 1 */
        {"family", 0, "relation", ERR_FORMAT},       /* twice */
        {"family", 1, "Relation", ERR_FORMAT},       /* no name */
        {"insured_area", 0, "relation", ERR_FORMAT}, /* that is a field */
        {"Family", 0, "relation", ERR_FORMAT},       {"form", 0, "relation", ERR_RANGE},
        {"address", 0, "relation", ERR_RANGE}, /* that is a column */
    };
    add_in("family", 0, "relation", "1");
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        add_in(bad[i].group, bad[i].row, bad[i].name, "1");
        refuses(bad[i].e, bad[i].name);
        secret_wipe(&application->field[--application->count].value);
    }
    for (uint32_t row = 1; row < APPLICATION_ROWS_MAX; row++)
        add_in("family", row, "relation", "1");
    assert_ok(write_doc());
    add_in("family", APPLICATION_ROWS_MAX, "relation", "1");
    refuses(ERR_TOO_LONG, "relation");
}

static void item_consent_and_ids_are_demanded(void **state)
{
    (void)state;
    application->consent_ms = 0;
    refuses(ERR_MISSING, "consent");
    application->consent_ms = 1;
    application->notice_version[0] = '\0';
    refuses(ERR_MISSING, "consent");
    strcpy(application->notice_version, "1\x01");
    refuses(ERR_ENCODING, "consent");
    strcpy(application->notice_version, "1");
    application->task_name[0] = '\0';
    refuses(ERR_MISSING, "task_name");
    strcpy(application->task_name, "备案");
    memset(application->task_version, 'v', 32);
    assert_ok(write_doc());
    strcpy(application->task_version, "");
    refuses(ERR_MISSING, "task_version");
    strcpy(application->task_version, "3");
    application->application_id[35] = 'X';
    refuses(ERR_FORMAT, "application_id");
    application->application_id[35] = '0';
    application->task_code[0] = '/';
    refuses(ERR_FORMAT, "task_code");
    application->task_code[0] = '1';
    assert_err(ERR_FORMAT, submission_write(application, &sender, "482", &doc, why));
    assert_string_equal("local_number", why);
    const struct message_sender nobody = {"", "140802", 1};
    assert_err(ERR_MISSING, submission_write(application, &nobody, "K017-000482", &doc, NULL));
}

static void nothing_names_who_stays_anonymous(void **state)
{
    (void)state;
    static const char *const naming[] = {"applyer_page_code", "applyer_page_type", "contact_name",
                                         "contact_code",      "contact_type",      "applyer_name"};
    application->anonymous = true;
    refuses(ERR_RANGE, "applyer_name");
    for (size_t i = 0; i < ARRAY_LEN(naming); i++) {
        strcpy(application->field[0].name, "mood");
        strcpy(application->field[1].name, naming[i]);
        assert_ok(secret_set_text(&application->field[1].value, "111"));
        refuses(ERR_RANGE, naming[i]);
    }
    strcpy(application->field[1].name, "anonymous");
    refuses(ERR_RANGE, "anonymous");
    strcpy(application->field[1].name, "district");
    assert_ok(write_doc());
    assert_non_null(strstr(secret_text(&doc), "{\"anonymous\":\"1\",\"application_id\""));
    assert_non_null(strstr(secret_text(&doc), "\"contact_mobile\":\"13800000026\""));
    assert_null(strstr(secret_text(&doc), "applyer_name"));
    assert_null(strstr(secret_text(&doc), "applyer_page"));
}

static void a_case_brings_the_provinces_token(void **state)
{
    (void)state;
    assert_ok(write_doc());
    assert_null(strstr(secret_text(&doc), "assurance_token"));
    strcpy(application->assurance_token, "0123456789abcdef");
    assert_ok(write_doc());
    assert_non_null(strstr(secret_text(&doc), "\"assurance_token\":\"0123456789abcdef\""));
    strcpy(application->assurance_token, "two words");
    refuses(ERR_FORMAT, "assurance_token");
    strcpy(application->assurance_token, "0123456789abcdef");
    application->anonymous = true;
    strcpy(application->field[0].name, "mood");
    strcpy(application->field[1].name, "district");
    refuses(ERR_RANGE, "assurance_token");
}

static void a_whole_document_is_bounded(void **state)
{
    (void)state;
    char longer[3001];
    for (size_t i = 0; i < 1000; i++)
        memcpy(longer + 3 * i, "长", 3);
    longer[3000] = '\0';
    for (int i = 0; i < 12; i++) {
        char name[16];
        snprintf(name, sizeof name, "more_%d", i);
        add(name, SOURCE_ANSWER, longer);
    }
    refuses(ERR_TOO_LONG, "form");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static void what_goes_with_it_is_named_in_its_order(void **state)
{
    (void)state;
    const struct submission_attachment files[] = {
        {"photo", "image/jpeg", "11", "22", 1234},
        {"proof", "application/pdf", "33", "44", 20971520},
    };
    const struct submission submission = {application, ARRAY_LEN(files), files};
    assert_ok(submission_write_with(&submission, &sender, "K017-000482", &doc, why));
    assert_non_null(strstr(
        secret_text(&doc),
        "\"attachments\":["
        "{\"address\":\"11\",\"media_type\":\"image/jpeg\",\"name\":\"photo\",\"size\":\"1234\","
        "\"sm3\":\"22\"},"
        "{\"address\":\"33\",\"media_type\":\"application/pdf\",\"name\":\"proof\","
        "\"size\":\"20971520\",\"sm3\":\"44\"}]"));
    secret_wipe(&doc);
}

static void a_material_without_a_good_name_is_refused(void **state)
{
    (void)state;
    const struct submission_attachment file = {"a name", "image/jpeg", "11", "22", 1};
    const struct submission submission = {application, 1, &file};
    assert_int_not_equal(ERR_NONE,
                         submission_write_with(&submission, &sender, "K017-000482", &doc, why));
    assert_string_equal("attachments", why);
    assert_true(secret_is_empty(&doc));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_application_in_the_words_of_the_exchange),
        TEST(what_the_form_says_of_the_fixed_ones_must_agree),
        TEST(defaults_yield_to_the_form),
        TEST(each_value_is_held_to_its_length_and_alphabet),
        TEST(names_are_words_of_the_contract_and_come_once),
        TEST(a_group_is_a_list_of_rows),
        TEST(a_group_that_makes_no_sense_is_refused),
        TEST(item_consent_and_ids_are_demanded),
        TEST(somebody_acts_for_an_organisation),
        TEST(nothing_names_who_stays_anonymous),
        TEST(a_case_brings_the_provinces_token),
        TEST(what_goes_with_it_is_named_in_its_order),
        TEST(a_material_without_a_good_name_is_refused),
        TEST(a_whole_document_is_bounded),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    secret_wipe(&doc);
    return failed;
}
