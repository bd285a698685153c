/* SPDX-License-Identifier: Apache-2.0 */
/* The slip of what goes on on a phone: a code, how long it is good, and that nothing was submitted.
 */
#include "tests/unit/check.h"

#include "app/print/handover.h"
#include "tests/unit/app/people.h"

static const struct slip_place place = {.title = "盐湖区政务服务",
                                        .kiosk_code = "K017",
                                        .help_phone = "12345",
                                        .now_ms = 1795400000000};

static bool says(const struct receipt_job *job, const char *words)
{
    for (size_t i = 0; i < job->count; i++)
        if (strstr(secret_text(&job->line[i].text), words) ||
            strstr(secret_text(&job->line[i].value), words))
            return true;
    return false;
}

static const char *code_of(const struct receipt_job *job)
{
    for (size_t i = 0; i < job->count; i++)
        if (job->line[i].kind == RECEIPT_QR)
            return secret_text(&job->line[i].text);
    return "";
}

static void it_says_that_nothing_was_submitted(void **state)
{
    (void)state;
    struct item *item = shipped_item();
    struct visit visit = {0};
    struct receipt_job job;
    struct id_record card = zhang_san();
    const struct handover told = {"https://phone.example/go/1", "ABCD2345", "打开「接着办」",
                                  1795420800000};
    visit_begin(&visit);
    assert_ok(visit_choose(&visit, item));
    assert_ok(visit_identify_card(&visit, &card));
    id_record_wipe(&card);
    assert_err(ERR_STATE, slip_make(&visit, &place, &job));
    assert_ok(visit_take_handover(&visit, &told));
    assert_ok(slip_make(&visit, &place, &job));
    assert_true(says(&job, "手机接着办"));
    assert_true(says(&job, "还没有提交"));
    assert_true(says(&job, item->task_name));
    assert_true(says(&job, "ABCD 2345"));
    assert_true(says(&job, "打开「接着办」"));
    assert_true(says(&job, "11月23日 星期一 下午 4:00")); /* in China, wherever the machine is */
    assert_true(says(&job, "张*"));
    assert_false(says(&job, "张三"));
    assert_false(says(&job, "110105")); /* whoever finds it must not be able to open it */
    assert_false(says(&job, "受理"));
    assert_string_equal(told.url, code_of(&job));
    receipt_job_wipe(&job);
    visit_wipe(&visit);
    item_free(item);
}

static void a_code_is_shown_in_two_halves(void **state)
{
    (void)state;
    char shown[HANDOVER_SHOWN_TEXT];
    handover_show_code("WXYZ2345", shown);
    assert_string_equal("WXYZ 2345", shown);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_that_nothing_was_submitted),
        cmocka_unit_test(a_code_is_shown_in_two_halves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
