/* SPDX-License-Identifier: Apache-2.0 */
/* Every word crosses the bridge and comes out the same; signals and ends arrive. */
#include "tests/unit/check.h"

#include <string.h>

#include "tests/unit/platform/bus/both.h"

static void on_health(void *user, enum err e, bool online, const struct outbox_counts *counts)
{
    struct both *b = user;
    b->replies++;
    b->last = e;
    b->online = online;
    b->counts = *counts;
}

static void on_rows(void *user, enum err e, const struct catalogue_row *rows, size_t count)
{
    struct both *b = user;
    b->replies++;
    b->last = e;
    b->count = count;
    assert_string_equal(BOTH_TASK, rows[0].task_code);
    assert_true(rows[0].reason == CATALOGUE_OFFERED && rows[1].reason == CATALOGUE_ELSEWHERE);
}

static void on_calendar(void *user, enum err e, const struct calendar *calendar)
{
    struct both *b = user;
    b->replies++;
    b->last = e;
    b->calendar = *calendar;
}

static void on_status(void *user, enum err e, const struct case_status *status)
{
    struct both *b = user;
    b->replies++;
    b->last = e;
    b->status = *status;
}

static void on_done(void *user, enum err e)
{
    struct both *b = user;
    b->replies++;
    b->last = e;
}

static void on_pairs(void *user, enum err e, const struct pairs *pairs)
{
    struct both *b = user;
    b->replies++;
    b->last = e;
    snprintf(b->name, sizeof b->name, "%s", pairs_get(pairs, "applyer_name"));
    snprintf(b->mobile, sizeof b->mobile, "%s", pairs_get(pairs, "contact_mobile"));
}

static struct application *new_application(void)
{
    struct application *a = calloc(1, sizeof *a);
    strcpy(a->application_id, "6f9619ff-8b86-4d01-b42d-00cf4fc964ff");
    strcpy(a->task_code, "11140802MB0000000K4442036007000");
    strcpy(a->task_version, "3");
    a->consent_ms = 1795415645123;
    a->anonymous = true;
    a->kind = APPLICATION_ORDER;
    a->count = 2;
    strcpy(a->field[0].name, "applyer_name");
    assert_ok(secret_set_text(&a->field[0].value, "张三"));
    strcpy(a->field[1].name, "contact_mobile");
    a->field[1].source = SOURCE_ANSWER;
    assert_ok(secret_set_text(&a->field[1].value, "13800000026"));
    a->materials = 1;
    a->material[0] = (struct application_material){"house_lease", "租房合同", true, COLLECT_LATER,
                                                   1795415645123, 10,         true, 20261207,
                                                   "2026-1",      2};
    a->parts = 2;
    a->part[0] = (struct application_part){"P1", ""};
    a->part[1] = (struct application_part){"P2", "3"};
    return a;
}

static void drop_application(struct application *a)
{
    application_wipe(a);
    free(a);
}

static void every_word_crosses_the_bridge(void **state)
{
    struct both *b = *state;
    assert_ok(platform_client_health(b->client, on_health, b));
    both_run_until(b, &b->replies, 1);
    assert_true(b->online && b->counts.waiting == 3 && b->counts.sent == 40);
    assert_true(b->counts.refused == 2 && b->counts.oldest_ms == 123456789012);
    assert_true(b->counts.storage);
    assert_true(b->counts.given_up == 1 && b->counts.for_staff == 5);
    assert_ok(platform_client_catalogue(b->client, on_rows, b));
    both_run_until(b, &b->replies, 2);
    assert_int_equal(2, b->count);
    struct application *a = new_application();
    assert_ok(platform_client_submit(b->client, a, on_status, b));
    both_run_until(b, &b->replies, 3);
    assert_int_equal(CASE_SAVED, b->status.state);
    assert_string_equal("已保存", b->status.message);
    assert_string_equal("20261130", b->status.promise_date);
    assert_string_equal("20261124", b->status.contact_date);
    strcpy(a->task_code, "full");
    assert_ok(platform_client_submit(b->client, a, on_status, b));
    both_run_until(b, &b->replies, 4);
    assert_err(ERR_DISK_FULL, b->last);
    drop_application(a);
    assert_ok(platform_client_status(b->client, "K017-000482", on_status, b));
    both_run_until(b, &b->replies, 5);
    assert_string_equal("1408021123000047", b->status.project_no);
    assert_ok(platform_client_status(b->client, "K017-999999", on_status, b));
    both_run_until(b, &b->replies, 6);
    assert_err(ERR_NOT_FOUND, b->last);
    const struct rating rating = {"K017-000482", SATISFACTION_BAD, "213,214", "等得太久"};
    assert_ok(platform_client_rate(b->client, &rating, on_done, b));
    both_run_until(b, &b->replies, 7);
    assert_ok(b->last);
}

