/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "platform/audit/audit.h"
#include "platform/base/date.h"
#include "platform/base/paths.h"

enum { DAY_MS = 24 * 3600 * 1000 };

static char directory[64], clock_file[96];

static void step_days(int days)
{
    int64_t offset = 0;
    int fd = open(clock_file, O_RDWR | O_CREAT, 0600);
    if (pread(fd, &offset, sizeof offset, 0) != sizeof offset)
        offset = 0;
    offset += (int64_t)days * DAY_MS;
    assert_int_equal(sizeof offset, pwrite(fd, &offset, sizeof offset, 0));
    close(fd);
}

/* The clock's file is opened once in a program. */
static int begin_all(void **state)
{
    (void)state;
    strcpy(clock_file, "/tmp/audit-clock-XXXXXX");
    int fd = mkstemp(clock_file);
    assert_true(fd >= 0);
    close(fd);
    setenv("BUDAYANG_CLOCK", clock_file, 1);
    step_days(0);
    return 0;
}

static int end_all(void **state)
{
    (void)state;
    return unlink(clock_file);
}

static int begin(void **state)
{
    (void)state;
    strcpy(directory, "/tmp/audit-XXXXXX");
    assert_non_null(mkdtemp(directory));
    return 0;
}

static int end(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", directory);
    return system(command);
}

static void add(struct audit *a, const char *subject)
{
    assert_ok(audit_add(a, &(struct audit_entry){AUDIT_CASE_SAVED, subject, "ok"}));
}

static struct audit *opened(void)
{
    struct audit *a = NULL;
    assert_ok(audit_open(directory, &a));
    return a;
}

static void whole(uint64_t first, uint64_t last)
{
    struct audit_report r;
    if (!audit_verify(directory, NULL, 0, &r))
        fail_msg("%s", r.why);
    assert_int_equal(first, r.first);
    assert_int_equal(last, r.last);
}

static void a_chain_goes_on_after_a_restart(void **state)
{
    (void)state;
    struct audit *a = opened();
    add(a, "K017-000001");
    audit_close(a);
    a = opened();
    add(a, "K017-000002");
    audit_close(a);
    whole(1, 3); /* the first says that the log began */
}

static void what_a_power_cut_tore_is_cut_off_and_said(void **state)
{
    (void)state;
    char path[128], *text;
    size_t size;
    struct audit *a = opened();
    for (int i = 0; i < 3; i++)
        add(a, "K017-000001");
    audit_close(a);
    char name[32];
    snprintf(name, sizeof name, "audit-%06d.log",
             date_in_china((int64_t)time(NULL) * 1000, NULL) / 100);
    snprintf(path, sizeof path, "%s/%s", directory, name);
    assert_ok(paths_read_file(path, 65536, &text, &size));
    size_t last = size - 1; /* where the last line begins */
    while (text[last - 1] != '\n')
        last--;
    for (size_t left = last; left < size; left++) {
        FILE *f = fopen(path, "we");
        assert_int_equal(left, fwrite(text, 1, left, f));
        fclose(f);
        a = opened();
        add(a, "K017-000009");
        audit_close(a);
        whole(1, left == last ? 4 : 5); /* one was lost; with a torn one, that is said */
    }
    free(text);
}

static void months_pass_and_old_ones_go(void **state)
{
    (void)state;
    struct audit *a = opened();
    struct audit_report r;
    int files = 0;
    for (int month = 0; month < 14; month++) {
        add(a, "K017-000001");
        step_days(31);
    }
    audit_close(a);
    assert_true(audit_verify(directory, NULL, 0, &r));
    assert_int_equal(15, r.last);
    assert_in_range(r.first, 6, 9); /* half a year and a little */
    a = opened();
    step_days(400);
    add(a, "K017-000002");
    audit_close(a);
    assert_true(audit_verify(directory, NULL, 0, &r));
    assert_int_equal(16, r.first);
    for (int month = 1; month <= 12; month++) {
        char path[128];
        for (int year = 2026; year < 2030; year++) {
            snprintf(path, sizeof path, "%s/audit-%04d%02d.log", directory, year, month);
            files += access(path, F_OK) == 0;
        }
    }
    assert_int_equal(1, files);
}

static void a_clock_that_goes_back_breaks_nothing(void **state)
{
    (void)state;
    struct audit *a = opened();
    add(a, "a");
    step_days(40);
    add(a, "b");
    step_days(-80);
    add(a, "c");
    audit_close(a);
    a = opened();
    add(a, "d");
    audit_close(a);
    whole(1, 5);
}

static void nobody_is_named(void **state)
{
    (void)state;
    struct audit *a = opened();
    static const char *const personal[] = {
        "张三", "11010519491231002X", "zhang san", "1408021982060500211", "a\tb",
        "a\nb", "12345678901234567"};
    for (size_t i = 0; i < ARRAY_LEN(personal); i++) {
        assert_err(ERR_FORMAT,
                   audit_add(a, &(struct audit_entry){AUDIT_CASE_SAVED, personal[i], "ok"}));
        assert_err(ERR_FORMAT,
                   audit_add(a, &(struct audit_entry){AUDIT_CASE_SAVED, "a", personal[i]}));
    }
    add(a, "1408022611260001"); /* a case's number */
    audit_close(a);
    whole(1, 2);
    assert_ok(audit_add(NULL, &(struct audit_entry){AUDIT_STARTED, "", ""}));
}

#define each(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        each(a_chain_goes_on_after_a_restart),
        each(what_a_power_cut_tore_is_cut_off_and_said),
        each(months_pass_and_old_ones_go),
        each(a_clock_that_goes_back_breaks_nothing),
        each(nobody_is_named),
    };
    return cmocka_run_group_tests(tests, begin_all, end_all);
}
