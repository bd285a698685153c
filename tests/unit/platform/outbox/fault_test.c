/* SPDX-License-Identifier: Apache-2.0 */
/* A disk that fails: every write, sync and truncation in turn, by a layer between SQLite and the
 * real file system; and a real limit on the size of files. */
#include "tests/unit/check.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "tests/unit/platform/outbox/box.h"
#include "tests/unit/platform/outbox/bad_disk.h"

static const struct case_status done = {.state = CASE_DONE, .project_no = "1408022611230047"};

/* One row of A sent, one of B waiting: what must survive all that follows. */
static void prepare(const char *dir)
{
    char number[NUMBER_TEXT];
    AUTO(auto_outbox_close) struct outbox *o = box_open(dir);
    box_put(o, BOX_A, 1000, number);
    assert_ok(outbox_mark_sent(o, box_next(o, 1000), &done));
    box_put(o, BOX_B, 1001, number);
}

/* After a failure: a new process finds a sound file, A and B as they were, C at most once. */
static void check_after(const char *dir, bool acknowledged)
{
    char number[NUMBER_TEXT], again[NUMBER_TEXT];
    struct case_status status;
    struct outbox_counts counts;
    assert_true(box_is_sound(dir));
    AUTO(auto_outbox_close) struct outbox *o = box_open(dir);
    assert_ok(outbox_status(o, "K017-000001", &status));
    assert_int_equal(CASE_DONE, status.state);
    assert_ok(outbox_find(o, BOX_B, number));
    assert_string_equal("K017-000002", number);
    enum err e = outbox_find(o, BOX_C, number);
    assert_true(e == ERR_NONE || (e == ERR_NOT_FOUND && !acknowledged));
    box_put(o, BOX_C, 1002, again);
    if (e == ERR_NONE)
        assert_string_equal(number, again);
    assert_ok(outbox_counts(o, 2000, &counts));
    assert_int_equal(2, counts.waiting);
}

static void each_failing_operation_of_a_put(void **state, enum bad_disk_fault fault,
                                            enum err expected)
{
    int at = 1;
    for (bool failed = true; failed; at++) {
        box_tear_down(state);
        assert_int_equal(0, box_set_up(state));
        prepare(*state);
        struct outbox *o = box_open(*state);
        char number[NUMBER_TEXT] = "before";
        bad_disk_fail_at(at, fault);
        enum err e = outbox_put(o, BOX_C, 1002, box_body(), number);
        failed = bad_disk_has_failed();
        bad_disk_heal();
        if (e != ERR_NONE) {
            assert_err(expected, e);
            assert_string_equal("before", number);
        }
        outbox_close(o);
        check_after(*state, e == ERR_NONE);
    }
    assert_true(at > 3); /* at least: the log's header, a frame, its sync */
}

static void a_put_that_meets_an_io_error(void **state)
{
    each_failing_operation_of_a_put(state, BAD_DISK_EIO, ERR_DISK);
}

static void a_put_that_meets_a_full_disk(void **state)
{
    each_failing_operation_of_a_put(state, BAD_DISK_ENOSPC, ERR_DISK_FULL);
}

/* The same file goes on working once there is room again, without being opened again. */
static void room_again_is_enough(void **state)
{
    char number[NUMBER_TEXT] = "before";
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    for (int at = 1; at < 4; at++) {
        bad_disk_fail_from(at, BAD_DISK_ENOSPC);
        enum err e = outbox_put(o, BOX_A, 1000, box_body(), number);
        bad_disk_heal();
        assert_err(ERR_DISK_FULL, e);
        assert_string_equal("before", number);
        assert_int_equal(-1, box_next(o, 2000));
    }
    box_put(o, BOX_A, 1000, number);
    assert_string_equal("K017-000001", number);
    bad_disk_fail_from(1, BAD_DISK_EIO);
    assert_err(ERR_DISK, outbox_put_rating(o, number, 1001, box_body()));
    int64_t id = box_next(o, 2000);
    assert_err(ERR_DISK, outbox_mark_retry(o, id, 3000));
    assert_err(ERR_DISK, outbox_mark_sent(o, id, &done));
    assert_err(ERR_DISK, outbox_mark_refused(o, id, ""));
    assert_err(ERR_DISK, outbox_hurry(o, 0));
    bad_disk_heal();
    struct outbox_counts counts;
    assert_ok(outbox_counts(o, 2000, &counts));
    assert_int_equal(1, counts.waiting);
    assert_int_equal(0, counts.sent + counts.refused);
}

