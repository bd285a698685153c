/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/platform/bus/both.h"

#include <string.h>

#include "platform/base/clock.h"

static void serve_health(void *user, bool *ret_online, struct outbox_counts *ret_counts)
{
    (void)user;
    *ret_online = true;
    *ret_counts = (struct outbox_counts){3, 40, 2, 123456789012, true, -90000, true, 1, 5};
}

static const struct catalogue_row shelf[] = {
    {BOTH_TASK, "3", CATALOGUE_OFFERED},
    {"11140802MB0000000K4442036007001", "1", CATALOGUE_ELSEWHERE}};

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
    assert_int_equal(1, a->materials);
    const struct application_material *m = &a->material[0];
    assert_string_equal("house_lease", m->name);
    assert_string_equal("租房合同", m->material_name);
    assert_true(m->is_need && m->limit_workdays && m->collect_ms == 1795415645123);
    assert_true(m->way == COLLECT_LATER && m->limit_days == 10 && m->due == 20261207);
    assert_string_equal("2026-1", m->commitment_version);
    assert_int_equal(2, m->parts);
    assert_int_equal(2, a->parts);
    assert_string_equal("P2", a->part[1].task_code);
    assert_string_equal("3", a->part[1].task_version);
    assert_int_equal(APPLICATION_ORDER, a->kind);
    *ret = (struct case_status){CASE_SAVED, "K017-000482", "",   "已保存",
                                "20261130", "20261124",    false};
    return ERR_NONE;
}

