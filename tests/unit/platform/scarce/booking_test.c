/* SPDX-License-Identifier: Apache-2.0 */
/* Appointments and fees when memory runs out, on the bridge and at the province. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/bus/codec_booking.h"
#include "platform/province/booking.h"
#include "platform/province/fee.h"
#include "tests/unit/platform/scarce/message.h"
#include "tests/unit/platform/scarce/scarce.h"

static const struct message_sender sender = {"K017", "140802", 1795420800000};

static struct slot_list slots = {
    .places = 1,
    .place = {{"P1", "婚姻登记处", "河东街 1 号"}},
    .count = 2,
    .slot = {{0, 20261130, 540, 570, 3}, {0, 20261130, 570, 600, 1}},
    .own_count = 1,
    .own = {{false, "YY1", {"P1", "婚姻登记处", ""}, "身份证", 20261130, 540, 570}}};
static struct fee_list fees = {.count = 1,
                               .fee = {{.state = FEE_UNPAID, .pay_no = "1408", .fen = 4000}}};

static enum err put_slots(sd_bus_message *m)
{
    return platform_put_slots(m, &slots);
}

static enum err get_slots(sd_bus_message *m)
{
    static struct slot_list got;
    enum err e = platform_get_slots(m, &got);
    assert_int_equal(e == ERR_NONE ? slots.count : 0, got.count);
    assert_int_equal(e == ERR_NONE ? 1 : 0, got.own_count);
    return e;
}

static enum err put_appointment(sd_bus_message *m)
{
    return platform_put_appointment(m, &slots.own[0]);
}

static enum err get_appointment(sd_bus_message *m)
{
    struct appointment got;
    enum err e = platform_get_appointment(m, &got);
    assert_string_equal(e == ERR_NONE ? "YY1" : "", got.number);
    return e;
}

static enum err put_fees(sd_bus_message *m)
{
    return platform_put_fees(m, &fees);
}

static enum err get_fees(sd_bus_message *m)
{
    struct fee_list got;
    enum err e = platform_get_fees(m, &got);
    assert_int_equal(e == ERR_NONE ? fees.count : 0, got.count);
    return e;
}

static void each_call_on_a_message_fails_once(void **state)
{
    (void)state;
    static const struct message_word words[] = {
        {put_slots, get_slots}, {put_appointment, get_appointment}, {put_fees, get_fees}};
    message_fail_each(words, ARRAY_LEN(words));
}

/* One word of the bridge with one thing in it changed. */
static void refuse_slots(enum err wanted, const struct slot_list *list)
{
    sd_bus_message *m = message_new();
    assert_ok(platform_put_slots(m, list));
    message_expect(wanted, get_slots, m);
}

static void a_slot_is_within_its_bounds(void **state)
{
    (void)state;
    static const struct slot wrong[] = {{1, 20261130, 540, 570, 1},  {0, 20261131, 540, 570, 1},
                                        {0, 20261130, -1, 570, 1},   {0, 20261130, 570, 570, 1},
                                        {0, 20261130, 540, 1440, 1}, {0, 20261130, 540, 570, 0}};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        struct slot_list list = slots;
        list.slot[1] = wrong[i];
        refuse_slots(ERR_RANGE, &list);
    }
    struct slot_list list = slots;
    list.own[0].until = 0;
    refuse_slots(ERR_RANGE, &list);
}

enum { MORE = SLOTS_MAX + 1 };

/* More than fit of one of the three. */
static void refuse_many(int places, int times, int own)
{
    sd_bus_message *m = message_new();
    sd_bus_message_open_container(m, 'a', "(sss)");
    for (int i = 0; i < places; i++)
        sd_bus_message_append(m, "(sss)", "P1", "x", "");
    sd_bus_message_close_container(m);
    sd_bus_message_open_container(m, 'a', "(uiiiu)");
    for (int i = 0; i < times; i++)
        sd_bus_message_append(m, "(uiiiu)", 0u, 20261130, 540, 570, 1u);
    sd_bus_message_close_container(m);
    sd_bus_message_open_container(m, 'a', "(bsssssiii)");
    for (int i = 0; i < own; i++)
        sd_bus_message_append(m, "(bsssssiii)", 0, "YY1", "P1", "x", "", "", 20261130, 540, 570);
    sd_bus_message_close_container(m);
    message_expect(ERR_TOO_LONG, get_slots, m);
}

