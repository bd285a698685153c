/* SPDX-License-Identifier: Apache-2.0 */
#include "app/kiosk/errand_kind.h"

#include <string.h>

#include "app/print/copy.h"
#include "app/print/slip.h"
#include "platform/base/clock.h"
#include "platform/base/text.h"

/* Shared data. */

static bool wants_shared(const struct model *model)
{
    return model->visit.item && papers_want_shared(&model->visit);
}

static enum err begin_shared(struct model *model, struct bus *bus, uint32_t token)
{
    struct pairs *who = NULL;
    TRY(errand_who(model, &who));
    bus_shared(bus, token, model->visit.item->task_code, who);
    return ERR_NONE;
}

static void end_shared(struct model *model, struct bus_event *event)
{
    enum err e = event->err;
    if (e == ERR_NONE)
        e = form_fill_shared(&model->visit.form, &event->pairs);
    if (e == ERR_NONE)
        papers_take_shared(&model->visit, &event->pairs);
    if (e != ERR_NONE && e != ERR_GONE)
        form_shared_failed(&model->visit.form);
}

/* What is given out at once. */

static bool wants_proof(const struct model *model)
{
    return visit_wants_proof(&model->visit);
}

static enum err begin_proof(struct model *model, struct bus *bus, uint32_t token)
{
    struct pairs *who = NULL, *form = calloc(1, sizeof *form);
    enum err e = form ? visit_choices(&model->visit, form) : ERR_MEMORY;
    if (e == ERR_NONE)
        e = errand_who(model, &who);
    if (e == ERR_NONE) {
        bus_proof(bus, token, &(struct bus_wish){model->visit.item->task_code, who, form});
        return ERR_NONE;
    }
    if (form)
        pairs_wipe(form);
    free(form);
    return e;
}

static void end_proof(struct model *model, struct bus_event *event)
{
    if (event->err == ERR_NONE)
        event->err = visit_take_proof(&model->visit, &event->pairs);
}

/* How cases stand: all of a citizen, or one by its number. */

static bool wants_cases(const struct model *model)
{
    return !model->visit.cases_known && !*model->visit.number;
}

static enum err begin_cases(struct model *model, struct bus *bus, uint32_t token)
{
    struct pairs *who = NULL;
    TRY(errand_who(model, &who));
    bus_query(bus, token, who);
    return ERR_NONE;
}

static void end_cases(struct model *model, struct bus_event *event)
{
    model->page.refused = event->err;
    if (event->err != ERR_NONE)
        return;
    model->visit.cases = *event->cases;
    model->visit.cases_known = true;
}

static bool wants_find(const struct model *model)
{
    return *model->visit.number && (!model->visit.cases_known || model->case_moved);
}

static enum err begin_find(struct model *model, struct bus *bus, uint32_t token)
{
    struct pairs *who = calloc(1, sizeof *who);
    model->case_moved = false;
    if (!who)
        return ERR_MEMORY;
    if (model->visit.identity != VISIT_UNKNOWN && visit_who(&model->visit, who) != ERR_NONE)
        pairs_wipe(who); /* then only what this kiosk knows */
    bus_find(bus, token, model->visit.number, who);
    return ERR_NONE;
}

static void end_find(struct model *model, struct bus_event *event)
{
    model->page.refused = event->err;
    if (event->err == ERR_NONE)
        visit_take_found(&model->visit, &event->status);
}

/* The application and its answer. */

static bool wants_submit(const struct model *model)
{
    return !model->visit.submitted && !visit_wants_proof(&model->visit);
}

static enum err begin_submit(struct model *model, struct bus *bus, uint32_t token)
{
    struct application *application = calloc(1, sizeof *application);
    enum err e = application ? visit_make_application(&model->visit, application) : ERR_MEMORY;
    if (e == ERR_NONE)
        bus_submit(bus, token, application);
    else
        free(application);
    return e;
}

static void end_submit(struct model *model, struct bus_event *event)
{
    if (event->err != ERR_NONE)
        return;
    model->visit.status = event->status;
    model->visit.submitted = true;
}

static bool wants_status(const struct model *model)
{
    return model->visit.submitted && model->case_moved && model->visit.status.state == CASE_SAVED;
}

static enum err begin_status(struct model *model, struct bus *bus, uint32_t token)
{
    model->case_moved = false;
    bus_status(bus, token, model->visit.status.local_number);
    return ERR_NONE;
}

static void end_status(struct model *model, struct bus_event *event)
{
    if (event->err == ERR_NONE)
        model->visit.status = event->status;
    else
        model->case_moved = true;
}

/* Paper. */

static bool wants_print(const struct model *model)
{
    const struct visit *visit = &model->visit;
    bool wanted = model->screen == SCREEN_DONE ? visit->submitted
                                               : model->page.printing || visit->booking.print ||
                                                     visit->paying.print || visit->handing.print;
    return wanted && visit->paper == VISIT_PAPER_NONE && !errand_parts_come(model) &&
           service_has_printer(&model->service);
}

static enum err begin_print(struct model *model, struct bus *bus, uint32_t token)
{
    const struct slip_place place = {.calendar = &model->calendar,
                                     .title = model_title(model),
                                     .kiosk_code = model->settings->kiosk.code,
                                     .help_phone = model->settings->kiosk.help_phone,
                                     .now_ms = clock_wall_ms()};
    struct receipt_job *job = calloc(1, sizeof *job);
    bool copy = model->page.printing;
    enum err e = !job   ? ERR_MEMORY
                 : copy ? copy_make(&model->visit, &place, job)
                        : slip_make(&model->visit, &place, job);
    if (e == ERR_NONE) {
        model->visit.paper = VISIT_PAPER_RUNNING;
        model->visit.paper_says_saved = model->visit.status.state == CASE_SAVED;
        bus_print(bus, token, job);
    } else {
        free(job);
    }
    return e;
}

