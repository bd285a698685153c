/* SPDX-License-Identifier: Apache-2.0 */
/* What the tests of the printer's dialogue share: one toy printer, a folder for the program's own
 * files, slips. Included by one file of each test program. */
#pragma once

#include <string.h>

#include "platform/base/paths.h"
#include "tests/unit/drivers/receipt/slip.h"
#include "tests/unit/drivers/receipt/toy_printer.h"

static struct toy toy;
static char folder[] = "/tmp/receipt-driver-XXXXXX";

#define CUT "\x1DV\x42"

static inline int fresh(void **state)
{
    (void)state;
    toy_init(&toy);
    return 0;
}

static inline int put_away(void **state)
{
    (void)state;
    char path[128];
    toy_done(&toy);
    snprintf(path, sizeof path, "%s/receipt0.unfinished", folder);
    unlink(path);
    return 0;
}

static inline void assert_printed(enum print_outcome outcome, enum err why)
{
    struct receipt_job job;
    enum err said = ERR_NONE;
    slip_full(&job);
    enum print_outcome o = escpos_driver.print(&toy.device, &job, &said);
    receipt_job_wipe(&job);
    assert_string_equal(err_name(why), err_name(said));
    assert_string_equal(print_outcome_name(outcome), print_outcome_name(o));
}

static inline bool slip_hangs(void)
{
    char path[128];
    snprintf(path, sizeof path, "%s/receipt0.unfinished", folder);
    return access(path, F_OK) == 0;
}

static inline void assert_shown(uint32_t flags, enum device_state rest)
{
    assert_ok(escpos_driver.check(&toy.device));
    assert_int_equal(toy.device.info.flags, flags);
    assert_int_equal(toy.device.rest, rest);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, put_away)

static inline int run_dialogue_tests(const struct CMUnitTest *tests, size_t count)
{
    char command[256];
    if (!mkdtemp(folder))
        return 99;
    snprintf(command, sizeof command, "mkdir -p %s/devices/receipt", folder);
    if (system(command) != 0)
        return 99;
    char clock[128];
    snprintf(clock, sizeof clock, "%s/clock", folder);
    FILE *zero = fopen(clock, "w");
    if (!zero || fwrite("\0\0\0\0\0\0\0", 8, 1, zero) != 1 || fclose(zero) != 0)
        return 99;
    setenv("BUDAYANG_CLOCK", clock, 1);
    setenv("BUDAYANG_RUN", folder, 1);
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    int failed = _cmocka_run_group_tests("dialogue", tests, count, NULL, NULL);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) != 0 ? 99 : failed;
}