static void each_failing_operation_of_an_open(void **state)
{
    bool failed = true;
    for (int at = 1; failed; at++) {
        box_tear_down(state);
        assert_int_equal(0, box_set_up(state));
        struct outbox *o = NULL;
        char aside[OUTBOX_NAME];
        bad_disk_fail_at(at, BAD_DISK_EIO);
        enum err e = outbox_open(box_path(*state, "outbox.db"), "K017", &o, aside);
        failed = bad_disk_has_failed();
        bad_disk_heal();
        if (e != ERR_NONE)
            assert_err(ERR_DISK, e);
        outbox_close(o);
        outbox_close(box_open(*state)); /* nothing set aside, nothing left in the way */
    }
}

/* Reads that fail are a broken disk, not a damaged file: nothing is set aside. */
static void a_failing_read_sets_nothing_aside(void **state)
{
    prepare(*state);
    for (int at = 1; at < 8; at++) {
        struct outbox *o = NULL;
        bad_disk_fail_at(at, BAD_DISK_READ);
        enum err e = outbox_open(box_path(*state, "outbox.db"), "K017", &o, NULL);
        bad_disk_heal();
        if (e != ERR_NONE)
            assert_err(ERR_DISK, e);
        outbox_close(o);
        AUTO(auto_outbox_close) struct outbox *again = box_open(*state);
        assert_int_equal(2, box_next(again, 2000));
    }
}

static enum err long_body(void *user, const char *number, char **ret_body, size_t *ret_size)
{
    (void)user, (void)number;
    *ret_body = calloc(1, OUTBOX_BODY_MAX);
    *ret_size = OUTBOX_BODY_MAX;
    return *ret_body ? ERR_NONE : ERR_MEMORY;
}

/* The pages of a long body are named otherwise by the check than those of the tree. */
static void a_failing_read_of_a_long_body_sets_nothing_aside(void **state)
{
    char number[NUMBER_TEXT];
    struct outbox *o = box_open(*state);
    assert_ok(outbox_put(o, BOX_A, 1000, (struct outbox_body){.make = long_body}, number));
    outbox_close(o);
    bool failed = true;
    for (int at = 1; failed; at++) {
        char aside[OUTBOX_NAME] = "";
        o = NULL;
        bad_disk_fail_at(at, BAD_DISK_READ);
        enum err e = outbox_open(box_path(*state, "outbox.db"), "K017", &o, aside);
        failed = bad_disk_has_failed();
        bad_disk_heal();
        if (e != ERR_NONE)
            assert_err(ERR_DISK, e);
        assert_string_equal("", aside);
        outbox_close(o);
    }
}

/* In a child: a real limit on file size, until a put fails; then without it. */
static int fill_up(const char *dir)
{
    struct outbox *o;
    enum err e = ERR_NONE;
    char id[OUTBOX_KEY_TEXT], number[NUMBER_TEXT];
    if (outbox_open(box_path(dir, "outbox.db"), "K017", &o, NULL) != ERR_NONE)
        return 3;
    int put = 0;
    for (; put < 10000 && e == ERR_NONE; put++) {
        snprintf(id, sizeof id, "%08d-0000-4000-8000-%012d", 1, put);
        e = outbox_put(o, id, 1000, box_body(), number);
    }
    struct outbox_counts counts;
    if (e != ERR_DISK_FULL || outbox_counts(o, 0, &counts) != ERR_NONE)
        return 4;
    return counts.waiting == (uint32_t)put - 1 ? 0 : 5;
}

