/* SPDX-License-Identifier: Apache-2.0 */
/* Seats and fees, asked on behalf of their screens. */
#include "app/kiosk/errand_kind.h"

#include "platform/base/clock.h"
#include "platform/base/date.h"
#include "platform/base/text.h"

typedef void wish_fn(struct bus *bus, uint32_t token, const struct bus_wish *wish);

struct line {
    struct bus *bus;
    uint32_t token;
};

/* Of whom, and `e`: whether `wish` could be filled, which is taken over. */
static enum err send_wish(const struct model *model, wish_fn *send, struct line line,
                          struct pairs *wish, enum err e)
{
    struct pairs *who = NULL;
    if (e == ERR_NONE)
        e = errand_who(model, &who);
    if (e == ERR_NONE) {
        send(line.bus, line.token, &(struct bus_wish){model->visit.item->task_code, who, wish});
        return ERR_NONE;
    }
    if (wish)
        pairs_wipe(wish);
    free(wish);
    return e;
}

/* One member, left out when it is "". */
static enum err fill(struct pairs *wish, const char *name, const char *value)
{
    if (!wish)
        return ERR_MEMORY;
    if (!*value)
        return ERR_NONE;
    text_copy(wish->pair[0].name, sizeof wish->pair[0].name, name);
    wish->count = 1;
    return secret_set_text(&wish->pair[0].value, value);
}

/* The seats that are left. */

static bool wants_slots(const struct model *model)
{
    return !model->visit.booking.known;
}

static enum err begin_slots(struct model *model, struct bus *bus, uint32_t token)
{
    char today[16];
    struct pairs *wish = calloc(1, sizeof *wish);
    snprintf(today, sizeof today, "%08d", date_in_china(clock_wall_ms(), NULL));
    return send_wish(model, bus_slots, (struct line){bus, token}, wish, fill(wish, "from", today));
}

static void end_slots(struct model *model, struct bus_event *event)
{
    model->page.refused = event->err;
    if (event->err == ERR_NONE)
        booking_take_slots(&model->visit.booking, event->slots,
                           model->calendar.version ? &model->calendar : NULL);
}

/* A seat, and giving it back. */

static bool wants_book(const struct model *model)
{
    return model->page.confirmed && !model->visit.booking.done;
}

static enum err begin_book(struct model *model, struct bus *bus, uint32_t token)
{
    struct pairs *wish = calloc(1, sizeof *wish);
    enum err e = wish ? booking_wish(&model->visit.booking, wish) : ERR_MEMORY;
    return send_wish(model, bus_book, (struct line){bus, token}, wish, e);
}

static void end_book(struct model *model, struct bus_event *event)
{
    model->page.refused = event->err;
    booking_take_refusal(&model->visit.booking, &event->appointment);
    if (event->err == ERR_NONE)
        booking_take(&model->visit.booking, &event->appointment, true);
}

static bool wants_cancel(const struct model *model)
{
    return model->page.confirmed && !model->visit.booking.made.cancelled;
}

static enum err begin_cancel(struct model *model, struct bus *bus, uint32_t token)
{
    struct pairs *wish = calloc(1, sizeof *wish);
    return send_wish(model, bus_cancel_appointment, (struct line){bus, token}, wish,
                     fill(wish, "appointment_no", model->visit.booking.made.number));
}

static void end_cancel(struct model *model, struct bus_event *event)
{
    model->page.refused = event->err;
    booking_take_refusal(&model->visit.booking, &event->appointment);
    if (event->err == ERR_NONE)
        booking_take(&model->visit.booking, &event->appointment, true);
}

/* What is to be paid, and whether it is. */

static bool wants_fees(const struct model *model)
{
    return !model->visit.paying.known;
}

static enum err begin_fees(struct model *model, struct bus *bus, uint32_t token)
{
    const struct visit *visit = &model->visit;
    struct pairs *wish = calloc(1, sizeof *wish);
    return send_wish(
        model, bus_fees, (struct line){bus, token}, wish,
        fill(wish, "project_no", visit->submitted ? visit->status.project_no : visit->owes_for));
}

static void end_fees(struct model *model, struct bus_event *event)
{
    model->page.refused = event->err;
    if (event->err == ERR_NONE)
        paying_take_fees(&model->visit.paying, event->fees);
}

static bool wants_fee_state(const struct model *model)
{
    const struct paying *paying = &model->visit.paying;
    return paying_waits(paying) && model->now_ms >= paying->next_ms;
}

static enum err begin_fee_state(struct model *model, struct bus *bus, uint32_t token)
{
    struct pairs *wish = calloc(1, sizeof *wish);
    return send_wish(model, bus_fee_state, (struct line){bus, token}, wish,
                     fill(wish, "pay_no", paying_fee(&model->visit.paying)->pay_no));
}

static void end_fee_state(struct model *model, struct bus_event *event)
{
    struct paying *paying = &model->visit.paying;
    if (event->err == ERR_NONE)
        event->err = paying_take_state(paying, event->fees, clock_now_ms());
    if (event->err != ERR_NONE)
        paying_failed(paying, clock_now_ms());
    model->page.refused = event->err;
}

const struct errand_kind errand_slots = {
    .name = "slots",
    .screen = SCREEN_SLOTS,
    .ends = BUS_SLOTS,
    .wanted = wants_slots,
    .begin = begin_slots,
    .end = end_slots,
};

/* A lost answer is asked for again under the same id. */
const struct errand_kind errand_book = {
    .name = "book",
    .screen = SCREEN_BOOK,
    .ends = BUS_BOOKED,
    .wanted = wants_book,
    .begin = begin_book,
    .end = end_book,
};

const struct errand_kind errand_cancel = {
    .name = "cancel",
    .screen = SCREEN_BOOKED,
    .ends = BUS_CANCELLED,
    .wanted = wants_cancel,
    .begin = begin_cancel,
    .end = end_cancel,
};

const struct errand_kind errand_fees = {
    .name = "fees",
    .screen = SCREEN_FEES,
    .ends = BUS_FEES,
    .wanted = wants_fees,
    .begin = begin_fees,
    .end = end_fees,
};

/* When it is asked again, paying_failed() says. */
const struct errand_kind errand_fee_state = {
    .name = "fee_state",
    .screen = SCREEN_FEE,
    .ends = BUS_FEE_STATE,
    .wanted = wants_fee_state,
    .begin = begin_fee_state,
    .end = end_fee_state,
    .keeps_trying = true,
};
