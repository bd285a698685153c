/* SPDX-License-Identifier: Apache-2.0 */
/* Thousands of random steps: any live control is pressed, devices and bridges come and go, errands
 * end well and badly, time passes. Whatever happens, the page fits, there is a way out, and after
 * each visit nothing of the citizen is left. */
#include "tests/unit/check.h"

#include "platform/base/clock.h"
#include "platform/base/log.h"
#include "platform/base/sealed.h"
#include "tests/unit/app/kiosk/desk_stage.h"
#include "tests/unit/app/ui/stage.h"

/* Each round begins anew; more of them while a page was never come by. */
enum { STEPS = 10000, ROUNDS = 3, ROUNDS_MAX = 20 };

static struct stage stage;
static uint32_t seed;
static size_t wipes, seen[SCREEN_COUNT];

static uint32_t roll(uint32_t sides)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % sides;
}

static void show(void)
{
    const struct visit_needs *n = &desk.model.visit.needs;
    const struct screen screen = {
        .page = desk_page(&desk), .compose = screen_compose, .model = &desk.model};
    stage_show(&stage, &screen,
               (struct needs){.large = n->large, .contrast = n->contrast, .low = n->low});
}

/* Any item, in whatever menu it stands. */
static bool choose_something(void)
{
    if (desk.model.screen != SCREEN_HOME || roll(2))
        return false;
    desk_press(&desk, ACTION_CHOOSE, (int)roll((uint32_t)desk.model.shelf.count));
    return true;
}

static void press_something(void)
{
    if (choose_something())
        return;
    int live[SCENE_ITEMS], n = 0;
    for (int i = 0; i < stage.scene.count; i++)
        if (scene_is_live(&stage.scene, i))
            live[n++] = i;
    if (n == 0)
        return;
    /* Half of the time as somebody who wants to get on. */
    int on = scene_find(&stage.scene, roll(3) ? ACTION_NEXT : ACTION_CHOOSE, -1);
    if (on < 0)
        on = scene_find(&stage.scene, ACTION_CHOOSE, -1);
    int edit = scene_find(&stage.scene, roll(2) ? ACTION_EDIT : ACTION_PARTS, -1);
    if (desk.model.screen == SCREEN_CASES && edit >= 0)
        on = edit;
    int index = on >= 0 && roll(2) ? on : live[roll((uint32_t)n)];
    const struct scene_item *item = &stage.scene.items[index];
    if (item->action == UI_EXIT && roll(4))
        return;
    desk_press(&desk, item->action, item->arg);
}

static enum err some_error(void)
{
    static const enum err errors[] = {ERR_GONE,      ERR_TIMEOUT, ERR_ABSENT,      ERR_DISK,
                                      ERR_NOT_FOUND, ERR_FORMAT,  ERR_CARD_UNKNOWN};
    return roll(3) ? ERR_NONE : errors[roll(ARRAY_LEN(errors))];
}

static void step_up_goes_well(struct pairs *pairs)
{
    bool sent = desk.model.visit.step_up.count > 0;
    add_pair(pairs, sent ? "assurance_level" : "step_up_id", sent ? "2" : "0123456789");
    add_pair(pairs, sent ? "assurance_token" : "sent_to", sent ? "0123456789" : "138****0026");
}

static struct certificate_list *some_certificates(void)
{
    struct certificate_list *list = calloc(1, sizeof *list);
    assert_non_null(list);
    list->count = roll(CERTIFICATES_MAX + 1);
    list->unsound = roll(3);
    for (size_t i = 0; i < list->count; i++)
        list->row[i] = (struct certificate){
            .name = "中华人民共和国机动车驾驶证", .issue_date = "20190312", .grade = "A"};
    return list;
}

static struct correction_list *some_corrections(void)
{
    struct correction_list *list = calloc(1, sizeof *list);
    assert_non_null(list);
    *list = (struct correction_list){.project_no = "1408022611230047",
                                     .task_code = "11140802MB0000000K4442036007000",
                                     .count = roll(CORRECTIONS_MAX + 1)};
    for (size_t i = 0; i < list->count; i++)
        list->row[i] = (struct correction){.field = "",
                                           .name = "居民户口簿首页和本人页",
                                           .reason = "照片看不清，请重新交一份清楚的。",
                                           .until = "29991210"};
    if (list->count && roll(2))
        strcpy(list->row[0].field, "contact_mobile");
    else if (list->count && roll(2))
        strcpy(list->row[0].material, "house_lease");
    if (roll(2))
        strcpy(list->task_code, "11140802MB0000005P4440113009000");
    return list;
}

