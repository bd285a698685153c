/* SPDX-License-Identifier: Apache-2.0 */
/* What is begun at a kiosk, as it is handed over; and where it goes on. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/handover.h"

#define DATA(d) "{\"code\":0,\"message\":\"\",\"data\":" d "}"
#define URL     "\"url\":\"https://phone.example/go/1\""
#define CODE    "\"code\":\"ABCD2345\""
#define PLACE   "\"code_place\":\"打开「接着办」\""
#define UNTIL   "\"valid_until\":\"1795420800000\""

static const struct message_sender sender = {"K017", "140802", 1795420800000};
static struct handover_wish wish;

static struct application_field *add(const char *name, const char *value)
{
    struct application_field *field = &wish.application.field[wish.application.count++];
    strcpy(field->name, name);
    field->source = SOURCE_CARD;
    assert_ok(secret_set_text(&field->value, value));
    return field;
}

static int begin(void **state)
{
    (void)state;
    wish = (struct handover_wish){
        .application = {.application_id = "5c2d7e90-1b3f-4a68-9d04-7e8f9a0b1c2d",
                        .task_code = "T1",
                        .task_name = "居住证申领",
                        .task_version = "1",
                        .notice_version = "2026-1",
                        .consent_ms = 1795420800000},
        .count = 2,
        .lack = {{"contact_mobile", "手机", false}, {"house_lease", "租房合同", true}}};
    add("applyer_name", "张三");
    add("applyer_page_code", "11010519491231002X");
    add("housing", "1")->source = SOURCE_ANSWER;
    return 0;
}

static int end(void **state)
{
    (void)state;
    handover_wish_wipe(&wish);
    return 0;
}

static void what_was_said_and_what_is_missing_go(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    assert_ok(handover_write(&sender, &wish, &doc, NULL));
    assert_string_equal(
        "{\"applyer_name\":\"张三\",\"applyer_page_code\":\"11010519491231002X\","
        "\"applyer_page_type\":\"111\",\"applyer_type\":\"1\",\"area_code\":\"140802\","
        "\"consent\":{\"consent_time\":\"20261123T160000\",\"notice_version\":\"2026-1\"},"
        "\"field_source\":{\"applyer_name\":\"card\",\"applyer_page_code\":\"card\"},"
        "\"form\":{\"housing\":{\"source\":\"answer\",\"value\":\"1\"}},"
        "\"handover_id\":\"5c2d7e90-1b3f-4a68-9d04-7e8f9a0b1c2d\",\"kiosk_code\":\"K017\","
        "\"missing\":[{\"field\":\"contact_mobile\",\"field_label\":\"手机\"},"
        "{\"material\":\"house_lease\",\"material_name\":\"租房合同\"}],"
        "\"operation\":\"handover\",\"task_code\":\"T1\",\"task_name\":\"居住证申领\","
        "\"task_version\":\"1\"}",
        secret_text(&doc));
}

static void refuse(enum err wanted, const char *field)
{
    AUTO(secret_wipe) struct secret doc = {0};
    char why[FIELD_NAME_TEXT] = "";
    assert_err(wanted, handover_write(&sender, &wish, &doc, why));
    assert_string_equal(field, why);
    assert_true(secret_is_empty(&doc));
}

static void only_a_persons_own_case_is_handed_over(void **state)
{
    (void)state;
    struct application *a = &wish.application;
    a->anonymous = true;
    refuse(ERR_RANGE, "anonymous");
    a->anonymous = false;
    a->kind = APPLICATION_ORDER;
    refuse(ERR_RANGE, "handover_id");
    a->kind = APPLICATION_CASE;
    strcpy(a->project_no, "1408");
    refuse(ERR_RANGE, "handover_id");
    a->project_no[0] = '\0';
    a->materials = 1;
    refuse(ERR_RANGE, "materials");
    a->materials = 0;
    a->files = 1;
    refuse(ERR_RANGE, "materials");
    a->files = 0;
    add("contact_name", "张三");
    add("contact_code", "11010519491231002X");
    add("contact_type", "111");
    add("applyer_type", "2");
    refuse(ERR_RANGE, "applyer_type");
}

static void what_is_not_right_is_named(void **state)
{
    (void)state;
    const struct message_sender nobody = {"k 17", "140802", 1795420800000};
    AUTO(secret_wipe) struct secret doc = {0};
    char why[FIELD_NAME_TEXT] = "";
    assert_err(ERR_FORMAT, handover_write(&nobody, &wish, &doc, why));
    assert_string_equal("kiosk_code", why);
    assert_err(ERR_FORMAT, handover_write(&nobody, &wish, &doc, NULL));
    wish.application.application_id[8] = 'x';
    refuse(ERR_FORMAT, "handover_id");
    wish.application.application_id[8] = '-';
    wish.application.consent_ms = 0;
    refuse(ERR_MISSING, "consent");
    wish.application.consent_ms = 7;
    wish.lack[0].label[0] = '\0';
    refuse(ERR_MISSING, "missing");
    strcpy(wish.lack[0].label, "\xff");
    refuse(ERR_ENCODING, "missing");
    strcpy(wish.lack[0].label, "手机");
    strcpy(wish.lack[0].name, "Mobile");
    refuse(ERR_FORMAT, "missing");
    wish.count = HANDOVER_LACKS_MAX + 1;
    refuse(ERR_TOO_LONG, "missing");
    wish.count = 0;
    add("Housing", "1");
    refuse(ERR_FORMAT, "Housing");
    wish.application.count--;
    secret_wipe(&wish.application.field[3].value);
    secret_wipe(&wish.application.field[0].value);
    refuse(ERR_MISSING, "applyer_name");
}

/* As many long answers as the columns let in are more than a message holds. */
static void a_message_has_an_end(void **state)
{
    (void)state;
    char value[3001], name[FIELD_NAME_TEXT];
    for (size_t i = 0; i < sizeof value - 1; i++)
        value[i] = "字"[i % 3];
    value[sizeof value - 1] = '\0';
    for (int i = 0; i < 12; i++) {
        snprintf(name, sizeof name, "field_%d", i);
        add(name, value);
    }
    refuse(ERR_TOO_LONG, "form");
}

