/* SPDX-License-Identifier: Apache-2.0 */
/* A desk with a bus that is not there, and the steps of a visit. Include after check.h. */
#pragma once

#include "app/kiosk/desk.h"
#include "app/screen/actions.h"
#include "app/screen/screen.h"
#include "tests/unit/app/kiosk/fake_bus.h"
#include "tests/unit/app/kiosk/stepped.h"
#include "tests/unit/app/people.h"

static const struct settings settings = {
    .kiosk = {.code = "K017", .title = "盐湖区政务服务", .help_phone = "12345"},
    .visit = {.idle_s = 120, .warn_s = 60, .result_s = 60}};
static struct desk desk;

static inline enum screen_id screen(void)
{
    desk_round(&desk);
    return desk.model.screen;
}

#define assert_screen(which) assert_string_equal(#which, screen_of(screen())->name)

static inline void press(int action, int arg)
{
    desk_press(&desk, action, arg);
    desk_round(&desk);
}

static inline struct bus_event *event(enum bus_event_kind kind, const char *order)
{
    struct bus_event *e = calloc(1, sizeof *e);
    const struct fake_order *of = order ? fake_last(order) : NULL;
    assert_non_null(e);
    if (order)
        assert_non_null(of);
    *e = (struct bus_event){.kind = kind, .token = of ? of->token : 0};
    return e;
}

static inline void come(struct bus_event *e)
{
    desk_take(&desk, e);
    desk_round(&desk);
}

static inline void come_up(enum bus_event_kind kind, bool up)
{
    struct bus_event *e = event(kind, NULL);
    e->up = up;
    come(e);
}

static inline void come_device(enum device_class c, enum device_state state, uint32_t flags)
{
    struct bus_event *e = event(BUS_DEVICE, NULL);
    e->device = (struct device_info){.device_class = c, .state = state, .flags = flags};
    come(e);
}

static inline void devices_come(void)
{
    come_up(BUS_DEVICES, true);
    for (int c = 0; c < DEVICE_CLASS_COUNT; c++)
        come_device((enum device_class)c, DEVICE_READY, 0);
}

static inline int open_desk(void **state)
{
    (void)state;
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    fake_clear();
    desk_init(&desk, &settings, NULL);
    desk_round(&desk);
    devices_come();
    come_up(BUS_PLATFORM, true);
    come_up(BUS_ONLINE, true);
    return 0;
}

static inline int close_desk(void **state)
{
    (void)state;
    desk_done(&desk);
    return 0;
}

static inline void to_identify(void)
{
    press(ACTION_CHOOSE, 0);
    press(ACTION_NEXT, 0);
    press(ACTION_NEXT, 0);
    assert_screen(identify);
}

static inline void card_comes(void)
{
    struct bus_event *e = event(BUS_IDENTIFIED, "identify");
    e->record = zhang_san();
    come(e);
}

/* A code goes to their phone and is typed: the province is sure of them, by this token. */
static inline void type_the_code(const char *token)
{
    struct bus_event *e = event(BUS_STEP_UP, "step_up");
    add_pair(&e->pairs, "step_up_id", "0123456789abcdef");
    add_pair(&e->pairs, "sent_to", "138****0026");
    come(e);
    for (int key = 0; key < STEP_UP_DIGITS; key++)
        press(ACTION_KEY, key);
    press(ACTION_NEXT, 0);
    e = event(BUS_STEP_UP, "step_up");
    add_pair(&e->pairs, "assurance_level", "2");
    add_pair(&e->pairs, "assurance_token", token);
    come(e);
}

static inline void shared_comes(void)
{
    struct bus_event *e = event(BUS_SHARED, "shared");
    e->pairs = shared_data();
    come(e);
}

static inline void to_review(void)
{
    to_identify();
    card_comes();
    shared_comes();
    assert_screen(question);
    press(ACTION_CHOOSE, 0);
    press(ACTION_NEXT, 0);
    press(ACTION_CHOOSE, 1);
    press(ACTION_NEXT, 0);
    assert_screen(review);
}

static inline struct case_status status_of(enum case_state state)
{
    struct case_status s = {.state = state, .local_number = "K017-000482"};
    if (state != CASE_SAVED)
        strcpy(s.project_no, "1408022611230047");
    return s;
}

static inline void submitted(enum case_state state)
{
    struct bus_event *e = event(BUS_SUBMITTED, "submit");
    e->status = status_of(state);
    come(e);
}

static inline void printed(enum print_outcome outcome, enum err why)
{
    struct bus_event *e = event(BUS_PRINTED, "print");
    e->outcome = outcome;
    e->err = why;
    come(e);
}

static inline void to_done(enum case_state state)
{
    to_review();
    press(ACTION_NEXT, 0);
    submitted(state);
}

static inline bool nothing_is_left(void)
{
    const struct model *m = &desk.model;
    return all_zero(&m->visit, sizeof m->visit) && all_zero(&m->page, sizeof m->page) &&
           secret_is_empty(&m->credential) && m->errand[ERRAND_SUBMIT].state == ERRAND_NONE;
}
