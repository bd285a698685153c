/* SPDX-License-Identifier: Apache-2.0 */
/* One case of several items: what is filed, and how each is said to stand. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/reply.h"
#include "platform/province/submission.h"
#include "platform/province/together.h"

#define OK(d)   "{\"code\":0,\"message\":\"\",\"data\":" d "}"
#define CASE(p) OK("{\"state\":\"accepted\",\"project_no\":\"1408\",\"parts\":" p "}")
#define PLACE   "\"task_name\":\"出生登记\",\"dept_name\":\"公安\","
#define PART(code, state, more)                                                                    \
    "{\"task_code\":\"" code "\"," PLACE "\"state\":\"" state "\"" more "}"

static enum err read_one(const char *body, struct part_list *ret_list)
{
    return together_read(body, strlen(body), ret_list);
}

static void each_part_is_read(void **state)
{
    (void)state;
    struct part_list list;
    assert_ok(read_one(
        CASE("[" PART("T1", "done", ",\"message\":\"好\\n了\"") "," PART(
            "T2", "accepted", ",\"promise_date\":\"20261210\",\"project_no\":\"1408-2\"") "]"),
        &list));
    assert_int_equal(2, list.count);
    assert_int_equal(CASE_ACCEPTED, list.state);
    assert_int_equal(CASE_DONE, list.part[0].state);
    assert_string_equal("好 了", list.part[0].message);
    assert_string_equal("出生登记", list.part[0].task_name);
    assert_string_equal("公安", list.part[0].dept_name);
    assert_string_equal("", list.part[0].project_no);
    assert_string_equal("T2", list.part[1].task_code);
    assert_string_equal("20261210", list.part[1].promise_date);
    assert_string_equal("1408-2", list.part[1].project_no);
    assert_int_equal(1, part_list_count(&list, CASE_DONE));
    assert_int_equal(0, part_list_count(&list, CASE_REFUSED));
}

static void an_old_gateway_says_nothing_of_parts(void **state)
{
    (void)state;
    struct part_list list = {.count = 7};
    assert_ok(read_one(OK("{\"state\":\"accepted\",\"project_no\":\"1408\"}"), &list));
    assert_int_equal(0, list.count);
}

static const char *const wrong[] = {
    CASE("{}"),
    CASE("[]"),
    CASE("[5]"),
    CASE("[" PART("T1", "handling", "") "]"),
    CASE("[" PART("T1", "saved", "") "]"),
    CASE("[" PART("T 1", "done", "") "]"),
    CASE("[" PART("", "done", "") "]"),
    CASE("[{\"task_code\":5," PLACE "\"state\":\"done\"}]"),
    CASE("[{\"task_code\":\"T1\"," PLACE "\"state\":5}]"),
    CASE("[" PART("T1", "done", ",\"promise_date\":5") "]"),
    CASE("[" PART("T1", "done", ",\"project_no\":5") "]"),
    CASE("[" PART("T1", "done", "") "," PART("T1", "done", "") "]"),
    CASE("[" PART("T1", "done", ",\"promise_date\":\"soon\"") "]"),
    CASE("[" PART("T1", "done", ",\"project_no\":\"1 2\"") "]"),
    CASE("[" PART("T1", "done", ",\"message\":5") "]"),
    CASE("[{\"task_code\":\"T1\",\"task_name\":\"\",\"dept_name\":\"公安\",\"state\":\"done\"}]"),
    CASE("[{\"task_code\":\"T1\",\"task_name\":5,\"dept_name\":\"公安\",\"state\":\"done\"}]"),
    CASE("[{\"task_code\":\"T1\",\"task_name\":\"甲\",\"dept_name\":5,\"state\":\"done\"}]"),
    CASE("[{\"task_code\":\"T1\",\"task_name\":\"甲\",\"state\":\"done\"}]"),
};

/* As an unknown state of the case itself: the whole answer counts for nothing. */
static void what_is_not_quite_one_is_refused(void **state)
{
    (void)state;
    struct part_list list = {.count = 7};
    struct case_status status = {.state = CASE_SAVED};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        assert_err(ERR_FORMAT, read_one(wrong[i], &list));
        assert_err(ERR_FORMAT, reply_read_case(wrong[i], strlen(wrong[i]), &status));
        assert_int_equal(7, list.count);
    }
    assert_err(ERR_FORMAT, read_one("", &list));
    assert_err(ERR_FORMAT, read_one(OK("null"), &list));
    assert_err(ERR_FORMAT, read_one("{\"code\":0}", &list));
    assert_err(ERR_FORMAT,
               read_one(OK("{\"state\":\"answered\",\"project_no\":\"1\",\"parts\":[" PART(
                            "T1", "done", "") "]}"),
                        &list));
}

static void at_most_twelve_are_read(void **state)
{
    (void)state;
    for (int count = PARTS_MAX; count <= PARTS_MAX + 1; count++) {
        struct part_list list = {.count = 0};
        AUTO(auto_free) char *body = NULL;
        size_t size;
        FILE *f = open_memstream(&body, &size);
        assert_non_null(f);
        fputs("{\"code\":0,\"data\":{\"state\":\"done\",\"project_no\":\"1\",\"parts\":[", f);
        for (int i = 0; i < count; i++)
            fprintf(f,
                    "%s{\"task_code\":\"T%d\",\"task_name\":\"a\",\"dept_name\":\"b\",\"state\":"
                    "\"done\"}",
                    i ? "," : "", i);
        fputs("]}}", f);
        fclose(f);
        assert_int_equal(count > PARTS_MAX ? ERR_FORMAT : ERR_NONE, read_one(body, &list));
    }
}