static void ask_calendar(struct both *b)
{
    assert_ok(platform_client_calendar(b->client, on_calendar, b));
    int wanted = b->replies + 1;
    both_run_until(b, &b->replies, wanted);
}

static void a_calendar_crosses_whole_or_not_at_all(void **state)
{
    struct both *b = *state;
    ask_calendar(b);
    assert_ok(b->last);
    assert_int_equal(0, b->calendar.version); /* none is one, too */
    struct calendar *c = &b->served_calendar;
    *c = (struct calendar){
        7, 20260101, 20261231, 540, 1020, 2, {{20260101, false}, {20260104, true}}};
    ask_calendar(b);
    assert_ok(b->last);
    assert_memory_equal(c, &b->calendar, sizeof *c);
    static const struct calendar_day bad[][2] = {{{20260104, true}, {20260101, false}},
                                                 {{20260101, false}, {20260101, true}},
                                                 {{20260101, false}, {20260230, true}}};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        memcpy(c->day, bad[i], sizeof bad[i]);
        ask_calendar(b);
        assert_err(ERR_RANGE, b->last);
        assert_int_equal(0, b->calendar.version);
    }
    *c = (struct calendar){.version = 7, .from = 20260101, .until = 20251231, .office_until = 1};
    ask_calendar(b);
    assert_err(ERR_RANGE, b->last);
}

static void personal_answers_come_later_and_to_the_caller(void **state)
{
    struct both *b = *state;
    struct pairs person = {.count = 2};
    strcpy(person.pair[0].name, "applyer_name");
    assert_ok(secret_set_text(&person.pair[0].value, "张三"));
    strcpy(person.pair[1].name, "contact_mobile");
    assert_ok(secret_set_text(&person.pair[1].value, "13800000026"));
    assert_ok(platform_client_identify(b->client, "\x00\xff\x41", 3, on_pairs, b));
    while (!b->kept)
        sd_event_run(b->loop, 100000);
    assert_int_equal(0, b->replies);
    platform_call_reply(b->kept, ERR_NONE, &person);
    both_run_until(b, &b->replies, 1);
    assert_string_equal("张三", b->name);
    assert_string_equal("13800000026", b->mobile);
    assert_ok(platform_client_shared_data(b->client, "task", &person, on_pairs, b));
    both_run_until(b, &b->replies, 2);
    assert_string_equal("张三", b->name);
    b->kept = NULL;
    assert_ok(platform_client_identify(b->client, "\x00\xff\x41", 3, on_pairs, b));
    while (!b->kept)
        sd_event_run(b->loop, 100000);
    platform_call_reply(b->kept, ERR_UNREACHABLE, NULL);
    both_run_until(b, &b->replies, 3);
    assert_err(ERR_UNREACHABLE, b->last);
    assert_string_equal("", b->name);
    assert_err(ERR_RANGE, platform_client_identify(b->client, "", 0, on_pairs, b));
    pairs_wipe(&person);
}

