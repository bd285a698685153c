/* SPDX-License-Identifier: Apache-2.0 */
/* kiosk-sim against real libusb under the preload, as kiosk-devices sees it. */
#include "tests/unit/check.h"

#include <string.h>

#include <jansson.h>

#include "tests/unit/sim/live.h"

enum { READER = 0xC35A, PRINTER = 0x0E15, SCANNER = 0x0901, WAIT = 2000, QUICK = 80 };

static struct live live;

#define assert_reply(expected, ...) assert_string_equal(expected, live_say(&live, __VA_ARGS__))

static libusb_device_handle *take(uint16_t product)
{
    libusb_device_handle *h = live_open(&live, product);
    assert_non_null(h);
    libusb_set_auto_detach_kernel_driver(h, 1);
    assert_int_equal(0, libusb_claim_interface(h, 0));
    return h;
}

static void give_back(libusb_device_handle *h)
{
    libusb_release_interface(h, 0);
    libusb_close(h);
}

static int bulk(libusb_device_handle *h, uint8_t endpoint, void *data, int size, int wait)
{
    int moved = 0;
    int e = libusb_bulk_transfer(h, endpoint, data, size, &moved, (unsigned)wait);
    return e == 0 ? moved : e;
}

/* ---- reader ---- */

/* Sends a command; returns SW3 or a libusb error, and the answer's Len. */
static int sam(libusb_device_handle *h, int command, int *ret_len)
{
    uint8_t head[64] = {0xAA, 0xAA, 0xAA, 0x96, 0x69, 0, 3};
    uint8_t rest[4096] = {(uint8_t)(command >> 8), (uint8_t)command};
    rest[2] = 3 ^ rest[0] ^ rest[1];
    int n = bulk(h, 0x02, head, 7, WAIT);
    if (n == 7)
        n = bulk(h, 0x06, rest, 3, WAIT);
    if (n == 3)
        n = bulk(h, 0x81, head, 64, WAIT);
    if (n != 7)
        return n < 0 ? n : -1000;
    *ret_len = head[5] << 8 | head[6];
    n = bulk(h, 0x85, rest, (*ret_len + 63) / 64 * 64, WAIT);
    assert_int_equal(*ret_len, n);
    return rest[2];
}

static void test_reader_dialogue(void **state)
{
    (void)state;
    int len = 0;
    libusb_device_handle *h = take(READER);
    assert_int_equal(0x90, sam(h, 0x11FF, &len));
    assert_int_equal(0x90, sam(h, 0x12FF, &len));
    assert_int_equal(20, len);
    assert_int_equal(0x80, sam(h, 0x2001, &len));
    assert_reply("ok", "card present %s/id-cards/sample_cn_1295.bin", TEST_DATA);
    assert_int_equal(0x9F, sam(h, 0x2001, &len));
    assert_int_equal(0x90, sam(h, 0x2002, &len));
    assert_int_equal(0x90, sam(h, 0x3001, &len));
    assert_int_equal(1288, len);
    assert_int_equal(0x80, sam(h, 0x2001, &len));
    assert_int_equal(0x91, sam(h, 0x3003, &len));
    assert_reply("ok", "card lift");
    assert_int_equal(0x41, sam(h, 0x3003, &len));
    give_back(h);
}

static void test_reader_faults(void **state)
{
    (void)state;
    int len;
    libusb_device_handle *h = take(READER);
    assert_reply("ok", "fault reader stall");
    assert_int_equal(LIBUSB_ERROR_PIPE, sam(h, 0x11FF, &len));
    assert_reply("ok", "fault reader clear");
    assert_int_equal(LIBUSB_ERROR_PIPE, sam(h, 0x11FF, &len));
    assert_int_equal(0, libusb_clear_halt(h, 0x02));
    assert_int_equal(0x90, sam(h, 0x11FF, &len));
    assert_reply("ok", "fault reader mute");
    uint8_t head[64] = {0};
    assert_int_equal(LIBUSB_ERROR_TIMEOUT, bulk(h, 0x81, head, 64, QUICK));
    assert_reply("ok", "fault reader late 100");
    assert_int_equal(0x90, sam(h, 0x11FF, &len));
    assert_reply("ok", "fault reader unplug-after 10");
    assert_int_equal(LIBUSB_ERROR_NO_DEVICE, sam(h, 0x11FF, &len));
    give_back(h);
    assert_reply("ok", "plug reader");
    h = take(READER);
    assert_int_equal(0x90, sam(h, 0x11FF, &len));
    give_back(h);
}

static void test_reopen_quickly(void **state)
{
    (void)state;
    for (int i = 0; i < 30; i++)
        give_back(take(READER));
}

/* close() of one handle reaches the simulator after the claim of the next: it must wait, not say
 * BUSY; but an owner that stays does make it busy. */
