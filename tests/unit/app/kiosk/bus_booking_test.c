/* SPDX-License-Identifier: Apache-2.0 */
/* Orders about seats and fees: each becomes its call, and its answer an event. */
#include "tests/unit/app/kiosk/bus_stage.h"

static void slots(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    (void)user;
    struct slot_list list = {.places = 1, .count = 1};
    snprintf(list.place[0].name, sizeof list.place[0].name, "%s", pairs_get(wish->form, "from"));
    list.slot[0] = (struct slot){0, 20261130, 540, 570, 3};
    platform_call_reply_slots(call, ERR_NONE, &list);
}

static const struct appointment seat = {
    .number = "YY1", .date = 20261130, .from = 540, .until = 570};

static void book(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    (void)user;
    static const struct appointment no = {.refusal = "您已经约过了。"};
    bool again = *pairs_get(wish->form, "again");
    platform_call_reply_appointment(call, again ? ERR_REFUSED : ERR_NONE, again ? &no : &seat);
}

static void cancel_seat(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    (void)user, (void)wish;
    struct appointment gone = seat;
    gone.cancelled = true;
    platform_call_reply_appointment(call, ERR_NONE, &gone);
}

static void fees(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    (void)user, (void)wish;
    static const struct fee_list list = {.count = 1, .fee = {{.pay_no = "1408", .fen = 4000}}};
    platform_call_reply_fees(call, ERR_NONE, &list);
}

static void fee_state(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    (void)user, (void)wish;
    platform_call_reply_fees(call, ERR_NOT_FOUND, NULL);
}

static void serve_platform(void)
{
    const struct platform_service service = {.health = health,
                                             .catalogue = catalogue,
                                             .calendar = calendar,
                                             .standing = standing,
                                             .slots = slots,
                                             .book = book,
                                             .cancel = cancel_seat,
                                             .fees = fees,
                                             .fee_state = fee_state};
    assert_ok(platform_server_new(loop, &service, &platform));
}

typedef void wish_fn(struct bus *bus, uint32_t token, const struct bus_wish *wish);

/* The answer to an order, which owns what it was asked with. */
static struct bus_event *order(wish_fn *fn, enum bus_event_kind kind, const char *name)
{
    static uint32_t token = 100;
    struct pairs *who = calloc(1, sizeof *who), *wish = calloc(1, sizeof *wish);
    add_pair(who, "applyer_name", "张三");
    add_pair(wish, name, "20261127");
    fn(bus, ++token, &(struct bus_wish){"11", who, wish});
    struct bus_event *event = wait_for(kind);
    assert_int_equal(token, event->token);
    return event;
}

static void seats_and_fees_come_as_events(void **state)
{
    (void)state;
    serve_platform();
    await_up(BUS_PLATFORM, true);
    struct bus_event *event = order(bus_slots, BUS_SLOTS, "from");
    assert_ok(event->err);
    assert_int_equal(1, event->slots->count);
    assert_string_equal("20261127", event->slots->place[0].name);
    bus_event_free(event);
    event = order(bus_book, BUS_BOOKED, "date");
    assert_ok(event->err);
    assert_string_equal("YY1", event->appointment.number);
    bus_event_free(event);
    event = order(bus_book, BUS_BOOKED, "again");
    assert_err(ERR_REFUSED, event->err);
    assert_string_equal("您已经约过了。", event->appointment.refusal);
    bus_event_free(event);
    event = order(bus_cancel_appointment, BUS_CANCELLED, "appointment_no");
    assert_ok(event->err);
    assert_true(event->appointment.cancelled);
    bus_event_free(event);
    event = order(bus_fees, BUS_FEES, "project_no");
    assert_ok(event->err);
    assert_int_equal(4000, event->fees->fee[0].fen);
    bus_event_free(event);
    event = order(bus_fee_state, BUS_FEE_STATE, "pay_no");
    assert_err(ERR_NOT_FOUND, event->err);
    assert_null(event->fees);
    bus_event_free(event);
}

int main(void)
{
    bus_stage_begin();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(seats_and_fees_come_as_events, open_bus, close_bus),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
