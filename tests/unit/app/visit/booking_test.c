/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "app/visit/visit.h"

static struct slot_list slots = {.places = 2,
                                 .place = {{"P1", "一", ""}, {"P2", "二", ""}},
                                 .count = 4,
                                 .slot = {{0, 20261127, 540, 570, 1},
                                          {0, 20261128, 540, 570, 2},
                                          {0, 20261130, 570, 600, 3},
                                          {1, 20261130, 540, 570, 4}}};
static const struct calendar calendar = {1, 20260101, 20261231, 540, 1020, 0, {{0, false}}};

static void days_off_are_left_out(void **state)
{
    (void)state;
    struct booking booking = {.known = false};
    struct booking_day days[BOOKING_DAYS_MAX];
    booking_take_slots(&booking, &slots, &calendar);
    booking.place = 1;
    assert_int_equal(2, booking_days(&booking, days)); /* the 28th is a Saturday */
    assert_int_equal(20261127, days[0].date);
    assert_int_equal(20261130, days[1].date);
    booking_take_slots(&booking, &slots, NULL);
    assert_int_equal(3, booking_days(&booking, days));
    const struct calendar short_one = {1, 20260101, 20261101, 540, 1020, 0, {{0, false}}};
    booking_take_slots(&booking, &slots, &short_one);
    assert_int_equal(3, booking_days(&booking, days)); /* it does not speak of these days */
}

static void what_was_chosen_stays_while_it_is_there(void **state)
{
    (void)state;
    struct booking booking = {.place = 2, .date = 20261130, .slot = 4};
    booking_take_slots(&booking, &slots, NULL);
    assert_int_equal(2, booking.place);
    assert_int_equal(20261130, booking.date);
    assert_int_equal(0, booking.slot);
    booking.date = 20261127;
    booking_take_slots(&booking, &slots, NULL);
    assert_int_equal(0, booking.date);
    struct slot_list one = slots;
    one.places = 1;
    one.count = 3;
    booking_take_slots(&booking, &one, NULL);
    assert_int_equal(1, booking.place); /* the only one needs no question */
    booking_wipe(&booking);
    assert_int_equal(0, booking.slots.count);
}

static void a_seat_keeps_its_id(void **state)
{
    (void)state;
    struct booking booking = {.place = 1, .date = 20261130};
    struct pairs wish;
    booking_take_slots(&booking, &slots, NULL);
    assert_err(ERR_STATE, booking_wish(&booking, &wish));
    booking.slot = 3;
    assert_ok(booking_wish(&booking, &wish));
    assert_int_equal(5, wish.count);
    assert_string_equal("P1", pairs_get(&wish, "place_code"));
    assert_string_equal("20261130", pairs_get(&wish, "date"));
    assert_string_equal("0930", pairs_get(&wish, "time_from"));
    assert_string_equal("1000", pairs_get(&wish, "time_until"));
    char id[37];
    strcpy(id, pairs_get(&wish, "appointment_id"));
    pairs_wipe(&wish);
    booking.slot = 4;
    assert_ok(booking_wish(&booking, &wish));
    assert_string_equal(id, pairs_get(&wish, "appointment_id"));
    pairs_wipe(&wish);
    struct appointment gone = {.cancelled = true, .number = "YY1"};
    booking_take(&booking, &gone, true);
    assert_false(booking.print);
    assert_ok(booking_wish(&booking, &wish)); /* after that it is another one */
    assert_string_not_equal(id, pairs_get(&wish, "appointment_id"));
    pairs_wipe(&wish);
}

static void patience_is_bounded(void **state)
{
    (void)state;
    const struct fee_list fees = {
        .count = 2,
        .fee = {{.pay_no = "1", .fen = 1, .expires_ms = 60000}, {.pay_no = "2", .fen = 2}}};
    struct paying paying = {.known = false};
    assert_null(paying_fee(&paying));
    assert_false(paying_waits(&paying));
    paying_take_fees(&paying, &fees);
    paying_show(&paying, 1, 1000);
    assert_true(paying_waits(&paying));
    assert_true(paying.next_ms == 4000);
    assert_true(paying_ends_ms(&paying, 1000, 0) == 61000); /* its address ends sooner */
    assert_true(paying_ends_ms(&paying, 1000, -1000000) == 1000 + PAYING_PATIENCE_MS);
    int64_t pauses[] = {6000, 12000, 24000, 30000, 30000};
    for (size_t i = 0; i < ARRAY_LEN(pauses); i++) {
        paying_failed(&paying, 5000);
        assert_true(paying.next_ms == 5000 + pauses[i]);
    }
    struct fee_list told = {.count = 1, .fee = {{.pay_no = "2", .state = FEE_PAID}}};
    assert_err(ERR_FORMAT, paying_take_state(&paying, &told, 9000));
    strcpy(told.fee[0].pay_no, "1");
    assert_ok(paying_take_state(&paying, &told, 9000));
    assert_false(paying_waits(&paying));
    assert_true(paying.print && paying.fees.fee[0].fen == 1);
    assert_true(paying.next_ms == 12000);
    told.count = 0;
    assert_err(ERR_FORMAT, paying_take_state(&paying, &told, 9000));
    paying_wipe(&paying);
    assert_err(ERR_FORMAT, paying_take_state(&paying, &told, 9000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_off_are_left_out),
        cmocka_unit_test(what_was_chosen_stays_while_it_is_there),
        cmocka_unit_test(a_seat_keeps_its_id),
        cmocka_unit_test(patience_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