static void there_are_no_more_than_fit(void **state)
{
    (void)state;
    char longer[FEE_URL_TEXT + 1];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    refuse_many(PLACES_MAX + 1, 0, 0);
    refuse_many(1, MORE, 0);
    refuse_many(0, 0, OWN_APPOINTMENTS_MAX + 1);
    sd_bus_message *m = message_new();
    sd_bus_message_open_container(m, 'a', "(usssssxx)");
    for (int i = 0; i <= FEES_MAX; i++)
        sd_bus_message_append(m, "(usssssxx)", 0u, "1", "x", "x", "x", "x", (int64_t)1, (int64_t)1);
    sd_bus_message_close_container(m);
    message_expect(ERR_TOO_LONG, get_fees, m);
    for (int i = 0; i < 3; i++) {
        m = message_new();
        sd_bus_message_open_container(m, 'a', "(usssssxx)");
        sd_bus_message_append(m, "(usssssxx)", i == 0 ? 3u : 0u, "1", "x", "x", "x",
                              i == 1 ? longer : "x", (int64_t)(i != 2), (int64_t)1);
        sd_bus_message_close_container(m);
        message_expect(i == 1 ? ERR_TOO_LONG : ERR_RANGE, get_fees, m);
    }
}

static enum err get_nothing(sd_bus_message *m)
{
    assert_err(ERR_FORMAT, get_fees(m));
    assert_true(sd_bus_message_rewind(m, true) >= 0);
    assert_err(ERR_FORMAT, get_slots(m));
    assert_true(sd_bus_message_rewind(m, true) >= 0);
    return get_appointment(m);
}

static void another_word_is_none_of_these(void **state)
{
    (void)state;
    sd_bus_message *m = message_new();
    sd_bus_message_append(m, "s", "x");
    message_expect(ERR_FORMAT, get_nothing, m);
}

#define EMPTY "{\"code\":0}"

/* Only short texts: where jansson cannot grow one it ends the program (README.md). */
static enum err ask_and_read(void *user)
{
    (void)user;
    AUTO(secret_wipe) struct secret doc = {0};
    struct pairs who = {.count = 2,
                        .pair = {{.name = "applyer_name", .value = {(char[]){"A"}, 1}},
                                 {.name = "applyer_page_code", .value = {(char[]){"1"}, 1}}}};
    static char id[] = "6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90";
    struct pairs wish = {.count = 9,
                         .pair = {{.name = "appointment_id", .value = {id, sizeof id - 1}},
                                  {.name = "place_code", .value = {(char[]){"P1"}, 2}},
                                  {.name = "date", .value = {(char[]){"20261130"}, 8}},
                                  {.name = "from", .value = {(char[]){"20261130"}, 8}},
                                  {.name = "time_from", .value = {(char[]){"0900"}, 4}},
                                  {.name = "time_until", .value = {(char[]){"0930"}, 4}},
                                  {.name = "contact_mobile", .value = {(char[]){"1"}, 1}},
                                  {.name = "pay_no", .value = {(char[]){"1"}, 1}},
                                  {.name = "project_no", .value = {(char[]){"1"}, 1}}}};
    static struct slot_list read;
    TRY(booking_write_slots(&sender, "T1", &who, &wish, &doc));
    TRY(booking_write_book(&sender, "T1", &who, &wish, &doc));
    memcpy(wish.pair[0].name, "appointment_no", sizeof "appointment_no");
    TRY(booking_write_cancel(&sender, "T1", &who, &wish, &doc));
    TRY(fee_write_list(&sender, "T1", &who, &wish, &doc));
    TRY(fee_write_state(&sender, "T1", &who, &wish, &doc));
    enum err e = booking_read_slots(EMPTY, sizeof EMPTY - 1, &read);
    return e == ERR_FORMAT ? ERR_NONE : e; /* nothing stands in it */
}

static void messages_and_replies(void **state)
{
    (void)state;
    static const enum err also[] = {ERR_NONE};
    const struct scarce_case c = {.attempt = ask_and_read, .also = also};
    assert_true(scarce_run(&c) > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_call_on_a_message_fails_once),
        cmocka_unit_test(a_slot_is_within_its_bounds),
        cmocka_unit_test(there_are_no_more_than_fit),
        cmocka_unit_test(another_word_is_none_of_these),
        cmocka_unit_test(messages_and_replies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