#define LISTED(more)                                                                               \
    OK("{\"more\":false,\"cases\":[{\"state\":\"accepted\",\"task_name\":\"甲\",\"project_no\":"  \
       "\"1408\",\"apply_date\":\"20261123\"" more "}]}")

static void a_list_says_how_many_are_done(void **state)
{
    (void)state;
    static struct case_list list;
    static const char *const bad[] = {
        LISTED(",\"parts_count\":\"13\",\"parts_done\":\"0\""),
        LISTED(",\"parts_count\":\"3\",\"parts_done\":\"4\""),
        LISTED(",\"parts_count\":\"03\",\"parts_done\":\"1\""),
        LISTED(",\"parts_count\":\"a\",\"parts_done\":\"1\""),
        LISTED(",\"parts_count\":3,\"parts_done\":\"1\""),
        LISTED(",\"parts_count\":\"3\",\"parts_done\":\"-1\""),
        LISTED(",\"parts_count\":\"100\",\"parts_done\":\"1\""),
    };
    const char *good = LISTED(",\"parts_count\":\"12\",\"parts_done\":\"0\"");
    assert_ok(reply_read_cases(good, strlen(good), &list));
    assert_int_equal(12, list.row[0].parts);
    assert_int_equal(0, list.row[0].parts_done);
    assert_ok(reply_read_cases(LISTED(""), strlen(LISTED("")), &list));
    assert_int_equal(0, list.row[0].parts);
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_err(ERR_FORMAT, reply_read_cases(bad[i], strlen(bad[i]), &list));
}

static struct application *an_application(void)
{
    struct application *a = calloc(1, sizeof *a);
    assert_non_null(a);
    *a = (struct application){.application_id = "6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90",
                              .task_code = "T0",
                              .task_name = "新生儿出生一件事",
                              .task_version = "1",
                              .notice_version = "1",
                              .consent_ms = 1795420800000,
                              .anonymous = true,
                              .parts = 2,
                              .part = {{"T1", ""}, {"T2", "3"}},
                              .materials = 1};
    a->material[0] = (struct application_material){
        .name = "register", .material_name = "户口簿", .way = COLLECT_SHARED, .parts = 2};
    return a;
}

static enum err file(const struct application *a, struct secret *ret_doc)
{
    const struct message_sender sender = {"K017", "140802", 1795420800000};
    return submission_write(a, &sender, "K017-000482", ret_doc, NULL);
}

static void the_parts_are_filed_and_the_papers_say_whose_they_are(void **state)
{
    (void)state;
    struct secret doc = {0};
    struct application *a = an_application();
    assert_ok(file(a, &doc));
    assert_non_null(strstr(secret_text(&doc), "\"parts\":[{\"task_code\":\"T1\"},{\"task_code\":"
                                              "\"T2\",\"task_version\":\"3\"}]"));
    assert_non_null(strstr(secret_text(&doc), "\"parts\":[\"T2\"]"));
    a->parts = 0;
    a->material[0].parts = 0;
    assert_ok(file(a, &doc));
    assert_null(strstr(secret_text(&doc), "parts"));
    secret_wipe(&doc);
    application_wipe(a);
    free(a);
}

static void what_cannot_be_filed_is_refused(void **state)
{
    (void)state;
    struct secret doc = {0};
    struct application *a = an_application();
    a->material[0].parts = 4; /* there is no third */
    assert_err(ERR_RANGE, file(a, &doc));
    a->material[0].parts = 0;
    strcpy(a->part[1].task_code, "T1");
    assert_err(ERR_FORMAT, file(a, &doc));
    strcpy(a->part[1].task_code, "T0"); /* the whole itself */
    assert_err(ERR_FORMAT, file(a, &doc));
    strcpy(a->part[1].task_code, "T 2");
    assert_true(file(a, &doc) != ERR_NONE);
    strcpy(a->part[1].task_code, "T2");
    a->parts = PARTS_MAX + 1;
    assert_err(ERR_TOO_LONG, file(a, &doc));
    a->parts = 2;
    a->kind = APPLICATION_ORDER;
    assert_true(file(a, &doc) != ERR_NONE);
    AUTO(auto_json_decref) json_t *order = json_object();
    assert_err(ERR_RANGE, together_put(order, a));
    a->parts = 0;
    a->material[0].parts = 0;
    assert_ok(together_put(order, a));
    application_wipe(a);
    free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_part_is_read),
        cmocka_unit_test(an_old_gateway_says_nothing_of_parts),
        cmocka_unit_test(what_is_not_quite_one_is_refused),
        cmocka_unit_test(at_most_twelve_are_read),
        cmocka_unit_test(a_list_says_how_many_are_done),
        cmocka_unit_test(the_parts_are_filed_and_the_papers_say_whose_they_are),
        cmocka_unit_test(what_cannot_be_filed_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
