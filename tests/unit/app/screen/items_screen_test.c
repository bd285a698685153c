/* SPDX-License-Identifier: Apache-2.0 */
/* The shipped items on the screens that only some of them have, in all needs. */
#include "tests/unit/check.h"

#include "app/item/search.h"
#include "tests/unit/app/screen/items_stage.h"

static void home_shows_all_and_their_limits(void **state)
{
    (void)state;
    model_wipe_visit(&model);
    assert_true(model.shelf.count > 4);
    look(SCREEN_HOME);
    assert_offers(ACTION_SEARCH);
    assert_says("异地就医备案");
    assert_says("参保证明");
    assert_says("12345 诉求");
    assert_says("查进度");
    assert_says("立等可取");
    model.service.device[DEVICE_RECEIPT].state = DEVICE_ABSENT;
    model.service.level = SERVICE_LIMITED;
    look(SCREEN_HOME);
    assert_says("现在不能打印");
    model.service.online = false;
    model.service.card_lies = true;
    look(SCREEN_HOME);
    assert_says("要等网络恢复");
    model.page.refused = ERR_CARD_EXPIRED;
    look(SCREEN_HOME);
}

static void every_guide_says_what_is_missing_before_one_begins(void **state)
{
    (void)state;
    static const char *const titles[] = {"异地就医备案", "参保证明", "12345 诉求", "查进度",
                                         "高龄津贴",     "居住证",   "个体户开业", "我的证照",
                                         "婚姻登记预约", "缴费",     "身份证补领"};
    for (size_t i = 0; i < ARRAY_LEN(titles); i++) {
        choose(titles[i]);
        look(SCREEN_GUIDE);
        assert_offers(ACTION_NEXT);
        look(SCREEN_NOTICE);
    }
    choose("参保证明");
    model.service.device[DEVICE_RECEIPT].state = DEVICE_ABSENT;
    look(SCREEN_GUIDE);
    assert_says("现在不能打印");
    assert_offers(ACTION_NEXT);
    model.service.online = false;
    look(SCREEN_GUIDE);
    assert_says("网络不通，现在办不了");
    assert_no_offer(ACTION_NEXT);
    assert_offers(ACTION_HELP);
    assert_int_equal(VERDICT_STAY, screen_guide.act(&model, ACTION_NEXT, 0));
    choose("12345 诉求");
    look(SCREEN_GUIDE);
    assert_offers(ACTION_NEXT);
    model.visit.identity = VISIT_UNKNOWN;
    model.service.device[DEVICE_IDCARD].state = DEVICE_ABSENT;
    choose("异地就医备案");
    look(SCREEN_GUIDE);
    assert_says("现在不能核对身份");
    assert_no_offer(ACTION_NEXT);
}

static void what_cannot_be_kept_is_not_begun(void **state)
{
    (void)state;
    static const struct {
        const char *title;
        bool begins;
    } items[] = {
        {"异地就医备案", false}, {"12345 诉求", false}, {"参保证明", true}, {"查进度", true}};
    model.service.cannot_keep = true;
    model.service.level = SERVICE_LIMITED;
    for (size_t i = 0; i < ARRAY_LEN(items); i++) {
        choose(items[i].title);
        look(SCREEN_GUIDE);
        if (items[i].begins) {
            assert_offers(ACTION_NEXT);
            continue;
        }
        assert_says("这台机器现在存不下新的申请");
        assert_no_offer(ACTION_NEXT);
        assert_offers(ACTION_HELP);
        assert_int_equal(VERDICT_STAY, screen_guide.act(&model, ACTION_NEXT, 0));
    }
    model_wipe_visit(&model);
    look(SCREEN_HOME);
    assert_says("现在不能提交申请");
    assert_says("开证明、查进度照常可以办");
    assert_says("现在办不了");
    model.service.online = false;
    look(SCREEN_HOME);
    assert_says("请到窗口办理，或请人帮忙。");
}

