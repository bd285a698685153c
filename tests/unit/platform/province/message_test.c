/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/message.h"
#include "platform/province/message_json.h"

static const struct message_sender sender = {"K017", "140802", 1795420800000};

static void a_credential_travels_as_hex(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    assert_ok(message_write_identify(&sender, "\x01Q\xff", 3, &doc));
    assert_string_equal("{\"area_code\":\"140802\",\"credential\":\"0151ff\",\"kiosk_code\":"
                        "\"K017\",\"operation\":\"identify\"}",
                        secret_text(&doc));
    char longest[CREDENTIAL_MAX + 1] = "x";
    assert_ok(message_write_identify(&sender, longest, CREDENTIAL_MAX, &doc));
    assert_err(ERR_TOO_LONG, message_write_identify(&sender, longest, sizeof longest, &doc));
    assert_err(ERR_MISSING, message_write_identify(&sender, longest, 0, &doc));
}

static void add(struct pairs *pairs, const char *name, const char *value)
{
    struct pair *pair = &pairs->pair[pairs->count++];
    strcpy(pair->name, name);
    assert_ok(secret_set_text(&pair->value, value));
}

static void shared_data_names_item_and_person(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    AUTO(pairs_wipe) struct pairs who = {0};
    add(&who, "applyer_name", "张三");
    assert_err(ERR_MISSING, message_write_shared(&sender, "T1", &who, &doc));
    add(&who, "applyer_page_code", "11010519491231002X");
    assert_ok(message_write_shared(&sender, "T1", &who, &doc));
    assert_string_equal("{\"applyer_name\":\"张三\",\"applyer_page_code\":\"11010519491231002X\","
                        "\"applyer_page_type\":\"111\",\"area_code\":\"140802\",\"kiosk_code\":"
                        "\"K017\",\"operation\":\"shared_data\",\"task_code\":\"T1\"}",
                        secret_text(&doc));
    add(&who, "applyer_page_type", "11");
    assert_err(ERR_FORMAT, message_write_shared(&sender, "T1", &who, &doc));
    assert_err(ERR_MISSING, message_write_shared(&sender, "", &who, &doc));
}

static void a_token_is_shown_again_where_there_is_one(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    AUTO(pairs_wipe) struct pairs who = {0};
    add(&who, "applyer_name", "张三");
    add(&who, "applyer_page_code", "11010519491231002X");
    add(&who, "assurance_token", "0123456789-._~az");
    assert_ok(message_write_list(&sender, &who, &doc));
    assert_non_null(strstr(secret_text(&doc), "\"assurance_token\":\"0123456789-._~az\""));
    static const char *const wrong[] = {"1234567", "with a space", "line\nfeed"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        assert_ok(secret_set_text(&who.pair[2].value, wrong[i]));
        assert_err(ERR_FORMAT, message_write_list(&sender, &who, &doc));
    }
    char longer[ASSURANCE_TOKEN_TEXT + 1];
    memset(longer, 'x', sizeof longer);
    longer[ASSURANCE_TOKEN_TEXT] = '\0';
    assert_ok(secret_set_text(&who.pair[2].value, longer));
    assert_err(ERR_TOO_LONG, message_write_list(&sender, &who, &doc));
}

static void a_step_up_asks_for_a_code_or_brings_it(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    AUTO(pairs_wipe) struct pairs who = {0}, reply = {0};
    add(&who, "applyer_name", "张三");
    add(&who, "applyer_page_code", "11010519491231002X");
    assert_ok(message_write_step_up(&sender, "T1", &who, &reply, &doc));
    assert_string_equal("{\"applyer_name\":\"张三\",\"applyer_page_code\":\"11010519491231002X\","
                        "\"applyer_page_type\":\"111\",\"area_code\":\"140802\",\"kiosk_code\":"
                        "\"K017\",\"operation\":\"step_up\",\"task_code\":\"T1\"}",
                        secret_text(&doc));
    add(&reply, "step_up_id", "0123456789abcdef");
    assert_err(ERR_FORMAT, message_write_step_up(&sender, "T1", &who, &reply, &doc));
    add(&reply, "code", "012345");
    assert_ok(message_write_step_up(&sender, "T1", &who, &reply, &doc));
    assert_non_null(strstr(secret_text(&doc), "\"code\":\"012345\""));
    assert_non_null(strstr(secret_text(&doc), "\"step_up_id\":\"0123456789abcdef\""));
    static const char *const wrong[] = {"12345", "1234567", "12345a"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        assert_ok(secret_set_text(&reply.pair[1].value, wrong[i]));
        assert_err(ERR_FORMAT, message_write_step_up(&sender, "T1", &who, &reply, &doc));
    }
    assert_ok(secret_set_text(&reply.pair[1].value, "012345"));
    assert_ok(secret_set_text(&reply.pair[0].value, "of another"));
    assert_int_not_equal(ERR_NONE, message_write_step_up(&sender, "T1", &who, &reply, &doc));
    assert_int_not_equal(ERR_NONE, message_write_step_up(&sender, "no item", &who, &reply, &doc));
}

