/* SPDX-License-Identifier: Apache-2.0 */
/* Photographs that cannot go: nobody else waits for them, and their own case comes to an end that
 * its citizen and staff are told. */
#include "tests/unit/platform/service/open_house.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>

#include "platform/audit/audit.h"
#include "platform/base/paths.h"
#include "tests/crash/sending/bad_calls.h"

enum { DAY_MS = 24 * 60 * 60 * 1000, COMMAND = 256, LOG_MAX = 1024 * 1024 };

static void submit_with_file(struct caller *c, int n, size_t size)
{
    struct application a;
    house_fill_application(&a, n);
    house_add_file(&a, size, HOUSE_FIXED);
    assert_ok(caller_submit(c, &a));
    application_wipe(&a);
}

static void submit_of_another(struct caller *c, int n)
{
    struct application a;
    house_fill_application(&a, n);
    assert_ok(secret_set_text(&a.field[1].value, "140802194405090047"));
    assert_ok(caller_submit(c, &a));
    application_wipe(&a);
}

/* Something of the shell's done to what lies in the folder of attachments. */
static void hurt_files(const char *command)
{
    char text[COMMAND];
    snprintf(text, sizeof text, "cd %s && %s", house_path(&house, "state/outbox.db.attachments"),
             command);
    assert_int_equal(0, system(text)); /* NOLINT(cert-env33-c): our own words */
}

static void cut_off(struct caller *c)
{
    caller_wait_online(c, true);
    house_ask(&house, "network cut");
    caller_wait_online(c, false);
}

static bool audit_says(const char *number, const char *result)
{
    char path[HOUSE_PATH * 2], wanted[160];
    struct dirent **names = NULL;
    bool found = false;
    snprintf(wanted, sizeof wanted, "\tcase-given-up\t%s\t%s\t", number, result);
    snprintf(path, sizeof path, "%s/state/audit", house.root);
    int count = scandir(path, &names, NULL, NULL);
    for (int i = 0; i < count; i++) {
        AUTO(auto_free) char *text = NULL;
        size_t size;
        snprintf(path, sizeof path, "%s/state/audit/%.40s", house.root, names[i]->d_name);
        if (paths_read_file(path, LOG_MAX, &text, &size) == ERR_NONE)
            found |= strstr(text, wanted) != NULL;
        free(names[i]);
    }
    free(names);
    return found;
}

/* One whose file was hurt before it could go ends; another citizen's goes. */
static void ends_as_lost(struct caller *c, const char *command)
{
    char lost[NUMBER_TEXT];
    cut_off(c);
    submit_with_file(c, 5, 70000);
    strcpy(lost, c->status.local_number);
    hurt_files(command);
    submit_of_another(c, 6);
    house_ask(&house, "network restore");
    caller_wait_state(c, c->status.local_number, CASE_DONE);
    caller_wait_state(c, lost, CASE_REFUSED);
    assert_string_equal(CASE_WORD_LOST, c->status.message);
    assert_true(audit_says(lost, "attachment-lost"));
    assert_ok(caller_health(c));
    assert_int_equal(1, c->counts.given_up);
    assert_int_equal(0, c->counts.for_staff);
    assert_true(c->online);
    assert_int_equal(0, c->counts.waiting);
    assert_string_equal("1", house_ask(&house, "wait cases 1 1000"));
}

static void one_that_is_gone_ends_its_case(void **state)
{
    ends_as_lost(*state, "rm *");
}

static void one_that_was_cut_ends_its_case(void **state)
{
    ends_as_lost(*state, "truncate -s 1000 *");
}

static void one_that_rotted_ends_its_case(void **state)
{
    ends_as_lost(*state, "printf x | dd of=$(ls) bs=1 seek=3000 conv=notrunc status=none");
}

/* One whose photograph that fault stops, and another that goes past it. */
static void begin_stuck(struct caller *c, int n, const char *fault, char ret_number[NUMBER_TEXT])
{
    caller_wait_online(c, true);
    house_ask(&house, "%s", fault);
    submit_with_file(c, n, 3000);
    strcpy(ret_number, c->status.local_number);
    submit_of_another(c, n + 1);
    caller_wait_state(c, c->status.local_number, CASE_DONE);
}

