/* SPDX-License-Identifier: Apache-2.0 */
/* A file of the first version, as kiosks have it, becomes one of the newest and loses nothing; and
 * the queue of a month looks at as few pages as an empty one. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/outbox/attached.h"
#include "platform/outbox/store.h"
#include "tests/unit/platform/outbox/box.h"

/* Version 1, as it was shipped. */
static const char first_version[] =
    "CREATE TABLE message ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " kind INTEGER NOT NULL,"
    " state INTEGER NOT NULL,"
    " local_number TEXT NOT NULL,"
    " application_id TEXT NOT NULL,"
    " idempotency_key TEXT NOT NULL UNIQUE,"
    " tries INTEGER NOT NULL DEFAULT 0,"
    " next_try_ms INTEGER NOT NULL,"
    " created_ms INTEGER NOT NULL,"
    " body BLOB,"
    " project_no TEXT NOT NULL DEFAULT '',"
    " case_state INTEGER NOT NULL DEFAULT 0,"
    " message TEXT NOT NULL DEFAULT '',"
    " promise_date TEXT NOT NULL DEFAULT '',"
    " CHECK (kind IN (1, 2)),"
    " CHECK (state IN (0, 1, 2)),"
    " CHECK (iif(state = 0, body IS NOT NULL AND length(body) BETWEEN 1 AND 98304, body IS NULL)),"
    " CHECK (length(CAST(local_number AS BLOB)) < 64),"
    " CHECK (length(CAST(application_id AS BLOB)) < 37),"
    " CHECK (length(CAST(idempotency_key AS BLOB)) < 37),"
    " CHECK (length(CAST(project_no AS BLOB)) < 64),"
    " CHECK (length(CAST(message AS BLOB)) < 400),"
    " CHECK (length(CAST(promise_date AS BLOB)) < 16),"
    " UNIQUE (kind, application_id),"
    " UNIQUE (kind, local_number)) STRICT;"
    "CREATE INDEX message_waiting ON message (id) WHERE state = 0;"
    "CREATE TABLE counter ("
    " one INTEGER PRIMARY KEY CHECK (one = 1),"
    " next INTEGER NOT NULL CHECK (next >= 1)) STRICT;"
    "INSERT INTO counter VALUES (1, 1);"
    "PRAGMA user_version = 1;";

#define ROW                                                                                        \
    "INSERT INTO message (kind, state, local_number, application_id, idempotency_key,"             \
    " next_try_ms, created_ms, body, case_state, project_no) VALUES "

/* One sent with a rating that waits, one that waits with a rating behind it, one refused. */
static const char rows_of_old[] =
    ROW "(1, 1, 'K017-000001', '" BOX_A "', 'key-1', 1000, 1000, NULL, 2, '1408022611230001');" ROW
        "(2, 0, 'K017-000001', '" BOX_A
        "', 'key-2', 1000, 1000, CAST('rating of A' AS BLOB), 0, '');" ROW
        "(1, 0, 'K017-000002', '" BOX_B "', 'key-3', 5000, 2000, CAST('B' AS BLOB), 0, '');" ROW
        "(2, 0, 'K017-000002', '" BOX_B
        "', 'key-4', 2000, 2000, CAST('rating of B' AS BLOB), 0, '');" ROW
        "(1, 2, 'K017-000003', '" BOX_C "', 'key-5', 3000, 3000, NULL, 3, '');"
        "UPDATE counter SET next = 4;";

static void make_old(const char *dir)
{
    sqlite3 *db;
    assert_int_equal(SQLITE_OK, sqlite3_open(box_path(dir, "outbox.db"), &db));
    assert_int_equal(SQLITE_OK, sqlite3_exec(db, first_version, NULL, NULL, NULL));
    assert_int_equal(SQLITE_OK, sqlite3_exec(db, rows_of_old, NULL, NULL, NULL));
    sqlite3_close(db);
}

static void assert_next(struct outbox *o, int64_t now_ms, const char *body)
{
    struct outbox_row row;
    assert_ok(outbox_next(o, now_ms, &row));
    assert_string_equal(body, row.body);
    outbox_row_done(&row);
}

static void a_file_of_the_first_version_goes_on(void **state)
{
    struct outbox_counts counts;
    char number[NUMBER_TEXT];
    int64_t when;
    struct outbox_attachment none;
    make_old(*state);
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    assert_err(ERR_NOT_FOUND, outbox_next_attachment(o, 3, &none));
    assert_ok(outbox_counts(o, 9000, &counts));
    assert_int_equal(3, counts.waiting);
    assert_int_equal(1, counts.sent);
    assert_int_equal(1, counts.refused);
    assert_int_equal(8000, counts.oldest_ms);
    assert_ok(outbox_next_due(o, 0, &when));
    assert_int_equal(1000, when);
    assert_next(o, 4000, "rating of A"); /* that of B waits for B, though it was due before */
    assert_ok(outbox_mark_sent(o, 2, NULL));
    assert_err(ERR_NOT_FOUND, outbox_next(o, 4000, &(struct outbox_row){0}));
    assert_next(o, 5000, "B");
    assert_ok(outbox_mark_sent(o, 3, &(struct case_status){.state = CASE_DONE, .project_no = "7"}));
    assert_next(o, 5000, "rating of B");
    assert_ok(outbox_find_project(o, "1408022611230001", number));
    assert_string_equal("K017-000001", number);
    box_put(o, "dddddddd-0000-4000-8000-000000000004", 1, number);
    assert_string_equal("K017-000004", number);
}

