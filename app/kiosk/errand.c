/* SPDX-License-Identifier: Apache-2.0 */
#include "app/kiosk/errand.h"

#include <string.h>

#include "app/kiosk/errand_kind.h"
#include "platform/base/clock.h"
#include "platform/base/log.h"

enum { RETRY_MS = 1000 };

static void set_state(struct model *model, enum errand_id id, enum errand_state state, enum err e)
{
    struct errand *errand = &model->errand[id];
    if (state == ERRAND_ENDED && e != ERR_NONE)
        log_event(LOG_INFO, "errand_ended", "errand=%s err=%s", errand_kinds[id]->name,
                  err_name(e));
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
    return screen == errand_kinds[id]->screen || (errand_kinds[id]->also & (1ull << screen));
}

static bool is_wanted(const struct model *model, enum errand_id id)
{
    return is_here(model, id) && errand_kinds[id]->wanted(model);
}

static bool link_is_up(const struct model *model, enum errand_id id)
{
    return errand_kinds[id]->on_devices ? model->service.devices_up : model->service.platform_up;
}

/* What failed is not tried again at once: the other side may need a moment. What went well is asked
 * anew when there is news of the case. */
static bool may_begin(const struct model *model, enum errand_id id)
{
    const struct errand *errand = &model->errand[id];
    if (errand->state == ERRAND_RUNNING)
        return false;
    if (errand->state != ERRAND_ENDED || (errand->err == ERR_NONE && model->case_moved))
        return true;
    bool again = errand_kinds[id]->keeps_trying || err_category(errand->err) == ERR_CAT_LINK;
    return again && clock_now_ms() >= errand->since_ms + (errand->err ? RETRY_MS : 0);
}

static void finish(struct model *model, enum errand_id id, struct bus_event *event)
{
    errand_kinds[id]->end(model, event);
    bool gone =
        event->err == ERR_GONE && (id != ERRAND_PRINT || model->visit.paper == VISIT_PAPER_NONE);
    set_state(model, id, gone ? ERRAND_WAITING : ERRAND_ENDED, event->err);
}

/* What could not even be asked ends as if the other side had said so. */
static void begin(struct model *model, struct bus *bus, enum errand_id id)
{
    set_state(model, id, ERRAND_RUNNING, ERR_NONE);
    model->errand[id].token = new_token();
    enum err e = errand_kinds[id]->begin(model, bus, model->errand[id].token);
    if (e != ERR_NONE)
        finish(model, id, &(struct bus_event){.err = e, .outcome = PRINT_NOT_BEGUN});
}

static void stop(struct model *model, struct bus *bus, enum errand_id id)
{
    enum bus_event_kind ends = errand_kinds[id]->ends;
    if (ends == BUS_IDENTIFIED || ends == BUS_SCANNED || ends == BUS_CAPTURED)
        bus_cancel(bus, model->errand[id].token);
    set_state(model, id, ERRAND_NONE, ERR_NONE);
}

static void follow_one(struct model *model, struct bus *bus, enum errand_id id)
{
    struct errand *errand = &model->errand[id];
    bool wanted = is_wanted(model, id);
    bool over = !is_here(model, id) || (!wanted && errand_kinds[id]->stops);
    if (over && errand->state == ERRAND_RUNNING && id != ERRAND_PRINT)
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
            errand_kinds[id]->ends == event->kind)
            return id;
    return -1;
}

bool errands_take(struct model *model, struct bus_event *event)
{
    int id = event->token ? find_open(model, event) : -1;
    if (id < 0)
        return false;
    finish(model, (enum errand_id)id, event);
    return true;
}

void errands_enter(struct model *model, enum screen_id screen)
{
    for (enum errand_id id = 0; id < ERRAND_COUNT; id++)
        if (errand_kinds[id]->screen == screen && model->errand[id].state == ERRAND_ENDED)
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
