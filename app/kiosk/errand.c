/* SPDX-License-Identifier: Apache-2.0 */
#include "app/kiosk/errand.h"

#include <string.h>

#include "app/print/slip.h"
#include "platform/base/clock.h"
#include "platform/base/log.h"
#include "platform/base/text.h"

enum { RETRY_MS = 1000 };

struct errand_kind {
    const char *name;
    enum screen_id screen;    /* where it may run */
    enum bus_event_kind ends; /* the event that ends it */
    bool on_devices;          /* which bridge */
    bool (*wanted)(const struct model *model);
    void (*begin)(struct model *model, struct bus *bus, uint32_t token);
    void (*end)(struct model *model, struct bus_event *event);
    bool keeps_trying; /* after a failure of the line or the other side */
};

/* Identify and scan: who is it? */

static bool unknown_yet(const struct model *model)
{
    return model->visit.identity == VISIT_UNKNOWN;
}

static void begin_identify(struct model *model, struct bus *bus, uint32_t token)
{
    model->page.hinted = false;
    bus_identify(bus, token);
}

static void end_identify(struct model *model, struct bus_event *event)
{
    enum err e = event->err;
    if (e == ERR_NONE)
        e = visit_identify_card(&model->visit, &event->record);
    model->page.refused = e;
    if (e == ERR_NONE)
        model->visit.open = true;
}

static bool wants_scan(const struct model *model)
{
    return unknown_yet(model) && secret_is_empty(&model->credential) &&
           model->errand[ERRAND_PERSON].state != ERRAND_RUNNING;
}

static void begin_scan(struct model *model, struct bus *bus, uint32_t token)
{
    (void)model;
    bus_scan(bus, token);
}

static void end_scan(struct model *model, struct bus_event *event)
{
    model->page.refused = event->err;
    if (event->err != ERR_NONE)
        return;
    secret_wipe(&model->credential);
    model->credential = event->secret;
    event->secret = (struct secret){0};
    model->errand[ERRAND_PERSON].state = ERRAND_NONE; /* a new code is a new question */
}

static bool wants_person(const struct model *model)
{
    return unknown_yet(model) && !secret_is_empty(&model->credential);
}

static void begin_person(struct model *model, struct bus *bus, uint32_t token)
{
    bus_person(bus, token, &model->credential);
}

static void end_person(struct model *model, struct bus_event *event)
{
    enum err e = event->err;
    if (e == ERR_NONE)
        e = visit_identify_code(&model->visit, &event->pairs);
    model->page.refused = e;
}

/* Shared data. */

static bool wants_shared(const struct model *model)
{
    return model->visit.item && form_wants_shared(&model->visit.form);
}

static void begin_shared(struct model *model, struct bus *bus, uint32_t token)
{
    struct pairs *who = calloc(1, sizeof *who);
    if (who && visit_who(&model->visit, who) == ERR_NONE) {
        bus_shared(bus, token, model->visit.item->task_code, who);
        return;
    }
    free(who);
    form_shared_failed(&model->visit.form);
    model->errand[ERRAND_SHARED].state = ERRAND_ENDED;
}

static void end_shared(struct model *model, struct bus_event *event)
{
    enum err e = event->err;
    if (e == ERR_NONE)
        e = form_fill_shared(&model->visit.form, &event->pairs);
    if (e != ERR_NONE && e != ERR_GONE)
        form_shared_failed(&model->visit.form);
}

/* The application and its answer. */

static bool wants_submit(const struct model *model)
{
    return !model->visit.submitted;
}

