/* SPDX-License-Identifier: Apache-2.0 */
/* A file that was sound when it was opened and rots while it lies there: what comes back from the
 * disk is looked at again, and a wrong row is damage, never a half-filled answer. */
#include "tests/unit/check.h"

#include <glob.h>
#include <sqlite3.h>
#include <string.h>
#include <time.h>

#include "platform/outbox/store.h"
#include "platform/base/paths.h"
#include "tests/unit/platform/outbox/bad_disk.h"
#include "tests/unit/platform/outbox/box.h"

static const struct case_status done = {.state = CASE_DONE, .project_no = "1"};

/* Changes the file behind the open box's back: without locks, and without the table's rules. */
static void rot(const char *dir, struct outbox *o, const char *sql)
{
    sqlite3 *db;
    sqlite3_wal_checkpoint_v2(o->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    assert_int_equal(SQLITE_OK, sqlite3_open_v2(box_path(dir, "outbox.db"), &db,
                                                SQLITE_OPEN_READWRITE, "unix-none"));
    assert_int_equal(SQLITE_OK, sqlite3_exec(db,
                                             "PRAGMA locking_mode = EXCLUSIVE;"
                                             "PRAGMA ignore_check_constraints = ON",
                                             NULL, NULL, NULL));
    assert_int_equal(SQLITE_OK, sqlite3_exec(db, sql, NULL, NULL, NULL));
    sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    sqlite3_close(db);
    sqlite3_db_release_memory(o->db); /* what was read before is read anew */
}

static enum err make(void *user, const char *local_number, char **ret_body, size_t *ret_size)
{
    (void)local_number;
    *ret_size = *(size_t *)user;
    *ret_body = *ret_size == 1 ? NULL : calloc(1, *ret_size + 1);
    return ERR_NONE;
}

static void a_rotten_tally_counts_nothing_else(void **state)
{
    char number[NUMBER_TEXT];
    struct outbox_counts counts;
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    box_put(o, BOX_A, 1000, number);
    rot(*state, o, "INSERT INTO tally VALUES (-1, 5), (3, 5), (9000000000, 5)");
    assert_ok(outbox_counts(o, 1000, &counts));
    assert_int_equal(1, counts.waiting);
    assert_int_equal(0, counts.sent);
    assert_int_equal(0, counts.refused);
}

static void a_rotten_row_is_not_sent(void **state)
{
    static const char *const wrongs[] = {
        "UPDATE message SET body = NULL WHERE state = 0",
        "UPDATE message SET body = zeroblob(0) WHERE state = 0",
        "UPDATE message SET body = zeroblob(98305) WHERE state = 0",
        "UPDATE message SET local_number = printf('%064d', 0) WHERE state = 0",
        "UPDATE message SET application_id = application_id || 'x' WHERE state = 0",
        "UPDATE message SET idempotency_key = CAST(x'4100' AS TEXT) WHERE state = 0",
    };
    for (size_t i = 0; i < ARRAY_LEN(wrongs); i++) {
        char number[NUMBER_TEXT];
        struct outbox_row row = {.size = 7};
        AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
        size_t longest = OUTBOX_BODY_MAX;
        assert_ok(outbox_put(o, BOX_B, 900, (struct outbox_body){.make = make, .user = &longest},
                             number));
        assert_ok(outbox_mark_sent(o, box_next(o, 1000), &done)); /* leaves room in the file */
        box_put(o, BOX_A, 1000, number);
        rot(*state, o, wrongs[i]);
        assert_err(ERR_CHECKSUM, outbox_next(o, 2000, &row));
        assert_int_equal(7, row.size);
        outbox_close(o);
        o = NULL;
        box_tear_down(state);
        assert_int_equal(0, box_set_up(state));
    }
}

static void a_rotten_case_is_not_shown(void **state)
{
    static const char *const wrongs[] = {
        "UPDATE message SET project_no = printf('%064d', 0)",
        "UPDATE message SET project_no = '1', message = CAST(x'4100' AS TEXT)",
        "UPDATE message SET message = '', promise_date = printf('%064d', 0)",
        "UPDATE message SET promise_date = '', contact_date = printf('%064d', 0)",
        "UPDATE message SET contact_date = '', local_number = local_number || char(0)",
    };
    char number[NUMBER_TEXT], found[NUMBER_TEXT];
    struct case_status status = {.state = CASE_REFUSED};
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    box_put(o, BOX_A, 1000, number);
    assert_ok(outbox_mark_sent(o, box_next(o, 1000), &done));
    for (size_t i = 0; i + 1 < ARRAY_LEN(wrongs); i++) {
        rot(*state, o, wrongs[i]);
        assert_err(ERR_CHECKSUM, outbox_status(o, number, &status));
    }
    rot(*state, o, wrongs[ARRAY_LEN(wrongs) - 1]);
    /* Its number ends in a NUL now: nobody's, and no text when it is come upon. */
    assert_err(ERR_NOT_FOUND, outbox_status(o, number, &status));
    assert_err(ERR_CHECKSUM, outbox_find(o, BOX_A, found));
    assert_int_equal(CASE_REFUSED, status.state);
}

static void a_rotten_counter_gives_no_number(void **state)
{
    char number[NUMBER_TEXT] = "before";
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    rot(*state, o, "UPDATE counter SET next = 0");
    assert_err(ERR_CHECKSUM, outbox_put(o, BOX_A, 1000, box_body(), number));
    rot(*state, o, "DELETE FROM counter");
    assert_err(ERR_NOT_FOUND, outbox_put(o, BOX_A, 1000, box_body(), number));
    assert_string_equal("before", number);
}

static void a_body_that_is_none_is_not_kept(void **state)
{
    static size_t sizes[] = {0, 1 /* and no body */, OUTBOX_BODY_MAX + 1};
    char number[NUMBER_TEXT] = "before";
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++)
        assert_err(ERR_TOO_LONG,
                   outbox_put(o, BOX_A, 1000, (struct outbox_body){.make = make, .user = &sizes[i]},
                              number));
    assert_string_equal("before", number);
    assert_int_equal(-1, box_next(o, 2000));
}

