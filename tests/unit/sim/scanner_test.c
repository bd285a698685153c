/* SPDX-License-Identifier: Apache-2.0 */
/* The scanner's reports, and descriptors of all three by the rules a kernel checks. */
#include "tests/unit/check.h"

#include <string.h>

#include "tests/sim/models/printer.h"
#include "tests/sim/models/reader.h"
#include "tests/sim/models/scanner.h"
#include "tests/unit/sim/host.h"

static struct world world;
static struct scanner scanner;

static int setup(void **state)
{
    (void)state;
    assert_ok(world_init(&world, host_now));
    assert_ok(scanner_init(&scanner, &world, &scanner_honeywell));
    gadget_appear(&scanner.gadget);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    gadget_done(&scanner.gadget);
    world_done(&world);
    return 0;
}

static void test_one_report(void **state)
{
    (void)state;
    uint8_t report[64];
    assert_ok(scanner_read_code(&scanner, "hello", 5));
    assert_int_equal(64, host_bulk(&scanner.gadget, SCANNER_IN, report, 64));
    assert_memory_equal("\x02\x05]Q1hello\0", report, 11);
    assert_int_equal(0, report[63]);
}

static void test_continuation(void **state)
{
    (void)state;
    uint8_t report[64], code[200], joined[200];
    size_t size = 0;
    for (size_t i = 0; i < sizeof code; i++)
        code[i] = (uint8_t)i;
    assert_ok(scanner_read_code(&scanner, code, sizeof code));
    do {
        assert_int_equal(64, host_bulk(&scanner.gadget, SCANNER_IN, report, 64));
        assert_true(size + report[1] <= sizeof joined);
        memcpy(joined + size, report + 5, report[1]);
        size += report[1];
    } while (report[63] & 1);
    assert_int_equal(sizeof code, size);
    assert_memory_equal(code, joined, size);
}

static void test_exactly_one_reportful(void **state)
{
    (void)state;
    uint8_t report[64], code[56] = {1};
    assert_ok(scanner_read_code(&scanner, code, sizeof code));
    assert_int_equal(64, host_bulk(&scanner.gadget, SCANNER_IN, report, 64));
    assert_int_equal(56, report[1]);
    assert_int_equal(0, report[63]);
}

static void test_told_not_to_read(void **state)
{
    (void)state;
    const uint8_t set[8] = {0x21, 9, 4, 2, 0, 0, 2};
    uint8_t prevent[2] = {4, 1}, allow[2] = {4, 0};
    assert_int_equal(2, host_control(&scanner.gadget, set, prevent));
    assert_err(ERR_STATE, scanner_read_code(&scanner, "x", 1));
    assert_int_equal(2, host_control(&scanner.gadget, set, allow));
    assert_ok(scanner_read_code(&scanner, "x", 1));
    assert_err(ERR_RANGE, scanner_read_code(&scanner, "", 0));
}

static void test_requests_of_hid(void **state)
{
    (void)state;
    uint8_t data[64] = {9, 9};
    const uint8_t idle[8] = {0x21, 10, 0, 0, 0, 0, 0}, get_idle[8] = {0xA1, 2, 0, 0, 0, 0, 1};
    const uint8_t get[8] = {0xA1, 1, 2, 1, 0, 0, 64}, other[8] = {0xA1, 1, 7, 1, 0, 0, 64};
    const uint8_t hid[8] = {0x81, 6, 0, 0x21, 0, 0, 9}, protocol[8] = {0x21, 11, 0, 0, 0, 0, 0};
    assert_int_equal(0, host_control(&scanner.gadget, idle, NULL));
    assert_int_equal(1, host_control(&scanner.gadget, get_idle, data));
    assert_int_equal(64, host_control(&scanner.gadget, get, data));
    assert_memory_equal("\x02\0", data, 2);
    assert_true(host_control(&scanner.gadget, other, data) < 0);
    assert_int_equal(9, host_control(&scanner.gadget, hid, data));
    assert_true(host_control(&scanner.gadget, protocol, NULL) < 0); /* no boot protocol */
}

