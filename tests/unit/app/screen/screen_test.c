/* SPDX-License-Identifier: Apache-2.0 */
/* Every screen, in each state worth naming and all needs, fits its page and says what it should. */
#include "tests/unit/check.h"

#include "app/screen/actions.h"
#include "app/screen/screen.h"
#include "platform/base/clock.h"
#include "tests/unit/app/people.h"
#include "tests/unit/app/screen/english.h"
#include "tests/unit/app/screen/pictures.h"
#include "tests/unit/app/ui/stage.h"

static const struct settings settings = {.kiosk = {.code = "K017",
                                                   .title = "盐湖区政务服务",
                                                   .title_en = "Yanhu District Services",
                                                   .help_phone = "12345"},
                                         .visit = {.idle_s = 120, .warn_s = 60, .result_s = 60}};
static struct stage stage;
static struct model model;
static struct item *item;
static bool longer; /* English is a language 40 % longer */

static int begin(void **state)
{
    (void)state;
    struct id_record card = zhang_san();
    struct pairs shared = shared_data();
    char advice[FORM_ADVICE_MAX];
    item = longer ? item_at(LONGER "/item.json") : shipped_item();
    memset(&model, 0, sizeof model);
    model.settings = &settings;
    assert_ok(shelf_put(&model.shelf, item));
    model.now_ms = model.entered_ms = clock_now_ms();
    model.service = (struct service){
        .devices_up = true, .platform_up = true, .online = true, .level = SERVICE_FULL};
    model.service.devices_up_ms = model.now_ms - 3600000;
    model.service.reader_ms = model.now_ms;
    for (int c = 0; c < DEVICE_CLASS_COUNT; c++)
        model.service.device[c].state = DEVICE_READY;
    visit_begin(&model.visit);
    assert_ok(visit_choose(&model.visit, item));
    assert_ok(visit_identify_card(&model.visit, &card));
    assert_ok(form_fill_shared(&model.visit.form, &shared));
    assert_ok(form_answer(&model.visit.form, 3, "110000", advice));
    assert_ok(form_answer(&model.visit.form, 4, "2", advice));
    visit_consent(&model.visit);
    id_record_wipe(&card);
    pairs_wipe(&shared);
    return 0;
}

static int end(void **state)
{
    (void)state;
    model_wipe_visit(&model);
    shelf_done(&model.shelf);
    return 0;
}

static void look_in(enum language language, const struct screen *screen)
{
    visit_speak(&model.visit, language);
    for (int i = 0; i < 8; i++) {
        struct needs needs = stage_needs(i);
        if (longer && needs.large) /* longer and larger at once: pages of words have no room */
            continue;
        stage_show(&stage, screen, needs);
        if (language != LANGUAGE_CHINESE)
            pictures_draw(&stage, needs, screen_of(model.screen)->name);
        if (stage.scene.overflows)
            fail_msg("%s overflows %d times: %s large %d contrast %d low %d",
                     screen_of(model.screen)->name, stage.scene.overflows, words_code(language),
                     needs.large, needs.contrast, needs.low);
    }
    if (language == LANGUAGE_ENGLISH)
        assert_english(&stage.scene, screen_of(model.screen)->name);
}

static void look(enum screen_id id)
{
    model.screen = id;
    const struct screen screen = {
        .page = (int)id * 100, .compose = screen_compose, .model = &model};
    look_in(LANGUAGE_ENGLISH, &screen);
    if (longer)
        visit_speak(&model.visit, LANGUAGE_CHINESE);
    else
        look_in(LANGUAGE_CHINESE, &screen);
    stage_show(&stage, &screen, (struct needs){0});
}

#define assert_says(text)                                                                          \
    do {                                                                                           \
        if (scene_find_text(&stage.scene, text) < 0)                                               \
            fail_msg("\"%s\" is not on the screen", text);                                         \
    } while (0)
#define assert_silent(text)   assert_int_equal(-1, scene_find_text(&stage.scene, text))
#define assert_offers(action) assert_true(scene_find(&stage.scene, action, -1) >= 0)