static enum err serve_status(void *user, const char *local_number, struct case_status *ret)
{
    (void)user;
    if (strcmp(local_number, "K017-000482") != 0)
        return ERR_NOT_FOUND;
    *ret = (struct case_status){CASE_DONE, "K017-000482", "1408021123000047", "", "", "", false};
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

static void serve_proof(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    (void)user;
    assert_string_equal("task", wish->task_code);
    assert_string_equal("张三", pairs_get(wish->who, "applyer_name"));
    assert_string_equal("all", pairs_get(wish->form, "insurance_kind"));
    platform_call_reply(call, ERR_NONE, wish->who);
}

static void serve_step_up(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    (void)user;
    assert_string_equal("task", wish->task_code);
    platform_call_reply(call, wish->form->count ? ERR_REFUSED : ERR_NONE, wish->who);
}

static void serve_slots(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    (void)user;
    struct slot_list list = {.places = 1, .count = 1};
    snprintf(list.place[0].name, sizeof list.place[0].name, "%s", pairs_get(wish->form, "from"));
    list.slot[0] = (struct slot){0, 20261130, 540, 570, 3};
    platform_call_reply_slots(call, wish->who->count ? ERR_NONE : ERR_UNREACHABLE, &list);
}

static void serve_book(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    (void)user;
    const struct appointment a = {
        .number = "YY1", .date = 20261130, .from = 540, .until = 570, .bring = "身份证"};
    struct appointment no = {.cancelled = false};
    snprintf(no.refusal, sizeof no.refusal, "%s", pairs_get(wish->form, "refuse"));
    if (strcmp(pairs_get(wish->form, "refuse"), "") != 0)
        platform_call_reply_appointment(call, ERR_REFUSED, &no);
    else
        platform_call_reply_appointment(call, wish->form->count ? ERR_NONE : ERR_CONFLICT, &a);
}

static void serve_cancel(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    (void)user, (void)wish;
    const struct appointment a = {
        .cancelled = true, .number = "YY1", .date = 20261130, .from = 540, .until = 570};
    platform_call_reply_appointment(call, ERR_NONE, &a);
}

static void serve_fees(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    (void)user;
    struct fee_list list = {.count = 1, .fee = {{.pay_no = "1408", .fen = 4000}}};
    platform_call_reply_fees(call, wish->who->count ? ERR_NONE : ERR_NOT_FOUND, &list);
}

static void serve_hand_over(void *user, const struct handover_wish *wish,
                            struct platform_call *call)
{
    (void)user;
    struct handover h = {.url = "https://phone.example/go/1", .code = "ABCD2345", .until_ms = 7};
    if (wish->count)
        snprintf(h.place, sizeof h.place, "%.40s %.40s", wish->lack[0].label,
                 wish->application.task_name);
    platform_call_reply_handover(call, wish->count ? ERR_NONE : ERR_REFUSED, &h);
}

static void serve_fee_state(void *user, const struct platform_wish *wish,
                            struct platform_call *call)
{
    (void)user, (void)wish;
    struct fee_list list = {.count = 1, .fee = {{.state = FEE_PAID, .pay_no = "1408", .fen = 1}}};
    platform_call_reply_fees(call, ERR_NONE, &list);
}

static void serve_corrections(void *user, const struct platform_wish *wish,
                              struct platform_call *call)
{
    size_t served = ((struct both *)user)->served_cases;
    static struct correction_list list;
    list = (struct correction_list){.task_code = "T1", .count = served};
    strcpy(list.project_no, pairs_get(wish->form, "project_no"));
    for (size_t i = 0; i < served; i++)
        list.row[i] = (struct correction){"contact_mobile", "", "联系电话", "少了一位", "20261210"};
    platform_call_reply_corrections(call, served ? ERR_NONE : ERR_NOT_FOUND, &list);
}

static void serve_parts(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    size_t served = ((struct both *)user)->served_cases;
    static struct part_list list;
    list = (struct part_list){.state = CASE_CORRECTION, .count = served};
    for (size_t i = 0; i < served; i++) {
        list.part[i] =
            (struct case_part){CASE_REFUSED, "T1", "上户口", "公安", "少一张", "20261210", ""};
        strcpy(list.part[i].project_no, pairs_get(wish->form, "project_no"));
    }
    platform_call_reply_parts(call, served ? ERR_NONE : ERR_NOT_FOUND, &list);
}

static void serve_certificates(void *user, const struct platform_wish *wish,
                               struct platform_call *call)
{
    size_t served = ((struct both *)user)->served_cases;
    static struct certificate_list list;
    list = (struct certificate_list){.count = served, .unsound = 2, .more = true};
    for (size_t i = 0; i < served; i++)
        list.row[i] = (struct certificate){.identifier = "1.2.156.3005.2.A.B.C.D.E",
                                           .name = "机动车驾驶证",
                                           .number = "11010519491231002X",
                                           .dept = "山西省公安厅",
                                           .issue_date = "20190312",
                                           .grade = "B"};
    assert_string_equal("办理入学", pairs_get(wish->form, "use_cause"));
    platform_call_reply_certificates(call, served ? ERR_NONE : ERR_REFUSED, &list);
}

static void serve_certificate_copy(void *user, const struct platform_wish *wish,
                                   struct platform_call *call)
{
    (void)user;
    platform_call_reply(call, ERR_NONE, wish->form);
}

static void serve_enterprise(void *user, const struct platform_wish *wish,
                             struct platform_call *call)
{
    (void)user;
    assert_string_equal("task", wish->task_code);
    assert_string_equal("张三", pairs_get(wish->who, "applyer_name"));
    platform_call_reply(call, wish->form->count ? ERR_NONE : ERR_NOT_FOUND, wish->form);
}

static void serve_find(void *user, const char *number, const struct pairs *who,
                       struct platform_call *call)
{
    (void)user;
    struct case_status status = {
        .state = CASE_DONE, .project_no = "1408022611230047", .unpaid = true};
    assert_string_equal("K018-000001", number);
    platform_call_reply_status(call, who->count ? ERR_NONE : ERR_NOT_FOUND, &status);
}

static void serve_help(void *user, const struct help_call *help, struct platform_call *call)
{
    (void)user;
    assert_string_equal("guide", help->screen);
    platform_call_reply_done(call, help->reason == HELP_CARD ? ERR_UNREACHABLE : ERR_NONE);
}

static void serve_devices(void *user, const struct pairs *devices)
{
    ((struct both *)user)->count = devices->count;
    assert_string_equal("paper_out", pairs_get(devices, "printer"));
}

static void serve_query(void *user, const struct pairs *who, struct platform_call *call)
{
    size_t served = ((struct both *)user)->served_cases;
    struct case_list list = {.count = served, .more = true};
    for (size_t i = 0; i < served; i++) {
        list.row[i] = (struct case_row){.state = CASE_ACCEPTED,
                                        .task_name = "12345 诉求反映",
                                        .project_no = "1408022611230047",
                                        .apply_date = "20261123",
                                        .promise_date = "20261130",
                                        .message = "1 天内联系您",
                                        .unpaid = i % 2 == 0};
    }
    assert_string_equal("张三", pairs_get(who, "applyer_name"));
    platform_call_reply_cases(call, served ? ERR_NONE : ERR_UNREACHABLE, &list);
}

static void on_up(void *user)
{
    ((struct both *)user)->ups++;
}

static void on_down(void *user)
{
    ((struct both *)user)->downs++;
}

static void on_storage(void *user, bool able)
{
    ((struct both *)user)->storages++;
    ((struct both *)user)->storage = able;
}

static void on_clock_off(void *user, int64_t off_ms)
{
    ((struct both *)user)->clocks++;
    ((struct both *)user)->off_ms = off_ms;
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

static void serve_calendar(void *user, const struct calendar **ret_calendar)
{
    *ret_calendar = &((struct both *)user)->served_calendar;
}

static enum err serve_staff(void *user, const struct staff_act *act)
{
    ((struct both *)user)->staff = *act;
    return ERR_NONE;
}

static void serve_standing(void *user, const struct standing **ret_standing)
{
    *ret_standing = &((struct both *)user)->served_standing;
}

static void on_standing(void *user)
{
    ((struct both *)user)->standings++;
}

static void on_calendar(void *user)
{
    ((struct both *)user)->calendars++;
}

static void on_catalogue(void *user)
{
    ((struct both *)user)->catalogues++;
}

void both_run_until(struct both *b, const int *counter, int wanted)
{
    int64_t end = clock_now_ms() + 5000;
    while (*counter < wanted && clock_now_ms() < end)
        sd_event_run(b->loop, 100000);
    assert_int_equal(wanted, *counter);
}

void both_start_server(struct both *b)
{
    const struct platform_service service = {.user = b,
                                             .health = serve_health,
                                             .catalogue = serve_catalogue,
                                             .calendar = serve_calendar,
                                             .standing = serve_standing,
                                             .submit = serve_submit,
                                             .status = serve_status,
                                             .rate = serve_rate,
                                             .identify = serve_identify,
                                             .shared_data = serve_shared,
                                             .proof = serve_proof,
                                             .step_up = serve_step_up,
                                             .slots = serve_slots,
                                             .book = serve_book,
                                             .cancel = serve_cancel,
                                             .fees = serve_fees,
                                             .fee_state = serve_fee_state,
                                             .corrections = serve_corrections,
                                             .parts = serve_parts,
                                             .certificates = serve_certificates,
                                             .certificate_copy = serve_certificate_copy,
                                             .enterprise = serve_enterprise,
                                             .staff = serve_staff,
                                             .hand_over = serve_hand_over,
                                             .help = serve_help,
                                             .find = serve_find,
                                             .devices = serve_devices,
                                             .query = serve_query};
    assert_ok(platform_server_new(b->loop, &service, &b->server));
}

int both_setup(void **state)
{
    struct both *b = calloc(1, sizeof *b);
    b->served_cases = CASE_LIST_MAX; /* as many as may cross */
    const struct platform_events events = {.user = b,
                                           .up = on_up,
                                           .down = on_down,
                                           .online = on_online,
                                           .storage = on_storage,
                                           .clock_off = on_clock_off,
                                           .case_changed = on_case,
                                           .catalogue_changed = on_catalogue,
                                           .calendar_changed = on_calendar,
                                           .standing_changed = on_standing};
    assert_true(sd_event_new(&b->loop) >= 0);
    assert_ok(timers_new(b->loop, &b->timers));
    both_start_server(b);
    assert_ok(platform_client_new(b->loop, b->timers, &events, &b->client));
    both_run_until(b, &b->onlines, 1);
    *state = b;
    return 0;
}

int both_teardown(void **state)
{
    struct both *b = *state;
    platform_client_free(b->client);
    platform_server_free(b->server);
    timers_free(b->timers);
    sd_event_unref(b->loop);
    free(b);
    return 0;
}
