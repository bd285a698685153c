/* SPDX-License-Identifier: Apache-2.0 */
/* What no shipped item does yet, and a form whose memory runs out at any moment. */
#include "tests/unit/check.h"

#include "app/form/form.h"
#include "app/form/rules.h"
#include "tests/unit/app/people.h"
#include "tests/unit/platform/scarce/scarce.h"

enum { KIN, DISTRICT, WHY, PHONE, FIELDS };

/* Every string that a parsed item has is there. */
#define FIELD(is, called)                                                                          \
    .name = is, .label = called, .question = "", .hint = "", .shown_by = "", .within = ""

static const struct item item = {
    .field_count = FIELDS,
    .field = {
        [KIN] = {FIELD("kin", "亲属"), .type = ITEM_TYPE_TEXT, .fallback = ITEM_FALLBACK_NONE,
                 .source_count = 2, .source = {"card.nothing", "shared.kin"}, .from = ""},
        [DISTRICT] = {FIELD("district", "所在区"), .type = ITEM_TYPE_CHOICE,
                      .fallback = ITEM_FALLBACK_DEPARTMENT, .source_count = 1,
                      .source = {"code.district"}, .from = "民政", .option_count = 1,
                      .option = {{.value = "140802", .text = "盐湖区", .note = "", .under = ""}}},
        [WHY] = {FIELD("why", "原因"), .type = ITEM_TYPE_CHOICE, .from = "", .option_count = 1,
                 .option = {{.value = "1", .text = "一", .note = "", .under = ""}}},
        [PHONE] = {FIELD("phone", "手机号"), .type = ITEM_TYPE_PHONE, .mask = ITEM_MASK_PHONE,
                   .optional = true, .from = ""},
    }};

static void a_source_that_the_card_does_not_have_gives_way_to_the_next(void **state)
{
    (void)state;
    struct form form = {0};
    struct id_record card = zhang_san();
    struct pairs shared = {0};
    struct form_row rows[FORM_LINES_MAX];
    form_begin(&form, &item);
    assert_ok(form_fill_card(&form, &card));
    assert_int_equal(ANSWER_NONE, form.answer[KIN].state);
    assert_int_equal(0, form_rows(&form, rows)); /* nothing known, nothing to check */
    assert_true(form_wants_shared(&form));
    add_pair(&shared, "kin", "李四");
    assert_ok(form_fill_shared(&form, &shared));
    assert_string_equal("李四", secret_text(&form.answer[KIN].value));
    assert_true(form_rows(&form, rows) > 0);
    assert_string_equal("来自部门共享", rows[KIN].note);
    id_record_wipe(&card);
    pairs_wipe(&shared);
    form_wipe(&form);
}

static void only_what_departments_know_is_asked_of_them(void **state)
{
    (void)state;
    struct form form = {0};
    struct pairs shared = {0};
    form_begin(&form, &item);
    add_pair(&shared, "kin", "李四");
    form.answer[KIN].state = ANSWER_GIVEN; /* known already: 所在区 comes from the code alone */
    assert_false(form_wants_shared(&form));
    pairs_wipe(&shared);
    form_wipe(&form);
}

static void a_choice_from_a_code_is_shown_in_words_and_is_no_question(void **state)
{
    (void)state;
    struct form form = {0};
    struct pairs person = {0};
    char advice[FORM_ADVICE_MAX] = "";
    form_begin(&form, &item);
    assert_err(ERR_STATE, form_answer(&form, DISTRICT, "140802", advice));
    add_pair(&person, "district", "140802");
    assert_ok(form_fill_code(&form, &person));
    assert_string_equal("140802", secret_text(&form.answer[DISTRICT].value));
    assert_string_equal("盐湖区", secret_text(&form.answer[DISTRICT].shown));
    pairs_wipe(&person);
    form_wipe(&form);
}

static void fields_that_are_not_there_are_refused(void **state)
{
    (void)state;
    struct form form = {0};
    char advice[FORM_ADVICE_MAX] = "";
    assert_false(form_is_complete(&form)); /* nothing was chosen */
    form_begin(&form, &item);
    assert_err(ERR_STATE, form_answer(&form, FIELDS, "1", advice));
    assert_err(ERR_STATE, form_skip(&form, -1));
    assert_err(ERR_STATE, form_skip(&form, KIN)); /* never a question */
    assert_err(ERR_STATE, rules_check(&item.field[KIN], "李四", 0, advice));
    form_wipe(&form);
}

/* Only texts that name the person are left out: not what was asked, not what departments know. */
static void who_stays_unnamed_still_says_what_for(void **state)
{
    (void)state;
    static const struct item unnamed = {
        .field_count = 3,
        .field = {{FIELD("applyer_name", "姓名"), .type = ITEM_TYPE_TEXT, .source_count = 1,
                   .source = {"card.name"}, .from = ""},
                  {FIELD("subject", "诉求"), .type = ITEM_TYPE_TEXT, .from = ""},
                  {FIELD("contact_mobile", "手机号"), .type = ITEM_TYPE_PHONE, .source_count = 1,
                   .source = {"code.phone"}, .from = "", .fallback = ITEM_FALLBACK_NONE}}};
    struct form form = {0};
    form_begin(&form, &unnamed);
    assert_ptr_equal(&unnamed.field[0], form_blocked_by(&form));
    form.anonymous = true;
    assert_ptr_equal(&unnamed.field[1], form_blocked_by(&form));
    form.answer[1].state = ANSWER_GIVEN;
    assert_ptr_equal(&unnamed.field[2], form_blocked_by(&form));
    form.answer[2].state = ANSWER_GIVEN;
    assert_null(form_blocked_by(&form));
    form_wipe(&form);
}