static void begin_submit(struct model *model, struct bus *bus, uint32_t token)
{
    struct application *application = calloc(1, sizeof *application);
    enum err e = application ? visit_make_application(&model->visit, application) : ERR_MEMORY;
    if (e == ERR_NONE) {
        bus_submit(bus, token, application);
        return;
    }
    free(application);
    model->errand[ERRAND_SUBMIT].state = ERRAND_ENDED;
    model->errand[ERRAND_SUBMIT].err = e;
    log_event(LOG_ERROR, "application_failed", "err=%s", err_name(e));
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

static void begin_status(struct model *model, struct bus *bus, uint32_t token)
{
    model->case_moved = false;
    bus_status(bus, token, model->visit.status.local_number);
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
    return model->visit.submitted && model->visit.paper == VISIT_PAPER_NONE &&
           service_has_printer(&model->service);
}

static void begin_print(struct model *model, struct bus *bus, uint32_t token)
{
    const struct slip_place place = {.title = model_title(model),
                                     .kiosk_code = model->settings->kiosk.code,
                                     .help_phone = model->settings->kiosk.help_phone,
                                     .now_ms = clock_wall_ms()};
    struct receipt_job *job = calloc(1, sizeof *job);
    enum err e = job ? slip_make(&model->visit, &place, job) : ERR_MEMORY;
    if (e == ERR_NONE) {
        model->visit.paper = VISIT_PAPER_RUNNING;
        bus_print(bus, token, job);
        return;
    }
    free(job);
    model->visit.paper = VISIT_PAPER_FAILED;
    model->visit.paper_why = e;
    model->errand[ERRAND_PRINT].state = ERRAND_ENDED;
    log_event(LOG_ERROR, "slip_failed", "err=%s", err_name(e));
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

static void begin_rate(struct model *model, struct bus *bus, uint32_t token)
{
    struct rating rating = {.satisfaction = (enum satisfaction)(model->page.level - 1)};
    text_copy(rating.local_number, sizeof rating.local_number, model->visit.status.local_number);
    text_copy(rating.reason_codes, sizeof rating.reason_codes, model->page.value);
    bus_rate(bus, token, &rating);
}

static void end_nothing(struct model *model, struct bus_event *event)
{
    (void)model, (void)event;
}

static const struct errand_kind kinds[ERRAND_COUNT] = {
    [ERRAND_IDENTIFY] = {"identify", SCREEN_IDENTIFY, BUS_IDENTIFIED, true, unknown_yet,
                         begin_identify, end_identify, true},
    [ERRAND_SCAN] = {"scan", SCREEN_PHONE, BUS_SCANNED, true, wants_scan, begin_scan, end_scan,
                     true},
    [ERRAND_PERSON] = {"person", SCREEN_PHONE, BUS_PERSON, false, wants_person, begin_person,
                       end_person, true},
    [ERRAND_SHARED] = {"shared", SCREEN_SHARED, BUS_SHARED, false, wants_shared, begin_shared,
                       end_shared, false},
    [ERRAND_SUBMIT] = {"submit", SCREEN_SENDING, BUS_SUBMITTED, false, wants_submit, begin_submit,
                       end_submit, false},
    [ERRAND_STATUS] = {"status", SCREEN_SENDING, BUS_STATUS, false, wants_status, begin_status,
                       end_status, true},
    [ERRAND_PRINT] = {"print", SCREEN_DONE, BUS_PRINTED, true, wants_print, begin_print, end_print,
                      true},
    [ERRAND_RATE] = {"rate", SCREEN_RATING, BUS_RATED, false, wants_rate, begin_rate, end_nothing,
                     false},
};

static void set_state(struct model *model, enum errand_id id, enum errand_state state, enum err e)
{
    struct errand *errand = &model->errand[id];
    if (state == ERRAND_ENDED && e != ERR_NONE)
        log_event(LOG_INFO, "errand_ended", "errand=%s err=%s", kinds[id].name, err_name(e));
    errand->state = state;
    errand->err = e;
    errand->since_ms = clock_now_ms();
    if (state != ERRAND_RUNNING)
        errand->token = 0;
}

static uint32_t new_token(void)
{
    static uint32_t last;
    return ++last ? last : ++last;
}

static bool is_here(const struct model *model, enum errand_id id)
{
    enum screen_id screen = model->screen;
    bool begins = screen == SCREEN_ATTRACT || screen == SCREEN_HOME; /* a card begins a visit */
    return screen == kinds[id].screen || (id == ERRAND_IDENTIFY && begins);
}

static bool is_wanted(const struct model *model, enum errand_id id)
{
    return is_here(model, id) && kinds[id].wanted(model);
}

static bool link_is_up(const struct model *model, enum errand_id id)
{
    return kinds[id].on_devices ? model->service.devices_up : model->service.platform_up;
}

/* What failed is not tried again at once: the other side may need a moment. */
static bool may_begin(const struct model *model, enum errand_id id)
{
    const struct errand *errand = &model->errand[id];
    if (errand->state == ERRAND_RUNNING)
        return false;
    if (errand->state != ERRAND_ENDED)
        return true;
    bool again = kinds[id].keeps_trying || err_category(errand->err) == ERR_CAT_LINK;
    return again && clock_now_ms() >= errand->since_ms + (errand->err ? RETRY_MS : 0);
}

static void begin(struct model *model, struct bus *bus, enum errand_id id)
{
    set_state(model, id, ERRAND_RUNNING, ERR_NONE);
    model->errand[id].token = new_token();
    kinds[id].begin(model, bus, model->errand[id].token);
}

static void stop(struct model *model, struct bus *bus, enum errand_id id)
{
    if (kinds[id].ends == BUS_IDENTIFIED || kinds[id].ends == BUS_SCANNED)
        bus_cancel(bus, model->errand[id].token);
    set_state(model, id, ERRAND_NONE, ERR_NONE);
}

static void follow_one(struct model *model, struct bus *bus, enum errand_id id)
{
    struct errand *errand = &model->errand[id];
    bool wanted = is_wanted(model, id);
    if (!is_here(model, id) && errand->state == ERRAND_RUNNING && id != ERRAND_PRINT)
        stop(model, bus, id);
    else if (!wanted && errand->state == ERRAND_WAITING)
        set_state(model, id, ERRAND_NONE, ERR_NONE);
    else if (wanted && !link_is_up(model, id) && errand->state == ERRAND_NONE)
        set_state(model, id, ERRAND_WAITING, ERR_NONE);
    else if (wanted && link_is_up(model, id) && may_begin(model, id))
        begin(model, bus, id);
}

void errands_follow(struct model *model, struct bus *bus)
{
    for (enum errand_id id = 0; id < ERRAND_COUNT; id++)
        follow_one(model, bus, id);
}

static int find_open(const struct model *model, const struct bus_event *event)
{
    for (int id = 0; id < ERRAND_COUNT; id++)
        if (model->errand[id].state == ERRAND_RUNNING && model->errand[id].token == event->token &&
            kinds[id].ends == event->kind)
            return id;
    return -1;
}

bool errands_take(struct model *model, struct bus_event *event)
{
    int id = event->token ? find_open(model, event) : -1;
    if (id < 0)
        return false;
    kinds[id].end(model, event);
    bool gone =
        event->err == ERR_GONE && (id != ERRAND_PRINT || model->visit.paper == VISIT_PAPER_NONE);
    set_state(model, (enum errand_id)id, gone ? ERRAND_WAITING : ERRAND_ENDED, event->err);
    return true;
}

void errands_enter(struct model *model, enum screen_id screen)
{
    for (enum errand_id id = 0; id < ERRAND_COUNT; id++)
        if (kinds[id].screen == screen && model->errand[id].state == ERRAND_ENDED)
            set_state(model, id, ERRAND_NONE, ERR_NONE);
}

void errands_drop(struct model *model, struct bus *bus)
{
    for (enum errand_id id = 0; id < ERRAND_COUNT; id++)
        if (model->errand[id].state == ERRAND_RUNNING)
            stop(model, bus, id);
}

int64_t errands_due(const struct model *model)
{
    int64_t due = INT64_MAX;
    for (enum errand_id id = 0; id < ERRAND_COUNT; id++) {
        const struct errand *errand = &model->errand[id];
        int64_t again = errand->since_ms + RETRY_MS;
        if (errand->state == ERRAND_ENDED && errand->err != ERR_NONE && is_wanted(model, id) &&
            again < due)
            due = again;
    }
    return due;
}
