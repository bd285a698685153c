/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ctl/preview_kinds.h"

#include <string.h>

#include "app/ctl/preview_visit.h"
#include "platform/base/clock.h"
#include "platform/base/date.h"
#include "platform/base/text.h"

enum { DAYS = 9, SEATS = 4, NINE = 9 * 60, HALF_HOUR = 30, HOUR_MS = 3600 * 1000 };

static int days_from_now(int days)
{
    return date_add(date_in_china(clock_wall_ms(), NULL), days);
}

static void say_day(int days, char ret_date[16])
{
    snprintf(ret_date, 16, "%08d", days_from_now(days));
}

static struct case_row example_case(enum case_state state, const char *number)
{
    struct case_row row = {.state = state};
    text_copy(row.task_name, sizeof row.task_name, "示例事项");
    text_copy(row.project_no, sizeof row.project_no, number);
    say_day(-1, row.apply_date);
    if (case_state_of_case(state) == CASE_ACCEPTED)
        say_day(DAYS, row.promise_date);
    return row;
}

/* How each state looks. */
static void all_cases(struct model *model)
{
    static const enum case_state states[] = {CASE_ACCEPTED, CASE_CORRECTION, CASE_DONE,
                                             CASE_RECEIVED, CASE_EXTENDED,   CASE_ANSWERED,
                                             CASE_REFUSED};
    struct visit *visit = &model->visit;
    visit->cases = (struct case_list){.count = ARRAY_LEN(states)};
    for (size_t i = 0; i < ARRAY_LEN(states); i++) {
        char number[NUMBER_TEXT];
        snprintf(number, sizeof number, "000000000000000%zu", i + 1);
        visit->cases.row[i] = example_case(states[i], number);
        visit->cases.row[i].unpaid = i == 0;
    }
    visit->cases_known = true;
    visit->number[0] = '\0';
}

static void one_case(struct model *model)
{
    struct visit *visit = &model->visit;
    text_copy(visit->number, sizeof visit->number, "0000000000000001");
    visit->cases =
        (struct case_list){.count = 1, .row = {example_case(CASE_ACCEPTED, visit->number)}};
    visit->cases.row[0].unpaid = true;
    visit->cases_known = true;
}

static void no_case(struct model *model)
{
    model->visit.number[0] = '\0';
    model->visit.cases.count = 0;
    model->visit.cases_known = true;
}

static void lacking(struct model *model)
{
    struct correction_list list = {.count = 1,
                                   .row = {{.name = "示例材料", .reason = "示例：照片看不清。"}}};
    say_day(DAYS, list.row[0].until);
    visit_take_corrections(&model->visit, &list);
}

enum err preview_numbers(struct model *model, const struct preview_painter *painter)
{
    (void)model;
    TRY(painter->draw(painter->user, SCREEN_FIND, "find", NULL));
    TRY(painter->draw(painter->user, SCREEN_RECEIPT, "receipt", NULL));
    return painter->draw(painter->user, SCREEN_NUMBER, "number", NULL);
}

enum err preview_cases(struct model *model, const struct preview_painter *painter)
{
    TRY(painter->draw(painter->user, SCREEN_CASES, "cases", all_cases));
    TRY(painter->draw(painter->user, SCREEN_CORRECT, "correct", lacking));
    visit_forget_corrections(&model->visit);
    TRY(painter->draw(painter->user, SCREEN_CASES, "case", one_case));
    return painter->draw(painter->user, SCREEN_CASES, "no-case", no_case);
}

static struct booking_place example_place(int which)
{
    struct booking_place place = {.code = ""};
    snprintf(place.name, sizeof place.name, "示例政务大厅%s", which ? "（二）" : "（一）");
    snprintf(place.address, sizeof place.address, "示例市示例路%d号", which + 1);
    return place;
}

/* Two places, some days, a few times each. */
static void seats(struct model *model)
{
    struct slot_list *slots = calloc(1, sizeof *slots);
    for (int place = 0; slots && place < 2; place++) {
        slots->place[slots->places++] = example_place(place);
        for (int i = 0; i < DAYS * SEATS; i++) {
            int from = NINE + i % SEATS * HALF_HOUR;
            slots->slot[slots->count++] = (struct slot){.place = (uint32_t)place,
                                                        .date = days_from_now(1 + i / SEATS),
                                                        .from = from,
                                                        .until = from + HALF_HOUR,
                                                        .left = 1 + (uint32_t)(i % 3)};
        }
    }
    if (slots)
        booking_take_slots(&model->visit.booking, slots, &model->calendar);
    model->visit.booking.place = model->visit.booking.date = 0;
    free(slots);
}

