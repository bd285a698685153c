/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "drivers/skeleton/skeleton_codec.h"
#include "drivers/skeleton/skeleton_driver.h"
#include "tests/unit/drivers/fake_wire.h"

static void one_byte_is_a_status(void **state)
{
    (void)state;
    bool ready = false;
    assert_ok(skeleton_read_status(bytes_of("\x01", 1), &ready));
    assert_true(ready);
    assert_err(ERR_TOO_SHORT, skeleton_read_status(bytes_of("", 0), &ready));
    assert_err(ERR_TOO_LONG, skeleton_read_status(bytes_of("\x01\x01", 2), &ready));
}

static void stop(void *user, int64_t ms)
{
    (void)ms;
    wire_cancel(&((struct fake_wire *)user)->wire);
}

static void it_opens_checks_and_can_be_cancelled(void **state)
{
    (void)state;
    static struct fake_wire fake;
    struct secret code = {0};
    fake_init(&fake);
    fake_add_endpoint(&fake, 0x81, WIRE_BULK, 64);
    fake.on_pause = stop;
    fake.user = &fake;
    struct device device = {.wire = &fake.wire};
    assert_ok(skeleton_driver.open(&device));
    fake_in(&fake, 0x81, "00");
    assert_ok(skeleton_driver.check(&device));
    assert_int_equal(DEVICE_NEEDS_STAFF, device.rest);
    assert_err(ERR_CANCELLED, skeleton_driver.scan(&device, &code));
    skeleton_driver.close(&device);
    fake_done(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_byte_is_a_status),
        cmocka_unit_test(it_opens_checks_and_can_be_cancelled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
