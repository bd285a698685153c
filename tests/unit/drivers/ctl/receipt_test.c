/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl receipt as a shell meets it. */
#include "tests/unit/check.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "platform/base/must.h"

static char folder[] = "/tmp/receipt-test-XXXXXX";

/* Runs a line of shell in the folder, $R being the program; what it said, errors included. */
static int run(const char *line, char *ret_said, size_t size)
{
    char command[2048];
    snprintf(command, sizeof command,
             "exec 2>&1; cd %s; R=%s; J=%s/receipts/slip.job; BUDAYANG_ASSETS=%s/assets; export "
             "BUDAYANG_ASSETS; %s",
             folder, RECEIPT_PROGRAM, TEST_DATA, SOURCE_ROOT, line);
    FILE *f = popen(command, "r");
    assert_non_null(f);
    size_t n = fread(ret_said, 1, size - 1, f);
    ret_said[n] = '\0';
    return WEXITSTATUS(pclose(f));
}

static int setup(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int teardown(void **state)
{
    char said[256];
    (void)state;
    run("rm -f -- *; rmdir \"$PWD\"", said, sizeof said);
    return 0;
}

static void what_is_compiled_can_be_rendered(void **state)
{
    (void)state;
    static const char *const papers[][2] = {{"generic-80", "576"}, {"generic-58", "384"}};
    for (size_t i = 0; i < ARRAY_LEN(papers); i++) {
        char line[256], said[8192];
        snprintf(line, sizeof line,
                 "$R compile --profile %s $J | $R render - --dots %s -o slip.png && head -c 4 "
                 "slip.png | tail -c 3",
                 papers[i][0], papers[i][1]);
        assert_int_equal(run(line, said, sizeof said), 0);
        assert_non_null(strstr(said, "盐湖区政务服务\n"));
        assert_non_null(strstr(said, "受理号  6108 2026 0007 1234\n"));
        assert_non_null(strstr(said, "[QR https://example.invalid/q/6108202600071234]\n"));
        assert_non_null(strstr(said, "Scan to follow\n"));
        assert_non_null(strstr(said, "PNG"));
        assert_null(strstr(said, "offset"));
    }
}

static void names_are_found(void **state)
{
    (void)state;
    char said[4096];
    assert_int_equal(run("printf 'a\\n' > x.bin; $R render x.bin && test -s x.png", said, 4096), 0);
    assert_string_equal(said, "a\n");
    assert_int_equal(
        run("$R compile $J --profile=generic-80 -o y && $R render y && ls y.png", said, 4096), 0);
    assert_int_equal(run("printf 'a\\n' | $R render -", said, 4096), 2);
    assert_int_equal(run("printf 'a\\n' > z.png; $R render z.png", said, 4096), 2);
    assert_int_equal(run("$R render /nowhere", said, 4096), 1);
    assert_string_equal(said, "kioskctl: /nowhere: no such file\n");
    assert_int_equal(run("$R render x.bin -o /nowhere/x.png", said, 4096), 1);
    assert_non_null(strstr(said, "cannot be written"));
}

static void doubts_go_to_stderr(void **state)
{
    (void)state;
    char said[4096];
    assert_int_equal(run("printf 'a\\033zb\\n' | $R render - -o x.png 2>/dev/null", said, 4096), 0);
    assert_string_equal(said, "ab\n");
    assert_int_equal(run("printf 'a\\033zb\\n' | $R render - -o x.png >/dev/null", said, 4096), 0);
    assert_string_equal(said, "offset 1: unknown command 1B 7A\n");
    assert_int_equal(run("printf '\\322\\273\\n' | $R render - -o x.png --chinese", said, 4096), 0);
    assert_string_equal(said, "一\n");
}

static void wrong_use_is_told(void **state)
{
    (void)state;
    static const char *const uses[] = {
        "$R",
        "$R render",
        "$R render a b",
        "$R render a --dots 9",
        "$R show a",
        "$R render a --dots x",
        "$R compile $J",
        "$R compile --profile a",
        "$R render -q",
        "$R compile --profile a --dots 384 $J",
    };
    char said[4096];
    for (size_t i = 0; i < ARRAY_LEN(uses); i++) {
        assert_int_equal(run(uses[i], said, sizeof said), 2);
        assert_true(strlen(said) > 10);
    }
    assert_int_equal(run("$R --help", said, sizeof said), 0);
}

static void errors_of_a_job_name_their_line(void **state)
{
    (void)state;
    static const struct {
        const char *job, *said;
    } cases[] = {
        {"text: a\\nhead: b", "line 2: begins with none of"},
        {"# nothing\\n\\n", "line 2: the end, and nothing to print"},
        {"rule\\nrule: x", "line 2: nothing may follow"},
        {"rule\\n\\ntext", "line 3: a colon and words must follow"},
        {"text bold huge: a", "line 1: a word before the colon is not for this kind"},
        {"text incomprehensibility: a", "line 1: a word before the colon is not known"},
        {"feed 9", "line 1: a word"},
        {"pair: a", "line 1: a pair is LABEL"},
        {"pair centre: a | b", "line 1: a word"},
        {"qr:", "line 1: a code of nothing"},
        {"text: a\\\\tb", "line 1: \\ stands before"},
        {"text: \\377", "line 1: not UTF-8"},
        {"text: a\\000b", "line 1: not UTF-8"},
        {"text: a\\tb", "a control character"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char line[256], said[4096];
        snprintf(line, sizeof line, "printf '%s' > job; $R compile --profile generic-80 job",
                 cases[i].job);
        assert_int_equal(run(line, said, sizeof said), 1);
        if (!strstr(said, cases[i].said))
            fail_msg("case %zu: %s", i, said);
    }
}

static void limits_of_a_job(void **state)
{
    (void)state;
    char said[4096];
    assert_int_equal(run("for i in $(seq 65); do echo rule; done > job; "
                         "$R compile --profile generic-80 job",
                         said, sizeof said),
                     1);
    assert_non_null(strstr(said, "line 65: more than 64 lines"));
    assert_int_equal(run("printf 'text: %0601d' 0 > job; $R compile --profile generic-80 job", said,
                         sizeof said),
                     1);
    assert_non_null(strstr(said, "line 1: more than 600 bytes"));
    assert_int_equal(run("head -c 300000 /dev/zero | tr '\\0' '#' > job; "
                         "$R compile --profile generic-80 job",
                         said, sizeof said),
                     1);
    assert_int_equal(run("$R compile --profile nobody $J", said, sizeof said), 1);
    assert_non_null(strstr(said, "nobody: no such profile"));
    assert_int_equal(run("$R compile --profile ../receipt/generic-80 $J", said, sizeof said), 1);
}

static void escapes_are_text(void **state)
{
    (void)state;
    char said[4096];
    assert_int_equal(run("printf 'pair: a\\\\|b | c|d\\r\\n  text right: x\\\\\\\\y\\n' > job; "
                         "$R compile --profile generic-80 job | $R render - -o x.png",
                         said, sizeof said),
                     0);
    assert_non_null(strstr(said, "a|b  c|d\n"));
    assert_non_null(strstr(said, "x\\y\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_compiled_can_be_rendered),
        cmocka_unit_test(names_are_found),
        cmocka_unit_test(doubts_go_to_stderr),
        cmocka_unit_test(wrong_use_is_told),
        cmocka_unit_test(errors_of_a_job_name_their_line),
        cmocka_unit_test(limits_of_a_job),
        cmocka_unit_test(escapes_are_text),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