static void on_cases(void *user, enum err e, const struct case_list *list)
{
    struct both *b = user;
    b->replies++;
    b->last = e;
    b->count = list->count;
    if (e == ERR_NONE && list->count) {
        const struct case_row *row = &list->row[list->count - 1];
        assert_true(list->more);
        assert_int_equal(CASE_ACCEPTED, row->state);
        assert_string_equal("12345 诉求反映", row->task_name);
        assert_string_equal("1408022611230047", row->project_no);
        assert_string_equal("20261123", row->apply_date);
        assert_string_equal("20261130", row->promise_date);
        assert_string_equal("1 天内联系您", row->message);
        assert_int_equal(list->count % 2 == 1, row->unpaid);
    }
}

static void proofs_and_cases_come_to_the_caller(void **state)
{
    struct both *b = *state;
    struct pairs who = {.count = 1}, form = {.count = 1};
    strcpy(who.pair[0].name, "applyer_name");
    assert_ok(secret_set_text(&who.pair[0].value, "张三"));
    strcpy(form.pair[0].name, "insurance_kind");
    assert_ok(secret_set_text(&form.pair[0].value, "all"));
    assert_ok(platform_client_proof(b->client, "task", &who, &form,
                                    (struct platform_answer){on_pairs, b}));
    both_run_until(b, &b->replies, 1);
    assert_ok(b->last);
    assert_string_equal("张三", b->name);
    assert_ok(platform_client_query(b->client, &who, on_cases, b));
    both_run_until(b, &b->replies, 2);
    assert_ok(b->last);
    assert_int_equal(CASE_LIST_MAX, b->count);
    b->served_cases = 0;
    assert_ok(platform_client_query(b->client, &who, on_cases, b));
    both_run_until(b, &b->replies, 3);
    assert_err(ERR_UNREACHABLE, b->last);
    assert_int_equal(0, b->count);
    const struct platform_answer answer = {on_pairs, b};
    assert_ok(platform_client_step_up(b->client, "task", &who, &form, answer));
    both_run_until(b, &b->replies, 4);
    assert_err(ERR_REFUSED, b->last);
    pairs_wipe(&form);
    assert_ok(platform_client_step_up(b->client, "task", &who, &form, answer));
    both_run_until(b, &b->replies, 5);
    assert_ok(b->last);
    assert_ok(platform_client_enterprise(b->client, "task", &who, &form, answer));
    both_run_until(b, &b->replies, 6);
    assert_err(ERR_NOT_FOUND, b->last);
    assert_ok(platform_client_enterprise(b->client, "task", &who, &who, answer));
    both_run_until(b, &b->replies, 7);
    assert_ok(b->last);
    assert_string_equal("张三", b->name);
    pairs_wipe(&who);
    pairs_wipe(&form);
}

static void what_the_kiosk_says_of_itself_arrives(void **state)
{
    struct both *b = *state;
    struct help_call help = {.help_id = "6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90",
                             .reason = HELP_PERSON,
                             .screen = "guide"};
    assert_ok(platform_client_help(b->client, &help, on_done, b));
    both_run_until(b, &b->replies, 1);
    assert_ok(b->last);
    help.reason = HELP_CARD;
    assert_ok(platform_client_help(b->client, &help, on_done, b));
    both_run_until(b, &b->replies, 2);
    assert_err(ERR_UNREACHABLE, b->last);
    help.reason = HELP_REASON_COUNT;
    assert_ok(platform_client_help(b->client, &help, on_done, b));
    both_run_until(b, &b->replies, 3);
    assert_err(ERR_RANGE, b->last);
    help = (struct help_call){.help_id = "id", .reason = HELP_PERSON, .screen = ""};
    assert_ok(platform_client_help(b->client, &help, on_done, b));
    both_run_until(b, &b->replies, 4);
    assert_err(ERR_FORMAT, b->last);
    help = (struct help_call){.help_id = "", .reason = HELP_PERSON, .screen = "guide"};
    assert_ok(platform_client_help(b->client, &help, on_done, b));
    both_run_until(b, &b->replies, 5);
    assert_err(ERR_FORMAT, b->last);
    AUTO(pairs_wipe) struct pairs devices = {.count = 1};
    strcpy(devices.pair[0].name, "printer");
    assert_ok(secret_set_text(&devices.pair[0].value, "paper_out"));
    assert_ok(platform_client_devices(b->client, &devices, on_done, b));
    both_run_until(b, &b->replies, 6);
    assert_ok(b->last);
    assert_int_equal(1, b->count);
}

