/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl as a person at a shell meets it. */
#include "tests/unit/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static char output[4096];

/* The exit status; what was said is in `output`. */
static int run(const char *arguments)
{
    char command[512];
    snprintf(command, sizeof command, KIOSKCTL " %s 2>&1", arguments);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    size_t n = fread(output, 1, sizeof output - 1, pipe);
    output[n] = '\0';
    return WEXITSTATUS(pclose(pipe));
}

#define assert_said(words) assert_non_null(strstr(output, words))

static void without_a_noun_it_lists_the_nouns(void **state)
{
    (void)state;
    assert_int_equal(2, run(""));
    assert_said("usage: kioskctl NOUN");
    assert_said("status");
}

static void a_noun_is_a_plain_word(void **state)
{
    (void)state;
    assert_int_equal(2, run("../bin/kiosk"));
    assert_int_equal(2, run("-x"));
    assert_int_equal(127, run("nonesuch"));
    assert_said("status");
}

static void status_of_a_kiosk_that_is_off(void **state)
{
    (void)state;
    char folder[] = "/tmp/ctl-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    setenv("BUDAYANG_RUN", folder, 1);
    assert_int_equal(1, run("status"));
    assert_said("kiosk-devices   DOWN");
    assert_said("kiosk-platform  DOWN");
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_noun_it_lists_the_nouns),
        cmocka_unit_test(a_noun_is_a_plain_word),
        cmocka_unit_test(status_of_a_kiosk_that_is_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
