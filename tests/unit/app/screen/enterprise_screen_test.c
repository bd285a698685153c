/* SPDX-License-Identifier: Apache-2.0 */
/* The pages about an enterprise: each state fits, says what to do, and has a way on. */
#include "tests/unit/check.h"

#include "app/input/credit.h"
#include "platform/base/paths.h"
#include "tests/unit/app/screen/items_stage.h"

static void stays(const struct screen_kind *kind, int action, int arg)
{
    assert_int_equal(VERDICT_STAY, kind->act(&model, action, arg));
}

static void know(void)
{
    struct pairs told = {0};
    add_pair(&told, "applyer_name", "运城市盐湖区晋南农业机械制造有限责任公司第一分公司");
    add_pair(&told, "applyer_page_code", "91140802MA0KX3T590");
    add_pair(&told, "assurance_token", "0123456789");
    add_pair(&told, "legal", "王建国");
    add_pair(&told, "address", "山西省运城市盐湖区红旗东街18号晋南机械大厦二层东侧201室");
    assert_ok(visit_take_enterprise(&model.visit, &told));
    pairs_wipe(&told);
}

static void a_code_is_held_before_the_scanner(void **state)
{
    (void)state;
    choose("营业执照补领");
    look(SCREEN_LICENCE);
    assert_says("您替哪家单位办？");
    assert_offers(ACTION_NUMBER);
    assert_int_equal(VERDICT_TYPE, screen_licence.act(&model, ACTION_NUMBER, 0));
    assert_int_equal(VERDICT_HELP, screen_licence.act(&model, ACTION_HELP, 0));
    stays(&screen_licence, ACTION_NEXT, 0);
    assert_ok(visit_read_licence(&model.visit, "x", 1));
    look(SCREEN_LICENCE);
    assert_says("正在核对单位");
    model.page.refused = ERR_TIMEOUT;
    look(SCREEN_LICENCE);
    assert_says("正在再试，请稍等。");
    assert_int_equal(VERDICT_BACK, screen_licence.act(&model, ACTION_BACK, 0));
    assert_int_equal(0, model.visit.licence.count);
}

static void what_was_not_found_or_not_allowed_says_where_to_go(void **state)
{
    (void)state;
    static const struct {
        enum err err;
        const char *says;
    } all[] = {{ERR_REFUSED, "登记的办事人里没有您。请法定代表人来，或到窗口登记委托。"},
               {ERR_NOT_FOUND, "没有查到这家单位。请对照执照看一遍，或到窗口办理。"},
               {ERR_FORMAT, "没有查成，请再试一次。"}};
    choose("营业执照补领");
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        model.page = (struct page_draft){.refused = all[i].err};
        look(SCREEN_LICENCE);
        assert_says(all[i].says);
        strcpy(model.page.value, "91140802MA0KX3T590");
        look(SCREEN_CREDIT);
        assert_says(all[i].says);
    }
    model.page = (struct page_draft){.refused = ERR_CANCELLED};
    look(SCREEN_LICENCE);
    assert_silent("没有查成，请再试一次。");
    model.page.hinted = true;
    model.page.hint = ID_HINT_ONE_CODE;
    look(SCREEN_LICENCE);
    assert_says("看到了好几个码");
    model.service.device[DEVICE_SCANNER].state = DEVICE_ABSENT;
    look(SCREEN_LICENCE);
    assert_says("可以输入执照上的代码。");
    assert_offers(ACTION_NUMBER);
}

static void which_one_it_is_is_shown_before_one_goes_on(void **state)
{
    (void)state;
    choose("营业执照补领");
    know();
    look(SCREEN_LICENCE);
    assert_says("9114 0802 MA0K X3T5 90");
    assert_says("王建国");
    assert_int_equal(VERDICT_STAY, screen_licence.tick(&model));
    assert_int_equal(VERDICT_NEXT, screen_licence.act(&model, ACTION_NEXT, 0));
    assert_int_equal(VERDICT_NEXT, screen_credit.tick(&model));
    stays(&screen_licence, ACTION_OTHER, 0);
    assert_true(visit_wants_enterprise(&model.visit));
    assert_int_equal(VERDICT_STAY, screen_credit.tick(&model));
    choose("异地就医备案");
    assert_int_equal(VERDICT_NEXT, screen_licence.tick(&model));
}

static void type(const char *code)
{
    for (; *code; code++)
        for (int key = 0; key < CREDIT_KEYS; key++)
            if (credit_keys[key][0] == *code && !credit_keys[key][1])
                stays(&screen_credit, ACTION_KEY, key);
}