static void a_number_is_looked_for_with_a_person(void **state)
{
    struct both *b = *state;
    AUTO(pairs_wipe) struct pairs who = {0};
    assert_ok(platform_client_find(b->client, "K018-000001", &who, on_status, b));
    both_run_until(b, &b->replies, 1);
    assert_err(ERR_NOT_FOUND, b->last);
    who.count = 1;
    strcpy(who.pair[0].name, "applyer_name");
    assert_ok(secret_set_text(&who.pair[0].value, "张三"));
    assert_ok(platform_client_find(b->client, "K018-000001", &who, on_status, b));
    both_run_until(b, &b->replies, 2);
    assert_ok(b->last);
}

static void signals_arrive(void **state)
{
    struct both *b = *state;
    int before = b->catalogues;
    assert_true(b->online);
    platform_server_emit_online(b->server, false);
    both_run_until(b, &b->onlines, 2);
    assert_false(b->online);
    assert_int_equal(1, b->storages); /* with the first health */
    assert_int_equal(1, b->clocks);
    assert_true(b->storage);
    platform_server_emit_storage(b->server, false);
    both_run_until(b, &b->storages, 2);
    assert_false(b->storage);
    int clocks = b->clocks;
    platform_server_emit_clock_off(b->server, -7200000);
    both_run_until(b, &b->clocks, clocks + 1);
    assert_true(b->off_ms == -7200000);
    platform_server_emit_case(b->server, "K017-000482");
    both_run_until(b, &b->cases, 1);
    assert_string_equal("K017-000482", b->text);
    platform_server_emit_catalogue(b->server);
    both_run_until(b, &b->catalogues, before + 1);
    before = b->calendars;
    platform_server_emit_calendar(b->server);
    both_run_until(b, &b->calendars, before + 1);
}

static void a_call_ends_when_the_service_goes(void **state)
{
    struct both *b = *state;
    b->kept = NULL;
    assert_ok(platform_client_identify(b->client, "\x00\xff\x41", 3, on_pairs, b));
    while (!b->kept)
        sd_event_run(b->loop, 100000);
    platform_server_free(b->server);
    platform_call_reply(b->kept, ERR_TIMEOUT, NULL); /* to nobody */
    both_run_until(b, &b->replies, 1);
    assert_err(ERR_GONE, b->last);
    both_run_until(b, &b->downs, 1);
    assert_false(platform_client_is_up(b->client));
    assert_err(ERR_GONE, platform_client_health(b->client, on_health, b));
    both_start_server(b);
    both_run_until(b, &b->ups, 2);
}

int main(void)
{
    char run[] = "/tmp/bus-XXXXXX";
    if (!mkdtemp(run))
        return 1;
    setenv("BUDAYANG_RUN", run, 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_word_crosses_the_bridge, both_setup, both_teardown),
        cmocka_unit_test_setup_teardown(a_calendar_crosses_whole_or_not_at_all, both_setup,
                                        both_teardown),
        cmocka_unit_test_setup_teardown(personal_answers_come_later_and_to_the_caller, both_setup,
                                        both_teardown),
        cmocka_unit_test_setup_teardown(a_number_is_looked_for_with_a_person, both_setup,
                                        both_teardown),
        cmocka_unit_test_setup_teardown(what_the_kiosk_says_of_itself_arrives, both_setup,
                                        both_teardown),
        cmocka_unit_test_setup_teardown(proofs_and_cases_come_to_the_caller, both_setup,
                                        both_teardown),
        cmocka_unit_test_setup_teardown(signals_arrive, both_setup, both_teardown),
        cmocka_unit_test_setup_teardown(a_call_ends_when_the_service_goes, both_setup,
                                        both_teardown),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    rmdir(run);
    return failed;
}