static void test_claim_waits_for_the_close_before(void **state)
{
    (void)state;
    libusb_device_handle *first = take(READER), *second = live_open(&live, READER);
    assert_non_null(second);
    assert_int_equal(LIBUSB_ERROR_BUSY, libusb_claim_interface(second, 0));
    libusb_close(first);
    assert_int_equal(0, libusb_claim_interface(second, 0));
    give_back(second);
}

static void test_reader_says_half_or_nonsense(void **state)
{
    (void)state;
    uint8_t head[64] = {0xAA, 0xAA, 0xAA, 0x96, 0x69, 0, 3}, rest[64] = {0x11, 0xFF, 0xED};
    libusb_device_handle *h = take(READER);
    assert_reply("ok", "fault reader short");
    assert_int_equal(7, bulk(h, 0x02, head, 7, WAIT));
    assert_int_equal(3, bulk(h, 0x06, rest, 3, WAIT));
    assert_int_equal(3, bulk(h, 0x81, head, 64, WAIT));
    assert_int_equal(2, bulk(h, 0x85, rest, 64, WAIT));
    assert_reply("ok", "fault reader garbage");
    memcpy(head, "\xAA\xAA\xAA\x96\x69\0\3", 7);
    memcpy(rest, "\x11\xFF\xED", 3);
    assert_int_equal(7, bulk(h, 0x02, head, 7, WAIT));
    assert_int_equal(3, bulk(h, 0x06, rest, 3, WAIT));
    assert_int_equal(7, bulk(h, 0x81, head, 64, WAIT));
    assert_memory_not_equal("\xAA\xAA\xAA\x96\x69", head, 5);
    assert_int_equal(4, bulk(h, 0x85, rest, 64, WAIT));
    assert_reply("ok", "fault reader clear");
    give_back(h);
}

/* ---- printer ---- */

static void print(libusb_device_handle *h, const char *bytes, size_t size)
{
    char copy[4096];
    memcpy(copy, bytes, size);
    assert_int_equal(size, bulk(h, 0x01, copy, (int)size, WAIT));
}

static int status(libusb_device_handle *h, uint8_t n)
{
    uint8_t ask[] = {0x10, 0x04, n}, answer[512];
    assert_int_equal(3, bulk(h, 0x01, ask, 3, WAIT));
    int got = bulk(h, 0x82, answer, sizeof answer, WAIT);
    return got == 1 ? answer[0] : got;
}

static void test_printer_identity(void **state)
{
    (void)state;
    uint8_t data[256];
    libusb_device_handle *h = live_open(&live, PRINTER);
    assert_non_null(h);
    assert_int_equal(LIBUSB_ERROR_BUSY, libusb_claim_interface(h, 0)); /* usblp has it */
    libusb_close(h);
    h = take(PRINTER);
    int n = libusb_control_transfer(h, 0xA1, 0, 0, 0, data, sizeof data, WAIT);
    assert_int_equal(data[0] << 8 | data[1], n);
    assert_memory_equal("MFG:SIM;MDL:T80;CMD:ESC/POS;CLS:PRINTER;", data + 2, (size_t)n - 2);
    assert_int_equal(1, libusb_control_transfer(h, 0xA1, 1, 0, 0, data, 1, WAIT));
    assert_int_equal(0x18, data[0]);
    give_back(h);
}

static void test_kernel_driver_comes_and_goes(void **state)
{
    (void)state;
    int configuration = 0;
    libusb_device_handle *h = live_open(&live, PRINTER);
    assert_non_null(h);
    assert_int_equal(1, libusb_kernel_driver_active(h, 0));
    assert_int_equal(LIBUSB_ERROR_BUSY, libusb_set_configuration(h, 1));
    assert_int_equal(0, libusb_detach_kernel_driver(h, 0));
    assert_int_equal(LIBUSB_ERROR_NOT_FOUND, libusb_detach_kernel_driver(h, 0));
    assert_int_equal(0, libusb_kernel_driver_active(h, 0));
    assert_int_equal(0, libusb_set_configuration(h, 1));
    assert_int_equal(0, libusb_get_configuration(h, &configuration));
    assert_int_equal(1, configuration);
    assert_int_equal(0, libusb_claim_interface(h, 0));
    assert_int_equal(0, libusb_set_interface_alt_setting(h, 0, 0));
    assert_int_equal(0, libusb_reset_device(h));
    assert_int_equal(0, libusb_release_interface(h, 0));
    assert_int_equal(LIBUSB_ERROR_NOT_FOUND, libusb_release_interface(h, 0));
    assert_int_equal(0, libusb_attach_kernel_driver(h, 0));
    assert_int_equal(1, libusb_kernel_driver_active(h, 0));
    libusb_close(h);
}

