/* SPDX-License-Identifier: Apache-2.0 */
/* Both ends of the devices bridge in one process: what goes in comes out, and every call ends. */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/bus/client.h"
#include "drivers/bus/server.h"
#include "platform/base/clock.h"

enum { WAIT_MS = 5000 };

static struct {
    sd_event *loop;
    struct timers *timers;
    struct devices_server *server;
    struct devices_client *client;
    struct devices_call *open; /* the handler's */
    enum err refusal;
    struct receipt_job job; /* as it arrived */
    int cancels, resets;
    /* what the client was told */
    int ups, downs, devices, hints, ends;
    struct device_info info;
    uint32_t token;
    enum id_hint hint;
    enum err result;
    enum print_outcome outcome;
    char name[64], number[32], code[64];
    size_t photo;
    bool photo_asked;
} t;

/* The handler. */

static size_t list(void *user, struct device_info ret_info[DEVICES_LIST_MAX])
{
    (void)user;
    ret_info[0] = (struct device_info){.id = "idcard0", .state = DEVICE_READY, .model = "读卡器"};
    return 1;
}

static enum err take(void *user, struct devices_call *call)
{
    (void)user;
    if (t.refusal == ERR_NONE)
        t.open = call;
    return t.refusal;
}

static enum err take_photo(void *user, struct devices_call *call)
{
    t.photo_asked = true;
    return take(user, call);
}

static enum err take_print(void *user, struct devices_call *call, struct receipt_job *job)
{
    TRY(take(user, call));
    t.job = *job;
    return ERR_NONE;
}

static void cancel(void *user, struct devices_call *call)
{
    (void)user;
    t.cancels++;
    assert_ptr_equal(t.open, call);
    t.open = NULL;
    devices_call_identified(call, ERR_CANCELLED, NULL);
}

static enum err reset(void *user, const char *id)
{
    (void)user;
    t.resets += strcmp(id, "idcard0") == 0;
    return ERR_NONE;
}

static const struct devices_handler handler = {.list = list,
                                               .identify = take,
                                               .identify_photo = take_photo,
                                               .scan = take,
                                               .print = take_print,
                                               .cancel = cancel,
                                               .reset = reset};

/* The client. */

static void on_up(void *user)
{
    (void)user;
    t.ups++;
}

static void on_down(void *user)
{
    (void)user;
    t.downs++;
}

static void on_device(void *user, const struct device_info *info)
{
    (void)user;
    t.devices++;
    t.info = *info;
}

static void on_hint(void *user, uint32_t token, enum id_hint hint)
{
    (void)user;
    t.hints++;
    t.token = token;
    t.hint = hint;
}

static void on_identified(void *user, uint32_t token, enum err e, const struct id_record *record)
{
    (void)user;
    t.ends++;
    t.token = token;
    t.result = e;
    snprintf(t.name, sizeof t.name, "%s", secret_text(&record->field[ID_NAME]));
    snprintf(t.number, sizeof t.number, "%s", secret_text(&record->field[ID_NUMBER]));
    t.photo = record->photo.len;
}

static void on_scanned(void *user, uint32_t token, enum err e, const void *data, size_t size)
{
    (void)user;
    t.ends++;
    t.token = token;
    t.result = e;
    if (e == ERR_NONE)
        memcpy(t.code, data, size < sizeof t.code ? size : sizeof t.code);
}

static void on_printed(void *user, uint32_t token, enum print_outcome outcome, enum err why)
{
    (void)user;
    t.ends++;
    t.token = token;
    t.outcome = outcome;
    t.result = why;
}

#define run_until(condition)                                                                       \
    do {                                                                                           \
        int64_t end_ms = clock_now_ms() + WAIT_MS;                                                 \
        while (!(condition) && clock_now_ms() < end_ms)                                            \
            sd_event_run(t.loop, 50000);                                                           \
        assert_true(condition);                                                                    \
    } while (0)

static int begin(void **state)
{
    (void)state;
    const struct devices_events events = {.up = on_up,
                                          .down = on_down,
                                          .device = on_device,
                                          .hint = on_hint,
                                          .identified = on_identified,
                                          .scanned = on_scanned,
                                          .printed = on_printed};
    memset(&t, 0, sizeof t);
    assert_true(sd_event_new(&t.loop) >= 0);
    assert_ok(timers_new(t.loop, &t.timers));
    assert_ok(devices_server_new(t.loop, &handler, &t.server));
    assert_ok(devices_client_new(t.loop, t.timers, &events, &t.client));
    run_until(t.ups == 1 && t.devices == 1);
    return 0;
}

