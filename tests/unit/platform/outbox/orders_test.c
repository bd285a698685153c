/* SPDX-License-Identifier: Apache-2.0 */
/* A 12345 order waits, goes and is found as an application is, and knows where it goes. */
#include "tests/unit/check.h"

#include <sqlite3.h>
#include <string.h>

#include "platform/outbox/carry.h"
#include "tests/unit/platform/outbox/box.h"

static void put_order(struct outbox *o, const char *id, char ret_number[NUMBER_TEXT])
{
    struct outbox_body body = box_body();
    body.kind = OUTBOX_ORDER;
    assert_ok(outbox_put(o, id, 1000, body, ret_number));
}

static void an_order_goes_to_the_hotline(void **state)
{
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    char number[NUMBER_TEXT], again[NUMBER_TEXT];
    struct outbox_row row;
    put_order(o, BOX_A, number);
    put_order(o, BOX_A, again); /* the same order */
    assert_string_equal(number, again);
    assert_ok(outbox_next(o, 1000, &row));
    assert_int_equal(OUTBOX_ORDER, row.kind);
    assert_string_equal("/hotline-orders", outbox_operation(row.kind));
    assert_string_equal("/cases", outbox_operation(OUTBOX_APPLICATION));
    assert_string_equal("/cases/rating", outbox_operation(OUTBOX_RATING));
    outbox_row_done(&row);
}

static void its_answer_says_by_when_somebody_calls(void **state)
{
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    struct case_status answer = {.state = CASE_RECEIVED,
                                 .project_no = "1408022611230048",
                                 .promise_date = "20261130",
                                 .contact_date = "20261124"};
    struct case_status status;
    char number[NUMBER_TEXT];
    put_order(o, BOX_A, number);
    assert_ok(outbox_put_rating(o, number, 1000, box_body())); /* waits for it */
    assert_ok(outbox_mark_sent(o, box_next(o, 1000), &answer));
    assert_ok(outbox_status(o, number, &status));
    assert_int_equal(CASE_RECEIVED, status.state);
    assert_string_equal("20261124", status.contact_date);
    struct outbox_row row;
    assert_ok(outbox_next(o, 1000, &row));
    assert_int_equal(OUTBOX_RATING, row.kind);
    outbox_row_done(&row);
    answer.state = CASE_ANSWERED;
    strcpy(answer.contact_date, "");
    assert_ok(outbox_update_case(o, number, &answer));
    assert_ok(outbox_status(o, number, &status));
    assert_int_equal(CASE_ANSWERED, status.state);
    assert_string_equal("", status.contact_date);
    assert_ok(outbox_find_project(o, "1408022611230048", number));
}

/* 补正: after its case, on its own number, to its own address. */
static void a_correction_goes_after_its_case(void **state)
{
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    char number[NUMBER_TEXT], own[NUMBER_TEXT];
    struct outbox_row row;
    struct case_status status;
    struct outbox_body body = box_body();
    body.lane = 7;
    assert_ok(outbox_put(o, BOX_A, 1000, body, number));
    body.kind = OUTBOX_CORRECTION;
    assert_ok(outbox_put(o, BOX_B, 1000, body, own));
    assert_string_not_equal(number, own);
    int64_t first = box_next(o, 1000);
    assert_err(ERR_NOT_FOUND, outbox_next_behind(o, first, 1000, &row)); /* one lane */
    const struct case_status answer = {.state = CASE_ACCEPTED, .project_no = "1408022611230047"};
    assert_ok(outbox_mark_sent(o, first, &answer));
    assert_ok(outbox_next(o, 1000, &row));
    assert_int_equal(OUTBOX_CORRECTION, row.kind);
    assert_string_equal("/cases/correct", outbox_operation(row.kind));
    assert_ok(outbox_mark_sent(o, row.id, &answer));
    outbox_row_done(&row);
    assert_ok(outbox_status(o, own, &status));
    assert_int_equal(CASE_ACCEPTED, status.state);
}

static enum err see(void *user, const struct outbox_row *row, const struct carry_files *files)
{
    (void)files;
    enum outbox_kind **at = user;
    *(*at)++ = row->kind;
    return ERR_NONE;
}

static void carry(const char *dir, enum outbox_kind ret_kinds[2])
{
    struct carry_report report;
    enum outbox_kind *at = ret_kinds;
    assert_ok(carry_out(box_path(dir, "outbox.db"), see, &at, &report));
    assert_int_equal(2, report.rows);
}

/* The file as it was before there were orders. */
static void make_older(const char *dir)
{
    sqlite3 *db;
    assert_int_equal(SQLITE_OK, sqlite3_open(box_path(dir, "outbox.db"), &db));
    assert_int_equal(SQLITE_OK,
                     sqlite3_exec(db,
                                  BOX_BACK_TO_6 "ALTER TABLE attachment DROP COLUMN refused_ms;"
                                                "ALTER TABLE message DROP COLUMN operation;"
                                                "ALTER TABLE message DROP COLUMN contact_date;"
                                                "PRAGMA user_version = 4",
                                  NULL, NULL, NULL));
    sqlite3_close(db);
}

static void what_is_carried_out_knows_where_it_goes(void **state)
{
    enum outbox_kind kinds[2];
    char number[NUMBER_TEXT];
    struct outbox *o = box_open(*state);
    box_put(o, BOX_A, 1, number);
    put_order(o, BOX_B, number);
    outbox_close(o);
    carry(*state, kinds);
    assert_int_equal(OUTBOX_APPLICATION, kinds[0]);
    assert_int_equal(OUTBOX_ORDER, kinds[1]);
}

static void an_older_file_learns_of_orders(void **state)
{
    enum outbox_kind kinds[2];
    char number[NUMBER_TEXT];
    struct case_status status;
    struct outbox *o = box_open(*state);
    box_put(o, BOX_A, 1, number);
    box_put(o, BOX_B, 1, number);
    outbox_close(o);
    make_older(*state);
    carry(*state, kinds);
    assert_int_equal(OUTBOX_APPLICATION, kinds[1]);
    o = box_open(*state);
    assert_ok(outbox_status(o, number, &status));
    assert_string_equal("", status.contact_date);
    put_order(o, BOX_C, number);
    assert_string_equal("K017-000101", number); /* above all that an older one may have given */
    outbox_close(o);
    assert_true(box_is_sound(*state));
}

#define each(test) cmocka_unit_test_setup_teardown(test, box_set_up, box_tear_down)

int main(void)
{
    box_in_memory();
    const struct CMUnitTest tests[] = {
        each(an_order_goes_to_the_hotline),           each(a_correction_goes_after_its_case),
        each(its_answer_says_by_when_somebody_calls), each(what_is_carried_out_knows_where_it_goes),
        each(an_older_file_learns_of_orders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
