/* SPDX-License-Identifier: Apache-2.0 */
/* A process that dies: at a named place, or anywhere (kill -9 while it works). What it acknowledged
 * on a pipe must be there afterwards, once. */
#include "tests/unit/check.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "tests/unit/platform/outbox/box.h"

static struct outbox *open_or_die(const char *dir)
{
    struct outbox *o;
    if (outbox_open(box_path(dir, "outbox.db"), "K017", &o, NULL) != ERR_NONE)
        _exit(3);
    return o;
}

static const struct case_status done = {.state = CASE_DONE, .project_no = "1408022611230047"};

/* Puts BOX_A, then marks it sent, with a failpoint set; dies there. */
static void work_with_failpoint(const char *dir, const char *failpoint)
{
    char number[NUMBER_TEXT];
    struct outbox_row row;
    prctl(PR_SET_DUMPABLE, 0);
    setenv("BUDAYANG_FAILPOINT", failpoint, 1);
    struct outbox *o = open_or_die(dir);
    if (outbox_put(o, BOX_A, 1000, box_body(), number) == ERR_NONE &&
        outbox_next(o, 1000, &row) == ERR_NONE)
        _exit(outbox_mark_sent(o, row.id, &done) == ERR_NONE ? 0 : 4);
    _exit(5);
}

static void die_at(const char *dir, const char *failpoint)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0)
        work_with_failpoint(dir, failpoint);
    int status;
    assert_int_equal(pid, waitpid(pid, &status, 0));
    assert_true(WIFSIGNALED(status));
    assert_int_equal(SIGABRT, WTERMSIG(status));
}

static void before_the_commit_there_is_nothing(void **state)
{
    char number[NUMBER_TEXT];
    die_at(*state, "insert");
    assert_true(box_is_sound(*state));
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    assert_err(ERR_NOT_FOUND, outbox_find(o, BOX_A, number));
    box_put(o, BOX_A, 1, number);
    assert_string_equal("K017-000001", number);
}

static void after_the_commit_there_is_one_row(void **state)
{
    char number[NUMBER_TEXT], again[NUMBER_TEXT];
    struct outbox_counts counts;
    die_at(*state, "commit");
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    assert_ok(outbox_find(o, BOX_A, number));
    box_put(o, BOX_A, 1, again);
    assert_string_equal(number, again);
    assert_ok(outbox_counts(o, 1000, &counts));
    assert_int_equal(1, counts.waiting);
}

static void after_the_mark_it_is_not_sent_again(void **state)
{
    struct outbox_counts counts;
    die_at(*state, "mark");
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    assert_int_equal(-1, box_next(o, 9000));
    assert_ok(outbox_counts(o, 9000, &counts));
    assert_int_equal(1, counts.sent);
}

/* Puts applications for ever, telling each number only after outbox_put returned. */
static void put_for_ever(const char *dir, int round, int tell)
{
    struct outbox *o = open_or_die(dir);
    for (int i = 0;; i++) {
        char id[OUTBOX_KEY_TEXT], number[NUMBER_TEXT];
        snprintf(id, sizeof id, "%08d-0000-4000-8000-%012d", round, i);
        if (outbox_put(o, id, 1000, box_body(), number) != ERR_NONE)
            _exit(3);
        if (write(tell, id, sizeof id) != sizeof id)
            _exit(0);
    }
}

enum { TOLD_MAX = 4000, ROUNDS = 25 };
static char told[TOLD_MAX][OUTBOX_KEY_TEXT];
static size_t told_count;

/* Kills the child after it told of `enough` rows; reads what it told until the pipe ends. */
static void run_and_kill(const char *dir, int round, size_t enough)
{
    int pipe_fds[2];
    assert_int_equal(0, pipe(pipe_fds));
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        close(pipe_fds[0]);
        put_for_ever(dir, round, pipe_fds[1]);
    }
    close(pipe_fds[1]);
    char id[OUTBOX_KEY_TEXT];
    for (size_t n = 0; read(pipe_fds[0], id, sizeof id) == sizeof id; n++) {
        if (n + 1 == enough)
            kill(pid, SIGKILL);
        if (told_count < TOLD_MAX)
            memcpy(told[told_count++], id, sizeof id);
    }
    close(pipe_fds[0]);
    int status;
    assert_int_equal(pid, waitpid(pid, &status, 0));
    assert_true(WIFSIGNALED(status));
}

static void nothing_acknowledged_is_lost_by_kill_9(void **state)
{
    told_count = 0;
    for (int round = 0; round < ROUNDS; round++)
        run_and_kill(*state, round, 1 + (size_t)round);
    assert_true(box_is_sound(*state));
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    char highest[NUMBER_TEXT] = "";
    for (size_t i = 0; i < told_count; i++) {
        char number[NUMBER_TEXT];
        assert_ok(outbox_find(o, told[i], number));
        assert_true(strcmp(number, highest) > 0); /* never the same number twice */
        strcpy(highest, number);
    }
    assert_true(told_count >= ROUNDS);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, box_set_up, box_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
#ifdef BUDAYANG_SEAMS
        TEST(before_the_commit_there_is_nothing),
        TEST(after_the_commit_there_is_one_row),
        TEST(after_the_mark_it_is_not_sent_again),
#endif
        TEST(nothing_acknowledged_is_lost_by_kill_9),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
