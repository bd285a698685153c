/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl audit, as staff use it: what it shows, what it finds, how it ends. */
#include "tests/unit/check.h"

#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>

#include "platform/audit/audit.h"
#include "platform/base/paths.h"

enum { COMMAND = 700, SAID = 8000, LOG_MAX = 1024 * 1024 };
enum { SECOND_MS = 1000 };

static char directory[64], file[128], said[SAID];

/* Three lines, at a time that is known: 2026-11-26 07:05:09 in China, a second later each. */
static int begin(void **state)
{
    static const int64_t first_ms = 1795647909000;
    struct audit_head head = {.sequence = 0};
    (void)state;
    strcpy(directory, "/tmp/audit-ctl-XXXXXX");
    assert_non_null(mkdtemp(directory));
    snprintf(file, sizeof file, "%s/audit-202611.log", directory);
    memset(head.digest, '0', AUDIT_HEX - 1);
    static const struct audit_entry entries[] = {{AUDIT_BEGUN, "", ""},
                                                 {AUDIT_KEYS, "keys", "renewed"},
                                                 {AUDIT_CASE_SAVED, "K017-000001", "ok"}};
    AUTO(auto_fclose) FILE *f = fopen(file, "we");
    assert_non_null(f);
    for (size_t i = 0; i < ARRAY_LEN(entries); i++) {
        char line[AUDIT_LINE];
        struct audit_head next;
        assert_ok(
            audit_write_line(&head, &entries[i], first_ms + (int64_t)i * SECOND_MS, line, &next));
        head = next;
        assert_true(fputs(line, f) >= 0);
    }
    return 0;
}

static int end(void **state)
{
    (void)state;
    char command[COMMAND];
    snprintf(command, sizeof command, "rm -rf %s", directory);
    return system(command); /* NOLINT(cert-env33-c): our own words */
}

/* The exit status; what it said is in `said`. */
static int run(const char *arguments)
{
    char command[COMMAND];
    snprintf(command, sizeof command, "%s %s --dir %s 2>&1", getenv("KIOSKCTL_AUDIT"), arguments,
             directory);
    FILE *f = popen(command, "r"); /* NOLINT(cert-env33-c): our own words */
    assert_non_null(f);
    said[fread(said, 1, sizeof said - 1, f)] = '\0';
    int status = pclose(f);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void time_is_what_a_clock_on_the_wall_shows(void **state)
{
    (void)state;
    assert_int_equal(0, run("show"));
    assert_string_equal("1\t2026-11-26 07:05:09\tbegun\t\t\n"
                        "2\t2026-11-26 07:05:10\tkeys\tkeys\trenewed\n"
                        "3\t2026-11-26 07:05:11\tcase-saved\tK017-000001\tok\n",
                        said);
}

static void one_kind_of_event_is_shown_alone(void **state)
{
    (void)state;
    assert_int_equal(0, run("show keys"));
    assert_string_equal("2\t2026-11-26 07:05:10\tkeys\tkeys\trenewed\n", said);
    assert_int_equal(0, run("show case-given-up"));
    assert_string_equal("", said);
}

static void what_is_exported_is_what_lies_there(void **state)
{
    (void)state;
    AUTO(auto_free) char *text = NULL;
    size_t size;
    assert_ok(paths_read_file(file, LOG_MAX, &text, &size));
    assert_int_equal(0, run("export"));
    assert_string_equal(text, said);
}

static void a_whole_log_is_called_whole(void **state)
{
    (void)state;
    char anchored[COMMAND];
    AUTO(auto_free) char *text = NULL;
    size_t size;
    assert_int_equal(0, run("verify"));
    assert_string_equal("whole: 1 to 3, the province knows it up to 0\n", said);
    assert_ok(paths_read_file(file, LOG_MAX, &text, &size));
    text[size - 1] = '\0';
    snprintf(anchored, sizeof anchored, "verify --anchor 3:%s", strrchr(text, '\t') + 1);
    assert_int_equal(0, run(anchored));
    assert_string_equal("whole: 1 to 3, the province knows it up to 3\n", said);
    anchored[strlen(anchored) - 1] = anchored[strlen(anchored) - 1] == 'a' ? 'b' : 'a';
    assert_int_equal(1, run(anchored));
    assert_non_null(strstr(said, "BROKEN"));
}

static void where_it_breaks_is_said(void **state)
{
    (void)state;
    AUTO(auto_free) char *text = NULL;
    size_t size;
    assert_ok(paths_read_file(file, LOG_MAX, &text, &size));
    char *at = strstr(text, "renewed");
    assert_non_null(at);
    *at = 'R';
    AUTO(auto_fclose) FILE *f = fopen(file, "we");
    assert_non_null(f);
    assert_int_equal(size, fwrite(text, 1, size, f));
    assert_int_equal(0, fflush(f));
    assert_int_equal(1, run("verify"));
    assert_non_null(strstr(said, "BROKEN: audit-202611.log:2:"));
    assert_int_equal(0, run("show"));
    assert_non_null(strstr(said, "?\tthis line cannot be trusted"));
}

static void what_cannot_be_read_is_said(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",      "verify more",          "show keys more",   "export more",
        "erase", "verify --anchor 3:12", "verify --anchor x"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        assert_int_equal(2, run(wrong[i]));
        assert_non_null(strstr(said, "usage: kioskctl audit"));
    }
    snprintf(directory, sizeof directory, "/tmp/no-such-folder");
    assert_int_equal(1, run("show"));
    assert_non_null(strstr(said, "/tmp/no-such-folder"));
    snprintf(directory, sizeof directory, "%.*s", (int)(strrchr(file, '/') - file), file);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(time_is_what_a_clock_on_the_wall_shows),
        TEST(one_kind_of_event_is_shown_alone),
        TEST(what_is_exported_is_what_lies_there),
        TEST(a_whole_log_is_called_whole),
        TEST(where_it_breaks_is_said),
        TEST(what_cannot_be_read_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
