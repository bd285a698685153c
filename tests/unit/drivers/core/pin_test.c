/* SPDX-License-Identifier: Apache-2.0 */
/* Pins: their file, what counts as another device, how long a rest is. */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/core/advice.h"
#include "drivers/core/driver.h"
#include "drivers/core/pin.h"
#include "platform/base/paths.h"

static char folder[] = "/tmp/pins-XXXXXX";
static char why[PIN_WHY];

static const struct pin reader = {.id = "idcard0",
                                  .place = "1-2.3",
                                  .vendor = 0x400,
                                  .product = 0xc35a,
                                  .release = 0x100,
                                  .usb_serial = "R 0;1\"\xe5\x8f\xb7\x01",
                                  .serial = "05.01-20101129-0001228293-0296863149"};

static void a_file_gives_back_what_was_written(void **state)
{
    (void)state;
    struct pins pins = {0}, read;
    struct pin line = {.id = "idcard1", .place = "/dev/serial/by-id/a_b+c"};
    assert_ok(pins_put(&pins, &reader));
    assert_ok(pins_put(&pins, &line));
    assert_ok(pins_save(&pins));
    pins_load(&read);
    assert_false(read.broken);
    assert_memory_equal(&pins, &read, sizeof pins);
    assert_true(pins_remove(&pins, "idcard0"));
    assert_false(pins_remove(&pins, "idcard0"));
    assert_ok(pins_save(&pins));
    pins_load(&read);
    assert_int_equal(1, read.count);
    assert_string_equal("idcard1", read.pin[0].id);
}

static void an_unreadable_file_trusts_nobody(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "[idcard0]\nplace = 1-2\n",
        "[idcard0]\nplace = a b\n",
        "[idcard0]\nserial = %0\n",
        "[idcard0]\nserial = %00\n",
        "[idcard0]\nserial = %ff\n",
        "[idcard0]\nusb = 400\n",
        "[idcard0]\nrelease = 0100x\n",
        "[idcard0]\nplace = 1-1\nplace = 1-1\n",
        "[idcard0]\ncolour = red\n",
        "[idcard]\nplace = 1-1\n",
        "[idcard0x]\nplace = 1-1\n",
        "[idcard123]\nplace = 1-1\n",
        "place = 1-1\n",
        "nonsense\n",
    };
    struct pins pins = {.count = 7};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        if (pins_parse(bad[i], strlen(bad[i]), &pins, why) == ERR_NONE)
            fail_msg("\"%s\" is taken", bad[i]);
        assert_true(why[0]);
    }
    assert_int_equal(7, pins.count);
    char path[128];
    assert_ok(paths_join(PLACE_DEVICES, "pins.ini", path, sizeof path));
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs("[idcard0]\nplace =", f);
    fclose(f);
    pins_load(&pins);
    assert_true(pins.broken);
    struct pin_rule rule = pins_rule(&pins, DEVICE_SCANNER, "scanner0");
    const struct wire_identity any = {.place = "1-1"};
    assert_int_equal(PIN_UNKNOWABLE, pin_judge(&rule, &any, ""));
    remove(path);
    pins_load(&pins);
    assert_false(pins.broken);
    assert_int_equal(0, pins.count);
}

static void every_difference_is_another_device(void **state)
{
    (void)state;
    struct pins pins = {0};
    assert_ok(pins_put(&pins, &reader));
    struct wire_identity usb = {.vendor = 0x400, .product = 0xc35a, .release = 0x100};
    strcpy(usb.place, reader.place);
    strcpy(usb.serial, reader.usb_serial);
    struct pin_rule rule = pins_rule(&pins, DEVICE_IDCARD, "idcard0");
    assert_int_equal(PIN_SAME, pin_judge(&rule, &usb, reader.serial));
    assert_int_equal(PIN_SERIAL, pin_judge(&rule, &usb, ""));
    usb.release++;
    assert_int_equal(PIN_RELEASE, pin_judge(&rule, &usb, reader.serial));
    usb.serial[0] = 'X';
    assert_int_equal(PIN_SERIAL, pin_judge(&rule, &usb, reader.serial));
    usb.product++;
    assert_int_equal(PIN_KIND, pin_judge(&rule, &usb, reader.serial));
    usb.place[0] = '2';
    assert_int_equal(PIN_PLACE, pin_judge(&rule, &usb, reader.serial));
    rule = pins_rule(&pins, DEVICE_IDCARD, "idcard1");
    assert_int_equal(PIN_STRANGER, pin_judge(&rule, &usb, ""));
    rule = pins_rule(&pins, DEVICE_RECEIPT, "receipt0");
    assert_int_equal(PIN_SAME, pin_judge(&rule, &usb, ""));
}

static void a_rest_grows_and_is_bounded(void **state)
{
    (void)state;
    static const int64_t expected[] = {5000, 5000, 5000, 10000, 20000, 40000, 60000, 60000};
    for (unsigned i = 0; i < ARRAY_LEN(expected); i++)
        assert_int_equal(expected[i], advice_rest_ms(i));
    assert_int_equal(ADVICE_REST_MAX_MS, advice_rest_ms(1000000));
}

/* Each category's ladder ends in the rest, after each step once. */
static void every_ladder_ends(void **state)
{
    (void)state;
    for (int c = ERR_CAT_USAGE; c <= ERR_CAT_INTERNAL; c++) {
        const struct advice *advice = advice_for((enum err)(c << 8 | 1));
        unsigned seen = 0, steps = 0;
        enum remedy r = advice_remedy(advice, 0);
        for (; r != REMEDY_REST && r != REMEDY_NONE; r = advice_remedy(advice, ++steps)) {
            assert_false(seen & 1u << r);
            seen |= 1u << r;
        }
        assert_true(steps < ADVICE_LADDER);
        assert_int_equal(r, advice_remedy(advice, 1000000) == REMEDY_REST ? REMEDY_REST : r);
    }
}

static void a_state_that_may_not_follow_is_not_shown(void **state)
{
    (void)state;
    struct device device = {.info = {.id = "idcard0", .state = DEVICE_ABSENT}};
    device_show(&device, DEVICE_BUSY);
    assert_int_equal(DEVICE_ABSENT, device.info.state);
    device_show(&device, DEVICE_READY);
    device_show(&device, DEVICE_BUSY);
    assert_int_equal(DEVICE_BUSY, device.info.state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_gives_back_what_was_written),
        cmocka_unit_test(an_unreadable_file_trusts_nobody),
        cmocka_unit_test(every_difference_is_another_device),
        cmocka_unit_test(a_rest_grows_and_is_bounded),
        cmocka_unit_test(every_ladder_ends),
        cmocka_unit_test(a_state_that_may_not_follow_is_not_shown),
    };
    assert_non_null(mkdtemp(folder));
    setenv("BUDAYANG_DEVICES", folder, 1);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    rmdir(folder);
    return failed;
}