static int end(void **state)
{
    (void)state;
    receipt_job_wipe(&t.job);
    devices_client_free(t.client);
    devices_server_free(t.server);
    timers_free(t.timers);
    sd_event_unref(t.loop);
    return 0;
}

static void the_list_comes_by_itself_then_changes(void **state)
{
    (void)state;
    assert_string_equal("读卡器", t.info.model);
    const struct device_info changed = {
        .id = "idcard0", .state = DEVICE_NEEDS_CITIZEN, .flags = DEVICE_FLAG_CARD_PRESENT};
    devices_server_changed(t.server, &changed);
    run_until(t.devices == 2);
    assert_int_equal(DEVICE_NEEDS_CITIZEN, t.info.state);
    assert_int_equal(DEVICE_FLAG_CARD_PRESENT, t.info.flags);
}

static void a_record_travels_whole_to_its_caller(void **state)
{
    (void)state;
    struct id_record record = {.kind = ID_CITIZEN};
    assert_ok(secret_set_text(&record.field[ID_NAME], "张三"));
    assert_ok(secret_set_text(&record.field[ID_NUMBER], "11010519491231002X"));
    assert_ok(devices_client_identify(t.client, 7));
    run_until(t.open);
    devices_call_hint(t.open, ID_HINT_LIFT_FIRST);
    run_until(t.hints == 1);
    assert_int_equal(7, t.token);
    assert_int_equal(ID_HINT_LIFT_FIRST, t.hint);
    devices_call_identified(t.open, ERR_NONE, &record);
    run_until(t.ends == 1);
    assert_ok(t.result);
    assert_string_equal("张三", t.name);
    assert_string_equal("11010519491231002X", t.number);
    assert_false(t.photo_asked);
    assert_int_equal(0, t.photo);
    id_record_wipe(&record);
}

static void a_photo_travels_when_it_is_asked_for(void **state)
{
    (void)state;
    static const char stored[1024] = {1, 0, 2};
    static const char large[8192];
    struct id_record record = {.kind = ID_CITIZEN};
    assert_ok(secret_set(&record.photo, stored, sizeof stored));
    assert_ok(devices_client_identify_photo(t.client, 7));
    run_until(t.open);
    assert_true(t.photo_asked);
    devices_call_identified(t.open, ERR_NONE, &record);
    run_until(t.ends == 1);
    assert_ok(t.result);
    assert_int_equal(sizeof stored, t.photo);
    t.open = NULL;
    assert_ok(secret_set(&record.photo, large, sizeof large));
    assert_ok(devices_client_identify_photo(t.client, 8));
    run_until(t.open);
    devices_call_identified(t.open, ERR_NONE, &record);
    run_until(t.ends == 2);
    assert_err(ERR_TOO_LONG, t.result);
    id_record_wipe(&record);
}

static void a_code_is_bytes(void **state)
{
    (void)state;
    struct secret code = {0};
    assert_ok(secret_set(&code, "a\0b", 3));
    assert_ok(devices_client_scan(t.client, 1));
    run_until(t.open);
    devices_call_scanned(t.open, ERR_NONE, &code);
    run_until(t.ends == 1);
    assert_memory_equal("a\0b", t.code, 4);
    secret_wipe(&code);
}

static void a_job_arrives_line_by_line(void **state)
{
    (void)state;
    struct receipt_job job = {
        .count = 2,
        .line = {{.kind = RECEIPT_PAIR, .bold = true},
                 {.kind = RECEIPT_TEXT, .align = RECEIPT_CENTRE, .scale = 2}}};
    assert_ok(secret_set_text(&job.line[0].text, "办件编号"));
    assert_ok(secret_set_text(&job.line[0].value, "K017-000482"));
    assert_ok(secret_set_text(&job.line[1].text, "已保存"));
    assert_ok(devices_client_print(t.client, 2, &job));
    run_until(t.open);
    assert_int_equal(2, t.job.count);
    assert_true(t.job.line[0].bold);
    assert_string_equal("K017-000482", secret_text(&t.job.line[0].value));
    assert_int_equal(RECEIPT_CENTRE, t.job.line[1].align);
    assert_int_equal(2, t.job.line[1].scale);
    devices_call_printed(t.open, PRINT_INCOMPLETE, ERR_PAPER_OUT);
    run_until(t.ends == 1);
    assert_int_equal(PRINT_INCOMPLETE, t.outcome);
    assert_err(ERR_PAPER_OUT, t.result);
    receipt_job_wipe(&job);
}