/* Bits of the input report with the given id, by walking the short items (HID 1.11, 6.2.2). */
static int input_bits(const uint8_t *d, size_t size, int wanted)
{
    int bits = 0, report_size = 0, count = 0, id = 0, depth = 0;
    for (size_t at = 0; at < size;) {
        size_t n = d[at] & 3 ? (size_t)1 << ((d[at] & 3) - 1) : 0;
        assert_true(at + 1 + n <= size);
        int value = n > 0 ? d[at + 1] | (n > 1 ? d[at + 2] << 8 : 0) : 0;
        switch (d[at] & 0xFC) {
        case 0x74:
            report_size = value;
            break;
        case 0x94:
            count = value;
            break;
        case 0x84:
            id = value;
            break;
        case 0x80:
            bits += id == wanted ? report_size * count : 0;
            break;
        case 0xA0:
            depth++;
            break;
        case 0xC0:
            depth--;
            break;
        }
        at += 1 + n;
    }
    assert_int_equal(0, depth);
    return bits;
}

static void test_report_descriptor_fills_64_bytes(void **state)
{
    (void)state;
    const struct gadget_words *w = scanner.gadget.words;
    assert_int_equal(63 * 8, input_bits(w->report, w->report_size, 2));
    const uint8_t ask[8] = {0x81, 6, 0, 0x22, 0, 0, 255};
    uint8_t data[255];
    assert_int_equal(w->report_size, host_control(&scanner.gadget, ask, data));
    assert_memory_equal("\x05\x8C\x09\x02\xA1\x01", data, 6);
}

/* USB 2.0, 5.8.3 and 9.6: what Linux' usb_parse_configuration() warns of or refuses. */
static void check_descriptors(const struct gadget_words *w)
{
    const uint8_t *d = w->descriptors;
    int endpoints = 0, bulk = w->speed_mbit == 480 ? 512 : 64;
    assert_int_equal(18, d[0]);
    assert_int_equal(64, d[7]);
    assert_int_equal(w->descriptors_size - 18, d[20] | d[21] << 8);
    for (size_t at = 18; at < w->descriptors_size; at += d[at]) {
        assert_true(d[at] >= 2 && at + d[at] <= w->descriptors_size);
        if (d[at + 1] == 4)
            endpoints += d[at + 4];
        if (d[at + 1] == 0x21)
            assert_int_equal(w->report_size, d[at + 7] | d[at + 8] << 8);
        if (d[at + 1] != 5)
            continue;
        endpoints--;
        int packet = d[at + 4] | d[at + 5] << 8;
        assert_true(d[at + 3] == 2 ? packet == bulk : packet <= 64 && d[at + 6] >= 1);
    }
    assert_int_equal(0, endpoints);
}

static void test_descriptors_are_well_formed(void **state)
{
    (void)state;
    struct reader *r = calloc(1, sizeof *r);
    struct printer *p = calloc(1, sizeof *p);
    assert_ok(reader_init(r, &world, &reader_bulk4));
    assert_ok(printer_init(p, &world));
    check_descriptors(r->gadget.words);
    check_descriptors(p->gadget.words);
    check_descriptors(scanner.gadget.words);
    printer_done(p);
    gadget_done(&r->gadget);
    free(p);
    free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_one_report, setup, teardown),
        cmocka_unit_test_setup_teardown(test_continuation, setup, teardown),
        cmocka_unit_test_setup_teardown(test_exactly_one_reportful, setup, teardown),
        cmocka_unit_test_setup_teardown(test_told_not_to_read, setup, teardown),
        cmocka_unit_test_setup_teardown(test_requests_of_hid, setup, teardown),
        cmocka_unit_test_setup_teardown(test_report_descriptor_fills_64_bytes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_descriptors_are_well_formed, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