static void somebody_acts_for_an_enterprise(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    AUTO(pairs_wipe) struct pairs who = {0}, licence = {0};
    add(&who, "applyer_name", "张三");
    assert_err(ERR_MISSING, message_write_enterprise(&sender, "T1", &who, &licence, &doc));
    add(&who, "applyer_page_code", "11010519491231002X");
    assert_err(ERR_MISSING, message_write_enterprise(&sender, "T1", &who, &licence, &doc));
    add(&licence, "applyer_page_code", "91140802MA0000000A");
    add(&who, "assurance_token", "0123456789");
    assert_ok(message_write_enterprise(&sender, "T1", &who, &licence, &doc));
    assert_string_equal(
        "{\"applyer_page_code\":\"91140802MA0000000A\",\"area_code\":\"140802\","
        "\"assurance_token\":\"0123456789\",\"contact_code\":\"11010519491231002X\","
        "\"contact_name\":\"张三\",\"contact_type\":\"111\",\"kiosk_code\":\"K017\","
        "\"operation\":\"enterprise\",\"task_code\":\"T1\"}",
        secret_text(&doc));
    static const char *const wrong[] = {"91140802MA000000", "91140802MAO000000A"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        assert_ok(secret_set_text(&licence.pair[0].value, wrong[i]));
        assert_err(ERR_FORMAT, message_write_enterprise(&sender, "T1", &who, &licence, &doc));
    }
    add(&who, "applyer_page_type", "11");
    assert_err(ERR_FORMAT, message_write_enterprise(&sender, "T1", &who, &licence, &doc));
    assert_err(ERR_MISSING, message_write_enterprise(&sender, "", &who, &licence, &doc));
}

static void a_licence_is_asked_for_by_its_code(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    AUTO(pairs_wipe) struct pairs who = {0}, licence = {0};
    add(&who, "applyer_name", "张三");
    add(&who, "applyer_page_code", "11010519491231002X");
    add(&who, "applyer_page_type", "553");
    add(&licence, "credential", "0151ff");
    assert_ok(message_write_enterprise(&sender, "T1", &who, &licence, &doc));
    assert_non_null(strstr(secret_text(&doc), "\"credential\":\"0151ff\""));
    assert_non_null(strstr(secret_text(&doc), "\"contact_type\":\"553\""));
    assert_null(strstr(secret_text(&doc), "applyer"));
    static const char *const wrong[] = {"015", "01FF", "zz"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        assert_ok(secret_set_text(&licence.pair[0].value, wrong[i]));
        assert_err(ERR_FORMAT, message_write_enterprise(&sender, "T1", &who, &licence, &doc));
    }
    char longest[2 * CREDENTIAL_MAX + 3];
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_ok(secret_set_text(&licence.pair[0].value, longest));
    assert_err(ERR_TOO_LONG, message_write_enterprise(&sender, "T1", &who, &licence, &doc));
    longest[2 * CREDENTIAL_MAX] = '\0';
    assert_ok(secret_set_text(&licence.pair[0].value, longest));
    assert_ok(message_write_enterprise(&sender, "T1", &who, &licence, &doc));
}

static void a_proof_names_what_was_chosen(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    AUTO(pairs_wipe) struct pairs who = {0}, form = {0};
    add(&who, "applyer_name", "张三");
    add(&who, "applyer_page_code", "11010519491231002X");
    assert_err(ERR_MISSING, message_write_proof(&sender, "T1", &who, &form, &doc));
    add(&form, "insurance_kind", "all");
    add(&form, "proof_period", "12m");
    assert_ok(message_write_proof(&sender, "T1", &who, &form, &doc));
    assert_string_equal("{\"applyer_name\":\"张三\",\"applyer_page_code\":\"11010519491231002X\","
                        "\"applyer_page_type\":\"111\",\"area_code\":\"140802\",\"form\":"
                        "{\"insurance_kind\":\"all\",\"proof_period\":\"12m\"},\"kiosk_code\":"
                        "\"K017\",\"operation\":\"proof\",\"task_code\":\"T1\"}",
                        secret_text(&doc));
}