static void a_case_without_a_number_is_not_found_by_it(void **state)
{
    char number[NUMBER_TEXT];
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    box_put(o, BOX_A, 1000, number);
    assert_err(ERR_NOT_FOUND, outbox_find_project(o, "", number));
}

/* A file that is not ours, or of a house to come: left as it is. */
static void other_versions_are_left_alone(void **state)
{
    static const char *const versions[] = {"PRAGMA user_version = -1", "PRAGMA user_version = 99"};
    for (size_t i = 0; i < ARRAY_LEN(versions); i++) {
        struct outbox *o = box_open(*state);
        rot(*state, o, versions[i]);
        outbox_close(o);
        o = NULL;
        assert_err(ERR_UNSUPPORTED, outbox_open(box_path(*state, "outbox.db"), "K017", &o, NULL));
        assert_null(o);
        box_tear_down(state);
        assert_int_equal(0, box_set_up(state));
    }
}

static void copy_file(const char *dir, const char *from, const char *to)
{
    AUTO(auto_free) char *data = NULL;
    size_t size;
    assert_ok(paths_read_file(box_path(dir, from), 1 << 20, &data, &size));
    AUTO(auto_fclose) FILE *f = fopen(box_path(dir, to), "wbe");
    assert_non_null(f);
    assert_int_equal(size, fwrite(data, 1, size, f));
}

/* Power went while a damaged page stood in the log, and the disk takes nothing: SQLite cannot empty
 * the log, so it goes aside with its file, where no new file meets it. */
static void a_log_goes_aside_with_its_file(void **state)
{
    sqlite3 *db;
    char aside[OUTBOX_NAME] = "", number[NUMBER_TEXT];
    struct outbox *o = box_open(*state);
    box_put(o, BOX_A, 1000, number);
    outbox_close(o);
    assert_int_equal(SQLITE_OK, sqlite3_open_v2(box_path(*state, "outbox.db"), &db,
                                                SQLITE_OPEN_READWRITE, "unix"));
    assert_int_equal(SQLITE_OK, sqlite3_exec(db,
                                             "PRAGMA ignore_check_constraints = ON;"
                                             "UPDATE counter SET next = 0",
                                             NULL, NULL, NULL));
    copy_file(*state, "outbox.db", "cut.db");
    copy_file(*state, "outbox.db-wal", "cut.db-wal");
    sqlite3_close(db);
    o = NULL;
    bad_disk_fail_from(1, BAD_DISK_EIO);
    assert_err(ERR_DISK, outbox_open(box_path(*state, "cut.db"), "K017", &o, aside));
    bad_disk_heal();
    glob_t found;
    assert_int_equal(0, glob(box_path(*state, "cut.db.damaged-*-wal"), 0, NULL, &found));
    globfree(&found);
    assert_ok(outbox_open(box_path(*state, "cut.db"), "K017", &o, aside));
    assert_string_equal("", aside);
    outbox_close(o);
}

static void write_file(const char *path)
{
    FILE *f = fopen(path, "wbe");
    assert_non_null(f);
    assert_true(fputs("this is no database at all, nor was it ever one", f) >= 0);
    assert_int_equal(0, fclose(f));
}

/* All names of this and the next seconds are taken: nothing is written over. */
static void no_damaged_file_replaces_another(void **state)
{
    const char *path = box_path(*state, "outbox.db");
    struct outbox *o = NULL;
    write_file(path);
    time_t now = time(NULL);
    for (int i = 0; i < 5 * 99; i++) {
        char stamp[32], more[8] = "", name[512];
        time_t then = now + i / 99;
        strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", gmtime(&then));
        if (i % 99 > 0)
            snprintf(more, sizeof more, "-%d", i % 99 + 1);
        snprintf(name, sizeof name, "%s.damaged-%s%s", path, stamp, more);
        write_file(name);
    }
    assert_err(ERR_CONFLICT, outbox_open(path, "K017", &o, NULL));
    assert_null(o);
    assert_int_equal(0, access(path, F_OK));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, box_set_up, box_tear_down)

int main(void)
{
    bad_disk_install();
    box_in_memory();
    const struct CMUnitTest tests[] = {
        TEST(a_rotten_tally_counts_nothing_else), TEST(a_rotten_row_is_not_sent),
        TEST(a_rotten_case_is_not_shown),         TEST(a_rotten_counter_gives_no_number),
        TEST(a_body_that_is_none_is_not_kept),    TEST(a_case_without_a_number_is_not_found_by_it),
        TEST(other_versions_are_left_alone),      TEST(a_log_goes_aside_with_its_file),
        TEST(no_damaged_file_replaces_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