static void where_it_goes_on_is_read(void **state)
{
    (void)state;
    struct handover h;
    const char *body = DATA("{" URL "," CODE "," PLACE "," UNTIL ",\"handover_id\":\"x\"}");
    assert_ok(handover_read(body, strlen(body), &h));
    assert_string_equal("https://phone.example/go/1", h.url);
    assert_string_equal("ABCD2345", h.code);
    assert_string_equal("打开「接着办」", h.place);
    assert_true(h.until_ms == 1795420800000);
}

static void an_answer_that_is_not_quite_one_is_refused(void **state)
{
    (void)state;
    struct handover h = {.code = "same"};
    static const char *const wrong[] = {
        "",
        DATA("null"),
        DATA("{" CODE "," PLACE "," UNTIL "}"),
        DATA("{\"url\":5," CODE "," PLACE "," UNTIL "}"),
        DATA("{\"url\":\"http://phone.example/\"," CODE "," PLACE "," UNTIL "}"),
        DATA("{" URL "," PLACE "," UNTIL "}"),
        DATA("{" URL ",\"code\":5," PLACE "," UNTIL "}"),
        DATA("{" URL ",\"code\":\"ABCD0000\"," PLACE "," UNTIL "}"),
        DATA("{" URL "," CODE ",\"code_place\":5," UNTIL "}"),
        DATA("{" URL "," CODE "," UNTIL "}"),
        DATA("{" URL "," CODE "," PLACE "}"),
        DATA("{" URL "," CODE "," PLACE ",\"valid_until\":\"soon\"}")};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        if (handover_read(wrong[i], strlen(wrong[i]), &h) != ERR_FORMAT)
            fail_msg("taken: %s", wrong[i]);
    assert_string_equal("same", h.code);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(what_was_said_and_what_is_missing_go),
        T(only_a_persons_own_case_is_handed_over),
        T(what_is_not_right_is_named),
        T(a_message_has_an_end),
        T(where_it_goes_on_is_read),
        T(an_answer_that_is_not_quite_one_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
