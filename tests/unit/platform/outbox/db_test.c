/* SPDX-License-Identifier: Apache-2.0 */
/* What SQLite says, in our words. */
#include "tests/unit/check.h"

#include <errno.h>

#include "platform/outbox/db.h"
#include "tests/unit/platform/outbox/box.h"

static sqlite3 *in_memory(void)
{
    sqlite3 *db = NULL;
    assert_int_equal(SQLITE_OK, sqlite3_open(":memory:", &db));
    return db;
}

static void results_have_our_names(void **state)
{
    (void)state;
    static const struct {
        int rc;
        enum err err;
    } cases[] = {
        {SQLITE_OK, ERR_NONE},
        {SQLITE_ROW, ERR_NONE},
        {SQLITE_DONE, ERR_NONE},
        {SQLITE_FULL, ERR_DISK_FULL},
        {SQLITE_NOMEM, ERR_MEMORY},
        {SQLITE_IOERR_NOMEM, ERR_MEMORY},
        {SQLITE_BUSY_SNAPSHOT, ERR_BUSY},
        {SQLITE_LOCKED, ERR_BUSY},
        {SQLITE_CORRUPT_INDEX, ERR_CHECKSUM},
        {SQLITE_NOTADB, ERR_CHECKSUM},
        {SQLITE_CONSTRAINT_UNIQUE, ERR_CONFLICT},
        {SQLITE_MISUSE, ERR_LIBRARY},
    };
    sqlite3 *db = in_memory();
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_err(cases[i].err, db_err(db, cases[i].rc));
    sqlite3_close(db);
}

/* Where SQLite kept no errno, the last one tells. */
static void what_the_disk_said_is_told_apart(void **state)
{
    (void)state;
    static const struct {
        int error;
        enum err err;
    } cases[] = {
        {ENOSPC, ERR_DISK_FULL}, {EDQUOT, ERR_DISK_FULL}, {EFBIG, ERR_DISK_FULL},
        {EACCES, ERR_ACCESS},    {EPERM, ERR_ACCESS},     {EIO, ERR_DISK},
    };
    sqlite3 *db = in_memory();
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        errno = cases[i].error;
        assert_err(cases[i].err, db_err(db, SQLITE_IOERR_FSYNC));
        errno = cases[i].error;
        assert_err(cases[i].err, db_err(db, SQLITE_READONLY));
    }
    sqlite3_close(db);
}

static void a_file_that_cannot_be_opened_is_a_failing_disk(void **state)
{
    sqlite3 *db = NULL;
    int rc = sqlite3_open_v2(*state, &db, SQLITE_OPEN_READWRITE, NULL); /* a directory */
    assert_int_equal(SQLITE_CANTOPEN, rc & 0xFF);
    errno = 0;
    assert_err(ERR_DISK, db_err(db, rc));
    sqlite3_close(db);
}

static void texts_that_do_not_fit_are_damage(void **state)
{
    (void)state;
    sqlite3 *db = in_memory();
    AUTO(auto_sqlite3_finalize) sqlite3_stmt *stmt = NULL;
    char text[4];
    assert_ok(db_prepare(db, &stmt, "SELECT 'abc', 'abcd', NULL, 'a' || char(0) || 'b'", ""));
    assert_ok(db_row(stmt));
    assert_ok(db_text(stmt, 0, text, sizeof text));
    assert_string_equal("abc", text);
    for (int column = 1; column < 4; column++)
        assert_err(ERR_CHECKSUM, db_text(stmt, column, text, sizeof text));
    assert_string_equal("abc", text);
    sqlite3_finalize(stmt);
    stmt = NULL;
    sqlite3_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_have_our_names),
        cmocka_unit_test(what_the_disk_said_is_told_apart),
        cmocka_unit_test_setup_teardown(a_file_that_cannot_be_opened_is_a_failing_disk, box_set_up,
                                        box_tear_down),
        cmocka_unit_test(texts_that_do_not_fit_are_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