static void every_question_fits(void **state)
{
    (void)state;
    static const char *const titles[] = {"参保证明", "12345 诉求"};
    for (size_t i = 0; i < ARRAY_LEN(titles); i++) {
        choose(titles[i]);
        const struct item *item = model.visit.item;
        for (size_t f = 0; f < item->field_count; f++) {
            const struct item_field *field = &item->field[f];
            if (field->type == ITEM_TYPE_TEXT)
                continue;
            model.page = (struct page_draft){.place = (int)f};
            look(SCREEN_QUESTION);
            assert_says(field->question);
            if (field->option_count)
                answer(field->name, field->option[0].value);
        }
        if (item_field_find(item, "contact_mobile"))
            answer("contact_mobile", "13800000026");
        look(SCREEN_REVIEW);
    }
}

/* A typed number stands beside its button, and a long answer beside a long label. */
static void a_review_of_long_answers_fits(void **state)
{
    (void)state;
    choose("异地就医备案");
    struct pairs shared = {0};
    add_pair(&shared, "insured_area", "140802");
    add_pair(&shared, "insured_area_name", "山西省 运城市 盐湖区");
    assert_ok(form_fill_shared(&model.visit.form, &shared));
    answer("treatment_area", "230000");
    answer("reason_code", "1");
    answer("contact_mobile", "13800000026");
    look(SCREEN_REVIEW);
    assert_says("138****0026");
    pairs_wipe(&shared);
}

static void each_topic_leads_to_subjects_of_its_own(void **state)
{
    (void)state;
    choose("12345 诉求");
    const struct item_field *topic = item_field_find(model.visit.item, "topic");
    const struct item_field *subject = item_field_find(model.visit.item, "subject");
    for (size_t t = 0; t < topic->option_count; t++) {
        answer("topic", topic->option[t].value);
        model.page = (struct page_draft){.place = (int)(subject - model.visit.item->field)};
        look(SCREEN_QUESTION);
        for (size_t i = 0; i < subject->option_count; i++)
            assert_int_equal(strcmp(subject->option[i].under, topic->option[t].value) == 0,
                             scene_find(&stage.scene, ACTION_CHOOSE, (int)i) >= 0);
    }
}

static void a_name_may_stay_unsaid(void **state)
{
    (void)state;
    choose("12345 诉求");
    look(SCREEN_WHO);
    assert_says("用刚才读到的身份证");
    model.visit.identity = VISIT_UNKNOWN;
    look(SCREEN_WHO);
    assert_says("放上身份证");
    assert_int_equal(VERDICT_SKIP, screen_who.act(&model, ACTION_CHOOSE, 1));
    assert_true(model.visit.anonymous);
    assert_null(form_blocked_by(&model.visit.form));
    assert_int_equal(VERDICT_NEXT, screen_who.act(&model, ACTION_CHOOSE, 0));
    assert_false(model.visit.anonymous);
    choose("异地就医备案");
    assert_int_equal(VERDICT_STAY, screen_who.act(&model, ACTION_CHOOSE, 1));
}

static void take_proof(void)
{
    struct pairs proof = {0};
    add_pair(&proof, "unit_name", "盐湖区晋南机械厂");
    static const char *const kinds[] = {"pension", "medical", "unemployment", "injury",
                                        "maternity"};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        add_pair(&proof, kinds[i], "2012-03 至 2026-10 正常缴费");
    add_pair(&proof, "issuer", "盐湖区社会保险中心");
    add_pair(&proof, "issued_date", "2026-11-23");
    add_pair(&proof, "proof_code", "1408022611230001");
    add_pair(&proof, "proof_qr", "https://rsj.yanhu.example/yz?m=1408022611230001");
    assert_ok(visit_take_proof(&model.visit, &proof));
    pairs_wipe(&proof);
}