static void a_slip_of_the_finger_is_found_here(void **state)
{
    (void)state;
    choose("营业执照补领");
    model.page = (struct page_draft){0};
    look(SCREEN_CREDIT);
    type("91140802MA0KX3T5");
    stays(&screen_credit, ACTION_NEXT, 0);
    look(SCREEN_CREDIT);
    assert_says("还没有输满 18 位，请接着输。");
    type("80");
    look(SCREEN_CREDIT);
    assert_says("9114 0802 MA0K X3T5 80");
    stays(&screen_credit, ACTION_NEXT, 0);
    look(SCREEN_CREDIT);
    assert_says("多半按错了一个，请照执照看一遍。真没错，再按“确定”。");
    assert_int_equal(0, model.visit.licence.count);
    stays(&screen_credit, ACTION_KEY, CREDIT_KEYS - 1);
    type("1");
    stays(&screen_credit, ACTION_NEXT, 0); /* another one is looked at anew */
    assert_int_equal(0, model.visit.licence.count);
    stays(&screen_credit, ACTION_KEY, CREDIT_KEYS - 1);
    stays(&screen_credit, ACTION_KEY, CREDIT_KEYS - 1);
    look(SCREEN_CREDIT);
    assert_says("多半按错了一个，请照执照看一遍。真没错，再按“确定”。"); /* no key moved */
    type("90");
    stays(&screen_credit, ACTION_NEXT, 0);
    assert_string_equal("91140802MA0KX3T590", pairs_get(&model.visit.licence, "applyer_page_code"));
    look(SCREEN_CREDIT);
    assert_says("正在核对…");
    model.page.refused = ERR_TIMEOUT;
    look(SCREEN_CREDIT);
    assert_says("正在再试，请稍等。");
    stays(&screen_credit, ACTION_KEY, 0);
    stays(&screen_credit, ACTION_NEXT, 0);
    assert_string_equal("91140802MA0KX3T590", model.page.value);
    assert_int_equal(VERDICT_BACK, screen_credit.act(&model, ACTION_BACK, 0));
    assert_int_equal(0, model.visit.licence.count);
}

/* Codes given out early do not fit and are legal. */
static void who_insists_is_asked_for_at_the_province(void **state)
{
    (void)state;
    choose("营业执照补领");
    model.page = (struct page_draft){0};
    type("91350100M0001TGQXM");
    stays(&screen_credit, ACTION_NEXT, 0);
    assert_int_equal(0, model.visit.licence.count);
    stays(&screen_credit, ACTION_NEXT, 0);
    assert_string_equal("91350100M0001TGQXM", pairs_get(&model.visit.licence, "applyer_page_code"));
}

/* The same item, once for oneself and once for a firm: the choice comes first, and may be changed.
 */
static void one_item_serves_people_and_enterprises(void **state)
{
    (void)state;
    AUTO(auto_free) char *text = NULL;
    size_t len;
    struct item *either = NULL;
    struct item_fault fault = {0};
    struct id_record card = zhang_san();
    assert_ok(paths_read_file(SOURCE_ROOT "/tests/data/items/property-records.json", ITEM_FILE_MAX,
                              &text, &len));
    assert_ok(item_parse(text, len, &either, &fault));
    assert_ok(visit_choose(&model.visit, either));
    look(SCREEN_GUIDE);
    assert_says("得到什么");
    look(SCREEN_WHO);
    assert_says("您替谁办？");
    assert_int_equal(VERDICT_NEXT, screen_who.act(&model, ACTION_CHOOSE, 3));
    assert_true(visit_wants_enterprise(&model.visit));
    assert_ok(visit_identify_card(&model.visit, &card));
    know();
    look(SCREEN_REVIEW);
    assert_says("运城市盐湖区晋南农业机械制造有限责任公司第一分公司");
    assert_says("张三");
    assert_int_equal(VERDICT_NEXT, screen_who.act(&model, ACTION_CHOOSE, 2));
    assert_false(visit_is_for_enterprise(&model.visit));
    look(SCREEN_REVIEW);
    assert_silent("运城市盐湖区晋南农业机械制造有限责任公司第一分公司");
    assert_says("张三");
    assert_int_equal(VERDICT_BACK, screen_who.act(&model, ACTION_BACK, 0));
    id_record_wipe(&card);
    model_wipe_visit(&model);
    item_free(either);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(a_code_is_held_before_the_scanner),
        T(what_was_not_found_or_not_allowed_says_where_to_go),
        T(which_one_it_is_is_shown_before_one_goes_on),
        T(a_slip_of_the_finger_is_found_here),
        T(one_item_serves_people_and_enterprises),
        T(who_insists_is_asked_for_at_the_province),
    };
    return stage_opens() ? stage_closes(cmocka_run_group_tests(tests, NULL, NULL)) : 1;
}
