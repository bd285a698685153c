/* SPDX-License-Identifier: Apache-2.0 */
/* One's own certificates in all needs: few, many, none, those that were left out, and one of them
 * with its paper. */
#include "tests/unit/check.h"

#include "app/print/copy.h"
#include "tests/unit/app/screen/items_stage.h"

static struct certificate_list list;

static void know(size_t count)
{
    static const char *const names[] = {"中华人民共和国机动车驾驶证", "社会保障卡", "居民户口簿",
                                        "不动产权证书"};
    list = (struct certificate_list){.count = count};
    for (size_t i = 0; i < count; i++) {
        list.row[i] = (struct certificate){
            .dept = "山西省公安厅交通管理局", .issue_date = "20190312", .grade = "A"};
        strcpy(list.row[i].name, names[i % ARRAY_LEN(names)]);
    }
    visit_take_certificates(&model.visit, &list);
}

static void give_copy(int lines)
{
    static const char *const labels[] = {"持证人",   "证照号码", "准驾车型", "有效期限",
                                         "发证机关", "发证日期", "住址",     "服务银行"};
    struct pairs copy = {0};
    add_pair(&copy, "certificate_name", "中华人民共和国机动车驾驶证");
    add_pair(&copy, "copy_code", "1408022611260001");
    add_pair(&copy, "copy_qr", "https://zz.yanhu.example/yz?m=1408022611260001");
    for (int i = 0; i < lines; i++)
        add_pair(&copy, labels[i % (int)ARRAY_LEN(labels)],
                 i % 2 ? "C1" : "山西省运城市盐湖区解放路 12 号院 3 单元 502 室");
    assert_ok(visit_take_copy(&model.visit, &copy));
}

static void to_certificates(void)
{
    choose("我的证照");
    answer("use_cause", "办理入学");
}

static void the_purpose_is_asked_first(void **state)
{
    (void)state;
    choose("我的证照");
    model.screen = SCREEN_QUESTION;
    screen_question.enter(&model);
    look(SCREEN_QUESTION);
    assert_says("拿去做什么用？");
    assert_int_equal(VERDICT_STAY, screen_question.act(&model, ACTION_CHOOSE, 1));
    assert_int_equal(VERDICT_FIND, screen_question.act(&model, ACTION_NEXT, 0));
}

static void a_list_of_any_length_fits(void **state)
{
    (void)state;
    to_certificates();
    look(SCREEN_CERTIFICATES);
    assert_says("正在调取您的证照");
    know(3);
    look(SCREEN_CERTIFICATES);
    assert_says("社会保障卡");
    assert_says("2019-03-12");
    assert_int_equal(VERDICT_STAY, screen_certificates.act(&model, ACTION_CHOOSE, 3));
    assert_int_equal(VERDICT_STAY, screen_certificates.act(&model, ACTION_CHOOSE, -1));
    assert_int_equal(VERDICT_NEXT, screen_certificates.act(&model, ACTION_CHOOSE, 1));
    assert_string_equal("社会保障卡", visit_certificate(&model.visit)->name);
    know(CERTIFICATES_MAX);
    model.visit.certificates.more = true;
    look(SCREEN_CERTIFICATES);
    assert_says("只列出 50 份");
    model.visit.certificates.unsound = 2;
    look(SCREEN_CERTIFICATES);
    assert_says("有 2 份资料不全");
    know(0);
    look(SCREEN_CERTIFICATES);
    assert_says("没有查到电子证照");
}

static void what_went_wrong_is_said(void **state)
{
    (void)state;
    to_certificates();
    model.page.refused = ERR_TIMEOUT;
    look(SCREEN_CERTIFICATES);
    assert_says("现在调不出来");
    model.page.refused = ERR_REFUSED;
    look(SCREEN_CERTIFICATES);
    assert_says("平台没有同意");
    know(1);
    look(SCREEN_CERTIFICATE);
    assert_says("这份证照现在看不了");
    model.page.refused = ERR_NOT_FOUND;
    look(SCREEN_CERTIFICATE);
    assert_says("发证部门没有给出这一份");
    model.page.refused = ERR_NONE;
    look(SCREEN_CERTIFICATE);
    assert_says("正在请部门出具");
}

static void another_purpose_asks_anew(void **state)
{
    (void)state;
    to_certificates();
    know(3);
    assert_int_equal(VERDICT_BACK, screen_certificates.act(&model, ACTION_BACK, 0));
    assert_false(model.visit.certificates_known);
    assert_true(model.edit > 0);
    assert_int_equal(VERDICT_SKIP, screen_certificates.act(&model, ACTION_OTHER, 0));
}

static void a_copy_is_shown_and_printed_once(void **state)
{
    (void)state;
    to_certificates();
    know(3);
    give_copy(14);
    model.service.card_lies = true;
    look(SCREEN_CERTIFICATE);
    assert_says("仅限办理入学使用");
    give_copy(6);
    look(SCREEN_CERTIFICATE);
    assert_says("1408 0226 1126 0001");
    assert_offers(ACTION_SEND);
    assert_int_equal(VERDICT_STAY, screen_certificate.act(&model, ACTION_SEND, 0));
    assert_true(model.page.printing);
    static const enum visit_paper papers[] = {VISIT_PAPER_RUNNING, VISIT_PAPER_DONE,
                                              VISIT_PAPER_FAILED, VISIT_PAPER_UNKNOWN};
    for (size_t i = 0; i < ARRAY_LEN(papers); i++) {
        model.visit.paper = papers[i];
        look(SCREEN_CERTIFICATE);
        bool again = papers[i] == VISIT_PAPER_FAILED || papers[i] == VISIT_PAPER_UNKNOWN;
        assert_int_equal(again, scene_find(&stage.scene, ACTION_SEND, -1) >= 0);
    }
    model.visit.paper = VISIT_PAPER_RUNNING; /* nothing leads away from a paper on its way */
    assert_int_equal(VERDICT_STAY, screen_certificate.act(&model, ACTION_BACK, 0));
    assert_int_equal(VERDICT_STAY, screen_certificate.act(&model, ACTION_NEXT, 0));
    model.visit.paper = VISIT_PAPER_NONE;
    model.service.device[DEVICE_RECEIPT].state = DEVICE_ABSENT;
    look(SCREEN_CERTIFICATE);
    assert_says("现在不能打印");
    assert_no_offer(ACTION_SEND);
    model.page.printing = false;
    screen_certificate.act(&model, ACTION_SEND, 0);
    assert_false(model.page.printing);
}

int main(void)
{
    if (!stage_opens())
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_purpose_is_asked_first, begin, end),
        cmocka_unit_test_setup_teardown(a_list_of_any_length_fits, begin, end),
        cmocka_unit_test_setup_teardown(what_went_wrong_is_said, begin, end),
        cmocka_unit_test_setup_teardown(another_purpose_asks_anew, begin, end),
        cmocka_unit_test_setup_teardown(a_copy_is_shown_and_printed_once, begin, end),
    };
    return stage_closes(cmocka_run_group_tests(tests, NULL, NULL));
}
