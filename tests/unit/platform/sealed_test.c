/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>

#include "platform/base/sealed.h"

static void what_is_in_stays_as_it_is(void **state)
{
    (void)state;
    AUTO(auto_close) int fd = -1;
    AUTO(sealed_view_done) struct sealed_view view = {0};
    assert_ok(sealed_make("page", 4, &fd));
    assert_int_equal(-1, pwrite(fd, "x", 1, 0));
    assert_int_equal(-1, pwrite(fd, "x", 1, 4));
    assert_int_equal(-1, ftruncate(fd, 1));
    assert_true(fcntl(fd, F_GETFD) & FD_CLOEXEC);
    assert_ok(sealed_look(fd, 4, &view));
    assert_int_equal(4, view.size);
    assert_memory_equal("page", view.data, 4);
}

static void what_could_be_changed_is_not_looked_at(void **state)
{
    (void)state;
    struct sealed_view view = {0};
    AUTO(auto_close) int fd = memfd_create("open", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    assert_int_equal(4, write(fd, "page", 4));
    assert_err(ERR_ACCESS, sealed_look(fd, 4, &view));
    assert_int_equal(0, fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW));
    assert_err(ERR_ACCESS, sealed_look(fd, 4, &view));
    assert_err(ERR_ACCESS, sealed_look(-1, 4, &view));
    assert_null(view.data);
}

static void nothing_and_too_much_are_refused(void **state)
{
    (void)state;
    struct sealed_view view = {0};
    AUTO(auto_close) int page = -1;
    AUTO(auto_close) int empty = memfd_create("empty", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    assert_ok(sealed_make("page", 4, &page));
    assert_err(ERR_TOO_LONG, sealed_look(page, 3, &view));
    assert_int_equal(0, fcntl(empty, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK));
    assert_err(ERR_TOO_LONG, sealed_look(empty, 4, &view));
    sealed_view_done(&view);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_in_stays_as_it_is),
        cmocka_unit_test(what_could_be_changed_is_not_looked_at),
        cmocka_unit_test(nothing_and_too_much_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
