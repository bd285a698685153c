/* SPDX-License-Identifier: Apache-2.0 */
/* The file beside the database that keeps local numbers from being given twice. */
#include "tests/unit/check.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "platform/outbox/numbers.h"
#include "tests/unit/platform/outbox/box.h"

static int64_t read_of(const char *path)
{
    int64_t ceiling;
    numbers_read(path, &ceiling);
    return ceiling;
}

static void write_text(const char *path, const char *text)
{
    FILE *f = fopen(path, "wbe");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(0, fclose(f));
}

static void what_is_written_is_read(void **state)
{
    const char *path = box_path(*state, "n");
    assert_int_equal(1, read_of(path));
    assert_ok(numbers_write(path, 101));
    assert_int_equal(101, read_of(path));
    assert_ok(numbers_write(path, 201));
    assert_int_equal(201, read_of(path));
}

static void what_is_no_number_counts_as_one(void **state)
{
    static const char *const wrong[] = {"",
                                        "\n",
                                        "12",
                                        "12x\n",
                                        "-3\n",
                                        "1234567890123456\n",
                                        "12345678901234567890123456789012345678901234567890\n"};
    const char *path = box_path(*state, "n");
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        write_text(path, wrong[i]);
        assert_int_equal(1, read_of(path));
    }
}

static void what_cannot_be_written_says_so(void **state)
{
    char longer[600];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_err(ERR_TOO_LONG, numbers_write(longer, 1));
    assert_err(ERR_TOO_LONG, numbers_sync_directory(longer));
    assert_err(ERR_ABSENT, numbers_write(box_path(*state, "no/n"), 1));
    assert_err(ERR_ABSENT, numbers_sync_directory(box_path(*state, "no/n")));
    assert_int_equal(0, mkdir(box_path(*state, "n"), 0700));
    assert_int_not_equal(ERR_NONE, numbers_write(box_path(*state, "n"), 1));
}

/* Without a durable ceiling there is no number, and without a number no row. */
static void a_number_waits_for_its_ceiling(void **state)
{
    char number[NUMBER_TEXT] = "before";
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    assert_int_equal(0, mkdir(box_path(*state, "outbox.db.numbers"), 0700));
    assert_int_not_equal(ERR_NONE, outbox_put(o, BOX_A, 1, box_body(), number));
    assert_string_equal("before", number);
    assert_err(ERR_NOT_FOUND, outbox_find(o, BOX_A, number));
    assert_int_equal(0, rmdir(box_path(*state, "outbox.db.numbers")));
    box_put(o, BOX_A, 1, number);
    assert_string_equal("K017-000001", number);
    assert_int_equal(1 + NUMBERS_STEP, read_of(box_path(*state, "outbox.db.numbers")));
}

static void the_ceiling_moves_every_hundred(void **state)
{
    char id[OUTBOX_KEY_TEXT], number[NUMBER_TEXT];
    AUTO(auto_outbox_close) struct outbox *o = box_open(*state);
    for (int i = 1; i <= 2 * NUMBERS_STEP + 1; i++) {
        snprintf(id, sizeof id, "aaaaaaaa-0000-4000-8000-%012d", i);
        box_put(o, id, 1, number);
        assert_true(read_of(box_path(*state, "outbox.db.numbers")) > i);
        assert_true(read_of(box_path(*state, "outbox.db.numbers")) <= i + NUMBERS_STEP);
    }
    assert_string_equal("K017-000201", number);
}

static int put_without_room(const char *dir)
{
    char number[NUMBER_TEXT];
    signal(SIGXFSZ, SIG_IGN);
    struct outbox *o = box_open(dir);
    if (setrlimit(RLIMIT_FSIZE, &(struct rlimit){0, 0}) != 0)
        return 77;
    enum err e = outbox_put(o, BOX_A, 1, box_body(), number);
    return e == ERR_DISK_FULL && outbox_find(o, BOX_A, number) == ERR_NOT_FOUND ? 0 : 1;
}

static void no_room_for_the_ceiling_is_a_full_disk(void **state)
{
    pid_t pid = fork();
    if (pid == 0)
        _exit(put_without_room(*state));
    int status;
    assert_int_equal(pid, waitpid(pid, &status, 0));
    assert_true(WIFEXITED(status));
    assert_int_equal(0, WEXITSTATUS(status));
    outbox_close(box_open(*state));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, box_set_up, box_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_written_is_read),         TEST(what_is_no_number_counts_as_one),
        TEST(what_cannot_be_written_says_so),  TEST(a_number_waits_for_its_ceiling),
        TEST(the_ceiling_moves_every_hundred), TEST(no_room_for_the_ceiling_is_a_full_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