static void jobs_out_of_bounds_are_refused_at_the_door(void **state)
{
    (void)state;
    char text[RECEIPT_TEXT_MAX + 2];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    struct receipt_job job = {.count = 1};
    assert_ok(secret_set_text(&job.line[0].text, text));
    assert_ok(devices_client_print(t.client, 1, &job));
    run_until(t.ends == 1);
    assert_int_equal(PRINT_NOT_BEGUN, t.outcome);
    assert_err(ERR_TOO_LONG, t.result);
    receipt_job_wipe(&job);
    assert_ok(devices_client_print(t.client, 1, &job)); /* empty */
    run_until(t.ends == 2);
    assert_err(ERR_MISSING, t.result);
    job = (struct receipt_job){.count = 1, .line[0].kind = (enum receipt_kind)9};
    assert_ok(devices_client_print(t.client, 1, &job));
    run_until(t.ends == 3);
    assert_err(ERR_RANGE, t.result);
    assert_null(t.open);
}

static void a_refusal_has_its_name(void **state)
{
    (void)state;
    t.refusal = ERR_NOT_AUTHORISED;
    assert_ok(devices_client_identify(t.client, 1));
    run_until(t.ends == 1);
    assert_err(ERR_NOT_AUTHORISED, t.result);
}

static void cancelled_and_repeated_tokens(void **state)
{
    (void)state;
    assert_ok(devices_client_identify(t.client, 1));
    run_until(t.open);
    assert_ok(devices_client_scan(t.client, 1));
    run_until(t.ends == 1);
    assert_err(ERR_CONFLICT, t.result);
    assert_ok(devices_client_cancel(t.client, 99)); /* unknown: nothing */
    assert_ok(devices_client_cancel(t.client, 1));
    run_until(t.ends == 2);
    assert_err(ERR_CANCELLED, t.result);
    assert_int_equal(1, t.cancels);
}

static void a_caller_that_goes_takes_its_command_along(void **state)
{
    (void)state;
    assert_ok(devices_client_identify(t.client, 1));
    run_until(t.open);
    devices_client_free(t.client);
    t.client = NULL;
    assert_err(ERR_GONE, t.result);
    run_until(t.cancels == 1);
}

static void a_server_that_goes_ends_every_call(void **state)
{
    (void)state;
    struct receipt_job job = {.count = 1, .line[0] = {.kind = RECEIPT_RULE}};
    assert_ok(devices_client_print(t.client, 1, &job));
    run_until(t.open);
    devices_server_free(t.server);
    t.server = NULL;
    run_until(t.ends == 1 && t.downs == 1);
    assert_int_equal(PRINT_UNKNOWN, t.outcome);
    assert_err(ERR_GONE, devices_client_identify(t.client, 2));
    assert_ok(devices_server_new(t.loop, &handler, &t.server));
    run_until(t.ups == 2);
    assert_ok(devices_client_reset(t.client, "idcard0"));
    run_until(t.resets == 1);
}

static void every_word_has_a_name(void **state)
{
    (void)state;
    assert_string_equal("scanner", device_class_name(DEVICE_SCANNER));
    assert_string_equal("suspect", device_state_name(DEVICE_SUSPECT));
    assert_string_equal("no-reader", id_hint_name(ID_HINT_NO_READER));
    assert_string_equal("unknown", print_outcome_name(PRINT_UNKNOWN));
    assert_string_equal("unknown", device_state_name((enum device_state)77));
}

#define bridge(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    char run[] = "/tmp/bus-XXXXXX";
    if (!mkdtemp(run))
        return 1;
    setenv("BUDAYANG_RUN", run, 1);
    const struct CMUnitTest tests[] = {
        bridge(the_list_comes_by_itself_then_changes),
        bridge(a_record_travels_whole_to_its_caller),
        bridge(a_photo_travels_when_it_is_asked_for),
        bridge(a_code_is_bytes),
        bridge(a_job_arrives_line_by_line),
        bridge(jobs_out_of_bounds_are_refused_at_the_door),
        bridge(a_refusal_has_its_name),
        bridge(cancelled_and_repeated_tokens),
        bridge(a_caller_that_goes_takes_its_command_along),
        bridge(a_server_that_goes_ends_every_call),
        cmocka_unit_test(every_word_has_a_name),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    rmdir(run);
    return failed;
}