static void submitted(enum case_state state, const char *message)
{
    struct case_status *s = &model.visit.status;
    model.visit.submitted = true;
    s->state = state;
    strcpy(s->local_number, "K017-000482");
    strcpy(s->project_no, state == CASE_ACCEPTED || state == CASE_DONE ? "1408022611230047" : "");
    snprintf(s->message, sizeof s->message, "%s", message);
}

static void every_screen_fits(void **state)
{
    (void)state;
    submitted(CASE_DONE, "");
    for (enum screen_id id = 0; id < SCREEN_COUNT; id++)
        if (id != SCREEN_QUESTION && id != SCREEN_BOOK && id != SCREEN_BOOKED && id != SCREEN_FEE &&
            id != SCREEN_LATER) /* of a paper: papers_screen_test */
            look(id);
}

static void every_question_fits(void **state)
{
    (void)state;
    for (int field = 3; field <= 5; field++) {
        model.page = (struct page_draft){.place = field};
        look(SCREEN_QUESTION);
        assert_says(item->field[field].question);
        assert_says("第 3 步，共 5 步");
        snprintf(model.page.advice, sizeof model.page.advice, "%s",
                 "手机号要 11 位，请看看少了哪一位。");
        model.page.editing = true;
        look(SCREEN_QUESTION);
    }
}

static void every_limit_on_home_fits(void **state)
{
    (void)state;
    model_wipe_visit(&model);
    look(SCREEN_HOME);
    assert_says("放上身份证，马上开始");
    assert_says("设备正常");
    model.service.level = SERVICE_LIMITED;
    model.service.device[DEVICE_RECEIPT].state = DEVICE_ABSENT;
    model.service.card_lies = true;
    look(SCREEN_HOME);
    assert_says("现在不能打印回执");
    assert_says("读卡区有一张身份证");
    model.service.online = false;
    look(SCREEN_HOME);
    assert_says("现在网络不通");
    model.service.device[DEVICE_IDCARD].state = DEVICE_ABSENT;
    look(SCREEN_HOME);
    assert_says("现在不能读身份证");
    assert_silent("放上身份证，马上开始");
}

static void a_full_shelf_fits(void **state)
{
    (void)state;
    model_wipe_visit(&model);
    static struct shelf_entry many[200];
    for (size_t i = 0; i < ARRAY_LEN(many); i++)
        many[i] = model.shelf.entry[0];
    struct shelf one = model.shelf, full = {.count = ARRAY_LEN(many), .entry = many};
    model.shelf = full;
    look(SCREEN_HOME);
    model.shelf = one;
    assert_offers(ACTION_SHEET);
}

static void each_thing_said_about_the_card_fits(void **state)
{
    (void)state;
    for (int hint = ID_HINT_READING; hint < ID_HINT_COUNT; hint++) {
        model.page = (struct page_draft){.hinted = true, .hint = (enum id_hint)hint};
        look(SCREEN_IDENTIFY);
        look(SCREEN_HOME);
        look(SCREEN_PHONE);
        look(SCREEN_RECEIPT);
    }
    model.page = (struct page_draft){.hinted = true, .hint = ID_HINT_ONE_CODE};
    look(SCREEN_PHONE);
    assert_says("看到了好几个码");
    look(SCREEN_RECEIPT);
    assert_says("看到了好几个码");
    model.page.hint = ID_HINT_LIFT_FIRST;
    look(SCREEN_PHONE);
    assert_says("扫码口前还是刚才的码");
    model.page = (struct page_draft){.hinted = true, .hint = ID_HINT_LIFT_FIRST};
    look(SCREEN_IDENTIFY);
    assert_silent("请先拿起来，再放一次。");
    model.service.card_lies = true;
    look(SCREEN_IDENTIFY);
    assert_says("请先拿起来，再放一次。");
    model.service.device[DEVICE_IDCARD].flags = 0;
    model.service.device[DEVICE_IDCARD].state = DEVICE_ABSENT;
    look(SCREEN_IDENTIFY);
    assert_says("读卡器暂时不能用");
    model.service.devices_up_ms = model.now_ms - 1000;
    look(SCREEN_IDENTIFY);
    assert_says("读卡器正在恢复");
    model.service.reader_ms = model.now_ms - 30000; /* it restarts and restarts */
    look(SCREEN_IDENTIFY);
    assert_says("读卡器暂时不能用");
    model.service.reader_ms = model.now_ms;
    model.service.device[DEVICE_IDCARD].state = DEVICE_READY;
    static const enum err refused[] = {ERR_CARD_EXPIRED, ERR_CARD_UNKNOWN, ERR_ABSENT, ERR_TIMEOUT};
    for (size_t i = 0; i < ARRAY_LEN(refused); i++) {
        model.page = (struct page_draft){.refused = refused[i]};
        look(SCREEN_IDENTIFY);
        look(SCREEN_PHONE);
    }
}