/* --- memory -----------------------------------------------------------------------------------*/

struct visit_of_data {
    struct id_record card;
    struct pairs shared;
    struct item *shipped;
    struct form form;
};

static enum err fill_and_answer(void *user)
{
    struct visit_of_data *v = user;
    char advice[FORM_ADVICE_MAX];
    form_begin(&v->form, v->shipped);
    TRY(form_fill_card(&v->form, &v->card));
    TRY(form_fill_shared(&v->form, &v->shared));
    return form_answer(&v->form, 3, "110000", advice);
}

/* A value and what is shown of it come together or not at all. */
static void whole_answers_only(void *user, enum err e)
{
    struct visit_of_data *v = user;
    for (int i = 0; i < ITEM_FIELDS_MAX; i++)
        if (v->form.answer[i].state == ANSWER_GIVEN) {
            assert_false(secret_is_empty(&v->form.answer[i].value));
            assert_false(secret_is_empty(&v->form.answer[i].shown));
        }
    assert_int_equal(e == ERR_NONE, v->form.answer[3].state == ANSWER_GIVEN);
    form_wipe(&v->form);
    assert_true(all_zero(&v->form, sizeof v->form));
}

static void memory_that_is_short_leaves_no_half_answer(void **state)
{
    (void)state;
    struct visit_of_data v = {
        .card = zhang_san(), .shared = shared_data(), .shipped = shipped_item()};
    const struct scarce_case c = {
        .attempt = fill_and_answer, .after = whole_answers_only, .user = &v};
    assert_true(scarce_run(&c) > 8);
    id_record_wipe(&v.card);
    pairs_wipe(&v.shared);
    item_free(v.shipped);
}

/* 补正: some of a whole form, and nothing else; what hangs on another answer is not among them. */
static void some_fields_are_asked_alone(void **state)
{
    (void)state;
    struct item *shipped = shipped_item();
    struct form form = {0};
    struct id_record card = zhang_san();
    struct pairs person = shared_data();
    char advice[FORM_ADVICE_MAX];
    size_t phone = (size_t)(item_field_find(shipped, "contact_mobile") - shipped->field);
    form_begin(&form, shipped);
    assert_ok(form_fill_card(&form, &card));
    assert_true(form_wants_shared(&form));
    form_ask_only(&form, UINT64_C(1) << phone);
    assert_false(form_wants_shared(&form)); /* departments are not asked for what was sent back */
    form_ask_only(&form, 0);
    assert_ok(form_fill_shared(&form, &person));
    assert_int_equal(ANSWER_GIVEN, form.answer[phone].state);
    assert_true(form_can_ask_alone(&shipped->field[phone]));
    assert_false(form_can_ask_alone(item_field_find(shipped, "applyer_name")));
    form_ask_only(&form, UINT64_C(1) << phone);
    assert_false(form_wants_shared(&form));
    assert_int_equal(phone, form_next_question(&form));
    assert_int_equal(ANSWER_NONE, form.answer[phone].state);
    assert_false(form_is_complete(&form));
    assert_ok(form_answer(&form, (int)phone, "13800000027", advice));
    assert_int_equal(-1, form_next_question(&form));
    assert_true(form_is_complete(&form));
    assert_err(ERR_STATE, form_answer(&form, 0, "1", advice));
    assert_string_equal("张三", secret_text(&form.answer[0].value));
    form_wipe(&form);
    id_record_wipe(&card);
    pairs_wipe(&person);
    item_free(shipped);
}

static void what_hangs_on_another_answer_is_not_asked_alone(void **state)
{
    (void)state;
    const struct item_field group = {.name = "g", .type = ITEM_TYPE_GROUP, .within = ""};
    struct item_field field = {
        .name = "f", .type = ITEM_TYPE_CHOICE, .within = "", .question = "哪里？"};
    assert_true(form_can_ask_alone(&field));
    field.type = ITEM_TYPE_DATE;
    assert_true(form_can_ask_alone(&field));
    field.type = ITEM_TYPE_NUMBER;
    assert_true(form_can_ask_alone(&field));
    field.within = "other";
    assert_false(form_can_ask_alone(&field));
    field.within = "";
    field.group = &group;
    assert_false(form_can_ask_alone(&field));
    field.group = NULL;
    field.question = "";
    assert_false(form_can_ask_alone(&field));
    assert_false(form_can_ask_alone(&group));
}

int main(void)
{
    scarce_install();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_source_that_the_card_does_not_have_gives_way_to_the_next),
        cmocka_unit_test(only_what_departments_know_is_asked_of_them),
        cmocka_unit_test(a_choice_from_a_code_is_shown_in_words_and_is_no_question),
        cmocka_unit_test(fields_that_are_not_there_are_refused),
        cmocka_unit_test(who_stays_unnamed_still_says_what_for),
        cmocka_unit_test(memory_that_is_short_leaves_no_half_answer),
        cmocka_unit_test(some_fields_are_asked_alone),
        cmocka_unit_test(what_hangs_on_another_answer_is_not_asked_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
