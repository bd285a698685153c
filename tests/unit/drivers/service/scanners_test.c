/* SPDX-License-Identifier: Apache-2.0 */
/* Every kind of scanner through the real libusb: the same visit with each. */
#include "tests/unit/check.h"

#include <string.h>

#include "tests/unit/drivers/service/cabinet.h"

static struct cabinet c;
static const char *scanner;

/* Waits until the devices are as told after everything that was told before. */
static void begin_with(const char *name)
{
    scanner = name;
    cabinet_begin(&c);
    c.seen = 0;
    cabinet_wait(&c, "scanner0 ready");
    cabinet_say(&c, "unplug scanner");
    cabinet_wait(&c, "scanner0 absent");
    cabinet_say(&c, "plug %s", scanner);
    cabinet_wait(&c, "scanner0 ready");
}

static int begin_newland(void **state)
{
    (void)state;
    begin_with("scanner-newland");
    return 0;
}

static int begin_cdc(void **state)
{
    (void)state;
    begin_with("scanner-cdc");
    return 0;
}

static int begin_wedge(void **state)
{
    (void)state;
    begin_with("scanner-wedge");
    return 0;
}

static int end(void **state)
{
    (void)state;
    cabinet_end(&c);
    return 0;
}

static void scans(uint32_t token, const char *code)
{
    char expected[CABINET_LINE];
    assert_ok(devices_client_scan(c.client, token));
    cabinet_wait_looking(&c, "scanner0");
    cabinet_say(&c, "scan text %s", code);
    snprintf(expected, sizeof expected, "%u scanned %s", token, code);
    cabinet_wait(&c, expected);
}

#define LONG_CODE                                                                                  \
    "https://example.invalid/q?a=1&b=~%20Zz-[]{}|:\"<>?;',./_+=()*^$#@!" /* 66 bytes */

#define WHOLE_PACKET "https://example.invalid/64-bytes-that-end-with-their-last-packet" /* 64 */
#define WHOLE_PACKET_SUFFIXED                                                                      \
    "https://example.invalid/63-bytes-and-the-suffix-end-the-packet-" /* 63 */

static void codes_are_read_whole(void **state)
{
    (void)state;
    scans(1, "HELLO");
    scans(2, LONG_CODE);
    scans(3, WHOLE_PACKET);
    scans(4, WHOLE_PACKET_SUFFIXED);
}

static void what_was_read_before_belongs_to_nobody(void **state)
{
    (void)state;
    cabinet_say(&c, "scan text OLD");
    scans(1, "NEW");
    cabinet_never(&c, "1 scanned OLD");
}

static void one_that_leaves_comes_back(void **state)
{
    (void)state;
    assert_ok(devices_client_scan(c.client, 1));
    cabinet_wait_looking(&c, "scanner0");
    cabinet_say(&c, "unplug %s", scanner);
    cabinet_wait(&c, "scanner0 absent");
    cabinet_say(&c, "plug %s", scanner);
    cabinet_wait_looking(&c, "scanner0");
    cabinet_say(&c, "scan text AGAIN");
    cabinet_wait(&c, "1 scanned AGAIN");
}

static void a_halted_one_is_broken_until_it_speaks(void **state)
{
    (void)state;
    cabinet_say(&c, "fault %s stall", scanner);
    cabinet_wait(&c, "scanner0 broken");
    cabinet_say(&c, "fault %s clear", scanner);
    cabinet_wait_rested(&c, "scanner0 ready");
    scans(1, "AGAIN");
}

static void chinese_crosses_a_line(void **state)
{
    (void)state;
    scans(1, "不打烊");
}

static void chinese_that_is_typed_is_refused_aloud(void **state)
{
    (void)state;
    assert_ok(devices_client_scan(c.client, 1));
    cabinet_wait_looking(&c, "scanner0");
    cabinet_say(&c, "scan text A不打烊");
    cabinet_wait(&c, "1 ended encoding");
    cabinet_never(&c, "scanner0 broken");
    scans(2, "ASCII");
}

#define story(name, begin) cmocka_unit_test_setup_teardown(name, begin, end)
#define stories(begin)                                                                             \
    story(codes_are_read_whole, begin), story(what_was_read_before_belongs_to_nobody, begin),      \
        story(one_that_leaves_comes_back, begin)

int main(void)
{
    const struct CMUnitTest tests[] = {
        stories(begin_newland),
        stories(begin_cdc),
        stories(begin_wedge),
        story(a_halted_one_is_broken_until_it_speaks, begin_cdc),
        story(a_halted_one_is_broken_until_it_speaks, begin_wedge),
        story(chinese_crosses_a_line, begin_newland),
        story(chinese_crosses_a_line, begin_cdc),
        story(chinese_that_is_typed_is_refused_aloud, begin_wedge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
