/* SPDX-License-Identifier: Apache-2.0 */
/* The dialogue with a HID POS scanner. */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/scanner/scanner.h"
#include "tests/unit/drivers/fake_wire.h"

enum { IN = 0x81 };

/* Report 2: length, 6 bytes of data, continued. */
static const uint8_t descriptor[] = {
    0x05, 0x8C, 0x09, 0x02, 0xA1, 0x01, 0x85, 0x02, 0x75, 0x08, 0x95, 0x01,
    0x06, 0x00, 0xFF, 0x09, 0x20, 0x81, 0x02, 0x05, 0x8C, 0x95, 0x06, 0x09,
    0xFE, 0x81, 0x02, 0x95, 0x01, 0x09, 0xFF, 0x81, 0x02, 0xC0,
};

static const struct wire_control get_descriptor = {
    .request_type = 0x81, .request = 6, .value = 0x2200, .index = 3};
static const struct wire_control get_status = {.request_type = 0x80};

static struct fake_wire fake;
static struct device device;

static int fresh(void **state)
{
    (void)state;
    fake_init(&fake);
    fake.interface.number = 3;
    fake_add_endpoint(&fake, IN, WIRE_INTERRUPT, 64);
    device = (struct device){.wire = &fake.wire};
    return 0;
}

static int put_away(void **state)
{
    (void)state;
    hidpos_driver.close(&device);
    fake_done(&fake);
    return 0;
}

static char *hex_of(const uint8_t *data, size_t size)
{
    static char text[512];
    for (size_t i = 0; i < size; i++)
        snprintf(text + 3 * i, sizeof text - 3 * i, "%02x ", data[i]);
    return text;
}

static void open_it(void)
{
    fake_control(&fake, get_descriptor, hex_of(descriptor, sizeof descriptor));
    assert_ok(hidpos_driver.open(&device));
}

static void assert_scan(enum err expected, const char *code)
{
    struct secret s = {.text = NULL};
    enum err e = hidpos_driver.scan(&device, &s);
    assert_string_equal(err_name(expected), err_name(e));
    assert_string_equal(secret_text(&s), code);
    secret_wipe(&s);
}

static void what_lay_there_before_is_dropped(void **state)
{
    (void)state;
    open_it();
    fake_in(&fake, IN, "02 03 6f 6c 64 00 00 00 00");
    fake_in_fails(&fake, IN, ERR_TIMEOUT);
    fake_in(&fake, IN, "02 03 6e 65 77 00 00 00 00");
    assert_scan(ERR_NONE, "new");
}

static void it_waits_and_joins(void **state)
{
    (void)state;
    open_it();
    fake_in_fails(&fake, IN, ERR_TIMEOUT);
    fake_in_fails(&fake, IN, ERR_TIMEOUT); /* a minute passed: it goes on */
    fake_in(&fake, IN, "07 00");           /* another report */
    fake_in(&fake, IN, "02 06 61 62 63 64 65 66 01");
    fake_in(&fake, IN, "02 02 67 68 00 00 00 00 00");
    assert_scan(ERR_NONE, "abcdefgh");
}

/* Nothing comes behind a report whose last packet is full, so nothing may be waited for. */
static void a_report_may_fill_its_packets(void **state)
{
    (void)state;
    fake.interface.endpoint[0].max_packet = 9;
    open_it();
    fake_in_fails(&fake, IN, ERR_TIMEOUT);
    fake_in(&fake, IN, "02 03 6e 65 77 00 00 00 00");
    assert_scan(ERR_NONE, "new");
}

static void half_a_code_is_forgotten(void **state)
{
    (void)state;
    open_it();
    fake_in_fails(&fake, IN, ERR_TIMEOUT);
    fake_in(&fake, IN, "02 06 61 62 63 64 65 66 01");
    fake_in_fails(&fake, IN, ERR_TIMEOUT);
    fake_in(&fake, IN, "02 02 67 68 00 00 00 00 00"); /* its rest, late: no code of its own */
    fake_in(&fake, IN, "02 02 69 6a 00 00 00 00 00");
    assert_scan(ERR_NONE, "ij");
}

