/* SPDX-License-Identifier: Apache-2.0 */
/* A kiosk that broke with messages in it: they go to the province on a stick, and none is filed
 * twice when the kiosk is mended after all. */
#include "tests/unit/platform/service/open_house.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "platform/base/paths.h"
#include "tests/crash/sending/bad_calls.h"

enum { COMMAND = 512, DB_PAGE = 4096 };

/* `before`: words of the shell before it. */
static int export_so(const char *before, const char *file)
{
    char command[2 * COMMAND];
    snprintf(command, sizeof command, "%s %s export %s/%s >%s/said 2>&1", before,
             getenv("KIOSKCTL_OUTBOX"), house.root, file, house.root);
    int status = system(command);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int export_to(const char *file)
{
    return export_so("", file);
}

/* On a stick that is full after so many writes. */
static int export_to_full(const char *file, int after)
{
    const struct bad_calls full = {BAD_CALLS_ENOSPC, after, -1, 0};
    char before[COMMAND];
    FILE *f = fopen(house_path(&house, "full"), "we");
    assert_non_null(f);
    assert_int_equal(1, fwrite(&full, sizeof full, 1, f));
    assert_int_equal(0, fclose(f));
    snprintf(before, sizeof before,
             "ASAN_OPTIONS=verify_asan_link_order=0 BAD_CALLS=%s LD_PRELOAD=%s",
             house_path(&house, "full"), getenv("BAD_CALLS_LIBRARY"));
    return export_so(before, file);
}

static const char *said(void)
{
    static char text[400];
    FILE *f = fopen(house_path(&house, "said"), "re");
    size_t n = f ? fread(text, 1, sizeof text - 1, f) : 0;
    text[n] = '\0';
    if (f)
        fclose(f);
    return text;
}

static void submit(struct caller *c, int n)
{
    struct application a;
    house_fill_application(&a, n);
    assert_ok(caller_submit(c, &a));
    application_wipe(&a);
}

static void a_broken_kiosks_messages_are_carried_once(void **state)
{
    struct caller *c = *state;
    caller_wait_online(c, true);
    house_ask(&house, "network cut");
    caller_wait_online(c, false);
    for (int n = 1; n <= 3; n++)
        submit(c, n);
    assert_int_equal(1, export_to("early"));
    assert_non_null(strstr(said(), "kiosk-platform runs"));
    assert_int_not_equal(0, access(house_path(&house, "early"), F_OK)); /* no half file */
    house_end_platform(&house, SIGKILL);
    caller_wait(c, &c->downs, 1);
    if (export_to("stick") != 0)
        fail_msg("%s", said());
    assert_non_null(strstr(said(), "exported=3 damaged=0"));
    assert_int_equal(1, export_to("stick")); /* it is there: nothing is written over */
    house_ask(&house, "network restore");
    assert_string_equal("rows=3 new=3 known=0 refused=0",
                        house_ask(&house, "carried %s", house_path(&house, "stick")));
    assert_string_equal("rows=3 new=0 known=3 refused=0",
                        house_ask(&house, "carried %s", house_path(&house, "stick")));
    house_start_platform(&house, NULL); /* it was mended */
    caller_wait(c, &c->ups, 2);
    caller_wait_state(c, "K017-000003", CASE_DONE);
    assert_ok(caller_health(c));
    assert_int_equal(0, c->counts.waiting);
    assert_string_equal("3", house_ask(&house, "wait cases 3 1000"));
}

/* Files in a folder of the house; -1: it is not there. */
static int count_files(const char *name)
{
    int count = 0;
    DIR *folder = opendir(house_path(&house, name));
    if (!folder)
        return -1;
    for (const struct dirent *one; (one = readdir(folder));)
        count += one->d_name[0] != '.';
    closedir(folder);
    return count;
}

/* Two photographs with one case, and a case without; then the kiosk breaks. */
static void break_with_photographs(struct caller *c)
{
    struct application a;
    caller_wait_online(c, true);
    house_ask(&house, "network cut");
    caller_wait_online(c, false);
    house_fill_application(&a, 1);
    house_add_file(&a, 200000, HOUSE_FIXED);
    house_add_file(&a, 70000, HOUSE_FIXED);
    assert_ok(caller_submit(c, &a));
    application_wipe(&a);
    submit(c, 2);
    house_end_platform(&house, SIGKILL);
    caller_wait(c, &c->downs, 1);
}

static void photographs_are_carried_with_their_case_once(void **state)
{
    struct caller *c = *state;
    break_with_photographs(c);
    if (export_to("stick") != 0)
        fail_msg("%s", said());
    assert_non_null(strstr(said(), "exported=2 damaged=0 attachments=2 missing=0"));
    assert_int_equal(2, count_files("stick.attachments"));
    assert_int_equal(0, system("grep -q 'exported.outbox.rows-2' \"$BUDAYANG_STATE\"/audit/*.log"));
    house_ask(&house, "network restore");
    assert_string_equal("rows=2 new=2 known=0 refused=0",
                        house_ask(&house, "carried %s", house_path(&house, "stick")));
    assert_string_equal("rows=2 new=0 known=2 refused=0",
                        house_ask(&house, "carried %s", house_path(&house, "stick")));
    house_start_platform(&house, NULL); /* it was mended, and sends the same */
    caller_wait(c, &c->ups, 2);
    caller_wait_state(c, "K017-000001", CASE_DONE);
    caller_wait_state(c, "K017-000002", CASE_DONE);
    assert_string_equal("2", house_ask(&house, "wait cases 2 1000"));
}

static void a_full_stick_holds_nothing_by_half(void **state)
{
    struct caller *c = *state;
    break_with_photographs(c);
    assert_int_equal(1, export_to_full("stick", 0));
    assert_non_null(strstr(said(), "MB are needed, 0 MB are free; nothing was written"));
    assert_int_equal(-1, count_files("stick.attachments"));
    assert_int_equal(1, export_to_full("stick", 1)); /* the room went while it was copied */
    assert_non_null(strstr(said(), "the stick is full"));
    assert_int_equal(1, count_files("stick.attachments"));
    assert_int_not_equal(0, access(house_path(&house, "stick"), F_OK));
    assert_int_not_equal(0, access(house_path(&house, "stick.new"), F_OK));
    assert_int_equal(0, export_to("stick")); /* again: the other one is copied too */
    assert_non_null(strstr(said(), "attachments=2 missing=0"));
    house_ask(&house, "network restore");
    assert_string_equal("rows=2 new=2 known=0 refused=0",
                        house_ask(&house, "carried %s", house_path(&house, "stick")));
    house_start_platform(&house, NULL);
    caller_wait(c, &c->ups, 2);
}

/* Its case is carried all the same; the province says that it lacks one. */
static void a_photograph_that_rotted_is_not_carried(void **state)
{
    struct caller *c = *state;
    char command[COMMAND];
    break_with_photographs(c);
    snprintf(command, sizeof command, "for f in %s/*; do printf x >>$f; break; done",
             house_path(&house, "state/outbox.db.attachments"));
    assert_int_equal(0, system(command));
    assert_int_equal(1, export_to("stick"));
    assert_non_null(strstr(said(), "exported=2 damaged=0 attachments=1 missing=1"));
    house_ask(&house, "network restore");
    assert_string_equal("rows=2 new=1 known=0 refused=1",
                        house_ask(&house, "carried %s", house_path(&house, "stick")));
    house_start_platform(&house, NULL);
    caller_wait(c, &c->ups, 2);
}

static void a_stick_that_was_pulled_out_early_is_seen(void **state)
{
    struct caller *c = *state;
    char *text;
    size_t size;
    caller_wait_online(c, true);
    house_ask(&house, "network cut");
    caller_wait_online(c, false);
    submit(c, 1);
    house_end_platform(&house, SIGKILL);
    caller_wait(c, &c->downs, 1);
    assert_int_equal(0, export_to("stick"));
    assert_ok(paths_read_file(house_path(&house, "stick"), 1 << 20, &text, &size));
    for (size_t left = 0; left < size; left += 97) {
        char command[COMMAND];
        FILE *f = fopen(house_path(&house, "cut"), "we");
        assert_int_equal(left, fwrite(text, 1, left, f));
        fclose(f);
        snprintf(command, sizeof command, "carried %s\n", house_path(&house, "cut"));
        assert_int_equal(strlen(command), write(house.control, command, strlen(command)));
        ssize_t n = read(house.control, command, sizeof command - 1);
        assert_true(n > 5 && memcmp(command, "error", 5) == 0);
    }
    free(text);
    house_start_platform(&house, NULL);
    caller_wait(c, &c->ups, 2);
}

static void what_is_whole_in_a_damaged_file_is_carried(void **state)
{
    struct caller *c = *state;
    char path[160];
    unsigned exported = 0, damaged = 0;
    caller_wait_online(c, true);
    house_ask(&house, "network cut");
    caller_wait_online(c, false);
    for (int n = 1; n <= 12; n++)
        submit(c, n);
    house_end_platform(&house, SIGTERM); /* the log goes into the file */
    caller_wait(c, &c->downs, 1);
    snprintf(path, sizeof path, "%s/state/outbox.db", house.root);
    int fd = open(path, O_RDWR | O_CLOEXEC);
    off_t end = lseek(fd, 0, SEEK_END);
    char rubbish[DB_PAGE];
    memset(rubbish, 0xA5, sizeof rubbish);
    for (off_t at = end / 2 / DB_PAGE * DB_PAGE; at + DB_PAGE < end; at += 2 * DB_PAGE)
        assert_int_equal(DB_PAGE, pwrite(fd, rubbish, DB_PAGE, at));
    close(fd);
    int status = export_to("stick");
    if (sscanf(said(), "exported=%u damaged=%u", &exported, &damaged) != 2)
        fail_msg("%s", said());
    print_message("%s", said());
    assert_int_equal(1, status);
    assert_in_range(exported, 1, 11);
    assert_true(damaged > 0);
    house_ask(&house, "network restore");
    const char *taken = house_ask(&house, "carried %s", house_path(&house, "stick"));
    print_message("%s\n", taken);
    assert_non_null(strstr(taken, "refused=0"));
    house_start_platform(&house, NULL);
    caller_wait(c, &c->ups, 2);
}

#define each(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        each(a_broken_kiosks_messages_are_carried_once),
        each(photographs_are_carried_with_their_case_once),
        each(a_full_stick_holds_nothing_by_half),
        each(a_photograph_that_rotted_is_not_carried),
        each(a_stick_that_was_pulled_out_early_is_seen),
        each(what_is_whole_in_a_damaged_file_is_carried),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
