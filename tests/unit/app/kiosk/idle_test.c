/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "app/kiosk/availability.h"
#include "app/kiosk/idle.h"
#include "tests/unit/app/kiosk/stepped.h"

static void it_warns_and_then_ends(void **state)
{
    (void)state;
    struct idle idle;
    int left;
    idle_init(&idle, 120, 60);
    assert_int_equal(IDLE_ACTIVE, idle_look(&idle, 1, &left));
    step_s(119);
    assert_int_equal(IDLE_ACTIVE, idle_look(&idle, 1, &left));
    assert_int_equal(0, left);
    step_s(1);
    assert_int_equal(IDLE_WARN, idle_look(&idle, 1, &left));
    assert_in_range(left, 59, 60);
    step_s(30);
    assert_int_equal(IDLE_WARN, idle_look(&idle, 1, &left));
    assert_in_range(left, 29, 30);
    step_s(30);
    assert_int_equal(IDLE_OVER, idle_look(&idle, 1, &left));
}

static void it_can_be_put_off_any_number_of_times(void **state)
{
    (void)state;
    struct idle idle;
    int left;
    idle_init(&idle, 120, 60);
    for (int i = 0; i < 20; i++) {
        step_s(150);
        assert_int_equal(IDLE_WARN, idle_look(&idle, 1, &left));
        idle_touch(&idle);
        assert_int_equal(IDLE_ACTIVE, idle_look(&idle, 1, &left));
    }
}

static void large_type_has_twice_the_time(void **state)
{
    (void)state;
    struct idle idle;
    int left;
    idle_init(&idle, 120, 60);
    step_s(200);
    assert_int_equal(IDLE_ACTIVE, idle_look(&idle, 2, &left));
    step_s(50);
    assert_int_equal(IDLE_WARN, idle_look(&idle, 2, &left));
    step_s(100);
    assert_int_equal(IDLE_WARN, idle_look(&idle, 2, &left));
    step_s(20);
    assert_int_equal(IDLE_OVER, idle_look(&idle, 2, &left));
}

static void it_asks_to_be_looked_at_each_second_of_the_warning(void **state)
{
    (void)state;
    struct idle idle;
    idle_init(&idle, 120, 60);
    assert_int_equal(idle.touched_ms + 120000, idle_due(&idle, 1));
    step_s(121);
    int64_t now = clock_now_ms();
    assert_in_range(idle_due(&idle, 1) - now, 1, 1001);
    assert_true(idle_due(&idle, 1) <= idle.touched_ms + 180000);
}

static void a_restart_of_the_platform_closes_nothing(void **state)
{
    (void)state;
    static struct shelf_entry entry;
    const struct shelf shelf = {.count = 1, .entry = &entry};
    struct availability a;
    availability_init(&a);
    availability_judge(&a, &shelf);
    assert_int_not_equal(SERVICE_CLOSED, a.service.level);
    availability_platform(&a, true);
    availability_platform(&a, false);
    step_s(3);
    availability_judge(&a, &shelf);
    assert_int_not_equal(SERVICE_CLOSED, a.service.level);
    assert_true(availability_due(&a) < INT64_MAX);
    step_s(3);
    availability_judge(&a, &shelf);
    assert_int_equal(SERVICE_CLOSED, a.service.level);
    availability_platform(&a, true);
    availability_judge(&a, &shelf);
    assert_int_not_equal(SERVICE_CLOSED, a.service.level);
}

static void a_fresh_start_is_no_alarm(void **state)
{
    (void)state;
    static struct shelf_entry entry;
    const struct shelf shelf = {.count = 1, .entry = &entry};
    struct availability a;
    availability_init(&a);
    availability_platform(&a, true);
    availability_judge(&a, &shelf);
    assert_int_equal(SERVICE_LIMITED, a.service.level);
    assert_true(a.service.settling);
    assert_true(availability_due(&a) < INT64_MAX);
    step_s(6);
    availability_judge(&a, &shelf);
    assert_false(a.service.settling);
    assert_true(availability_due(&a) == INT64_MAX);
}

static void nothing_to_offer_is_closed(void **state)
{
    (void)state;
    static const struct shelf empty;
    struct availability a;
    availability_init(&a);
    availability_platform(&a, true);
    availability_judge(&a, &empty);
    assert_int_equal(SERVICE_CLOSED, a.service.level);
}

static void a_printer_without_paper_limits(void **state)
{
    (void)state;
    struct availability a;
    availability_init(&a);
    availability_devices(&a, true);
    struct device_info printer = {.device_class = DEVICE_RECEIPT, .state = DEVICE_READY};
    availability_device(&a, &printer);
    assert_true(service_has_printer(&a.service));
    printer.flags = DEVICE_FLAG_PAPER_OUT;
    availability_device(&a, &printer);
    assert_false(service_has_printer(&a.service));
    availability_devices(&a, false);
    printer.flags = 0;
    assert_false(service_has_printer(&a.service));
}

static void a_second_reader_takes_over(void **state)
{
    (void)state;
    struct availability a;
    availability_init(&a);
    availability_devices(&a, true);
    struct device_info first = {.id = "idcard0", .state = DEVICE_BROKEN},
                       second = {.id = "idcard1", .state = DEVICE_READY};
    availability_device(&a, &first);
    assert_false(service_has_reader(&a.service));
    availability_device(&a, &second);
    assert_true(service_has_reader(&a.service));
    availability_device(&a, &first); /* its word is the last, and does not count */
    assert_true(service_has_reader(&a.service));
    first.state = DEVICE_NEEDS_CITIZEN;
    first.flags = DEVICE_FLAG_CARD_PRESENT;
    availability_device(&a, &first);
    assert_true(a.service.device[DEVICE_IDCARD].flags & DEVICE_FLAG_CARD_PRESENT);
    second.state = DEVICE_ABSENT;
    first.state = DEVICE_SUSPECT;
    availability_device(&a, &first);
    availability_device(&a, &second);
    assert_false(service_has_reader(&a.service));
}

int main(void)
{
    stepped_begin();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_warns_and_then_ends),
        cmocka_unit_test(it_can_be_put_off_any_number_of_times),
        cmocka_unit_test(large_type_has_twice_the_time),
        cmocka_unit_test(it_asks_to_be_looked_at_each_second_of_the_warning),
        cmocka_unit_test(a_restart_of_the_platform_closes_nothing),
        cmocka_unit_test(a_fresh_start_is_no_alarm),
        cmocka_unit_test(nothing_to_offer_is_closed),
        cmocka_unit_test(a_printer_without_paper_limits),
        cmocka_unit_test(a_second_reader_takes_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
