/* SPDX-License-Identifier: Apache-2.0 */
/* Materials in the words of the exchange, and what no material may be. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/submission.h"

static const struct message_sender sender = {"K017", "140802", 1795420800000};

#define LEASE  "1111111111111111111111111111111111111111111111111111111111111111"
#define SECOND "2222222222222222222222222222222222222222222222222222222222222222"
#define SIGNED "3333333333333333333333333333333333333333333333333333333333333333"

static struct application *application;
static struct submission_attachment attachments[3];
static struct submission submission;
static struct secret doc;
static char why[FIELD_NAME_TEXT];

static struct submission_attachment attachment(const char *name, const char *address)
{
    struct submission_attachment one = {
        .media_type = "image/jpeg", .address = address, .sm3 = address, .size = 9};
    snprintf(one.name, sizeof one.name, "%s", name);
    return one;
}

static struct application_material *material(const char *name, enum collect_way way)
{
    struct application_material *one = &application->material[application->materials++];
    snprintf(one->name, sizeof one->name, "%s", name);
    strcpy(one->material_name, "租房合同");
    one->is_need = true;
    one->way = way;
    one->collect_ms = 1795420700000;
    return one;
}

static void add(const char *name, const char *value)
{
    struct application_field *field = &application->field[application->count++];
    snprintf(field->name, sizeof field->name, "%s", name);
    assert_ok(secret_set_text(&field->value, value));
}

/* One of each way: 0 shared, 1 photographed, 2 signed for, 3 later. */
static int set_up(void **state)
{
    (void)state;
    application = calloc(1, sizeof *application);
    strcpy(application->application_id, "6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90");
    strcpy(application->task_code, "11140802MB0000005P4440113009000");
    strcpy(application->task_name, "居住证申领");
    strcpy(application->task_version, "1");
    strcpy(application->notice_version, "2026-1");
    application->consent_ms = 1795420700000;
    add("applyer_name", "张三");
    add("applyer_page_code", "11010519491231002X");
    material("id_photo", COLLECT_SHARED);
    material("house_lease", COLLECT_CAPTURED);
    struct application_material *one = material("premises", COLLECT_COMMITMENT);
    strcpy(one->commitment_version, "2026-1");
    one = material("letter", COLLECT_LATER);
    one->is_need = false;
    one->limit_days = 10;
    one->limit_workdays = true;
    one->due = 20261207;
    attachments[0] = attachment("house_lease", LEASE);
    attachments[1] = attachment("premises", SIGNED);
    attachments[2] = attachment("house_lease", SECOND);
    submission = (struct submission){application, 3, attachments};
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    secret_wipe(&doc);
    application_wipe(application);
    free(application);
    return 0;
}

static enum err write_doc(void)
{
    why[0] = '\0';
    return submission_write_with(&submission, &sender, "K017-000482", &doc, why);
}

#define TIME "\"collect_time\":\"20261123T155820\""
#define NAMED(name, need)                                                                          \
    "\"is_need\":\"" need "\",\"material_name\":\"租房合同\",\"name\":\"" name "\"}"

static void each_way_has_its_own_words(void **state)
{
    (void)state;
    assert_ok(write_doc());
    static const char *const parts[] = {
        "\"materials\":[{\"collect_count\":\"1\"," TIME ",\"collect_way\":\"shared\","
        "\"is_collected\":\"1\"," NAMED("id_photo", "1"),
        "{\"attachments\":[\"" LEASE "\",\"" SECOND "\"],\"collect_count\":\"2\"," TIME
        ",\"collect_way\":\"captured\",\"is_collected\":\"1\"," NAMED("house_lease", "1"),
        "{\"attachments\":[\"" SIGNED "\"],\"collect_count\":\"1\"," TIME
        ",\"collect_way\":\"commitment\",\"commitment_version\":\"2026-1\",\"is_collected\":"
        "\"1\"," NAMED("premises", "1"),
        "{\"collect_count\":\"0\"," TIME ",\"collect_way\":\"later\",\"due_date\":\"20261207\","
        "\"is_collected\":\"0\",\"is_need\":\"0\",\"limit_days\":\"10\",\"limit_type\":\"workday\","
        "\"material_name\":\"租房合同\",\"name\":\"letter\"}]"};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        if (!strstr(secret_text(&doc), parts[i]))
            fail_msg("%s\nis not in\n%s", parts[i], secret_text(&doc));
}