/* usbfs: the class's GET_DEVICE_ID needs no claim, other requests to the interface do. */
static void test_requests_and_the_owner(void **state)
{
    (void)state;
    uint8_t data[64];
    libusb_device_handle *h = live_open(&live, PRINTER);
    assert_non_null(h);
    assert_true(libusb_control_transfer(h, 0xA1, 0, 0, 0, data, sizeof data, WAIT) > 2);
    assert_true(libusb_control_transfer(h, 0xA1, 1, 0, 0, data, 1, WAIT) < 0);
    uint8_t name[64];
    assert_true(libusb_get_string_descriptor_ascii(h, 3, name, sizeof name) == 5);
    assert_string_equal("P0001", (const char *)name);
    libusb_close(h);
}

static void test_printer_prints(void **state)
{
    (void)state;
    static const char job[] = "\x1b@\x1c&\xc4\xe3\xba\xc3\n" /* 你好 */
                              "\x1d(H\x06\0\x30\x30WXYZ"     /* process id */
                              "\x1dV\x42\x10";
    uint8_t answer[512];
    libusb_device_handle *h = take(PRINTER);
    assert_int_equal(0x12, status(h, 1));
    print(h, job, sizeof job - 1);
    assert_int_equal(7, bulk(h, 0x82, answer, sizeof answer, WAIT));
    assert_memory_equal("\x37\x22WXYZ\0", answer, 7);
    assert_reply("ok 1", "wait receipts 1 5000");
    char path[256];
    assert_int_equal(1, sscanf(live_say(&live, "receipt 1 text"), "ok %255s", path));
    FILE *f = fopen(path, "r");
    char line[64] = "";
    assert_non_null(f);
    assert_non_null(fgets(line, sizeof line, f));
    fclose(f);
    assert_string_equal("你好\n", line);
    give_back(h);
}

static void test_printer_paper_out(void **state)
{
    (void)state;
    libusb_device_handle *h = take(PRINTER);
    assert_reply("ok", "paper out");
    assert_int_equal(0x1A, status(h, 1));
    assert_int_equal(0x7E, status(h, 4));
    assert_reply("ok", "paper in");
    assert_int_equal(0x12, status(h, 4));
    give_back(h);
}

/* ---- scanner ---- */

static void test_scanner_reports(void **state)
{
    (void)state;
    uint8_t report[64];
    int moved;
    libusb_device_handle *h = take(SCANNER);
    assert_reply("ok", "scan text %070d", 7);
    assert_int_equal(0, libusb_interrupt_transfer(h, 0x81, report, 64, &moved, WAIT));
    assert_int_equal(64, moved);
    assert_int_equal(2, report[0]);
    assert_int_equal(56, report[1]);
    assert_memory_equal("]Q1000", report + 2, 6);
    assert_int_equal(1, report[63]);
    assert_int_equal(0, libusb_interrupt_transfer(h, 0x81, report, 64, &moved, WAIT));
    assert_int_equal(14, report[1]);
    assert_int_equal(0, report[63]);
    give_back(h);
}

static int LIBUSB_CALL on_left(libusb_context *usb, libusb_device *device,
                               libusb_hotplug_event event, void *user)
{
    (void)usb;
    (void)device;
    (void)event;
    *(int *)user = 1;
    return 0;
}

static void test_hotplug(void **state)
{
    (void)state;
    int left = 0;
    libusb_hotplug_callback_handle callback;
    assert_int_equal(0, libusb_hotplug_register_callback(
                            live.usb, LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT, 0, 0x0C2E, SCANNER,
                            LIBUSB_HOTPLUG_MATCH_ANY, on_left, &left, &callback));
    assert_reply("ok", "unplug scanner");
    struct timeval patience = {.tv_sec = 5};
    libusb_handle_events_timeout_completed(live.usb, &patience, &left);
    assert_int_equal(1, left);
    libusb_hotplug_deregister_callback(live.usb, callback);
    assert_reply("ok", "plug scanner");
    give_back(take(SCANNER));
}

static void test_control_words(void **state)
{
    (void)state;
    json_t *o = json_loads(live_say(&live, "state") + 3, 0, NULL);
    assert_non_null(o);
    assert_true(json_is_true(json_object_get(json_object_get(o, "reader"), "plugged")));
    json_decref(o);
    assert_reply("error unknown command", "dance");
    assert_reply("error no such device", "plug mouse");
    assert_reply("error only 1", "wait receipts 9 20");
}

int main(int argc, char **argv)
{
    (void)argc;
    live_begin(&live, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reader_dialogue),
        cmocka_unit_test(test_reader_faults),
        cmocka_unit_test(test_reopen_quickly),
        cmocka_unit_test(test_claim_waits_for_the_close_before),
        cmocka_unit_test(test_reader_says_half_or_nonsense),
        cmocka_unit_test(test_kernel_driver_comes_and_goes),
        cmocka_unit_test(test_requests_and_the_owner),
        cmocka_unit_test(test_printer_identity),
        cmocka_unit_test(test_printer_prints),
        cmocka_unit_test(test_printer_paper_out),
        cmocka_unit_test(test_scanner_reports),
        cmocka_unit_test(test_hotplug),
        cmocka_unit_test(test_control_words),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    live_end(&live);
    return failed;
}