static int run_limited(int (*limit)(const char *dir), const char *dir)
{
    pid_t pid = fork();
    if (pid == 0) {
        signal(SIGXFSZ, SIG_IGN);
        _exit(limit(dir) == 0 ? fill_up(dir) : 77);
    }
    int status;
    assert_int_equal(pid, waitpid(pid, &status, 0));
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int limit_file_size(const char *dir)
{
    (void)dir;
    return setrlimit(RLIMIT_FSIZE, &(struct rlimit){200 * 1024, 200 * 1024});
}

static void a_limit_on_file_size_is_a_full_disk(void **state)
{
    assert_int_equal(0, run_limited(limit_file_size, *state));
    assert_true(box_is_sound(*state));
    outbox_close(box_open(*state));
}

/* What one process wrote to the small disk is gone with its mount; a sound file is asked for
 * inside. */
static int mount_small_disk(const char *dir)
{
    return unshare(CLONE_NEWNS) || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
           mount("small", dir, "tmpfs", 0, "size=256k");
}

static void a_small_disk_fills_up_without_harm(void **state)
{
    int code = run_limited(mount_small_disk, *state);
    if (code == 77)
        skip(); /* mounting needs privileges */
    assert_int_equal(0, code);
}

static void a_try_says_what_a_put_would(void **state)
{
    char number[NUMBER_TEXT];
    struct outbox_counts counts;
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    assert_ok(outbox_try(o));
    bad_disk_fail_from(1, BAD_DISK_ENOSPC);
    assert_err(ERR_DISK_FULL, outbox_try(o));
    assert_ok(outbox_has_room(o)); /* asks the file system alone */
    bad_disk_fail_from(1, BAD_DISK_EIO);
    assert_err(ERR_DISK, outbox_try(o));
    bad_disk_heal();
    assert_ok(outbox_try(o));
    box_put(o, BOX_A, 1000, number);
    assert_string_equal("K017-000001", number); /* trying takes none */
    assert_ok(outbox_counts(o, 1000, &counts));
    assert_int_equal(1, counts.waiting);
}

/* In the child: 0 when all is as it should be. */
static int look_for_room(const char *dir)
{
    struct outbox *o;
    if (outbox_open(box_path(dir, "outbox.db"), "K017", &o, NULL) != ERR_NONE)
        return 2;
    bool small = outbox_has_room(o) == ERR_DISK_FULL && outbox_try(o) == ERR_DISK_FULL;
    if (mount("none", dir, NULL, MS_REMOUNT, "size=2m") != 0)
        return 3;
    bool large = outbox_has_room(o) == ERR_NONE && outbox_try(o) == ERR_NONE;
    if (mount("none", dir, NULL, MS_REMOUNT, "size=2m,nr_inodes=4") != 0)
        return 4;
    bool no_files = outbox_has_room(o) == ERR_DISK_FULL;
    if (mount("uncounted", dir, "tmpfs", 0, "size=2m,nr_inodes=0") != 0)
        return 5;
    bool uncounted = outbox_has_room(o) == ERR_NONE;
    if (mount("read", dir, "tmpfs", MS_RDONLY, "size=2m") != 0)
        return 6;
    bool fixed = outbox_has_room(o) == ERR_DISK && outbox_try(o) == ERR_DISK;
    outbox_close(o);
    return small && large && no_files && uncounted && fixed ? 0 : 7;
}

static void room_for_the_largest_message_is_wanted(void **state)
{
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0)
        exit(mount_small_disk(*state) == 0 ? look_for_room(*state) : 77);
    int status;
    assert_int_equal(pid, waitpid(pid, &status, 0));
    if (WEXITSTATUS(status) == 77)
        skip();
    assert_int_equal(0, status);
}

static void a_folder_that_went_has_no_room(void **state)
{
    char away[256];
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    snprintf(away, sizeof away, "%s-away", (const char *)*state);
    assert_int_equal(0, rename(*state, away));
    enum err e = outbox_has_room(o);
    assert_int_equal(0, rename(away, *state));
    assert_err(err_from_errno(ENOENT), e);
}

static void a_box_may_lie_where_the_program_stands(void **state)
{
    struct outbox *o;
    assert_int_equal(0, chdir(*state));
    assert_ok(outbox_open("outbox.db", "K017", &o, NULL));
    assert_ok(outbox_try(o));
    outbox_close(o);
    assert_int_equal(0, chdir("/"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, box_set_up, box_tear_down)

int main(void)
{
    bad_disk_install();
    const struct CMUnitTest tests[] = {
        TEST(a_put_that_meets_an_io_error),
        TEST(a_put_that_meets_a_full_disk),
        TEST(a_folder_that_went_has_no_room),
        TEST(a_box_may_lie_where_the_program_stands),
        TEST(room_again_is_enough),
        TEST(each_failing_operation_of_an_open),
        TEST(a_failing_read_sets_nothing_aside),
        TEST(a_failing_read_of_a_long_body_sets_nothing_aside),
        TEST(a_limit_on_file_size_is_a_full_disk),
        TEST(a_small_disk_fills_up_without_harm),
        TEST(a_try_says_what_a_put_would),
        TEST(room_for_the_largest_message_is_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