static void what_does_not_work_is_not_offered(void **state)
{
    (void)state;
    look(SCREEN_IDENTIFY);
    assert_offers(ACTION_PHONE);
    model.service.device[DEVICE_SCANNER].state = DEVICE_ABSENT;
    look(SCREEN_IDENTIFY);
    assert_int_equal(-1, scene_find(&stage.scene, ACTION_PHONE, -1));
    assert_offers(ACTION_HELP);
}

static void the_review_masks_and_names_sources(void **state)
{
    (void)state;
    look(SCREEN_REVIEW);
    assert_says("110105********002X");
    assert_silent("11010519491231002X");
    assert_says("138****0026");
    assert_says("来自身份证");
    assert_says("来自医保");
    assert_says("您填写的");
    assert_says("免交 1 份材料");
    assert_true(scene_find(&stage.scene, ACTION_EDIT, 3) >= 0);
    assert_int_equal(-1, scene_find(&stage.scene, ACTION_EDIT, 0));
}

static void saved_is_never_called_submitted(void **state)
{
    (void)state;
    submitted(CASE_SAVED, "");
    for (int paper = VISIT_PAPER_NONE; paper <= VISIT_PAPER_UNKNOWN; paper++) {
        model.visit.paper = (enum visit_paper)paper;
        look(SCREEN_DONE);
        assert_says("已保存，网络恢复后自动提交");
        assert_says("K017-000 482");
        assert_silent("办好了");
        assert_silent("提交成功");
    }
}

static void every_result_with_every_paper_fits(void **state)
{
    (void)state;
    static const char message[] = "您的参保地还没有开通异地就医备案。请先到参保地医保中心开通，再来"
                                  "办理；或拨打 12345，会有人告诉您怎么办。";
    model.service.card_lies = true;
    for (int s = CASE_SAVED; s < CASE_STATE_COUNT; s++)
        for (int paper = VISIT_PAPER_NONE; paper <= VISIT_PAPER_UNKNOWN; paper++) {
            submitted((enum case_state)s, case_state_of_case(s) == CASE_ACCEPTED ? "" : message);
            strcpy(model.visit.status.contact_date, s == CASE_RECEIVED ? "20991124" : "");
            model.visit.paper = (enum visit_paper)paper;
            model.visit.paper_why = ERR_PAPER_OUT;
            look(SCREEN_DONE);
            model.service.device[DEVICE_RECEIPT].flags ^= DEVICE_FLAG_MEDIA_RETRACTED;
            look(SCREEN_DONE);
        }
    assert_says(message);
}

static void the_unknown_slip_is_spoken_of_honestly(void **state)
{
    (void)state;
    submitted(CASE_DONE, "");
    model.visit.paper = VISIT_PAPER_UNKNOWN;
    look(SCREEN_DONE);
    assert_says("如果没有拿到回执，请拍下号码");
    model.visit.paper = VISIT_PAPER_FAILED;
    model.visit.paper_why = ERR_PAPER_OUT;
    look(SCREEN_DONE);
    assert_says("没有纸");
}

static void ratings_fit(void **state)
{
    (void)state;
    submitted(CASE_DONE, "");
    model.service.card_lies = true;
    look(SCREEN_RATING);
    assert_offers(ACTION_SKIP);
    for (int level = 4; level <= 5; level++) {
        model.page = (struct page_draft){.place = 1, .level = level, .reasons = 3};
        snprintf(model.page.advice, sizeof model.page.advice, "%s",
                 "请至少选一项原因，或点“跳过”。");
        look(SCREEN_RATING);
    }
}