static void a_limit_needs_no_calendar(void **state)
{
    (void)state;
    application->material[3].due = 0;
    application->material[3].limit_workdays = false;
    assert_ok(write_doc());
    assert_null(strstr(secret_text(&doc), "due_date"));
    assert_non_null(strstr(secret_text(&doc), "\"limit_type\":\"day\""));
}

static void without_materials_nothing_is_said(void **state)
{
    (void)state;
    application->materials = 0;
    assert_ok(write_doc());
    assert_null(strstr(secret_text(&doc), "materials"));
    assert_non_null(strstr(secret_text(&doc), "\"attachments\""));
}

#define refused(e)                                                                                 \
    do {                                                                                           \
        assert_err(e, write_doc());                                                                \
        assert_string_equal("materials", why);                                                     \
    } while (0)

static void each_way_demands_its_parts_and_no_others(void **state)
{
    (void)state;
    struct application_material *m = application->material;
    attachments[0] = attachment("id_photo", LEASE); /* shared, and a file */
    refused(ERR_RANGE);
    attachments[0] = attachment("house_lease", LEASE);
    m[0].way = COLLECT_CAPTURED; /* and no file */
    refused(ERR_MISSING);
    m[0].way = COLLECT_WAY_COUNT;
    refused(ERR_RANGE);
    m[0].way = COLLECT_SHARED;
    m[0].commitment_version[0] = '1';
    refused(ERR_RANGE);
    m[0].commitment_version[0] = '\0';
    m[0].limit_days = 1;
    refused(ERR_RANGE);
    m[0].limit_days = 0;
    m[0].due = 20261207;
    refused(ERR_RANGE);
    m[0].due = 0;
    char version = m[2].commitment_version[0];
    m[2].commitment_version[0] = '\0';
    refused(ERR_MISSING);
    m[2].commitment_version[0] = version;
    attachments[2] = attachment("premises", SECOND); /* two signatures */
    refused(ERR_RANGE);
    attachments[2] = attachment("house_lease", SECOND);
    m[3].limit_days = 0;
    refused(ERR_MISSING);
    m[3].limit_days = LIMIT_DAYS_MAX + 1;
    refused(ERR_RANGE);
    m[3].limit_days = LIMIT_DAYS_MAX;
    m[3].due = 20261301;
    refused(ERR_FORMAT);
}

static void names_are_bounded_and_stand_once(void **state)
{
    (void)state;
    struct application_material *m = application->material;
    strcpy(m[3].name, "id_photo");
    refused(ERR_FORMAT);
    strcpy(m[3].name, "Letter");
    refused(ERR_FORMAT);
    strcpy(m[3].name, "letter");
    attachments[2] = attachment("stranger", SECOND);
    refused(ERR_FORMAT);
    attachments[2] = attachment("house_lease", SECOND);
    memset(m[3].material_name, 'x', 101);
    m[3].material_name[101] = '\0';
    refused(ERR_TOO_LONG);
    m[3].material_name[0] = '\0';
    refused(ERR_MISSING);
    strcpy(m[3].material_name, "a\nb");
    refused(ERR_ENCODING);
    application->materials = APPLICATION_MATERIALS_MAX + 1;
    refused(ERR_TOO_LONG);
    application->materials = 0;
}

static void an_items_own_field_is_not_called_materials(void **state)
{
    (void)state;
    add("materials", "1");
    assert_err(ERR_RANGE, write_doc());
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(each_way_has_its_own_words),        T(a_limit_needs_no_calendar),
        T(without_materials_nothing_is_said), T(each_way_demands_its_parts_and_no_others),
        T(names_are_bounded_and_stand_once),  T(an_items_own_field_is_not_called_materials),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