static void seats_of_place(struct model *model)
{
    seats(model);
    model->visit.booking.place = 1;
}

static void seats_of_day(struct model *model)
{
    seats_of_place(model);
    model->visit.booking.date = model->visit.booking.slots.slot[0].date;
}

static void seat(struct model *model)
{
    seats_of_day(model);
    model->visit.booking.slot = 1;
}

static void taken(struct model *model)
{
    struct appointment made = {.number = "0000000000000001",
                               .place = example_place(0),
                               .bring = "示例：双方的身份证",
                               .date = model->visit.booking.slots.slot[0].date,
                               .from = NINE,
                               .until = NINE + HALF_HOUR};
    booking_take(&model->visit.booking, &made, true);
    model->visit.paper = VISIT_PAPER_DONE;
}

static void about_to_cancel(struct model *model)
{
    taken(model);
    model->page.asking = true;
}

static void cancelled(struct model *model)
{
    struct appointment made = model->visit.booking.made;
    made.cancelled = true;
    booking_take(&model->visit.booking, &made, false);
}

enum err preview_booking(struct model *model, const struct preview_painter *painter)
{
    static const struct {
        enum screen_id id;
        const char *what;
        preview_arrive *arrive;
    } pages[] = {{SCREEN_SLOTS, "places", seats},        {SCREEN_SLOTS, "days", seats_of_place},
                 {SCREEN_SLOTS, "times", seats_of_day},  {SCREEN_BOOK, "book", seat},
                 {SCREEN_BOOKED, "booked", taken},       {SCREEN_BOOKED, "cancel", about_to_cancel},
                 {SCREEN_BOOKED, "cancelled", cancelled}};
    for (size_t i = 0; i < ARRAY_LEN(pages); i++)
        TRY(painter->draw(painter->user, pages[i].id, pages[i].what, pages[i].arrive));
    taken(model);
    TRY(preview_visit_slips(&model->visit, painter->directory, "slip"));
    model->visit.booking.print = false;
    return ERR_NONE;
}

static struct fee example_fee(int which)
{
    struct fee fee = {.state = FEE_UNPAID,
                      .payee = "示例收费单位",
                      .payer = "张*",
                      .pay_url = "https://example.invalid/0000000000000001",
                      .fen = which ? 12000 : 4000,
                      .expires_ms = clock_wall_ms() + HOUR_MS};
    snprintf(fee.pay_no, sizeof fee.pay_no, "000000000000000%d", which + 1);
    snprintf(fee.name, sizeof fee.name, "示例费用%s", which ? "二" : "一");
    return fee;
}

static void all_fees(struct model *model)
{
    struct fee_list fees = {.count = 2, .fee = {example_fee(0), example_fee(1)}};
    paying_take_fees(&model->visit.paying, &fees);
}

static void no_fees(struct model *model)
{
    struct fee_list none = {.count = 0};
    paying_take_fees(&model->visit.paying, &none);
}

static void unpaid(struct model *model)
{
    all_fees(model);
    paying_show(&model->visit.paying, 1, clock_now_ms());
    model->visit.paper = VISIT_PAPER_NONE;
}

static void paid(struct model *model)
{
    struct paying *paying = &model->visit.paying;
    unpaid(model);
    paying->fees.fee[0].state = FEE_PAID;
    paying->print = true;
    model->visit.paper = VISIT_PAPER_DONE;
}

static void put_off(struct model *model)
{
    unpaid(model);
    model->visit.paying.later = model->visit.paying.print = true;
    model->visit.paper = VISIT_PAPER_DONE;
}

enum err preview_fees(struct model *model, const struct preview_painter *painter)
{
    bool of_case = model->visit.submitted;
    if (!of_case)
        TRY(painter->draw(painter->user, SCREEN_FEES, "fees", all_fees));
    if (!of_case)
        TRY(painter->draw(painter->user, SCREEN_FEES, "no-fees", no_fees));
    TRY(painter->draw(painter->user, SCREEN_FEE, "fee", unpaid));
    TRY(painter->draw(painter->user, SCREEN_FEE, "fee-paid", paid));
    TRY(preview_visit_slips(&model->visit, painter->directory, "slip-paid"));
    TRY(painter->draw(painter->user, SCREEN_FEE, "fee-later", put_off));
    TRY(preview_visit_slips(&model->visit, painter->directory, of_case ? "slip-fee" : "slip"));
    paying_wipe(&model->visit.paying);
    return ERR_NONE;
}
