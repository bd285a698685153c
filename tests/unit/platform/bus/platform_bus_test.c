/* SPDX-License-Identifier: Apache-2.0 */
/* Both ends of the bridge on one loop: every word crosses it and comes out the same; what breaks
 * the contract is refused. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/bus/client.h"
#include "platform/bus/server.h"

struct both {
    sd_event *loop;
    struct timers *timers;
    struct platform_server *server;
    struct platform_client *client;
    struct platform_call *kept;
    int ups, downs, onlines, cases, catalogues, replies;
    bool online;
    enum err last;
    char text[NUMBER_TEXT], name[64], mobile[32];
    size_t count;
    struct case_status status;
    struct outbox_counts counts;
};

static void serve_health(void *user, bool *ret_online, struct outbox_counts *ret_counts)
{
    (void)user;
    *ret_online = true;
    *ret_counts = (struct outbox_counts){3, 40, 2, 123456789012};
}

static const struct catalogue_row shelf[] = {{"11140802MB0000000K4442036007000", "3", true},
                                             {"11140802MB0000000K4442036007001", "1", false}};

static void serve_catalogue(void *user, const struct catalogue_row **ret_rows, size_t *ret_count)
{
    (void)user;
    *ret_rows = shelf;
    *ret_count = ARRAY_LEN(shelf);
}

static enum err serve_submit(void *user, const struct application *a, struct case_status *ret)
{
    (void)user;
    if (strcmp(a->task_code, "full") == 0)
        return ERR_DISK_FULL;
    assert_int_equal(2, a->count);
    assert_string_equal("applyer_name", a->field[0].name);
    assert_string_equal("张三", secret_text(&a->field[0].value));
    assert_int_equal(SOURCE_CARD, a->field[0].source);
    assert_int_equal(SOURCE_ANSWER, a->field[1].source);
    assert_true(a->consent_ms == 1795415645123);
    assert_true(a->anonymous);
    *ret = (struct case_status){CASE_SAVED, "K017-000482", "", "已保存", "20261130"};
    return ERR_NONE;
}

static enum err serve_status(void *user, const char *local_number, struct case_status *ret)
{
    (void)user;
    if (strcmp(local_number, "K017-000482") != 0)
        return ERR_NOT_FOUND;
    *ret = (struct case_status){CASE_DONE, "K017-000482", "1408021123000047", "", ""};
    return ERR_NONE;
}

static enum err serve_rate(void *user, const struct rating *r)
{
    (void)user;
    assert_int_equal(SATISFACTION_BAD, r->satisfaction);
    assert_string_equal("213,214", r->reason_codes);
    assert_string_equal("等得太久", r->words);
    return ERR_NONE;
}

static void serve_identify(void *user, const void *credential, size_t size,
                           struct platform_call *call)
{
    assert_int_equal(3, size);
    assert_memory_equal("\x00\xff\x41", credential, 3);
    ((struct both *)user)->kept = call; /* answered later */
}

static void serve_shared(void *user, const char *task_code, const struct pairs *who,
                         struct platform_call *call)
{
    (void)user;
    assert_string_equal("task", task_code);
    assert_string_equal("", pairs_get(who, "nothing"));
    platform_call_reply(call, ERR_NONE, who);
}

static void serve_proof(void *user, const struct proof_wish *wish, struct platform_call *call)
{
    (void)user;
    assert_string_equal("task", wish->task_code);
    assert_string_equal("张三", pairs_get(wish->who, "applyer_name"));
    assert_string_equal("all", pairs_get(wish->form, "insurance_kind"));
    platform_call_reply(call, ERR_NONE, wish->who);
}

/* As many as may cross; none: the province cannot be asked. */
static size_t served_cases = CASE_LIST_MAX;

static void serve_query(void *user, const struct pairs *who, struct platform_call *call)
{
    (void)user;
    struct case_list list = {.count = served_cases, .more = true};
    for (size_t i = 0; i < served_cases; i++) {
        list.row[i] = (struct case_row){.state = CASE_ACCEPTED,
                                        .task_name = "12345 诉求反映",
                                        .project_no = "1408022611230047",
                                        .apply_date = "20261123",
                                        .promise_date = "20261130",
                                        .message = "1 天内联系您"};
    }
    assert_string_equal("张三", pairs_get(who, "applyer_name"));
    platform_call_reply_cases(call, served_cases ? ERR_NONE : ERR_UNREACHABLE, &list);
}

static void on_up(void *user)
{
    ((struct both *)user)->ups++;
}

static void on_down(void *user)
{
    ((struct both *)user)->downs++;
}

static void on_online(void *user, bool online)
{
    ((struct both *)user)->onlines++;
    ((struct both *)user)->online = online;
}

static void on_case(void *user, const char *local_number)
{
    struct both *b = user;
    b->cases++;
    snprintf(b->text, sizeof b->text, "%s", local_number);
}

static void on_catalogue(void *user)
{
    ((struct both *)user)->catalogues++;
}

static void run_until(struct both *b, const int *counter, int wanted)
{
    int64_t end = clock_now_ms() + 5000;
    while (*counter < wanted && clock_now_ms() < end)
        sd_event_run(b->loop, 100000);
    assert_int_equal(wanted, *counter);
}

static void start_server(struct both *b)
{
    const struct platform_service service = {.user = b,
                                             .health = serve_health,
                                             .catalogue = serve_catalogue,
                                             .submit = serve_submit,
                                             .status = serve_status,
                                             .rate = serve_rate,
                                             .identify = serve_identify,
                                             .shared_data = serve_shared,
                                             .proof = serve_proof,
                                             .query = serve_query};
    assert_ok(platform_server_new(b->loop, &service, &b->server));
}

