/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "app/print/slip.h"
#include "drivers/receipt/layout.h"
#include "tests/unit/app/people.h"

static const struct slip_place place = {"盐湖区政务服务", "K017", "12345", 1795400000000};

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
    assert_false(says(&job, "张三"));
    assert_false(says(&job, "13800000026"));
    receipt_job_wipe(&job);
    visit.status.state = CASE_DONE;
    strcpy(visit.status.project_no, "1408022611230047");
    assert_ok(slip_make(&visit, &place, &job));
    assert_true(says(&job, "备案已生效"));
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_masked_by_kind),
        cmocka_unit_test(numbers_are_grouped),
        cmocka_unit_test(a_slip_says_what_happened_and_hides_the_rest),
        cmocka_unit_test(an_english_slip_fits_narrow_paper),
    };
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 0);
    if (words_load() != ERR_NONE)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