static void a_proof_stands_on_the_screen_whatever_the_paper_does(void **state)
{
    (void)state;
    choose("参保证明");
    answer("insurance_kind", "all");
    answer("proof_period", "all");
    visit_consent(&model.visit);
    look(SCREEN_REVIEW);
    look(SCREEN_SENDING);
    assert_says("正在出具证明");
    take_proof();
    model.service.card_lies = true;
    for (int s = CASE_SAVED; s < CASE_STATE_COUNT; s++)
        for (int paper = VISIT_PAPER_NONE; paper <= VISIT_PAPER_UNKNOWN; paper++) {
            submitted((enum case_state)s);
            model.visit.paper = (enum visit_paper)paper;
            model.visit.paper_why = ERR_PAPER_OUT;
            look(SCREEN_DONE);
        }
    submitted(CASE_DONE);
    model.visit.paper = VISIT_PAPER_DONE;
    look(SCREEN_DONE);
    assert_no_offer(ACTION_SHEET); /* all on one page, in type of the usual size */
    assert_says("盐湖区晋南机械厂");
    assert_says("110105********002X");
    assert_says("1408 0226 1123 0001");
    assert_silent("11010519491231002X");
}

static void without_a_network_a_proof_is_not_promised(void **state)
{
    (void)state;
    choose("参保证明");
    model.whence[SCREEN_TROUBLE] = SCREEN_SENDING;
    model.trouble = ERR_UNREACHABLE;
    look(SCREEN_TROUBLE);
    assert_says("证明没有出来");
    assert_offers(ACTION_BACK);
    assert_offers(ACTION_HELP);
    model.trouble = ERR_REFUSED;
    look(SCREEN_TROUBLE);
    model.trouble = ERR_NOT_FOUND;
    look(SCREEN_TROUBLE);
    assert_says("没有可以证明的记录");
    assert_no_offer(ACTION_BACK);
}

static void a_search_finds_by_initials(void **state)
{
    (void)state;
    model_wipe_visit(&model);
    model.service.online = false; /* some cannot be begun */
    look(SCREEN_SEARCH);
    assert_says("请按下面的字母");
    screen_search.act(&model, ACTION_KEY, 'c' - 'a');
    look(SCREEN_SEARCH);
    screen_search.act(&model, ACTION_KEY, 26);
    for (const char *p = "cbzn"; *p; p++) /* one letter wrong */
        assert_int_equal(VERDICT_STAY, screen_search.act(&model, ACTION_KEY, *p - 'a'));
    look(SCREEN_SEARCH);
    assert_says("C B Z N");
    assert_says("社会保险参保证明打印");
    assert_silent("办件进度查询");
    for (int i = 0; i <= SEARCH_LETTERS_MAX; i++)
        screen_search.act(&model, ACTION_KEY, 25);
    look(SCREEN_SEARCH);
    assert_says("没有找到");
    for (int i = 0; i <= SEARCH_LETTERS_MAX; i++)
        screen_search.act(&model, ACTION_KEY, 26);
    assert_string_equal("", model.page.value);
    assert_int_equal(VERDICT_STAY, screen_search.act(&model, ACTION_KEY, 99));
    assert_int_equal(VERDICT_NEXT, screen_search.act(&model, ACTION_CHOOSE, 1));
}

static void add_case(enum case_state state, const char *name, const char *promise)
{
    struct case_row *row = &model.visit.cases.row[model.visit.cases.count++];
    *row = (struct case_row){.state = state};
    strcpy(row->task_name, name);
    strcpy(row->project_no, state == CASE_SAVED ? "K017-000482" : "1408022611230047");
    strcpy(row->apply_date, state == CASE_SAVED ? "" : "20261123");
    strcpy(row->promise_date, promise);
    strcpy(row->message, "已转有关部门，1 天内联系您。");
}