static struct part_list *some_parts(void)
{
    struct part_list *list = calloc(1, sizeof *list);
    assert_non_null(list);
    list->state = roll(2) ? CASE_CORRECTION : CASE_ACCEPTED;
    list->count = roll(PARTS_MAX + 1);
    for (size_t i = 0; i < list->count; i++)
        list->part[i] = (struct case_part){.state = (enum case_state)(CASE_ACCEPTED + roll(3)),
                                           .task_name = "城乡居民参保登记",
                                           .dept_name = "盐湖区医保局",
                                           .promise_date = "20261210"};
    return list;
}

static struct case_list *some_cases(void)
{
    struct case_list *list = calloc(1, sizeof *list);
    assert_non_null(list);
    list->count = roll(8);
    for (size_t i = 0; i < list->count; i++)
        list->row[i] = (struct case_row){.state = CASE_CORRECTION,
                                         .task_name = "异地就医备案",
                                         .project_no = "1408022611230047",
                                         .apply_date = "20261123",
                                         .parts = roll(2) ? 0 : PARTS_MAX};
    return list;
}

static void some_copy(struct pairs *pairs)
{
    static const char *const labels[] = {"姓名", "证件号码", "住址", "准驾车型", "有效期限"};
    add_pair(pairs, "certificate_name", "中华人民共和国机动车驾驶证");
    add_pair(pairs, "copy_code", "1408022611260001");
    add_pair(pairs, "copy_qr", "https://zz.yanhu.example/yz?m=1408022611260001");
    for (size_t i = 0; i < ARRAY_LEN(labels); i++)
        add_pair(pairs, labels[i], "山西省运城市盐湖区解放路 12 号院 3 单元");
}

static void enterprise_is_known(struct pairs *pairs)
{
    add_pair(pairs, "applyer_name", "运城市晋南机械有限公司");
    add_pair(pairs, "applyer_page_code", "91140802MA0KX3T590");
    add_pair(pairs, "assurance_token", "0123456789");
}

static struct snapshot some_page(void)
{
    static const uint8_t pixels[3 * 4 * 3];
    struct snapshot s = {.width = 3, .height = 4, .findings = roll(8)};
    assert_ok(sealed_make(pixels, sizeof pixels, &s.preview));
    assert_ok(sealed_make("jpeg", 4, &s.file));
    return s;
}

static struct slot_list *some_slots(void)
{
    struct slot_list *list = calloc(1, sizeof *list);
    assert_non_null(list);
    list->places = 1 + roll(2);
    for (size_t i = 0; i < list->places; i++)
        snprintf(list->place[i].name, sizeof list->place[i].name, "婚姻登记处 %zu", i);
    for (; list->count < roll(40); list->count++)
        list->slot[list->count] = (struct slot){roll((uint32_t)list->places),
                                                20261130 - (int)roll(2), 540, 570, 1 + roll(3)};
    return list;
}

static struct fee_list *some_fees(void)
{
    struct fee_list *list = calloc(1, sizeof *list);
    assert_non_null(list);
    for (; list->count < roll(4); list->count++)
        list->fee[list->count] = (struct fee){.state = (enum fee_state)roll(FEE_STATE_COUNT),
                                              .pay_no = "1408022600000001",
                                              .name = "工本费",
                                              .payee = "公安局",
                                              .payer = "张*",
                                              .pay_url = "https://pay.example/1",
                                              .fen = 4000,
                                              .expires_ms = clock_wall_ms() + 1800000};
    return list;
}

