/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/platform/house.h"

#include <string.h>
#include <sys/wait.h>

static struct house house;

/* Its exit status; ret_said holds the first line on standard output. */
static int counts(char *ret_said, size_t size)
{
    FILE *f = popen(KIOSKCTL_OUTBOX " counts 2>/dev/null", "r");
    assert_non_null(f);
    if (!fgets(ret_said, (int)size, f))
        *ret_said = '\0';
    int status = pclose(f);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void it_says_what_the_service_says(void **state)
{
    (void)state;
    char said[256];
    assert_int_equal(1, counts(said, sizeof said)); /* nobody answers */
    assert_string_equal("", said);
    house_start_platform(&house, NULL);
    assert_int_equal(0, counts(said, sizeof said));
    assert_non_null(strstr(said, "waiting=0 sent=0 refused=0 oldest_ms=0 online="));
}

static void it_knows_its_words(void **state)
{
    (void)state;
    assert_int_equal(2, WEXITSTATUS(system(KIOSKCTL_OUTBOX " 2>/dev/null")));
    assert_int_equal(2, WEXITSTATUS(system(KIOSKCTL_OUTBOX " flush 2>/dev/null")));
}

int main(void)
{
    house_open(&house);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_what_the_service_says),
        cmocka_unit_test(it_knows_its_words),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    house_close(&house);
    return failed;
}