static void dialogs_fit_over_every_page(void **state)
{
    (void)state;
    model.overlay = OVERLAY_IDLE;
    model.overlay_left_s = 45;
    look(SCREEN_REVIEW);
    assert_offers(ACTION_STAY);
    assert_int_equal(-1, scene_find(&stage.scene, ACTION_NEXT, -1));
    model.overlay = OVERLAY_EXIT;
    look(SCREEN_REVIEW);
    assert_offers(ACTION_LEAVE);
    assert_says("还没有提交");
    strcpy(model.visit.application_id, "2b1f3a52-7c1d-4c43-9d0e-111122223333");
    look(SCREEN_SENDING);
    assert_silent("还没有提交");
    assert_says("可能已经办了");
}

static void slow_pages_say_so_and_fit(void **state)
{
    (void)state;
    model.entered_ms -= 20000;
    look(SCREEN_SHARED);
    assert_offers(ACTION_SKIP);
    look(SCREEN_SENDING);
    assert_offers(ACTION_BACK);
    strcpy(model.visit.application_id, "2b1f3a52-7c1d-4c43-9d0e-111122223333");
    look(SCREEN_SENDING);
    assert_int_equal(-1, scene_find(&stage.scene, ACTION_BACK, -1));
    model.errand[ERRAND_SUBMIT].state = ERRAND_WAITING;
    look(SCREEN_SENDING);
    model.errand[ERRAND_IDENTIFY] =
        (struct errand){.state = ERRAND_WAITING, .since_ms = model.now_ms - 5000};
    look(SCREEN_IDENTIFY);
    assert_says("读卡器正在恢复");
}

static void troubles_fit(void **state)
{
    (void)state;
    static const enum err troubles[] = {ERR_DISK, ERR_FORMAT, ERR_LIBRARY, ERR_MISSING};
    for (size_t i = 0; i < ARRAY_LEN(troubles); i++) {
        model.trouble = troubles[i];
        model.whence[SCREEN_TROUBLE] =
            troubles[i] == ERR_MISSING ? SCREEN_QUESTION : SCREEN_SENDING;
        look(SCREEN_TROUBLE);
        assert_offers(ACTION_HELP);
    }
}

static void nobodys_data_is_on_pages_at_rest(void **state)
{
    (void)state;
    submitted(CASE_DONE, "");
    static const enum screen_id at_rest[] = {SCREEN_ATTRACT, SCREEN_THANKS, SCREEN_CLOSED};
    for (size_t i = 0; i < ARRAY_LEN(at_rest); i++) {
        look(at_rest[i]);
        assert_silent("张");
        assert_silent("110105");
        assert_silent("K017-000");
    }
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(every_screen_fits),
        T(every_question_fits),
        T(every_limit_on_home_fits),
        T(a_full_shelf_fits),
        T(each_thing_said_about_the_card_fits),
        T(what_does_not_work_is_not_offered),
        T(the_review_masks_and_names_sources),
        T(saved_is_never_called_submitted),
        T(every_result_with_every_paper_fits),
        T(the_unknown_slip_is_spoken_of_honestly),
        T(ratings_fit),
        T(dialogs_fit_over_every_page),
        T(slow_pages_say_so_and_fit),
        T(troubles_fit),
        T(nobodys_data_is_on_pages_at_rest),
    };
    enum err e = stage_init(&stage);
    if (e == ERR_NONE)
        e = words_load();
    if (e != ERR_NONE) {
        fprintf(stderr, "no stage: %s\n", err_text(e));
        return 1;
    }
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    if (words_open(LANGUAGE_ENGLISH, LONGER "/en.mo") != ERR_NONE)
        return 1;
    longer = true;
    failed += cmocka_run_group_tests_name("in a longer language", tests, NULL, NULL);
    words_done();
    stage_done(&stage);
    return failed;
}