/* Pages read by SQLite for one look at the queue. */
static int pages_of(struct outbox *o, enum err (*look)(struct outbox *o))
{
    int now = 0, most = 0;
    sqlite3_db_release_memory(o->db); /* an empty cache: what is read counts as missed */
    assert_int_equal(SQLITE_OK,
                     sqlite3_db_status(o->db, SQLITE_DBSTATUS_CACHE_MISS, &now, &most, 1));
    assert_ok(look(o));
    assert_int_equal(SQLITE_OK,
                     sqlite3_db_status(o->db, SQLITE_DBSTATUS_CACHE_MISS, &now, &most, 0));
    return now;
}

static enum err look_at_next(struct outbox *o)
{
    struct outbox_row row;
    TRY(outbox_next(o, 5000, &row));
    outbox_row_done(&row);
    return ERR_NONE;
}

static enum err look_at_due(struct outbox *o)
{
    int64_t when;
    return outbox_next_due(o, 5000, &when);
}

static enum err look_at_counts(struct outbox *o)
{
    struct outbox_counts counts;
    return outbox_counts(o, 5000, &counts);
}

static enum err look_for_project(struct outbox *o)
{
    char number[NUMBER_TEXT];
    return outbox_find_project(o, "none", number) == ERR_NOT_FOUND ? ERR_NONE : ERR_LIBRARY;
}

static void a_long_queue_costs_no_more_to_look_at(void **state)
{
    static enum err (*const looks[])(struct outbox *) = {look_at_next, look_at_due, look_at_counts,
                                                         look_for_project};
    enum { FEW = 10, MANY = 3000, DEEPER = 4 }; /* trees of pages grow by a level at times */
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    int few[ARRAY_LEN(looks)];
    assert_ok(db_run(o->db, "PRAGMA synchronous = OFF", ""));
    for (int n = 0; n < MANY; n++) {
        char id[OUTBOX_KEY_TEXT], number[NUMBER_TEXT];
        snprintf(id, sizeof id, "aaaaaaaa-0000-4000-8000-%012u", (unsigned)n % 100000);
        box_put(o, id, 1000, number);
        assert_ok(outbox_put_rating(o, number, 1000, box_body()));
        for (size_t i = 0; n == FEW && i < ARRAY_LEN(looks); i++)
            few[i] = pages_of(o, looks[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(looks); i++)
        assert_true(pages_of(o, looks[i]) <= few[i] + DEEPER);
}

static void expect_for_staff(struct outbox *o, int64_t now_ms, uint32_t given_up, uint32_t waits)
{
    struct outbox_counts counts;
    assert_ok(outbox_counts(o, now_ms, &counts));
    assert_int_equal(given_up, counts.given_up);
    assert_int_equal(waits, counts.for_staff);
}

/* A case that ended here is counted for a week, one that waits for them until it is taken. */
static void what_staff_must_know_is_counted(void **state)
{
    char number[NUMBER_TEXT];
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    box_put(o, BOX_A, 1000, number);
    box_put(o, BOX_B, 1000, number);
    box_put(o, BOX_C, 1000, number);
    expect_for_staff(o, 2000, 0, 0);
    assert_ok(outbox_mark_ended(o, 1, 2000, CASE_WORD_LOST));
    assert_err(ERR_STATE, outbox_mark_ended(o, 1, 3000, CASE_WORD_LOST));
    assert_ok(outbox_mark_for_staff(o, 2, 5000));
    assert_ok(outbox_mark_refused(o, 3, "no"));
    expect_for_staff(o, 3000, 1, 1);
    assert_ok(outbox_mark_retry(o, 2, 6000)); /* the line broke: nobody is needed for that */
    expect_for_staff(o, 1999 + OUTBOX_ENDED_MS, 1, 0);
    assert_ok(outbox_mark_for_staff(o, 2, 7000));
    assert_ok(outbox_mark_sent(o, 2, &(struct case_status){.state = CASE_DONE}));
    expect_for_staff(o, 2000 + OUTBOX_ENDED_MS, 0, 0);
}

static int stop(void *steps)
{
    return (*(int *)steps)-- <= 0;
}

/* Reading breaks off after each step in turn; half a count is none. */
static void a_count_that_breaks_off_is_none(void **state)
{
    char number[NUMBER_TEXT];
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    box_put(o, BOX_A, 1000, number);
    int broken = 0;
    struct outbox_counts counts = {.waiting = 77};
    for (int after = 0;; after++, broken++) {
        int steps = after;
        sqlite3_progress_handler(o->db, 1, stop, &steps);
        enum err e = outbox_counts(o, 2000, &counts);
        sqlite3_progress_handler(o->db, 0, NULL, NULL);
        if (e == ERR_NONE)
            break;
        assert_int_equal(77, counts.waiting);
    }
    assert_int_equal(1, counts.waiting);
    assert_true(broken > 10);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, box_set_up, box_tear_down)

int main(void)
{
    box_in_memory();
    const struct CMUnitTest tests[] = {
        TEST(a_file_of_the_first_version_goes_on),
        TEST(what_staff_must_know_is_counted),
        TEST(a_count_that_breaks_off_is_none),
        TEST(a_long_queue_costs_no_more_to_look_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
