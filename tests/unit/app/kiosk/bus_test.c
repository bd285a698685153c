/* SPDX-License-Identifier: Apache-2.0 */
/* The bus thread against both bridges' own servers: orders become calls, all that comes back
 * becomes events, and a bridge that goes ends what was open. */
#include "tests/unit/check.h"

#include <signal.h>

#include "tests/unit/app/kiosk/bus_stage.h"

static struct devices_call *open_call;

static size_t list(void *user, struct device_info ret_info[DEVICES_LIST_MAX])
{
    (void)user;
    ret_info[0] = (struct device_info){.id = "idcard0", .state = DEVICE_READY};
    return 1;
}

static enum err keep_call(void *user, struct devices_call *call)
{
    (void)user;
    open_call = call;
    return ERR_NONE;
}

static enum err print(void *user, struct devices_call *call, struct receipt_job *job)
{
    (void)user;
    receipt_job_wipe(job);
    devices_call_printed(call, PRINT_DONE, ERR_NONE);
    return ERR_NONE;
}

static void cancel(void *user, struct devices_call *call)
{
    (void)user;
    open_call = NULL;
    devices_call_identified(call, ERR_CANCELLED, NULL);
}

static enum err reset(void *user, const char *id)
{
    (void)user, (void)id;
    return ERR_NONE;
}

static const struct devices_handler handler = {.list = list,
                                               .identify = keep_call,
                                               .scan = keep_call,
                                               .print = print,
                                               .cancel = cancel,
                                               .reset = reset};

static enum err status(void *user, const char *local_number, struct case_status *ret_status)
{
    (void)user;
    *ret_status = (struct case_status){.state = CASE_DONE};
    snprintf(ret_status->local_number, sizeof ret_status->local_number, "%s", local_number);
    return ERR_NONE;
}

static enum err submit(void *user, const struct application *a, struct case_status *ret_status)
{
    (void)user;
    assert_string_equal("张三", secret_text(&a->field[0].value));
    return status(user, "K017-000001", ret_status);
}

static enum err rate(void *user, const struct rating *rating)
{
    (void)user;
    return rating->satisfaction == SATISFACTION_BAD ? ERR_NONE : ERR_RANGE;
}

static void answer_pairs(struct platform_call *call)
{
    struct pairs pairs = shared_data();
    platform_call_reply(call, ERR_NONE, &pairs);
    pairs_wipe(&pairs);
}

static void who_is(void *user, const void *credential, size_t size, struct platform_call *call)
{
    (void)user;
    assert_memory_equal("code", credential, size);
    answer_pairs(call);
}

static void shared(void *user, const char *task_code, const struct pairs *who,
                   struct platform_call *call)
{
    (void)user, (void)task_code, (void)who;
    answer_pairs(call);
}

static void hand_over(void *user, const struct handover_wish *wish, struct platform_call *call)
{
    (void)user;
    struct handover told = {.url = "https://phone.example/go/1", .code = "ABCD2345", .until_ms = 7};
    snprintf(told.place, sizeof told.place, "%s", wish->lack[0].label);
    platform_call_reply_handover(call, wish->count ? ERR_NONE : ERR_REFUSED, &told);
}

static void serve_platform(void)
{
    const struct platform_service service = {.health = health,
                                             .catalogue = catalogue,
                                             .calendar = calendar,
                                             .standing = standing,
                                             .submit = submit,
                                             .status = status,
                                             .rate = rate,
                                             .identify = who_is,
                                             .shared_data = shared,
                                             .hand_over = hand_over};
    assert_ok(platform_server_new(loop, &service, &platform));
}

static void an_order_to_nobody_ends_at_once(void **state)
{
    (void)state;
    bus_identify(bus, 7);
    bus_status(bus, 8, "K017-000001");
    struct bus_event *event = wait_for(BUS_IDENTIFIED);
    assert_int_equal(7, event->token);
    assert_err(ERR_GONE, event->err);
    bus_event_free(event);
    event = wait_for(BUS_STATUS);
    assert_int_equal(8, event->token);
    assert_err(ERR_GONE, event->err);
    bus_event_free(event);
    bus_print(bus, 9, calloc(1, sizeof(struct receipt_job)));
    event = wait_for(BUS_PRINTED);
    assert_int_equal(PRINT_NOT_BEGUN, event->outcome);
    bus_event_free(event);
}

static void a_card_comes_with_hints_and_a_record(void **state)
{
    (void)state;
    assert_ok(devices_server_new(loop, &handler, &devices));
    await_up(BUS_DEVICES, true);
    bus_event_free(wait_for(BUS_DEVICE));
    bus_identify(bus, 41);
    while (!open_call)
        sd_event_run(loop, 10000);
    devices_call_hint(open_call, ID_HINT_AGAIN);
    struct bus_event *event = wait_for(BUS_HINT);
    assert_int_equal(41, event->token);
    assert_int_equal(ID_HINT_AGAIN, event->hint);
    bus_event_free(event);
    struct id_record record = zhang_san();
    devices_call_identified(open_call, ERR_NONE, &record);
    open_call = NULL;
    id_record_wipe(&record);
    event = wait_for(BUS_IDENTIFIED);
    assert_ok(event->err);
    assert_string_equal("张三", secret_text(&event->record.field[ID_NAME]));
    bus_event_free(event);
    struct receipt_job *job = calloc(1, sizeof *job);
    job->count = 1;
    job->line[0].scale = 1;
    assert_ok(secret_set_text(&job->line[0].text, "办件回执"));
    bus_print(bus, 42, job);
    event = wait_for(BUS_PRINTED);
    assert_int_equal(PRINT_DONE, event->outcome);
    bus_event_free(event);
}

