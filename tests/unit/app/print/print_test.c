/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "app/print/copy.h"
#include "app/print/slip.h"
#include "drivers/receipt/layout.h"
#include "tests/unit/app/people.h"

static const struct slip_place place = {.title = "盐湖区政务服务",
                                        .kiosk_code = "K017",
                                        .help_phone = "12345",
                                        .now_ms = 1795400000000};

static void names_are_masked_by_kind(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"王小明", "王*明"},    {"张三", "张*"},
        {"欧阳小明", "欧**明"}, {"ALEXANDER TEST", "A******** T***"},
        {"𠮷", "𠮷"},           {"", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char text[64];
        slip_mask_name(cases[i][0], text, sizeof text);
        assert_string_equal(cases[i][1], text);
    }
}

static void numbers_are_grouped(void **state)
{
    (void)state;
    char text[SLIP_NUMBER_TEXT];
    struct case_status status = {.local_number = "K017-000482"};
    slip_number(&status, text);
    assert_string_equal("K017-000 482", text);
    strcpy(status.project_no, "1408022611230047");
    slip_number(&status, text);
    assert_string_equal("1408 0226 1123 0047", text);
    strcpy(status.project_no, "SX-14/7");
    slip_number(&status, text);
    assert_string_equal("SX-14/7", text);
}

static void prepare(struct visit *visit, struct item *item, enum case_state state)
{
    char advice[FORM_ADVICE_MAX];
    struct id_record card = zhang_san();
    *visit = (struct visit){0};
    visit_begin(visit);
    assert_ok(visit_choose(visit, item));
    assert_ok(visit_identify_card(visit, &card));
    form_shared_failed(&visit->form);
    assert_ok(form_answer(&visit->form, 3, "110000", advice));
    assert_ok(form_answer(&visit->form, 4, "2", advice));
    assert_ok(form_answer(&visit->form, 5, "13800000026", advice));
    visit->submitted = true;
    visit->status.state = state;
    strcpy(visit->status.local_number, "K017-000482");
    id_record_wipe(&card);
}

static bool says(const struct receipt_job *job, const char *words)
{
    for (size_t i = 0; i < job->count; i++)
        if (strstr(secret_text(&job->line[i].text), words) ||
            strstr(secret_text(&job->line[i].value), words))
            return true;
    return false;
}

static void a_slip_says_what_happened_and_hides_the_rest(void **state)
{
    (void)state;
    struct item *item = shipped_item();
    struct visit visit;
    struct receipt_job job;
    prepare(&visit, item, CASE_SAVED);
    assert_ok(slip_make(&visit, &place, &job));
    assert_true(says(&job, "已保存，网络恢复后自动提交"));
    assert_true(says(&job, "K017-000 482"));
    assert_true(says(&job, "张*"));
    assert_true(says(&job, "110105********002X"));
    assert_true(says(&job, "北京市"));
    assert_true(says(&job, "138****0026"));
    assert_false(says(&job, "已提交"));
    assert_false(says(&job, "当天生效")); /* nobody has decided */
    assert_false(says(&job, "张三"));
    assert_false(says(&job, "13800000026"));
    receipt_job_wipe(&job);
    visit.status.state = CASE_DONE;
    strcpy(visit.status.project_no, "1408022611230047");
    assert_ok(slip_make(&visit, &place, &job));
    assert_true(says(&job, "当天生效，今天就能用。"));
    assert_true(says(&job, "办件编号 1408022611230047"));
    receipt_job_wipe(&job);
    visit.status.state = CASE_REFUSED;
    strcpy(visit.status.message, "参保状态不正常，请到医保窗口。");
    assert_ok(slip_make(&visit, &place, &job));
    assert_true(says(&job, "这次没有办成"));
    assert_true(says(&job, "请到医保窗口"));
    receipt_job_wipe(&job);
    visit.status.state = CASE_ACCEPTED;
    assert_ok(slip_make(&visit, &place, &job));
    assert_true(says(&job, "已受理"));
    receipt_job_wipe(&job);
    visit.submitted = false;
    assert_err(ERR_STATE, slip_make(&visit, &place, &job));
    visit_wipe(&visit);
    item_free(item);
}

static void an_english_slip_fits_narrow_paper(void **state)
{
    (void)state;
    struct item *item = shipped_item();
    struct visit visit;
    struct receipt_job job;
    prepare(&visit, item, CASE_SAVED);
    visit_speak(&visit, LANGUAGE_ENGLISH);
    assert_ok(slip_make(&visit, &place, &job));
    assert_true(says(&job, "Care away from home"));
    assert_true(says(&job, "异地就医备案"));
    assert_true(says(&job, "Beijing"));
    assert_true(says(&job, "Living with family"));
    assert_true(says(&job, "Saved. Sent when the network is back"));
    assert_false(says(&job, "办件回执"));
    for (int columns = 32; columns <= 48; columns += 16) {
        struct layout *lines;
        assert_ok(layout_new(&job, columns, &lines));
        for (size_t i = 0; i < lines->count; i++)
            if (lines->line[i].kind == LAYOUT_TEXT)
                assert_in_range(layout_width(lines->line[i].text) * lines->line[i].scale, 0,
                                columns);
        layout_free(lines);
    }
    receipt_job_wipe(&job);
    visit_wipe(&visit);
    item_free(item);
    words_use(LANGUAGE_CHINESE);
}

static struct item *read_item(const char *file)
{
    char path[256];
    size_t len;
    AUTO(auto_free) char *text = NULL;
    struct item *item = NULL;
    struct item_fault fault;
    snprintf(path, sizeof path, SOURCE_ROOT "/assets/items/%s.json", file);
    assert_ok(paths_read_file(path, ITEM_FILE_MAX, &text, &len));
    assert_ok(item_parse(text, len, &item, &fault));
    return item;
}

