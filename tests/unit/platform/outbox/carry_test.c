/* SPDX-License-Identifier: Apache-2.0 */
/* Carrying out of a database: what cannot be opened, copied or read is said, and nothing stays in
 * memory. */
#include "tests/unit/check.h"

#include <dirent.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>

#include "platform/outbox/carry_index.h"
#include "platform/outbox/db.h"
#include "tests/unit/platform/outbox/box.h"

struct seen {
    int rows, stop_at;
    size_t files;
    char last[NUMBER_TEXT];
};

static enum err take(void *user, const struct outbox_row *row, const struct carry_files *files)
{
    struct seen *seen = user;
    seen->files += files->count;
    strcpy(seen->last, row->local_number);
    return ++seen->rows == seen->stop_at ? ERR_DISK_FULL : ERR_NONE;
}

static enum err carry(const char *path, struct seen *seen, struct carry_report *ret_report)
{
    *seen = (struct seen){.stop_at = seen->stop_at};
    return carry_out(path, take, seen, ret_report);
}

static int copies(void)
{
    int count = 0;
    DIR *d = opendir("/dev/shm");
    for (struct dirent *one; d && (one = readdir(d));)
        count += strncmp(one->d_name, "carry-", 6) == 0;
    if (d)
        closedir(d);
    return count;
}

static void fill(const char *dir)
{
    char number[NUMBER_TEXT];
    struct outbox *o = box_open(dir);
    box_put(o, BOX_A, 1, number);
    box_put(o, BOX_B, 2, number);
    outbox_close(o);
}

static void what_waits_is_given_in_order(void **state)
{
    struct seen seen = {.stop_at = 0};
    struct carry_report report = {.rows = 0};
    fill(*state);
    assert_ok(carry(box_path(*state, "outbox.db"), &seen, &report));
    assert_int_equal(2, report.rows);
    assert_int_equal(0, report.damaged);
    assert_string_equal("K017-000002", seen.last);
    seen.stop_at = 1;
    assert_err(ERR_DISK_FULL, carry(box_path(*state, "outbox.db"), &seen, &report));
    assert_int_equal(1, report.rows == 0); /* none was taken */
    assert_int_equal(0, copies());
}

static void what_is_no_outbox_is_said(void **state)
{
    struct seen seen = {.stop_at = 0};
    struct carry_report report;
    char longer[600];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_err(ERR_TOO_LONG, carry(longer, &seen, &report));
    assert_err(ERR_ABSENT, carry(box_path(*state, "nothing"), &seen, &report));
    FILE *f = fopen(box_path(*state, "words"), "we");
    fputs("no database at all, and long enough to be looked at as one: it has no pages", f);
    fclose(f);
    assert_err(ERR_CHECKSUM, carry(box_path(*state, "words"), &seen, &report));
    assert_int_equal(0, copies());
}

static void spoil(const char *dir, const char *sql)
{
    sqlite3 *db;
    assert_int_equal(SQLITE_OK, sqlite3_open(box_path(dir, "outbox.db"), &db));
    assert_int_equal(SQLITE_OK,
                     sqlite3_exec(db, "PRAGMA ignore_check_constraints = ON", NULL, NULL, NULL));
    assert_int_equal(SQLITE_OK, sqlite3_exec(db, sql, NULL, NULL, NULL));
    sqlite3_close(db);
}

/* Sound pages with values that we never wrote; and the count of numbers gone with them. */
static void a_row_that_makes_no_sense_is_passed_by(void **state)
{
    static const char *const columns[] = {"local_number", "application_id", "idempotency_key",
                                          "body"};
    struct seen seen = {.stop_at = 0};
    struct carry_report report;
    fill(*state);
    for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
        char sql[200];
        snprintf(sql, sizeof sql, "UPDATE message SET %s = %s WHERE id = 1", columns[i],
                 i < 3 ? "hex(zeroblob(64))" : "zeroblob(98305)");
        spoil(*state, sql);
        assert_ok(carry(box_path(*state, "outbox.db"), &seen, &report));
        assert_int_equal(1, report.rows);
        assert_int_equal(1, report.damaged);
        assert_string_equal("K017-000002", seen.last);
        snprintf(sql, sizeof sql, "UPDATE message SET %s = %s WHERE id = 1", columns[i],
                 i < 3 ? "'a'" : "x'41'");
        spoil(*state, sql);
    }
    spoil(*state, "UPDATE message SET body = NULL WHERE id = 1");
    spoil(*state, "DELETE FROM sqlite_sequence");
    assert_ok(carry(box_path(*state, "outbox.db"), &seen, &report));
    assert_int_equal(1, report.rows);
    seen.stop_at = 1;
    assert_err(ERR_DISK_FULL, carry(box_path(*state, "outbox.db"), &seen, &report));
    assert_int_equal(0, copies());
}

static void fill_with_files(const char *dir)
{
    static const char one[] = "1111111111111111111111111111111111111111111111111111111111111111",
                      other[] = "2222222222222222222222222222222222222222222222222222222222222222";
    const struct outbox_file files[] = {{one, "sealed", 6}, {other, "page", 4}};
    struct outbox_body body = box_body();
    char number[NUMBER_TEXT];
    struct outbox *o = box_open(dir);
    body.file = files;
    body.files = ARRAY_LEN(files);
    assert_ok(outbox_put(o, BOX_A, 1, body, number));
    box_put(o, BOX_B, 2, number);
    outbox_close(o);
}