static void end_print(struct model *model, struct bus_event *event)
{
    static const enum visit_paper paper_of[] = {[PRINT_DONE] = VISIT_PAPER_DONE,
                                                [PRINT_NOT_BEGUN] = VISIT_PAPER_FAILED,
                                                [PRINT_INCOMPLETE] = VISIT_PAPER_FAILED,
                                                [PRINT_UNKNOWN] = VISIT_PAPER_UNKNOWN};
    model->visit.paper = paper_of[event->outcome];
    model->visit.paper_why = event->err;
    /* It never reached the other program: asking again cannot print twice. */
    if (event->outcome == PRINT_NOT_BEGUN && event->err == ERR_GONE)
        model->visit.paper = VISIT_PAPER_NONE;
}

/* Rating. */

static bool wants_rate(const struct model *model)
{
    return model->page.rated && model->visit.submitted;
}

static enum err begin_rate(struct model *model, struct bus *bus, uint32_t token)
{
    struct rating rating = {.satisfaction = (enum satisfaction)(model->page.level - 1)};
    text_copy(rating.local_number, sizeof rating.local_number, model->visit.status.local_number);
    text_copy(rating.reason_codes, sizeof rating.reason_codes, model->page.value);
    bus_rate(bus, token, &rating);
    return ERR_NONE;
}

static void end_nothing(struct model *model, struct bus_event *event)
{
    (void)model, (void)event;
}

/* An answer that comes while "saved" is on show is shown. */
const struct errand_kind errand_shared = {
    .name = "shared",
    .screen = SCREEN_SHARED,
    .ends = BUS_SHARED,
    .wanted = wants_shared,
    .begin = begin_shared,
    .end = end_shared,
};

const struct errand_kind errand_submit = {
    .name = "submit",
    .screen = SCREEN_SENDING,
    .ends = BUS_SUBMITTED,
    .wanted = wants_submit,
    .begin = begin_submit,
    .end = end_submit,
};

const struct errand_kind errand_status = {
    .name = "status",
    .screen = SCREEN_SENDING,
    .also = SCREEN_BIT(DONE),
    .ends = BUS_STATUS,
    .wanted = wants_status,
    .begin = begin_status,
    .end = end_status,
    .keeps_trying = true,
};

const struct errand_kind errand_print = {
    .name = "print",
    .screen = SCREEN_DONE,
    .also = SCREEN_BIT(CERTIFICATE) | SCREEN_BIT(BOOKED) | SCREEN_BIT(FEE) | SCREEN_BIT(HANDED),
    .ends = BUS_PRINTED,
    .on_devices = true,
    .wanted = wants_print,
    .begin = begin_print,
    .end = end_print,
    .keeps_trying = true,
};

const struct errand_kind errand_proof = {
    .name = "proof",
    .screen = SCREEN_SENDING,
    .ends = BUS_PROOF,
    .wanted = wants_proof,
    .begin = begin_proof,
    .end = end_proof,
};

const struct errand_kind errand_cases = {
    .name = "cases",
    .screen = SCREEN_CASES,
    .ends = BUS_CASES,
    .wanted = wants_cases,
    .begin = begin_cases,
    .end = end_cases,
};

const struct errand_kind errand_find = {
    .name = "find",
    .screen = SCREEN_CASES,
    .ends = BUS_STATUS,
    .wanted = wants_find,
    .begin = begin_find,
    .end = end_find,
};

const struct errand_kind errand_rate = {
    .name = "rate",
    .screen = SCREEN_RATING,
    .ends = BUS_RATED,
    .wanted = wants_rate,
    .begin = begin_rate,
    .end = end_nothing,
};

const struct errand_kind *const errand_kinds[ERRAND_COUNT] = {
    [ERRAND_IDENTIFY] = &errand_identify,
    [ERRAND_SCAN] = &errand_scan,
    [ERRAND_PERSON] = &errand_person,
    [ERRAND_SEND_CODE] = &errand_send_code,
    [ERRAND_CHECK_CODE] = &errand_check_code,
    [ERRAND_LICENCE] = &errand_licence,
    [ERRAND_ENTERPRISE] = &errand_enterprise,
    [ERRAND_SHARED] = &errand_shared,
    [ERRAND_SUBMIT] = &errand_submit,
    [ERRAND_STATUS] = &errand_status,
    [ERRAND_PRINT] = &errand_print,
    [ERRAND_PROOF] = &errand_proof,
    [ERRAND_CASES] = &errand_cases,
    [ERRAND_FIND] = &errand_find,
    [ERRAND_RECEIPT] = &errand_receipt,
    [ERRAND_SLOTS] = &errand_slots,
    [ERRAND_BOOK] = &errand_book,
    [ERRAND_CANCEL] = &errand_cancel,
    [ERRAND_FEES] = &errand_fees,
    [ERRAND_FEE_STATE] = &errand_fee_state,
    [ERRAND_RATE] = &errand_rate,
    [ERRAND_CALL] = &errand_call,
    [ERRAND_CERTIFICATES] = &errand_certificates,
    [ERRAND_COPY] = &errand_copy,
    [ERRAND_CAPTURE] = &errand_capture,
    [ERRAND_CORRECTIONS] = &errand_corrections,
    [ERRAND_HANDOVER] = &errand_handover,
    [ERRAND_PARTS] = &errand_parts,
};
