/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl decode as a shell meets it. */
#include "tests/unit/check.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

/* Runs it with these arguments; what it said, errors included. */
static int run(const char *arguments, char *ret_said, size_t size)
{
    char command[1024];
    snprintf(command, sizeof command, "exec 2>&1; %s %s", DECODE_PROGRAM, arguments);
    FILE *f = popen(command, "r");
    assert_non_null(f);
    size_t n = fread(ret_said, 1, size - 1, f);
    ret_said[n] = '\0';
    return WEXITSTATUS(pclose(f));
}

static void a_line_for_each_picture(void **state)
{
    (void)state;
    char said[4096], name[512];
    double ms;
    unsigned codes;
    assert_int_equal(run(TEST_DATA "/qr/0002.png", said, sizeof said), 0);
    assert_int_equal(sscanf(said, "%511[^\t]\t%lf\t%u\t", name, &ms, &codes), 3);
    assert_string_equal(name, TEST_DATA "/qr/0002.png");
    assert_int_equal(codes, 1);
    assert_true(ms >= 0 && ms < 10000);
    assert_non_null(strstr(said, "\t687474703a2f2f676f6f2e62792f776b4574636f\n"));
}

static void two_codes_stand_behind_a_comma(void **state)
{
    (void)state;
    char said[4096];
    assert_int_equal(run(TEST_DATA "/qr/0080.png", said, sizeof said), 0);
    assert_non_null(strstr(said, "\t2\t5b"));
    assert_non_null(strstr(said, ",5b"));
}

/* What cannot be read is named, the others are done, and the end says that not all went well. */
static void a_bad_file_stops_nothing(void **state)
{
    (void)state;
    char said[8192];
    assert_int_equal(run("/nowhere " TEST_DATA " " TEST_DATA "/qr/README.md " TEST_DATA
                         "/qr/0002.png",
                         said, sizeof said),
                     1);
    assert_non_null(strstr(said, "/nowhere: no such file"));
    assert_non_null(strstr(said, "data: cannot be read"));
    assert_non_null(strstr(said, "README.md: not a PNG"));
    assert_non_null(strstr(said, "\t687474703a2f2f676f6f2e62792f776b4574636f\n"));
}

static void a_picture_without_a_code_is_no_error(void **state)
{
    (void)state;
    char said[4096];
    assert_int_equal(run("/dev/stdin <<'X'\nP5 2 2 255\nabcd\nX\n", said, sizeof said), 0);
    assert_non_null(strstr(said, "/dev/stdin\t"));
    assert_non_null(strstr(said, "\t0\t\n"));
}

static void how_it_is_used(void **state)
{
    (void)state;
    char said[4096];
    assert_int_equal(run("", said, sizeof said), 2);
    assert_non_null(strstr(said, "kioskctl decode PICTURE"));
    assert_int_equal(run("--help", said, sizeof said), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_for_each_picture),
        cmocka_unit_test(two_codes_stand_behind_a_comma),
        cmocka_unit_test(a_bad_file_stops_nothing),
        cmocka_unit_test(a_picture_without_a_code_is_no_error),
        cmocka_unit_test(how_it_is_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
