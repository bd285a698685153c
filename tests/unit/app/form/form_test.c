/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "app/form/form.h"
#include "tests/unit/app/people.h"

enum { NAME, NUMBER, INSURED, AREA, REASON, MOBILE };

struct fixture {
    struct item *item;
    struct form form;
};

static struct fixture begin(void)
{
    struct fixture f = {.item = shipped_item()};
    form_begin(&f.form, f.item);
    struct id_record card = zhang_san();
    assert_ok(form_fill_card(&f.form, &card));
    id_record_wipe(&card);
    return f;
}

static void end(struct fixture *f)
{
    form_wipe(&f->form);
    assert_true(all_zero(&f->form, sizeof f->form));
    item_free(f->item);
}

static void share(struct fixture *f)
{
    struct pairs shared = shared_data();
    assert_ok(form_fill_shared(&f->form, &shared));
    pairs_wipe(&shared);
}

static void answer(struct fixture *f, int field, const char *value)
{
    char advice[FORM_ADVICE_MAX];
    assert_ok(form_answer(&f->form, field, value, advice));
}

static void the_card_and_departments_answer_what_they_know(void **state)
{
    (void)state;
    struct fixture f = begin();
    assert_string_equal("张三", secret_text(&f.form.answer[NAME].value));
    assert_true(form_wants_shared(&f.form));
    share(&f);
    assert_false(form_wants_shared(&f.form));
    assert_string_equal("140802", secret_text(&f.form.answer[INSURED].value));
    assert_string_equal("山西省 运城市 盐湖区", secret_text(&f.form.answer[INSURED].shown));
    assert_int_equal(REASON, form_previous_question(&f.form, -1));
    assert_int_equal(AREA, form_next_question(&f.form));
    answer(&f, AREA, "110000");
    assert_int_equal(REASON, form_next_question(&f.form));
    assert_int_equal(AREA, form_previous_question(&f.form, REASON));
    assert_int_equal(-1, form_previous_question(&f.form, AREA));
    assert_false(form_is_complete(&f.form));
    answer(&f, REASON, "2");
    assert_true(form_is_complete(&f.form));
    end(&f);
}

static void without_departments_the_phone_is_asked_and_the_rest_is_theirs(void **state)
{
    (void)state;
    struct fixture f = begin();
    form_shared_failed(&f.form);
    answer(&f, AREA, "110000");
    answer(&f, REASON, "2");
    assert_int_equal(MOBILE, form_next_question(&f.form));
    assert_err(ERR_STATE, form_skip(&f.form, REASON));
    assert_err(ERR_STATE, form_skip(&f.form, 99));
    assert_ok(form_skip(&f.form, MOBILE));
    assert_true(form_is_complete(&f.form));
    struct form_row rows[FORM_LINES_MAX];
    assert_int_equal(6, form_rows(&f.form, rows));
    assert_string_equal("由医保部门核对", rows[INSURED].shown);
    assert_string_equal("没有填写", rows[MOBILE].shown);
    assert_true(rows[MOBILE].editable);
    end(&f);
}

static void expect_advice(struct fixture *f, int field, const char *value, const char *words)
{
    char advice[FORM_ADVICE_MAX] = "";
    assert_err(ERR_RANGE, form_answer(&f->form, field, value, advice));
    assert_string_equal(words, advice);
    assert_int_equal(ANSWER_NONE, f->form.answer[field].state);
}

static void a_wrong_answer_says_how_to_mend_it(void **state)
{
    (void)state;
    struct fixture f = begin();
    form_shared_failed(&f.form);
    expect_advice(&f, AREA, "", "请先选一项。");
    expect_advice(&f, AREA, "999999", "请先选一项。");
    expect_advice(&f, MOBILE, "", "请输入手机号，没有手机可以跳过。");
    expect_advice(&f, MOBILE, "1380000002", "手机号要 11 位，请看看少了哪一位。");
    expect_advice(&f, MOBILE, "1380000002x", "手机号只有数字，请再看一看。");
    expect_advice(&f, MOBILE, "23800000026", "这不像手机号，请从头看一遍。");
    expect_advice(&f, MOBILE, "12800000026", "这不像手机号，请从头看一遍。");
    char advice[FORM_ADVICE_MAX];
    assert_err(ERR_STATE, form_answer(&f.form, NAME, "李四", advice));
    assert_err(ERR_STATE, form_answer(&f.form, -1, "1", advice));
    end(&f);
}

static void ones_own_answer_is_never_overwritten(void **state)
{
    (void)state;
    struct fixture f = begin();
    answer(&f, MOBILE, "13900000001");
    share(&f);
    assert_string_equal("13900000001", secret_text(&f.form.answer[MOBILE].value));
    end(&f);
}

static void a_shared_value_that_breaks_the_rule_is_not_taken(void **state)
{
    (void)state;
    struct fixture f = begin();
    struct pairs shared = {0};
    add_pair(&shared, "contact_mobile", "not a phone");
    assert_ok(form_fill_shared(&f.form, &shared));
    pairs_wipe(&shared);
    assert_int_equal(ANSWER_NONE, f.form.answer[MOBILE].state);
    assert_int_equal(ANSWER_BY_DEPARTMENT, f.form.answer[INSURED].state);
    end(&f);
}

static void review_masks_and_names_sources(void **state)
{
    (void)state;
    struct fixture f = begin();
    share(&f);
    answer(&f, AREA, "110000");
    answer(&f, REASON, "2");
    struct form_row rows[FORM_LINES_MAX];
    assert_int_equal(6, form_rows(&f.form, rows));
    assert_string_equal("110105********002X", rows[NUMBER].shown);
    assert_string_equal("来自身份证", rows[NUMBER].note);
    assert_false(rows[NUMBER].editable);
    assert_string_equal("来自医保", rows[INSURED].note);
    assert_string_equal("北京市", rows[AREA].shown);
    assert_string_equal("您填写的", rows[AREA].note);
    assert_true(rows[AREA].editable);
    assert_string_equal("138****0026", rows[MOBILE].shown);
    assert_string_equal("来自三晋通", rows[MOBILE].note);
    end(&f);
}

static void without_identity_the_form_is_blocked(void **state)
{
    (void)state;
    struct fixture f = {.item = shipped_item()};
    form_begin(&f.form, f.item);
    form_shared_failed(&f.form);
    answer(&f, AREA, "110000");
    answer(&f, REASON, "1");
    answer(&f, MOBILE, "13800000026");
    assert_string_equal("applyer_name", form_blocked_by(&f.form)->name);
    assert_false(form_is_complete(&f.form));
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_card_and_departments_answer_what_they_know),
        cmocka_unit_test(without_departments_the_phone_is_asked_and_the_rest_is_theirs),
        cmocka_unit_test(a_wrong_answer_says_how_to_mend_it),
        cmocka_unit_test(ones_own_answer_is_never_overwritten),
        cmocka_unit_test(a_shared_value_that_breaks_the_rule_is_not_taken),
        cmocka_unit_test(review_masks_and_names_sources),
        cmocka_unit_test(without_identity_the_form_is_blocked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
