/* SPDX-License-Identifier: Apache-2.0 */
/* The bridge's words, both ways, when each call on the message fails in turn; and words that are
 * out of bounds. What fails leaves nothing behind. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/base/date.h"
#include "platform/bus/codec.h"
#include "platform/bus/codec_standing.h"
#include "tests/unit/platform/scarce/message.h"
#include "tests/unit/platform/scarce/scarce.h"

static struct application application = {.application_id = "6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90",
                                         .task_code = "T1",
                                         .task_name = "异地就医备案",
                                         .task_version = "3",
                                         .notice_version = "1",
                                         .consent_ms = 7,
                                         .count = 2,
                                         .field = {{.name = "applyer_name"}, {.name = "area"}},
                                         .materials = 1,
                                         .material = {{.name = "id_photo"}}};
static struct pairs pairs = {.count = 2, .pair = {{.name = "applyer_name"}, {.name = "area"}}};
static const struct case_list cases = {
    .count = 2,
    .more = true,
    .row = {{.state = CASE_DONE, .task_name = "一"}, {.project_no = "2"}}};
static const struct case_status status = {.state = CASE_REFUSED, .message = "缺材料"};
static const struct rating rating = {.local_number = "K017-000001", .words = "好"};
static const struct catalogue_row rows[] = {{.task_code = "T1"}, {"T2", "3", CATALOGUE_SUSPENDED}};
static const struct outbox_counts counts = {.waiting = 1};

static enum err put_application(sd_bus_message *m)
{
    return platform_put_application(m, &application);
}

static enum err put_status(sd_bus_message *m)
{
    return platform_put_status(m, &status);
}

static enum err put_pairs(sd_bus_message *m)
{
    return platform_put_pairs(m, &pairs);
}

static enum err put_cases(sd_bus_message *m)
{
    return platform_put_cases(m, &cases);
}

static enum err put_rating(sd_bus_message *m)
{
    return platform_put_rating(m, &rating);
}

static enum err put_health(sd_bus_message *m)
{
    return platform_put_health(m, true, &counts);
}

static enum err put_catalogue(sd_bus_message *m)
{
    return platform_put_catalogue(m, rows, ARRAY_LEN(rows));
}

static const struct calendar calendar = {
    7, 20260101, 20261231, 540, 1020, 2, {{20260101, false}, {20260104, true}}};

static const struct standing standing = {
    .closed_until_ms = 1, .closed = {"维护", "Repair"}, .opens_min = 360, .closes_min = 1320};

static enum err put_standing(sd_bus_message *m)
{
    return platform_put_standing(m, &standing);
}

static enum err get_standing(sd_bus_message *m)
{
    struct standing got = {.closed_until_ms = 0};
    enum err e = platform_get_standing(m, &got);
    assert_string_equal(e == ERR_NONE ? "维护" : "", got.closed.zh);
    return e;
}

static enum err put_calendar(sd_bus_message *m)
{
    return platform_put_calendar(m, &calendar);
}

static enum err get_calendar(sd_bus_message *m)
{
    struct calendar got = {.version = 0};
    enum err e = platform_get_calendar(m, &got);
    assert_int_equal(e == ERR_NONE ? calendar.count : 0, got.count);
    return e;
}

static enum err put_credential(sd_bus_message *m)
{
    return sd_bus_message_append_array(m, 'y', "\x00\xff", 2) < 0 ? ERR_LIBRARY : ERR_NONE;
}

static enum err put_text(sd_bus_message *m)
{
    return sd_bus_message_append(m, "s", "T1") < 0 ? ERR_LIBRARY : ERR_NONE;
}

static enum err get_application(sd_bus_message *m)
{
    struct application got;
    enum err e = platform_get_application(m, &got);
    assert_int_equal(e == ERR_NONE ? application.materials : 0, got.materials);
    assert_int_equal(e == ERR_NONE ? application.count : 0, got.count);
    application_wipe(&got);
    return e;
}

static enum err get_status(sd_bus_message *m)
{
    struct case_status got = {.state = CASE_SAVED};
    enum err e = platform_get_status(m, &got);
    assert_string_equal(e == ERR_NONE ? status.message : "", got.message);
    return e;
}

static enum err get_pairs(sd_bus_message *m)
{
    struct pairs got;
    enum err e = platform_get_pairs(m, &got);
    assert_string_equal(e == ERR_NONE ? "张三" : "", pairs_get(&got, "applyer_name"));
    pairs_wipe(&got);
    return e;
}

static enum err get_cases(sd_bus_message *m)
{
    struct case_list got;
    enum err e = platform_get_cases(m, &got);
    assert_int_equal(e == ERR_NONE ? cases.count : 0, got.count);
    case_list_wipe(&got);
    return e;
}

static enum err get_rating(sd_bus_message *m)
{
    struct rating got = {.words = ""};
    enum err e = platform_get_rating(m, &got);
    assert_string_equal(e == ERR_NONE ? rating.words : "", got.words);
    return e;
}

static enum err get_health(sd_bus_message *m)
{
    bool online = false;
    struct outbox_counts got = {.waiting = 0};
    enum err e = platform_get_health(m, &online, &got);
    assert_int_equal(e == ERR_NONE, online);
    return e;
}

static enum err get_catalogue(sd_bus_message *m)
{
    struct catalogue_row *got = NULL;
    size_t count = 0;
    enum err e = platform_get_catalogue(m, &got, &count);
    assert_int_equal(e == ERR_NONE ? ARRAY_LEN(rows) : 0, count);
    free(got);
    return e;
}

static enum err get_credential(sd_bus_message *m)
{
    const void *data = NULL;
    size_t size = 0;
    enum err e = platform_get_credential(m, &data, &size);
    assert_int_equal(e == ERR_NONE ? 2 : 0, size);
    return e;
}

static enum err get_text(sd_bus_message *m)
{
    char text[8];
    return platform_get_text(m, text, sizeof text);
}

static const struct message_word words[] = {
    {put_application, get_application},
    {put_status, get_status},
    {put_pairs, get_pairs},
    {put_cases, get_cases},
    {put_rating, get_rating},
    {put_health, get_health},
    {put_catalogue, get_catalogue},
    {put_calendar, get_calendar},
    {put_standing, get_standing},
    {put_credential, get_credential},
    {put_text, get_text},
};

static void each_call_on_a_message_fails_once(void **state)
{
    (void)state;
    message_fail_each(words, ARRAY_LEN(words));
}

static enum err get_any_calendar(sd_bus_message *m)
{
    struct calendar got;
    return platform_get_calendar(m, &got);
}

static sd_bus_message *many_done(const char *type, size_t count, uint32_t done)
{
    sd_bus_message *m = message_new();
    if (type[0] == 'u')
        sd_bus_message_append(m, "b", 0);
    sd_bus_message_open_container(m, 'a', type[0] == 's' ? "(ssy)" : "(usssssuub)");
    for (size_t i = 0; i < count; i++)
        if (type[0] == 's')
            sd_bus_message_append(m, "(ssy)", "T", "1", 0);
        else
            sd_bus_message_append(m, "(usssssuub)", 1u, "", "", "", "", "", 3u, done, 0);
    sd_bus_message_close_container(m);
    return m;
}

static sd_bus_message *many(const char *type, size_t count)
{
    return many_done(type, count, 3);
}

static enum err get_any_catalogue(sd_bus_message *m)
{
    struct catalogue_row *got = NULL;
    size_t count;
    enum err e = platform_get_catalogue(m, &got, &count);
    free(got);
    return e;
}

/* `head`: version, from, until, office_from, office_until; then so many days from `first` on. */
static sd_bus_message *days(const int head[5], size_t count, int first)
{
    sd_bus_message *m = message_new();
    sd_bus_message_append(m, "uiiii", (uint32_t)head[0], head[1], head[2], head[3], head[4]);
    sd_bus_message_open_container(m, 'a', "(ib)");
    for (size_t i = 0; i < count; i++)
        sd_bus_message_append(m, "(ib)", date_add(first, (int)i), 0);
    sd_bus_message_close_container(m);
    return m;
}

