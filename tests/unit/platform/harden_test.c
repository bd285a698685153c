/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/base/harden.h"

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

/* Reads freed memory on purpose: that is the question. */
static void what_is_freed_is_overwritten(void **state)
{
    (void)state;
    char *block = malloc(4000);
    assert_non_null(block);
    volatile uintptr_t where = (uintptr_t)block + 64;
    memcpy((char *)where, "canary", 7);
    free(block);
    assert_int_not_equal('c', *(volatile char *)where);
}

static volatile uintptr_t left_at;

static __attribute__((noinline)) void leave_on_stack(void)
{
    volatile char local[64];
    memcpy((char *)(uintptr_t)local, "canary", 7);
    left_at = (uintptr_t)local;
}

static void what_returned_functions_left_is_gone(void **state)
{
    (void)state;
    leave_on_stack();
    harden_scrub_stack();
    assert_int_equal(0, *(volatile char *)left_at);
}

#endif

int main(int argc, char **argv)
{
    (void)argc;
    harden_process(argv);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_freed_is_overwritten),
        cmocka_unit_test(what_returned_functions_left_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
#else
    return 77;
#endif
}