static struct bus_event *reply(enum bus_event_kind kind, uint32_t token)
{
    struct bus_event *e = calloc(1, sizeof *e);
    assert_non_null(e);
    *e = (struct bus_event){.kind = kind, .token = token, .err = some_error()};
    if (kind == BUS_IDENTIFIED && e->err == ERR_NONE)
        e->record = zhang_san();
    if (kind == BUS_SCANNED && e->err == ERR_NONE)
        assert_ok(secret_set_text(&e->secret, "code"));
    if (kind == BUS_SHARED && e->err == ERR_NONE)
        e->pairs = shared_data();
    if (kind == BUS_PERSON && e->err == ERR_NONE) {
        add_pair(&e->pairs, "applyer_name", "张三");
        add_pair(&e->pairs, "applyer_page_code", "11010519491231002X");
    }
    if (kind == BUS_STEP_UP && e->err == ERR_NONE)
        step_up_goes_well(&e->pairs);
    if (kind == BUS_ENTERPRISE && e->err == ERR_NONE)
        enterprise_is_known(&e->pairs);
    if (kind == BUS_CAPTURED && e->err == ERR_NONE)
        e->snapshot = some_page();
    if (kind == BUS_CASES && e->err == ERR_NONE)
        e->cases = some_cases();
    if (kind == BUS_PROOF && e->err == ERR_NONE)
        add_pair(&e->pairs, "proof_code", "1408022611230001");
    if (kind == BUS_CERTIFICATES && e->err == ERR_NONE)
        e->certificates = some_certificates();
    if (kind == BUS_CORRECTIONS && e->err == ERR_NONE)
        e->corrections = some_corrections();
    if (kind == BUS_PARTS && e->err == ERR_NONE)
        e->parts = some_parts();
    if (kind == BUS_COPY && e->err == ERR_NONE)
        some_copy(&e->pairs);
    if (kind == BUS_SLOTS && e->err == ERR_NONE)
        e->slots = some_slots();
    if ((kind == BUS_FEES || kind == BUS_FEE_STATE) && e->err == ERR_NONE)
        e->fees = some_fees();
    if (kind == BUS_HANDED)
        e->handover = (struct handover){"https://phone.example/go/1", "ABCD2345", "打开，输入", 7};
    if (kind == BUS_BOOKED || kind == BUS_CANCELLED)
        e->appointment = (struct appointment){.cancelled = kind == BUS_CANCELLED,
                                              .number = "140802261130001",
                                              .date = 20261130,
                                              .from = 540,
                                              .until = 570};
    e->status = status_of((enum case_state)roll(CASE_CORRECTION + 1));
    e->outcome = (enum print_outcome)roll(4);
    return e;
}

static void end_some_errand(void)
{
    static const enum bus_event_kind ends[ERRAND_COUNT] = {[ERRAND_CAPTURE] = BUS_CAPTURED,
                                                           [ERRAND_IDENTIFY] = BUS_IDENTIFIED,
                                                           [ERRAND_SCAN] = BUS_SCANNED,
                                                           [ERRAND_PERSON] = BUS_PERSON,
                                                           [ERRAND_SHARED] = BUS_SHARED,
                                                           [ERRAND_SUBMIT] = BUS_SUBMITTED,
                                                           [ERRAND_STATUS] = BUS_STATUS,
                                                           [ERRAND_PRINT] = BUS_PRINTED,
                                                           [ERRAND_RATE] = BUS_RATED,
                                                           [ERRAND_PROOF] = BUS_PROOF,
                                                           [ERRAND_CASES] = BUS_CASES,
                                                           [ERRAND_FIND] = BUS_STATUS,
                                                           [ERRAND_CALL] = BUS_CALLED,
                                                           [ERRAND_RECEIPT] = BUS_SCANNED,
                                                           [ERRAND_SEND_CODE] = BUS_STEP_UP,
                                                           [ERRAND_CHECK_CODE] = BUS_STEP_UP,
                                                           [ERRAND_LICENCE] = BUS_SCANNED,
                                                           [ERRAND_ENTERPRISE] = BUS_ENTERPRISE,
                                                           [ERRAND_CERTIFICATES] = BUS_CERTIFICATES,
                                                           [ERRAND_COPY] = BUS_COPY,
                                                           [ERRAND_SLOTS] = BUS_SLOTS,
                                                           [ERRAND_BOOK] = BUS_BOOKED,
                                                           [ERRAND_CANCEL] = BUS_CANCELLED,
                                                           [ERRAND_FEES] = BUS_FEES,
                                                           [ERRAND_FEE_STATE] = BUS_FEE_STATE,
                                                           [ERRAND_HANDOVER] = BUS_HANDED,
                                                           [ERRAND_PARTS] = BUS_PARTS,
                                                           [ERRAND_CORRECTIONS] = BUS_CORRECTIONS};
    enum errand_id id = (enum errand_id)roll(ERRAND_COUNT);
    for (int i = 0; i < ERRAND_COUNT && desk.model.errand[id].state != ERRAND_RUNNING; i++)
        id = (id + 1) % ERRAND_COUNT;
    if (desk.model.errand[id].state == ERRAND_RUNNING)
        desk_take(&desk, reply(ends[id], desk.model.errand[id].token));
}