static void each_is_given_with_what_goes_with_it(void **state)
{
    struct seen seen = {.stop_at = 0};
    struct carry_report report;
    fill_with_files(*state);
    assert_ok(carry(box_path(*state, "outbox.db"), &seen, &report));
    assert_int_equal(2, report.rows);
    assert_int_equal(2, seen.files);
    spoil(*state, "UPDATE attachment SET address = address || 'x' WHERE id = 2");
    assert_ok(carry(box_path(*state, "outbox.db"), &seen, &report));
    assert_int_equal(2, report.rows);
    assert_int_equal(1, report.damaged);
    assert_int_equal(1, seen.files);
    spoil(*state, "DROP TABLE attachment"); /* as an older program leaves it */
    assert_ok(carry(box_path(*state, "outbox.db"), &seen, &report));
    assert_int_equal(2, report.rows);
    assert_int_equal(0, report.damaged);
    assert_int_equal(0, seen.files);
}

/* Steps of scans, of all statements that ended meanwhile. */
static int count_scanned(unsigned what, void *sum, void *stmt, void *ns)
{
    (void)what, (void)ns;
    *(int *)sum += sqlite3_stmt_status(stmt, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
    return 0;
}

static int scan_for_files(const char *dir, size_t ret_counts[2])
{
    AUTO(auto_sqlite3_close) sqlite3 *db = NULL;
    struct carry_index index;
    int scanned = 0;
    assert_int_equal(SQLITE_OK, sqlite3_open(box_path(dir, "outbox.db"), &db));
    assert_ok(carry_index_make(&index, db));
    assert_int_equal(SQLITE_OK,
                     sqlite3_trace_v2(db, SQLITE_TRACE_PROFILE, count_scanned, &scanned));
    for (int message = 1; message <= 2; message++) {
        struct carry_files files = {.count = 0};
        assert_ok(carry_index_find(&index, message, &files));
        ret_counts[message - 1] = files.count;
    }
    return scanned;
}

/* Of a queue of a month, each message's files are found without a look at the others'. Where no
 * index can be made (here: two of one number, as a torn page shows them), all are looked at. */
static void files_are_found_without_a_scan(void **state)
{
    size_t counts[2];
    fill_with_files(*state);
    assert_int_equal(0, scan_for_files(*state, counts));
    assert_int_equal(2, counts[0]);
    assert_int_equal(0, counts[1]);
    spoil(*state,
          "ALTER TABLE attachment RENAME TO old;"
          "CREATE TABLE attachment AS SELECT 1 AS message, 1 AS id, size, address FROM old");
    assert_int_not_equal(0, scan_for_files(*state, counts));
    assert_int_equal(2, counts[0]);
    assert_int_equal(0, counts[1]);
}

/* More than one message may have, as only a damaged file says it. */
static void no_more_files_are_read_than_there_is_room_for(void **state)
{
    size_t counts[2];
    fill_with_files(*state);
    spoil(*state, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)"
                  " INSERT INTO attachment (message, address, size) SELECT 2, 'a' || i, 1 FROM n");
    (void)scan_for_files(*state, counts);
    assert_int_equal(2, counts[0]);
    assert_int_equal(OUTBOX_FILES_MAX, counts[1]);
}

/* Descriptors run out at each place in turn, and so does the room for the copy. */
static void what_runs_out_is_said(void **state)
{
    struct seen seen = {.stop_at = 0};
    struct carry_report report;
    struct rlimit old, low;
    fill(*state);
    char path[256];
    strcpy(path, box_path(*state, "outbox.db"));
    assert_int_equal(0, getrlimit(RLIMIT_NOFILE, &old));
    int failed = 0;
    for (rlim_t n = 3; n < 12; n++) {
        low = (struct rlimit){n, old.rlim_max};
        assert_int_equal(0, setrlimit(RLIMIT_NOFILE, &low));
        failed += carry(path, &seen, &report) != ERR_NONE;
        assert_int_equal(0, setrlimit(RLIMIT_NOFILE, &old));
        assert_int_equal(0, copies());
    }
    assert_in_range(failed, 2, 8);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(0, getrlimit(RLIMIT_FSIZE, &old));
    low = (struct rlimit){4096, old.rlim_max};
    assert_int_equal(0, setrlimit(RLIMIT_FSIZE, &low));
    assert_true(carry(path, &seen, &report) != ERR_NONE);
    assert_int_equal(0, setrlimit(RLIMIT_FSIZE, &old));
    assert_int_equal(0, copies());
}

#define each(test) cmocka_unit_test_setup_teardown(test, box_set_up, box_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        each(what_waits_is_given_in_order),
        each(what_is_no_outbox_is_said),
        each(a_row_that_makes_no_sense_is_passed_by),
        each(each_is_given_with_what_goes_with_it),
        each(files_are_found_without_a_scan),
        each(what_runs_out_is_said),
        each(no_more_files_are_read_than_there_is_room_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
