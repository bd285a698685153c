/* SPDX-License-Identifier: Apache-2.0 */
/* What only some items need of a visit: no name, a proof, a number that is looked up. */
#include "tests/unit/check.h"

#include "app/item/shelf.h"
#include "app/visit/visit.h"
#include "tests/unit/app/people.h"

enum { PROOF = 1, REQUEST = 2, QUERY = 3, ALLOWANCE = 4 };

static struct shelf shelf;
static struct visit visit;

static const struct item *taken(size_t index)
{
    const struct item *item = NULL;
    assert_ok(shelf_open(&shelf, index, &item));
    return item;
}

static int begin(void **state)
{
    (void)state;
    struct id_record card = zhang_san();
    assert_ok(shelf_load(SOURCE_ROOT "/assets/items", &shelf, NULL));
    visit_begin(&visit);
    assert_ok(visit_identify_card(&visit, &card));
    id_record_wipe(&card);
    return 0;
}

static int end(void **state)
{
    (void)state;
    visit_wipe(&visit);
    assert_true(all_zero(&visit, sizeof visit));
    shelf_done(&shelf);
    return 0;
}

static void answer(const char *name, const char *value)
{
    char advice[FORM_ADVICE_MAX];
    const struct item_field *field = item_field_find(visit.item, name);
    assert_ok(form_answer(&visit.form, (int)(field - visit.item->field), value, advice));
}

static int field_of(const char *name)
{
    return (int)(item_field_find(visit.item, name) - visit.item->field);
}

static void nothing_names_who_stays_unnamed(void **state)
{
    (void)state;
    struct application application;
    assert_ok(visit_choose(&visit, taken(REQUEST)));
    assert_ok(visit_hide(&visit, true));
    visit_consent(&visit);
    answer("order_type", "complaint");
    answer("order_area", "140881");
    answer("topic", "school");
    answer("subject", "school_fees");
    assert_ok(form_skip(&visit.form, field_of("contact_mobile")));
    assert_ok(visit_make_application(&visit, &application));
    assert_true(application.anonymous);
    assert_int_equal(APPLICATION_ORDER, application.kind);
    assert_int_equal(4 + 2, application.count);
    for (size_t i = 0; i < application.count; i++)
        assert_int_equal(SOURCE_ANSWER, application.field[i].source);
    assert_string_equal("title", application.field[4].name);
    assert_string_equal("永济市 学校收费", secret_text(&application.field[4].value));
    assert_string_equal("content", application.field[5].name);
    assert_string_equal("类型：投诉；地点：永济市；方面：教育；事情：学校收费。",
                        secret_text(&application.field[5].value));
    application_wipe(&application);
    assert_ok(visit_hide(&visit, false)); /* after all */
    assert_string_equal("张三", secret_text(&visit.form.answer[0].shown));
    assert_false(form_is_complete(&visit.form));
    assert_ok(visit_choose(&visit, taken(PROOF)));
    assert_err(ERR_STATE, visit_hide(&visit, true));
}

static void a_narrowed_choice_follows_the_wider_one(void **state)
{
    (void)state;
    char advice[FORM_ADVICE_MAX];
    assert_ok(visit_choose(&visit, taken(REQUEST)));
    int subject = field_of("subject");
    assert_err(ERR_STATE, form_answer(&visit.form, subject, "school_fees", advice));
    answer("topic", "school");
    answer("subject", "school_fees");
    answer("topic", "school"); /* the same again: it stays */
    assert_int_equal(ANSWER_GIVEN, visit.form.answer[subject].state);
    answer("topic", "work");
    assert_int_equal(ANSWER_NONE, visit.form.answer[subject].state);
    assert_err(ERR_STATE, form_answer(&visit.form, subject, "school_fees", advice));
    answer("subject", "work_wages");
}

static struct pairs proof_with(const char *code, size_t qr)
{
    struct pairs proof = {0};
    char long_qr[VISIT_QR_MAX + 2] = "";
    memset(long_qr, 'x', qr);
    long_qr[qr] = '\0';
    add_pair(&proof, "proof_code", code);
    add_pair(&proof, "proof_qr", long_qr);
    return proof;
}

static void a_case_of_a_proof_names_it(void **state)
{
    (void)state;
    struct application application;
    AUTO(pairs_wipe)
    struct pairs none = proof_with("", 1), wide = proof_with("1", VISIT_QR_MAX + 1);
    AUTO(pairs_wipe) struct pairs good = proof_with("1408022611230001", VISIT_QR_MAX);
    AUTO(pairs_wipe) struct pairs choices = {0};
    assert_ok(visit_choose(&visit, taken(PROOF)));
    visit_consent(&visit);
    answer("insurance_kind", "all");
    answer("proof_period", "12m");
    assert_err(ERR_STATE, visit_make_application(&visit, &application));
    assert_ok(visit_choices(&visit, &choices));
    assert_int_equal(2, choices.count);
    assert_string_equal("12m", pairs_get(&choices, "proof_period"));
    assert_err(ERR_FORMAT, visit_take_proof(&visit, &none));
    assert_err(ERR_TOO_LONG, visit_take_proof(&visit, &wide));
    assert_true(visit_wants_proof(&visit));
    assert_ok(visit_take_proof(&visit, &good));
    assert_ok(visit_make_application(&visit, &application));
    const struct application_field *last = &application.field[application.count - 1];
    const struct application_field *named = last;
    for (size_t i = 0; i < application.count; i++)
        if (strcmp(application.field[i].name, "proof_code") == 0)
            named = &application.field[i];
    assert_string_equal("1408022611230001", secret_text(&named->value));
    application_wipe(&application);
    assert_ok(visit_choose(&visit, taken(PROOF))); /* for another one */
    assert_true(visit_wants_proof(&visit));
    assert_int_equal(0, visit.proof.count);
}