static void change_the_world(void)
{
    struct bus_event *e = reply(BUS_DEVICE, 0);
    static const enum bus_event_kind links[] = {BUS_DEVICES, BUS_PLATFORM, BUS_ONLINE, BUS_ONLINE};
    e->err = ERR_NONE;
    if (roll(4) == 0) {
        e->kind = links[roll(ARRAY_LEN(links))];
        e->up = roll(6) != 0;
    } else if (roll(4) == 0) {
        e->kind = BUS_HINT;
        e->token = desk.model.errand[ERRAND_IDENTIFY].token;
        e->hint = (enum id_hint)roll(ID_HINT_COUNT);
    } else {
        e->device.device_class = (enum device_class)roll(DEVICE_CLASS_COUNT);
        e->device.state = roll(3) ? DEVICE_READY : (enum device_state)roll(DEVICE_SUSPECT + 1);
        e->device.flags = (roll(3) ? 0 : roll(16)) | (roll(4) ? DEVICE_FLAG_PHOTOGRAPHS : 0);
    }
    desk_take(&desk, e);
}

static void one_step(void)
{
    uint32_t what = roll(20);
    if (what < 12)
        press_something();
    else if (what < 16)
        end_some_errand();
    else if (what < 18)
        change_the_world();
    else
        step_s(roll(12) ? roll(5) : roll(200));
    desk_round(&desk);
}

static void check(void)
{
    enum screen_id id = desk.model.screen;
    assert_true(id < SCREEN_COUNT);
    seen[id]++;
    if (desk.wiped && desk.model.visit.identity == VISIT_UNKNOWN) {
        const struct visit_needs none = {0};
        if (id != SCREEN_THANKS && !desk.model.visit.open)
            assert_memory_equal(&none, &desk.model.visit.needs, sizeof none);
        assert_int_equal(-1, scene_find_text(&stage.scene, "张三"));
        assert_int_equal(-1, scene_find_text(&stage.scene, "110105"));
    }
    wipes += desk.wiped;
    desk.wiped = false;
    if (stage.scene.overflows)
        fail_msg("%s of %s overflows: seed %u large %d low %d language %d", screen_of(id)->name,
                 desk.model.visit.item ? desk.model.visit.item->task_name : "nothing", seed,
                 desk.model.visit.needs.large, desk.model.visit.needs.low,
                 (int)desk.model.visit.needs.language);
    bool dialog = stage.scene.modal_from >= 0;
    if (id != SCREEN_ATTRACT && !dialog)
        assert_true(scene_find(&stage.scene, UI_EXIT, -1) >= 0);
    if (dialog)
        assert_true(scene_find(&stage.scene, ACTION_LEAVE, -1) >= 0);
}

static enum screen_id never_seen(void)
{
    enum screen_id id = 0;
    while (id < SCREEN_COUNT && (seen[id] || id == SCREEN_ATTRACT))
        id++;
    return id;
}

static void nothing_random_breaks_the_desk(void **state)
{
    (void)state;
    for (uint32_t round = 1;
         round <= ROUNDS || (round <= ROUNDS_MAX && never_seen() < SCREEN_COUNT); round++) {
        seed = round;
        open_desk(NULL);
        for (int i = 0; i < STEPS; i++) {
            fake_clear();
            one_step();
            if (desk.model.screen == SCREEN_ATTRACT)
                desk_touch(&desk);
            desk_round(&desk);
            show();
            check();
        }
        close_desk(NULL);
    }
    assert_true(wipes > 50);
    if (never_seen() < SCREEN_COUNT)
        fail_msg("%s was never seen", screen_of(never_seen())->name);
}

int main(void)
{
    stepped_begin();
    setenv("BUDAYANG_LOG", "error", 0);
    log_init("kiosk_monkey_test");
    if (stage_init(&stage) != ERR_NONE)
        return 1;
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_random_breaks_the_desk)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    stage_done(&stage);
    return failed;
}
