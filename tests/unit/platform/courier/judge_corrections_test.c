/* SPDX-License-Identifier: Apache-2.0 */
/* The stand-in judges what comes after a case was returned, and who may act for whom. */
#include "tests/unit/platform/courier/judge_line.h"

#include <jansson.h>

#define CASE    21
#define NUMBER  "K017-000021"
#define OTHER   "140802195203060021"
#define FIRM    "91140802MA0KX3T590"
#define ADDRESS "00000000000000000000000000000000000000000000000000000000000000aa"

static char project_no[NUMBER_TEXT];

static void set(struct application *a, const char *name, const char *value)
{
    size_t i = 0;
    while (i < a->count && strcmp(a->field[i].name, name) != 0)
        i++;
    if (i == a->count) {
        strcpy(a->field[a->count].name, name);
        a->field[a->count++].source = SOURCE_ANSWER;
    }
    assert_ok(secret_set_text(&a->field[i].value, value));
}

/* A correction by who filed the case; `n` makes its id. */
static struct application correction(int n)
{
    struct application a;
    house_fill_application(&a, n);
    a.kind = APPLICATION_CORRECTION;
    strcpy(a.project_no, project_no);
    return a;
}

static int send_one(struct line *l, struct application *a, const char *from, const char *to,
                    const char *key)
{
    const struct message_sender sender = sender_now();
    const struct submission_attachment page = {.name = "house_lease",
                                               .media_type = "image/jpeg",
                                               .address = ADDRESS,
                                               .sm3 = ADDRESS,
                                               .size = 300};
    const struct submission s = {a, a->materials, &page};
    struct secret doc = {0};
    bool corrects = a->kind == APPLICATION_CORRECTION;
    assert_ok(submission_write_with(&s, &sender, "K017-000022", &doc, NULL));
    application_wipe(a);
    AUTO(auto_free) char *body = seal_changed(l, &doc, from, to);
    return send_body(l, body,
                     (struct change){.operation = corrects ? "/cases/correct" : NULL, .key = key});
}

static int send_correction(struct line *l, int n, const char *from, const char *to)
{
    struct application a = correction(n);
    char key[40];
    snprintf(key, sizeof key, "6f1c2b52-8d0e-4b7a-9a55-%012d", n);
    return send_one(l, &a, from, to, key);
}

static int file_the_case(void **state)
{
    assert_int_equal(0, setup(state));
    struct line *l = *state;
    AUTO(auto_free) char *body = NULL;
    struct application a;
    struct secret doc = {0};
    const struct message_sender sender = sender_now();
    house_fill_application(&a, CASE);
    assert_ok(submission_write(&a, &sender, NUMBER, &doc, NULL));
    application_wipe(&a);
    body = seal_changed(l, &doc, "K017", "K017");
    int code = send_body(l, body, (struct change){.key = KEY_B});
    assert_true(code == 201 || code == 200 || code == 42201);
    json_t *cases = json_loads(house_ask(&house, "cases"), 0, NULL);
    const json_t *number = json_object_get(json_array_get(cases, 0), "project_no");
    snprintf(project_no, sizeof project_no, "%s", json_string_value(number));
    json_decref(cases);
    return 0;
}

static void returned_for(const char *what, const char *until)
{
    house_ask(&house, "return " NUMBER " %s %s 看不清", what, until);
}

static void what_lacks_nothing_is_not_corrected(void **state)
{
    assert_int_equal(42202, send_correction(*state, 30, "K017", "K017"));
}

static void a_correction_is_of_ones_own_case(void **state)
{
    struct line *l = *state;
    returned_for("-house_lease 租房合同", "20991231");
    struct application a = correction(31);
    set(&a, "applyer_page_code", OTHER);
    assert_int_equal(40401, send_one(l, &a, "K017", "K017", KEY_C));
}

static void too_late_is_by_when_it_was_made(void **state)
{
    static const char from[] = "\"correct_date\":\"20", late[] = "\"correct_date\":\"21";
    assert_int_equal(42202, send_correction(*state, 32, from, late));
}

static void papers_are_judged_as_a_case_s(void **state)
{
    struct line *l = *state;
    static const char named[] = "\"attachments\":[\"00", other[] = "\"attachments\":[\"01";
    for (int i = 0; i < 2; i++) {
        struct application a = correction(33 + i);
        a.material[a.materials++] = (struct application_material){.name = "house_lease",
                                                                  .material_name = "租房合同",
                                                                  .is_need = true,
                                                                  .way = COLLECT_CAPTURED,
                                                                  .collect_ms = clock_wall_ms()};
        assert_int_equal(i ? 42206 : 42205,
                         send_one(l, &a, i ? named : "K017", i ? other : "K017", KEY_C));
    }
}

static struct application of_the_firm(int n, const char *contact, enum application_kind kind)
{
    struct application a = correction(n);
    a.kind = kind;
    if (kind == APPLICATION_CASE)
        a.project_no[0] = '\0';
    set(&a, "applyer_type", "2");
    set(&a, "applyer_name", "运城市晋南机械有限公司");
    set(&a, "applyer_page_type", "990");
    set(&a, "applyer_page_code", FIRM);
    set(&a, "contact_name", "张三");
    set(&a, "contact_type", "111");
    set(&a, "contact_code", contact);
    return a;
}

static void who_may_not_act_neither_files_nor_corrects(void **state)
{
    struct line *l = *state;
    struct application files = of_the_firm(35, OTHER, APPLICATION_CASE);
    struct application corrects = of_the_firm(36, OTHER, APPLICATION_CORRECTION);
    struct application may = of_the_firm(37, "11010519491231002X", APPLICATION_CORRECTION);
    assert_int_equal(40303, send_one(l, &files, "K017", "K017", KEY_C));
    assert_int_equal(40303, send_one(l, &corrects, "K017", "K017", KEY_C));
    assert_int_equal(40401, send_one(l, &may, "K017", "K017", KEY_C)); /* may, but not of this */
}

static void one_is_taken_once(void **state)
{
    struct line *l = *state;
    assert_int_equal(201, send_correction(l, 38, "K017", "K017"));
    struct application again = correction(38);
    assert_int_equal(200, send_one(l, &again, "K017", "K017", KEY_C)); /* another key */
    assert_int_equal(42202, send_correction(l, 39, "K017", "K017"));
    json_t *cases = json_loads(house_ask(&house, "cases"), 0, NULL);
    assert_int_equal(1, json_array_size(json_object_get(json_array_get(cases, 0), "corrections")));
    assert_int_equal(1, json_array_size(cases));
    json_decref(cases);
}

#define AFTER_A_CASE(test) cmocka_unit_test_setup_teardown(test, file_the_case, teardown)

int main(void)
{
    house_open(&house);
    const struct CMUnitTest tests[] = {
        AFTER_A_CASE(what_lacks_nothing_is_not_corrected),
        AFTER_A_CASE(a_correction_is_of_ones_own_case),
        AFTER_A_CASE(too_late_is_by_when_it_was_made),
        AFTER_A_CASE(papers_are_judged_as_a_case_s),
        AFTER_A_CASE(who_may_not_act_neither_files_nor_corrects),
        AFTER_A_CASE(one_is_taken_once),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    house_close(&house);
    return failed;
}