static void more_choices_than_the_message_holds_are_an_error(void **state)
{
    (void)state;
    struct item *wide = calloc(1, sizeof *wide);
    struct pairs choices = {.count = 7};
    assert_non_null(wide);
    for (wide->field_count = 0; wide->field_count <= PAIRS_MAX; wide->field_count++) {
        struct answer *answer = &visit.form.answer[wide->field_count];
        wide->field[wide->field_count].type = ITEM_TYPE_CHOICE;
        wide->field[wide->field_count].name = "chosen";
        answer->state = ANSWER_GIVEN;
        assert_ok(secret_set_text(&answer->value, "1"));
    }
    visit.item = wide;
    assert_err(ERR_TOO_LONG, visit_choices(&visit, &choices));
    assert_int_equal(7, choices.count);
    wide->field_count = PAIRS_MAX;
    assert_ok(visit_choices(&visit, &choices));
    assert_int_equal(PAIRS_MAX, choices.count);
    pairs_wipe(&choices);
    visit.item = NULL;
    free(wide);
}

static void rows_travel_by_group_and_number(void **state)
{
    (void)state;
    struct application application;
    char advice[FORM_ADVICE_MAX];
    assert_ok(visit_choose(&visit, taken(ALLOWANCE)));
    visit_consent(&visit);
    visit.form.age = 82;
    const int family = field_of("family"), relation = field_of("relation");
    answer("pay_to", "1");
    for (int row = 0; row < 2; row++) {
        assert_ok(form_answer(&visit.form, form_place(family, row), FORM_ROW_YES, advice));
        assert_ok(form_answer(&visit.form, form_place(relation, row), row ? "9" : "1", advice));
        assert_ok(form_skip(&visit.form, form_place(field_of("family_mobile"), row)));
    }
    assert_ok(form_answer(&visit.form, form_place(family, 2), FORM_ROW_NO, advice));
    assert_ok(form_skip(&visit.form, field_of("contact_mobile")));
    assert_ok(visit_make_application(&visit, &application));
    const struct application_field *row = &application.field[3]; /* name, number, paid to */
    assert_string_equal("family", row[0].group);
    assert_string_equal("relation", row[0].name);
    assert_int_equal(0, row[0].row);
    assert_int_equal(1, row[1].row);
    assert_string_equal("9", secret_text(&row[1].value));
    assert_string_equal("", row[2].group);
    assert_string_equal("applyer_page_type", row[2].name);
    assert_int_equal(6, application.count);
    application_wipe(&application);
}

static void an_item_without_a_form_asks_for_whoever_is_there(void **state)
{
    (void)state;
    AUTO(pairs_wipe) struct pairs who = {0};
    assert_ok(visit_choose(&visit, taken(QUERY)));
    assert_ok(visit_who(&visit, &who));
    assert_string_equal("张三", pairs_get(&who, "applyer_name"));
    assert_string_equal("11010519491231002X", pairs_get(&who, "applyer_page_code"));
    assert_false(visit_would_lose(&visit));
    visit.identity = VISIT_UNKNOWN;
    assert_err(ERR_STATE, visit_who(&visit, &who));
}

static void a_slips_code_holds_a_number(void **state)
{
    (void)state;
    static const struct {
        const char *says, *number;
    } codes[] = {
        {"盐湖区政务服务\n异地就医备案\n办件编号 1408022611230001\n查询请拨 12345",
         "1408022611230001"},
        {"盐湖区政务服务\n12345 诉求反映\n本机受理号 K017-000482\n查询请拨 12345", "K017-000482"},
        {"K017-000482", "K017-000482"},
    };
    for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
        assert_ok(visit_read_number(&visit, codes[i].says, strlen(codes[i].says)));
        assert_string_equal(codes[i].number, visit.number);
    }
    visit_forget_cases(&visit);
    static const char *const others[] = {
        "", "12345", "https://rsj.yanhu.example/yz?m=1408022611230001", "ABCDEFGHIJKL",
        "123456789012345678901234567890123456789012345678901"};
    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        assert_err(ERR_MISSING, visit_read_number(&visit, others[i], strlen(others[i])));
    assert_err(ERR_MISSING, visit_read_number(&visit, "\0\xff\0", 3));
    assert_string_equal("", visit.number);
}

static void a_found_case_shows_the_number_it_has(void **state)
{
    (void)state;
    struct case_status saved = {CASE_SAVED, "K017-000482", "", "", "", "", false};
    struct case_status done = {CASE_DONE, "K017-000482", "1408022611230001", "好了", "20261130",
                               "",        false};
    visit_take_found(&visit, &saved);
    assert_true(visit.cases_known);
    assert_string_equal("K017-000482", visit.cases.row[0].project_no);
    assert_false(visit.cases.row[0].unpaid);
    done.unpaid = true;
    visit_take_found(&visit, &done);
    assert_int_equal(1, visit.cases.count);
    assert_true(visit.cases.row[0].unpaid);
    assert_string_equal("1408022611230001", visit.cases.row[0].project_no);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(nothing_names_who_stays_unnamed), T(a_narrowed_choice_follows_the_wider_one),
        T(rows_travel_by_group_and_number), T(more_choices_than_the_message_holds_are_an_error),
        T(a_case_of_a_proof_names_it),      T(an_item_without_a_form_asks_for_whoever_is_there),
        T(a_slips_code_holds_a_number),     T(a_found_case_shows_the_number_it_has),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