static void a_proof_is_printed_with_the_code_to_verify_it_by(void **state)
{
    (void)state;
    struct item *item = read_item("insurance-proof");
    struct id_record card = zhang_san();
    struct pairs proof = {0};
    struct receipt_job job;
    struct visit visit = {0};
    visit_begin(&visit);
    assert_ok(visit_choose(&visit, item));
    assert_ok(visit_identify_card(&visit, &card));
    add_pair(&proof, "pension", "2012-03 至 2026-10 正常缴费");
    add_pair(&proof, "proof_code", "1408022611230001");
    add_pair(&proof, "proof_qr", "https://rsj.yanhu.example/yz");
    assert_ok(visit_take_proof(&visit, &proof));
    visit.submitted = true;
    visit.status =
        (struct case_status){CASE_DONE, "K017-000482", "1408022611230047", "", "", "", false};
    assert_ok(slip_make(&visit, &place, &job));
    static const char *const said[] = {"社会保险参保证明",    "张三",
                                       "110105********002X",  "2012-03 至 2026-10 正常缴费",
                                       "1408 0226 1123 0001", "https://rsj.yanhu.example/yz",
                                       "1408 0226 1123 0047"};
    for (size_t i = 0; i < ARRAY_LEN(said); i++)
        assert_true(says(&job, said[i]));
    assert_false(says(&job, "失业保险")); /* not asked for, not said */
    assert_false(says(&job, "11010519491231002X"));
    receipt_job_wipe(&job);
    visit.status.state = CASE_REFUSED; /* then it is no proof */
    assert_ok(slip_make(&visit, &place, &job));
    assert_false(says(&job, "验真码"));
    receipt_job_wipe(&job);
    visit_wipe(&visit);
    pairs_wipe(&proof);
    id_record_wipe(&card);
    item_free(item);
}

static void a_request_without_a_name_says_its_number_and_term(void **state)
{
    (void)state;
    struct item *item = read_item("hotline-request");
    struct receipt_job job;
    struct visit visit = {0};
    visit_begin(&visit);
    assert_ok(visit_choose(&visit, item));
    assert_ok(visit_hide(&visit, true));
    visit.submitted = true;
    visit.status = (struct case_status){
        CASE_ACCEPTED, "K017-000482", "1408022611230047", "", "20261130", "", false};
    assert_ok(slip_make(&visit, &place, &job));
    assert_true(says(&job, "诉求回执"));
    assert_true(says(&job, "工单号"));
    assert_true(says(&job, "最晚 11月30日 星期一 有结果"));
    assert_true(says(&job, "凭工单号可在这台终端查询"));
    assert_false(says(&job, "凭身份证"));
    receipt_job_wipe(&job);
    visit_wipe(&visit);
    item_free(item);
}

/* For one purpose, in the official words too when the citizen reads English. */
static void a_copy_says_what_it_is_for(void **state)
{
    (void)state;
    char advice[FORM_ADVICE_MAX];
    struct item *item = item_at(SOURCE_ROOT "/assets/items/my-certificates.json");
    static struct certificate_list list = {.count = 1};
    struct pairs copy = {0};
    struct receipt_job job = {.count = 0};
    struct visit visit = {0};
    struct id_record card = zhang_san();
    visit_begin(&visit);
    assert_ok(visit_choose(&visit, item));
    assert_ok(visit_identify_card(&visit, &card));
    const struct item_field *cause = item_field_find(item, "use_cause");
    assert_ok(form_answer(&visit.form, (int)(cause - item->field), "办理贷款", advice));
    assert_err(ERR_STATE, copy_make(&visit, &place, &job));
    visit_take_certificates(&visit, &list);
    assert_err(ERR_RANGE, visit_choose_certificate(&visit, 1));
    assert_ok(visit_choose_certificate(&visit, 0));
    add_pair(&copy, "certificate_name", "社会保障卡");
    assert_err(ERR_FORMAT, visit_take_copy(&visit, &copy));
    add_pair(&copy, "copy_code", "1408022611260001");
    add_pair(&copy, "持证人", "张三");
    assert_ok(visit_take_copy(&visit, &copy));
    assert_ok(copy_make(&visit, &place, &job));
    assert_true(says(&job, "社会保障卡") && says(&job, "持证人") && says(&job, "张三"));
    assert_true(says(&job, "仅限办理贷款使用") && says(&job, "1408 0226 1126 0001"));
    assert_false(says(&job, "copy_code"));
    receipt_job_wipe(&job);
    visit_speak(&visit, LANGUAGE_ENGLISH);
    assert_ok(copy_make(&visit, &place, &job));
    assert_true(says(&job, "仅限办理贷款使用") && says(&job, "a loan"));
    receipt_job_wipe(&job);
    visit_wipe(&visit);
    assert_true(all_zero(&visit, sizeof visit));
    id_record_wipe(&card);
    item_free(item);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_masked_by_kind),
        cmocka_unit_test(numbers_are_grouped),
        cmocka_unit_test(a_slip_says_what_happened_and_hides_the_rest),
        cmocka_unit_test(an_english_slip_fits_narrow_paper),
        cmocka_unit_test(a_proof_is_printed_with_the_code_to_verify_it_by),
        cmocka_unit_test(a_request_without_a_name_says_its_number_and_term),
        cmocka_unit_test(a_copy_says_what_it_is_for),
    };
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 0);
    if (words_load() != ERR_NONE)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