static void cases_are_told_in_plain_words(void **state)
{
    (void)state;
    choose("查进度");
    look(SCREEN_FIND);
    assert_silent("第 1 步");
    look(SCREEN_NUMBER);
    look(SCREEN_RECEIPT);
    look(SCREEN_CASES);
    assert_says("正在查询");
    model.visit.cases_known = true;
    look(SCREEN_CASES);
    assert_says("没有查到您办过的事");
    for (int i = 0; i < CASE_LIST_MAX; i++)
        add_case(i % 3 == 0   ? CASE_ACCEPTED
                 : i % 3 == 1 ? CASE_DONE
                              : CASE_REFUSED,
                 i ? "社会保险参保证明打印" : "12345 诉求反映", "20261130");
    model.visit.cases.more = true;
    look(SCREEN_CASES);
    assert_says("办理中");
    assert_says("12345 诉求反映");
    assert_offers(ACTION_SHEET);
    for (int s = CASE_SAVED; s < CASE_STATE_COUNT; s++) {
        strcpy(model.visit.number, "K017-000482");
        model.visit.cases.count = 0;
        add_case((enum case_state)s, "", "20261130");
        look(SCREEN_CASES);
    }
    model.visit.cases.count = 0;
    add_case(CASE_EXTENDED, "", "20200110"); /* long ago, whatever today is */
    look(SCREEN_CASES);
    assert_says("超过了答应的时间");
    assert_says("应在 1月10日 星期五 前有结果，已超过");
    model.visit.cases.count = 0;
    add_case(CASE_ANSWERED, "", "20200110"); /* in time or not: it is answered */
    look(SCREEN_CASES);
    assert_says("已经答复");
}

static void a_search_for_a_number_says_what_went_wrong(void **state)
{
    (void)state;
    choose("查进度");
    strcpy(model.visit.number, "K017-000482");
    model.page.refused = ERR_NOT_FOUND;
    look(SCREEN_CASES);
    assert_says("没有查到这个号码");
    wipe(model.visit.number, sizeof model.visit.number);
    model.page.refused = ERR_UNREACHABLE;
    look(SCREEN_CASES);
    assert_says("现在查不了");
    model.page = (struct page_draft){.refused = ERR_MISSING};
    look(SCREEN_RECEIPT);
    assert_says("这个码里没有办件的号码");
    model.service.online = false;
    look(SCREEN_FIND);
    assert_says("要联网");
    assert_int_equal(VERDICT_STAY, screen_find.act(&model, ACTION_NEXT, 0));
}

static void a_number_is_ours_or_the_provinces(void **state)
{
    (void)state;
    choose("查进度");
    model.page = (struct page_draft){.place = 0};
    for (int i = 0; i < 5; i++)
        screen_number.act(&model, ACTION_KEY, 0);
    assert_int_equal(VERDICT_STAY, screen_number.act(&model, ACTION_NEXT, 0));
    look(SCREEN_NUMBER);
    assert_says("受理号要 6 位");
    screen_number.act(&model, ACTION_KEY, 1);
    look(SCREEN_NUMBER);
    assert_says("K017-111 112");
    assert_int_equal(VERDICT_NEXT, screen_number.act(&model, ACTION_NEXT, 0));
    assert_string_equal("K017-111112", model.visit.number);
    for (int i = 0; i < 10; i++)
        screen_number.act(&model, ACTION_KEY, 2);
    assert_int_equal(VERDICT_NEXT, screen_number.act(&model, ACTION_NEXT, 0));
    assert_string_equal("1111123333333333", model.visit.number);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(home_shows_all_and_their_limits),
        T(every_guide_says_what_is_missing_before_one_begins),
        T(what_cannot_be_kept_is_not_begun),
        T(every_question_fits),
        T(a_review_of_long_answers_fits),
        T(each_topic_leads_to_subjects_of_its_own),
        T(a_name_may_stay_unsaid),
        T(a_proof_stands_on_the_screen_whatever_the_paper_does),
        T(without_a_network_a_proof_is_not_promised),
        T(a_search_finds_by_initials),
        T(cases_are_told_in_plain_words),
        T(a_search_for_a_number_says_what_went_wrong),
        T(a_number_is_ours_or_the_provinces),
    };
    return stage_opens() ? stage_closes(cmocka_run_group_tests(tests, NULL, NULL)) : 1;
}