static void a_cancelled_identify_ends_and_a_lost_bridge_ends_all(void **state)
{
    (void)state;
    assert_ok(devices_server_new(loop, &handler, &devices));
    await_up(BUS_DEVICES, true);
    bus_identify(bus, 1);
    while (!open_call)
        sd_event_run(loop, 10000);
    bus_cancel(bus, 1);
    struct bus_event *event = wait_for(BUS_IDENTIFIED);
    assert_err(ERR_CANCELLED, event->err);
    bus_event_free(event);
    bus_scan(bus, 2);
    while (!open_call)
        sd_event_run(loop, 10000);
    devices_call_scanned(open_call, ERR_ABSENT, NULL);
    open_call = NULL;
    devices_server_free(devices);
    devices = NULL;
    event = wait_for(BUS_SCANNED);
    assert_true(event->err == ERR_ABSENT || event->err == ERR_GONE);
    bus_event_free(event);
    await_up(BUS_DEVICES, false);
}

static void the_platform_answers_every_order(void **state)
{
    (void)state;
    serve_platform();
    await_up(BUS_PLATFORM, true);
    await_up(BUS_ONLINE, true);
    await_up(BUS_STORAGE, true);
    struct bus_event *event = wait_for(BUS_CLOCK_OFF);
    assert_true(event->off_ms == -7200000);
    bus_event_free(event);
    event = wait_for(BUS_CATALOGUE);
    assert_int_equal(1, event->row_count);
    bus_event_free(event);
    struct application *application = calloc(1, sizeof *application);
    application->count = 1;
    snprintf(application->application_id, sizeof application->application_id,
             "2b1f3a52-7c1d-4c43-9d0e-111122223333");
    snprintf(application->field[0].name, sizeof application->field[0].name, "applyer_name");
    assert_ok(secret_set_text(&application->field[0].value, "张三"));
    bus_submit(bus, 11, application);
    event = wait_for(BUS_SUBMITTED);
    assert_ok(event->err);
    assert_string_equal("K017-000001", event->status.local_number);
    bus_event_free(event);
    struct secret code = {0};
    assert_ok(secret_set_text(&code, "code"));
    bus_person(bus, 12, &code);
    assert_true(secret_is_empty(&code));
    event = wait_for(BUS_PERSON);
    assert_string_equal("140802", pairs_get(&event->pairs, "insured_area"));
    bus_event_free(event);
    struct pairs *who = calloc(1, sizeof *who);
    add_pair(who, "applyer_name", "张三");
    bus_shared(bus, 13, "11", who);
    event = wait_for(BUS_SHARED);
    assert_int_equal(13, event->token);
    assert_int_equal(3, event->pairs.count);
    bus_event_free(event);
    const struct rating rating = {.local_number = "K017-000001", .satisfaction = SATISFACTION_BAD};
    bus_rate(bus, 14, &rating);
    event = wait_for(BUS_RATED);
    assert_ok(event->err);
    bus_event_free(event);
    platform_server_emit_case(platform, "K017-000001");
    event = wait_for(BUS_CASE);
    assert_string_equal("K017-000001", event->text);
    bus_event_free(event);
}

static void what_goes_to_a_phone_is_told_where(void **state)
{
    (void)state;
    serve_platform();
    await_up(BUS_PLATFORM, true);
    for (size_t lacks = 0; lacks < 2; lacks++) {
        struct handover_wish *wish = calloc(1, sizeof *wish);
        assert_non_null(wish);
        wish->count = lacks;
        snprintf(wish->lack[0].label, sizeof wish->lack[0].label, "租房合同");
        bus_hand_over(bus, 20 + (uint32_t)lacks, wish);
        struct bus_event *event = wait_for(BUS_HANDED);
        assert_int_equal(20 + lacks, event->token);
        assert_err(lacks ? ERR_NONE : ERR_REFUSED, event->err);
        assert_string_equal(lacks ? "租房合同" : "", event->handover.place);
        bus_event_free(event);
    }
}

static void a_step_of_the_clock_and_a_signal_wake_the_loop(void **state)
{
    (void)state;
    step_s(30);
    bus_event_free(wait_for(BUS_CLOCK));
    assert_int_equal(0, kill(getpid(), SIGTERM));
    bus_event_free(wait_for(BUS_QUIT));
}

int main(void)
{
    bus_stage_begin();
#define T(name) cmocka_unit_test_setup_teardown(name, open_bus, close_bus)
    const struct CMUnitTest tests[] = {
        T(an_order_to_nobody_ends_at_once),
        T(a_card_comes_with_hints_and_a_record),
        T(a_cancelled_identify_ends_and_a_lost_bridge_ends_all),
        T(the_platform_answers_every_order),
        T(what_goes_to_a_phone_is_told_where),
        T(a_step_of_the_clock_and_a_signal_wake_the_loop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