static int setup(void **state)
{
    struct both *b = calloc(1, sizeof *b);
    const struct platform_events events = {.user = b,
                                           .up = on_up,
                                           .down = on_down,
                                           .online = on_online,
                                           .case_changed = on_case,
                                           .catalogue_changed = on_catalogue};
    assert_true(sd_event_new(&b->loop) >= 0);
    assert_ok(timers_new(b->loop, &b->timers));
    start_server(b);
    assert_ok(platform_client_new(b->loop, b->timers, &events, &b->client));
    run_until(b, &b->onlines, 1);
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    struct both *b = *state;
    platform_client_free(b->client);
    platform_server_free(b->server);
    timers_free(b->timers);
    sd_event_unref(b->loop);
    free(b);
    return 0;
}

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
    assert_string_equal(shelf[0].task_code, rows[0].task_code);
    assert_true(rows[0].offered && !rows[1].offered);
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
    a->count = 2;
    strcpy(a->field[0].name, "applyer_name");
    assert_ok(secret_set_text(&a->field[0].value, "张三"));
    strcpy(a->field[1].name, "contact_mobile");
    a->field[1].source = SOURCE_ANSWER;
    assert_ok(secret_set_text(&a->field[1].value, "13800000026"));
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
    run_until(b, &b->replies, 1);
    assert_true(b->online && b->counts.waiting == 3 && b->counts.sent == 40);
    assert_true(b->counts.refused == 2 && b->counts.oldest_ms == 123456789012);
    assert_ok(platform_client_catalogue(b->client, on_rows, b));
    run_until(b, &b->replies, 2);
    assert_int_equal(2, b->count);
    struct application *a = new_application();
    assert_ok(platform_client_submit(b->client, a, on_status, b));
    run_until(b, &b->replies, 3);
    assert_int_equal(CASE_SAVED, b->status.state);
    assert_string_equal("已保存", b->status.message);
    assert_string_equal("20261130", b->status.promise_date);
    strcpy(a->task_code, "full");
    assert_ok(platform_client_submit(b->client, a, on_status, b));
    run_until(b, &b->replies, 4);
    assert_err(ERR_DISK_FULL, b->last);
    drop_application(a);
    assert_ok(platform_client_status(b->client, "K017-000482", on_status, b));
    run_until(b, &b->replies, 5);
    assert_string_equal("1408021123000047", b->status.project_no);
    assert_ok(platform_client_status(b->client, "K017-999999", on_status, b));
    run_until(b, &b->replies, 6);
    assert_err(ERR_NOT_FOUND, b->last);
    const struct rating rating = {"K017-000482", SATISFACTION_BAD, "213,214", "等得太久"};
    assert_ok(platform_client_rate(b->client, &rating, on_done, b));
    run_until(b, &b->replies, 7);
    assert_ok(b->last);
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
    run_until(b, &b->replies, 1);
    assert_string_equal("张三", b->name);
    assert_string_equal("13800000026", b->mobile);
    assert_ok(platform_client_shared_data(b->client, "task", &person, on_pairs, b));
    run_until(b, &b->replies, 2);
    assert_string_equal("张三", b->name);
    b->kept = NULL;
    assert_ok(platform_client_identify(b->client, "\x00\xff\x41", 3, on_pairs, b));
    while (!b->kept)
        sd_event_run(b->loop, 100000);
    platform_call_reply(b->kept, ERR_UNREACHABLE, NULL);
    run_until(b, &b->replies, 3);
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
    run_until(b, &b->replies, 1);
    assert_ok(b->last);
    assert_string_equal("张三", b->name);
    assert_ok(platform_client_query(b->client, &who, on_cases, b));
    run_until(b, &b->replies, 2);
    assert_ok(b->last);
    assert_int_equal(CASE_LIST_MAX, b->count);
    served_cases = 0;
    assert_ok(platform_client_query(b->client, &who, on_cases, b));
    run_until(b, &b->replies, 3);
    assert_err(ERR_UNREACHABLE, b->last);
    assert_int_equal(0, b->count);
    pairs_wipe(&who);
    pairs_wipe(&form);
}

static void signals_arrive(void **state)
{
    struct both *b = *state;
    int before = b->catalogues;
    assert_true(b->online);
    platform_server_emit_online(b->server, false);
    run_until(b, &b->onlines, 2);
    assert_false(b->online);
    platform_server_emit_case(b->server, "K017-000482");
    run_until(b, &b->cases, 1);
    assert_string_equal("K017-000482", b->text);
    platform_server_emit_catalogue(b->server);
    run_until(b, &b->catalogues, before + 1);
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
    run_until(b, &b->replies, 1);
    assert_err(ERR_GONE, b->last);
    run_until(b, &b->downs, 1);
    assert_false(platform_client_is_up(b->client));
    assert_err(ERR_GONE, platform_client_health(b->client, on_health, b));
    start_server(b);
    run_until(b, &b->ups, 2);
}

int main(void)
{
    char run[] = "/tmp/bus-XXXXXX";
    if (!mkdtemp(run))
        return 1;
    setenv("BUDAYANG_RUN", run, 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_word_crosses_the_bridge, setup, teardown),
        cmocka_unit_test_setup_teardown(personal_answers_come_later_and_to_the_caller, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(proofs_and_cases_come_to_the_caller, setup, teardown),
        cmocka_unit_test_setup_teardown(signals_arrive, setup, teardown),
        cmocka_unit_test_setup_teardown(a_call_ends_when_the_service_goes, setup, teardown),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    rmdir(run);
    return failed;
}