static void a_proofs_choices_are_bounded(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    AUTO(pairs_wipe) struct pairs who = {0};
    static const struct {
        const char *name, *value;
        enum err e;
    } wrong[] = {
        {"Kind", "all", ERR_FORMAT},
        {"", "all", ERR_FORMAT},
        {"kind", "", ERR_MISSING},
        {"kind", "a\nb", ERR_ENCODING},
        {"kind", "12345678901234567890123456789012345678901234567890123456789012345", ERR_TOO_LONG},
    };
    add(&who, "applyer_name", "张三");
    add(&who, "applyer_page_code", "11010519491231002X");
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        AUTO(pairs_wipe) struct pairs form = {0};
        add(&form, wrong[i].name, wrong[i].value);
        assert_err(wrong[i].e, message_write_proof(&sender, "T1", &who, &form, &doc));
    }
    AUTO(pairs_wipe) struct pairs twice = {0};
    add(&twice, "kind", "all");
    assert_err(ERR_MISSING, message_write_proof(&sender, "T1", &(struct pairs){0}, &twice, &doc));
    assert_err(ERR_FORMAT, message_write_proof(&sender, "/", &who, &twice, &doc));
    add(&twice, "kind", "all");
    assert_err(ERR_FORMAT, message_write_proof(&sender, "T1", &who, &twice, &doc));
    assert_true(secret_is_empty(&doc));
}

static void a_list_names_the_person(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    AUTO(pairs_wipe) struct pairs who = {0};
    add(&who, "applyer_page_code", "11010519491231002X");
    assert_err(ERR_MISSING, message_write_list(&sender, &who, &doc));
    add(&who, "applyer_name", "张三");
    assert_ok(message_write_list(&sender, &who, &doc));
    assert_string_equal("{\"applyer_name\":\"张三\",\"applyer_page_code\":\"11010519491231002X\","
                        "\"applyer_page_type\":\"111\",\"area_code\":\"140802\",\"kiosk_code\":"
                        "\"K017\",\"operation\":\"list\"}",
                        secret_text(&doc));
}

static void a_query_names_the_numbers(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    assert_ok(message_write_query(&sender, "K017-000482", "", NULL, &doc));
    assert_string_equal("{\"area_code\":\"140802\",\"kiosk_code\":\"K017\",\"local_number\":"
                        "\"K017-000482\",\"operation\":\"query\"}",
                        secret_text(&doc));
    assert_ok(message_write_query(&sender, "K017-000482", "1408022611230047", NULL, &doc));
    assert_non_null(strstr(secret_text(&doc), ",\"project_no\":\"1408022611230047\"}"));
    assert_err(ERR_MISSING, message_write_query(&sender, "", "", NULL, &doc));
    AUTO(pairs_wipe) struct pairs who = {0};
    add(&who, "applyer_name", "张三");
    assert_err(ERR_MISSING, message_write_query(&sender, "K018-000482", "", &who, &doc));
    add(&who, "applyer_page_code", "11010519491231002X");
    assert_ok(message_write_query(&sender, "", "1408022611230047", &who, &doc));
    assert_null(strstr(secret_text(&doc), "local_number"));
    assert_non_null(strstr(secret_text(&doc), "\"applyer_page_code\":\"11010519491231002X\""));
    assert_err(ERR_FORMAT, message_write_query(&sender, "482", "", NULL, &doc));
    assert_err(ERR_FORMAT, message_write_query(&sender, "K017-000482", "a b", NULL, &doc));
}

static void a_sender_without_a_proper_code_says_nothing(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    const struct message_sender bad_code = {"k17", "140802", 1}, bad_area = {"K017", "1408", 1};
    assert_err(ERR_FORMAT, message_write_query(&bad_code, "K017-000482", "", NULL, &doc));
    assert_err(ERR_FORMAT, message_write_identify(&bad_area, "x", 1, &doc));
    assert_err(ERR_FORMAT, message_write_shared(&bad_area, "T1", &(struct pairs){0}, &doc));
    assert_true(secret_is_empty(&doc));
}

static void names_are_the_contracts(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "", "Name", "{name", "name-1", "9", "a234567890123456789012345678901234567890123456789"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_err(ERR_FORMAT, message_check_name(wrong[i]));
    assert_ok(message_check_name("name_1"));
    AUTO(auto_json_decref) json_t *object = json_object();
    assert_err(ERR_USAGE, message_put_column(object, "name_1", "x"));
    assert_ok(message_put_column(object, "zip_code", "044000"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_the_contracts),
        cmocka_unit_test(a_credential_travels_as_hex),
        cmocka_unit_test(shared_data_names_item_and_person),
        cmocka_unit_test(a_token_is_shown_again_where_there_is_one),
        cmocka_unit_test(a_step_up_asks_for_a_code_or_brings_it),
        cmocka_unit_test(somebody_acts_for_an_enterprise),
        cmocka_unit_test(a_licence_is_asked_for_by_its_code),
        cmocka_unit_test(a_proof_names_what_was_chosen),
        cmocka_unit_test(a_proofs_choices_are_bounded),
        cmocka_unit_test(a_list_names_the_person),
        cmocka_unit_test(a_query_names_the_numbers),
        cmocka_unit_test(a_sender_without_a_proper_code_says_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