static void a_calendar_out_of_bounds_is_refused(void **state)
{
    (void)state;
    static const int good[5] = {7, 20260101, 20281231, 540, 1020};
    static const int bad[][5] = {
        {7, 20260001, 20281231, 540, 1020}, {7, 20260101, 20281331, 540, 1020},
        {7, 20260101, 20251231, 540, 1020}, {7, 20260101, 20281231, -1, 1020},
        {7, 20260101, 20281231, 540, 540},  {7, 20260101, 20281231, 540, 1441}};
    message_expect(ERR_NONE, get_any_calendar, days(good, CALENDAR_DAYS_MAX, 20260101));
    message_expect(ERR_TOO_LONG, get_any_calendar, days(good, CALENDAR_DAYS_MAX + 1, 20260101));
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        message_expect(ERR_RANGE, get_any_calendar, days(bad[i], 1, 20260101));
}

static void what_is_out_of_bounds_is_refused(void **state)
{
    (void)state;
    message_expect(ERR_NONE, get_any_catalogue, many("ssy", CATALOGUE_ROWS_MAX));
    message_expect(ERR_TOO_LONG, get_any_catalogue, many("ssy", CATALOGUE_ROWS_MAX + 1));
    message_expect(ERR_TOO_LONG, get_cases, many("usssssuub", CASE_LIST_MAX + 1));
    message_expect(ERR_RANGE, get_cases, many_done("usssssuub", 1, 4));
    sd_bus_message *m = message_new();
    sd_bus_message_append(m, "a(ssy)", 1, "T", "1", CATALOGUE_REASON_COUNT);
    message_expect(ERR_RANGE, get_any_catalogue, m);
    m = message_new();
    sd_bus_message_append(m, "a(ssy)", 1, "T", "1", CATALOGUE_REASON_COUNT - 1);
    message_expect(ERR_NONE, get_any_catalogue, m);
    m = message_new();
    sd_bus_message_append_array(m, 'y', "", 0);
    message_expect(ERR_FORMAT, get_credential, m);
    m = message_new();
    sd_bus_message_append(m, "s", "");
    message_expect(ERR_FORMAT, get_text, m);
    message_expect(ERR_FORMAT, get_text, message_new()); /* nothing at all */
}

int main(void)
{
    assert_ok(secret_set_text(&application.field[0].value, "张三"));
    assert_ok(secret_set_text(&pairs.pair[0].value, "张三"));
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_call_on_a_message_fails_once),
        cmocka_unit_test(a_calendar_out_of_bounds_is_refused),
        cmocka_unit_test(what_is_out_of_bounds_is_refused),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    application_wipe(&application);
    pairs_wipe(&pairs);
    return failed;
}