/* A no to a photograph is for staff at first; when it is mended within days, the case goes. */
static void a_no_that_is_mended_ends_nothing(void **state)
{
    struct caller *c = *state;
    char number[NUMBER_TEXT];
    begin_stuck(c, 7, "fault status 415 on attachments", number);
    assert_ok(caller_status(c, number));
    assert_int_equal(CASE_SAVED, c->status.state);
    assert_ok(caller_health(c));
    assert_int_equal(1, c->counts.for_staff);
    house_ask(&house, "fault clear");
    house_step(DAY_MS / 24);
    caller_wait_state(c, number, CASE_DONE);
    assert_ok(caller_health(c));
    assert_int_equal(0, c->counts.for_staff);
    assert_int_equal(0, c->counts.given_up);
}

/* Said again and again for a week: the case ends, with the province's words. */
static void ends_as_refused(struct caller *c, const char *fault, const char *message)
{
    char number[NUMBER_TEXT];
    begin_stuck(c, 9, fault, number);
    for (int days = 0; days < 7; days++) {
        assert_ok(caller_status(c, number));
        assert_int_equal(CASE_SAVED, c->status.state);
        house_step(DAY_MS);
        caller_wait_online(c, true);
        submit_of_another(c, 20 + days); /* it is tried again before this one */
        caller_wait_state(c, c->status.local_number, CASE_DONE);
    }
    caller_wait_state(c, number, CASE_REFUSED);
    assert_string_equal(message, c->status.message);
    assert_ok(caller_health(c));
    assert_int_equal(0, c->counts.waiting);
}

/* A day of it counts, the other six are the clock's. */
static void a_clock_that_jumps_a_week_ends_nothing(void **state)
{
    struct caller *c = *state;
    char number[NUMBER_TEXT];
    begin_stuck(c, 9, "fault status 415 on attachments", number);
    house_step(8LL * DAY_MS);
    caller_wait_online(c, true);
    submit_of_another(c, 11); /* it is tried again before this one */
    caller_wait_state(c, c->status.local_number, CASE_DONE);
    assert_ok(caller_status(c, number));
    assert_int_equal(CASE_SAVED, c->status.state);
    house_ask(&house, "fault clear");
    house_step(DAY_MS / 24);
    caller_wait_state(c, number, CASE_DONE);
}

static void a_no_for_days_ends_the_case(void **state)
{
    ends_as_refused(*state, "fault status 415 on attachments", CASE_WORD_REFUSED);
}

static void a_no_with_words_ends_with_them(void **state)
{
    ends_as_refused(*state, "fault refuse 照片太大 on attachments", "照片太大");
}

/* Nothing is kept by half, and the citizen may try again. */
static void a_full_disk_takes_no_photograph(void **state)
{
    struct caller *c = *state;
    struct application a;
    const char *path = house_path(&house, "disk");
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0 && ftruncate(fd, sizeof(struct bad_calls)) == 0);
    struct bad_calls *disk = mmap(NULL, sizeof *disk, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    assert_true(disk != MAP_FAILED);
    close(fd);
    setenv("BAD_CALLS", path, 1);
    house.preload = getenv("BAD_CALLS_LIBRARY");
    house_end_platform(&house, SIGTERM);
    caller_wait(c, &c->downs, 1);
    house_start_platform(&house, NULL);
    caller_wait(c, &c->ups, 2);
    caller_wait_online(c, true);
    for (int after = 0; after < 3; after++) { /* at the first file, at the second, at the row */
        house_fill_application(&a, 1);
        house_add_file(&a, 3000, HOUSE_FIXED);
        house_add_file(&a, 4000, HOUSE_FIXED);
        atomic_store(&disk->after, after);
        atomic_store(&disk->times, -1);
        atomic_store(&disk->fault, BAD_CALLS_ENOSPC);
        assert_err(ERR_DISK_FULL, caller_submit(c, &a));
        application_wipe(&a);
        atomic_store(&disk->fault, BAD_CALLS_NONE);
    }
    house_end_platform(&house, SIGTERM);
    caller_wait(c, &c->downs, 2);
    house_start_platform(&house, NULL); /* a row that was never told may have been kept */
    caller_wait(c, &c->ups, 3);
    hurt_files("test -z \"$(ls)\"");
    submit_with_file(c, 1, 3000);
    caller_wait_state(c, c->status.local_number, CASE_DONE);
    munmap(disk, sizeof *disk);
    house.preload = NULL;
    unsetenv("BAD_CALLS");
}

#define each(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        each(one_that_is_gone_ends_its_case),         each(one_that_was_cut_ends_its_case),
        each(one_that_rotted_ends_its_case),          each(a_no_that_is_mended_ends_nothing),
        each(a_clock_that_jumps_a_week_ends_nothing), each(a_no_for_days_ends_the_case),
        each(a_no_with_words_ends_with_them),         each(a_full_disk_takes_no_photograph),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