static void absurd_reports_end_it_only_in_numbers(void **state)
{
    (void)state;
    open_it();
    fake_in_fails(&fake, IN, ERR_TIMEOUT);
    for (int i = 0; i < 15; i++)
        fake_in(&fake, IN, "02 07 61 62 63 64 65 66 00");
    fake_in(&fake, IN, "02 01 61 00 00 00 00 00 00");
    assert_scan(ERR_NONE, "a");
    fake_in_fails(&fake, IN, ERR_TIMEOUT);
    for (int i = 0; i < 16; i++)
        fake_in(&fake, IN, "02 07 61 62 63 64 65 66 00");
    assert_scan(ERR_RANGE, "");
}

static void the_wires_failures_are_passed_on(void **state)
{
    (void)state;
    open_it();
    fake_in_fails(&fake, IN, ERR_GONE);
    assert_scan(ERR_GONE, "");
    fake_in_fails(&fake, IN, ERR_TIMEOUT);
    fake_in_fails(&fake, IN, ERR_CANCELLED);
    assert_scan(ERR_CANCELLED, "");
}

static void check_drops_and_asks(void **state)
{
    (void)state;
    open_it();
    fake_in(&fake, IN, "02 03 6f 6c 64 00 00 00 00");
    fake_in_fails(&fake, IN, ERR_TIMEOUT);
    fake_control(&fake, get_status, "00 00");
    assert_ok(hidpos_driver.check(&device));
    assert_int_equal(device.rest, DEVICE_READY);
    fake_in_fails(&fake, IN, ERR_TIMEOUT);
    fake_control_fails(&fake, get_status, ERR_STALL);
    assert_ok(hidpos_driver.check(&device));
    fake_in_fails(&fake, IN, ERR_TIMEOUT);
    fake_control_fails(&fake, get_status, ERR_TIMEOUT);
    assert_err(ERR_TIMEOUT, hidpos_driver.check(&device));
    fake_in_fails(&fake, IN, ERR_IO);
    assert_err(ERR_IO, hidpos_driver.check(&device));
}

static void a_keyboard_is_refused(void **state)
{
    (void)state;
    fake_control(&fake, get_descriptor, "05 01 09 06 a1 01 75 08 95 08 09 fe 81 02 c0");
    assert_err(ERR_REFUSED, hidpos_driver.open(&device));
    fake_control(&fake, get_descriptor, "05 01 09 06 a1");
    assert_err(ERR_TOO_SHORT, hidpos_driver.open(&device));
    fake_control_fails(&fake, get_descriptor, ERR_STALL);
    assert_err(ERR_STALL, hidpos_driver.open(&device));
    fake.interface.endpoint_count = 0;
    assert_err(ERR_UNSUPPORTED, hidpos_driver.open(&device));
}

static void it_tells_its_names(void **state)
{
    (void)state;
    const struct wire_control product = {
        .request_type = 0x80, .request = 6, .value = 0x0301, .index = 0x0409};
    const struct wire_control serial = {
        .request_type = 0x80, .request = 6, .value = 0x0302, .index = 0x0409};
    fake.identity.product_string = 1;
    fake.identity.serial_string = 2;
    fake_control(&fake, get_descriptor, hex_of(descriptor, sizeof descriptor));
    fake_control(&fake, product, "06 03 51 00 52 00");
    fake_control(&fake, serial, "04 03 37 00");
    assert_ok(hidpos_driver.open(&device));
    assert_string_equal(device.info.model, "QR");
    assert_string_equal(device.info.serial, "7");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, put_away)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_lay_there_before_is_dropped),
        TEST(it_waits_and_joins),
        TEST(a_report_may_fill_its_packets),
        TEST(half_a_code_is_forgotten),
        TEST(absurd_reports_end_it_only_in_numbers),
        TEST(the_wires_failures_are_passed_on),
        TEST(check_drops_and_asks),
        TEST(a_keyboard_is_refused),
        TEST(it_tells_its_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
