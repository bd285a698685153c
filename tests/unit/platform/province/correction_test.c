/* SPDX-License-Identifier: Apache-2.0 */
/* What a case lacks, as it is said; and what is said back. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/correction.h"
#include "platform/province/submission.h"

#define OK(d)    "{\"code\":0,\"message\":\"\",\"data\":" d "}"
#define CASE(c)  OK("{\"project_no\":\"1408\",\"task_code\":\"T1\",\"corrections\":" c "}")
#define FIELD    "\"field\":\"contact_mobile\",\"field_label\":\"联系电话\""
#define MATERIAL "\"material_name\":\"户口簿\""
#define ROW(w)   "{" w ",\"reason\":\"少了\\n一位\",\"until\":\"20261210\"}"

static enum err read_one(const char *body, struct correction_list *ret_list)
{
    return correction_read(body, strlen(body), ret_list);
}

static void fields_and_materials_are_read(void **state)
{
    (void)state;
    struct correction_list list;
    assert_ok(read_one(CASE("[" ROW(FIELD) "," ROW(MATERIAL) "]"), &list));
    assert_int_equal(2, list.count);
    assert_string_equal("1408", list.project_no);
    assert_string_equal("T1", list.task_code);
    assert_string_equal("contact_mobile", list.row[0].field);
    assert_string_equal("联系电话", list.row[0].name);
    assert_string_equal("少了 一位", list.row[0].reason);
    assert_string_equal("20261210", list.row[0].until);
    assert_string_equal("", list.row[1].field);
    assert_string_equal("户口簿", list.row[1].name);
    assert_string_equal("", list.row[1].material);
    assert_ok(read_one(CASE("[" ROW(MATERIAL ",\"material\":\"house_lease\"") "]"), &list));
    assert_string_equal("house_lease", list.row[0].material);
    assert_ok(read_one(OK("{\"project_no\":\"1408\"}"), &list));
    assert_int_equal(0, list.count);
    assert_string_equal("", list.task_code);
}

static void what_is_not_quite_one_is_refused(void **state)
{
    (void)state;
    struct correction_list list = {.count = 7};
    static const char *const wrong[] = {
        "",
        OK("null"),
        OK("{\"project_no\":5}"),
        OK("{\"project_no\":\"1 2\"}"),
        OK("{\"project_no\":\"1\",\"task_code\":5}"),
        OK("{\"project_no\":\"1\",\"corrections\":[]}"),
        CASE("{}"),
        CASE("[5]"),
        CASE("[" ROW(FIELD "," MATERIAL) "]"),
        CASE("[" ROW("\"field_label\":\"a\"") "]"),
        CASE("[" ROW("\"field\":5") "]"),
        CASE("[" ROW("\"field\":\"A-b\",\"field_label\":\"a\"") "]"),
        CASE("[" ROW("\"field\":\"a\"") "]"),
        CASE("[" ROW("\"field\":\"a\",\"field_label\":5") "]"),
        CASE("[" ROW("\"material_name\":5") "]"),
        CASE("[" ROW(MATERIAL ",\"material\":5") "]"),
        CASE("[" ROW(MATERIAL ",\"material\":\"House-1\"") "]"),
        CASE("[" ROW("\"material_name\":\"\"") "]"),
        CASE("[{" MATERIAL ",\"until\":\"20261210\"}]"),
        CASE("[{" MATERIAL ",\"reason\":5,\"until\":\"20261210\"}]"),
        CASE("[{" MATERIAL ",\"reason\":\"a\"}]"),
        CASE("[{" MATERIAL ",\"reason\":\"a\",\"until\":5}]"),
        CASE("[{" MATERIAL ",\"reason\":\"a\",\"until\":\"2026-12\"}]")};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        if (read_one(wrong[i], &list) != ERR_FORMAT)
            fail_msg("taken: %s", wrong[i]);
    assert_int_equal(7, list.count);
}

static void there_are_twenty_at_most(void **state)
{
    (void)state;
    for (int count = CORRECTIONS_MAX; count <= CORRECTIONS_MAX + 1; count++) {
        struct correction_list list = {.count = 0};
        char *body = NULL;
        size_t size;
        FILE *f = open_memstream(&body, &size);
        fputs("{\"code\":0,\"data\":{\"project_no\":\"1\",\"task_code\":\"T\",\"corrections\":[",
              f);
        for (int i = 0; i < count; i++)
            fprintf(f, "%s%s", i ? "," : "", ROW(MATERIAL));
        fputs("]}}", f);
        fclose(f);
        assert_int_equal(count > CORRECTIONS_MAX ? ERR_FORMAT : ERR_NONE, read_one(body, &list));
        free(body);
    }
}

static const struct message_sender sender = {"K017", "140802", 1795420800000};

static void add(struct application *a, const char *name, const char *value)
{
    struct application_field *field = &a->field[a->count++];
    strcpy(field->name, name);
    field->source = SOURCE_ANSWER;
    assert_ok(secret_set_text(&field->value, value));
}

static void a_correction_names_its_case(void **state)
{
    (void)state;
    static struct application a;
    AUTO(secret_wipe) struct secret doc = {0};
    char why[FIELD_NAME_TEXT] = "";
    a = (struct application){.application_id = "6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90",
                             .kind = APPLICATION_CORRECTION,
                             .task_code = "T1",
                             .task_name = "异地就医备案",
                             .task_version = "3",
                             .notice_version = "1",
                             .project_no = "1408022611230047",
                             .consent_ms = 1795420800000};
    add(&a, "applyer_name", "张三");
    add(&a, "applyer_page_code", "11010519491231002X");
    add(&a, "contact_mobile", "13800000026");
    add(&a, "to_counter", "户口簿");
    assert_ok(submission_write(&a, &sender, "K017-000483", &doc, why));
    assert_non_null(strstr(secret_text(&doc), "\"operation\":\"correct\""));
    assert_non_null(strstr(secret_text(&doc), "\"project_no\":\"1408022611230047\""));
    assert_non_null(strstr(secret_text(&doc), "\"correction_id\":\"6f1c2b52"));
    assert_non_null(strstr(secret_text(&doc), "\"correct_date\":"));
    assert_non_null(strstr(secret_text(&doc), "\"to_counter\":{"));
    assert_null(strstr(secret_text(&doc), "apply_type"));
    strcpy(a.project_no, "a b");
    assert_err(ERR_FORMAT, submission_write(&a, &sender, "K017-000483", &doc, why));
    assert_string_equal("project_no", why);
    a.project_no[0] = '\0';
    assert_err(ERR_MISSING, submission_write(&a, &sender, "K017-000483", &doc, why));
    strcpy(a.project_no, "1408022611230047");
    a.kind = APPLICATION_CASE;
    assert_err(ERR_RANGE, submission_write(&a, &sender, "K017-000483", &doc, why));
    a.kind = APPLICATION_CORRECTION;
    a.anonymous = true;
    assert_err(ERR_RANGE, submission_write(&a, &sender, "K017-000483", &doc, why));
    application_wipe(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_and_materials_are_read),
        cmocka_unit_test(what_is_not_quite_one_is_refused),
        cmocka_unit_test(there_are_twenty_at_most),
        cmocka_unit_test(a_correction_names_its_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
