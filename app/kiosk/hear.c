/* SPDX-License-Identifier: Apache-2.0 */
#include "app/kiosk/hear.h"

#include <string.h>

#include "app/kiosk/errand.h"
#include "app/screen/screen.h"
#include "platform/base/clock.h"

static void take_catalogue(struct desk *desk, struct bus_event *event)
{
    if (event->err != ERR_NONE)
        return;
    wares_take(&desk->wares, &desk->model, event->rows, event->row_count);
    event->rows = NULL;
    if (screen_of(desk->model.screen)->at_rest)
        wares_rest(&desk->wares, &desk->model);
}

static void take_case(struct model *model, const char *local_number)
{
    if (*model->visit.number) /* looked up by it, ours or the province's: look again */
        model->case_moved = true;
    if (model->visit.submitted && strcmp(model->visit.status.local_number, local_number) == 0)
        model->case_moved = true;
}

static void take_platform(struct desk *desk, bool up)
{
    availability_platform(&desk->availability, up);
    if (up && desk->model.visit.submitted) /* a signal may have been missed meanwhile */
        desk->model.case_moved = true;
}

static void take_hint(struct model *model, const struct bus_event *event)
{
    static const enum errand_id hinted[] = {ERRAND_IDENTIFY, ERRAND_SCAN, ERRAND_RECEIPT,
                                            ERRAND_LICENCE};
    bool ours = false;
    for (size_t i = 0; i < ARRAY_LEN(hinted); i++)
        ours = ours || model->errand[hinted[i]].token == event->token;
    if (!ours)
        return;
    model->page.hinted = true;
    model->page.hint = event->hint;
    if (event->hint == ID_HINT_READING)
        model->page.refused = ERR_NONE;
}

static void take_device(struct desk *desk, const struct device_info *info)
{
    struct availability *a = &desk->availability;
    bool lay = service_card_lies_there(&a->service);
    enum service_slip slip = service_slip(&a->service);
    availability_device(a, info);
    if (slip != service_slip(&a->service))
        desk->model.slip_ms = clock_now_ms();
    if (lay && !service_card_lies_there(&a->service))
        desk->model.lifted_ms = clock_now_ms();
}

bool hear_event(struct desk *desk, struct bus_event *event)
{
    struct availability *a = &desk->availability;
    switch (event->kind) {
    case BUS_DEVICES:
        availability_devices(a, event->up);
        break;
    case BUS_PLATFORM:
        take_platform(desk, event->up);
        break;
    case BUS_ONLINE:
        availability_online(a, event->up);
        break;
    case BUS_STORAGE:
        availability_storage(a, event->up);
        break;
    case BUS_CLOCK_OFF: /* all that is shown, printed and sent from now on */
        clock_correct(event->off_ms);
        break;
    case BUS_DEVICE:
        take_device(desk, &event->device);
        break;
    case BUS_HINT:
        take_hint(&desk->model, event);
        break;
    case BUS_CASE:
        take_case(&desk->model, event->text);
        break;
    case BUS_CATALOGUE:
        take_catalogue(desk, event);
        break;
    case BUS_STANDING:
        if (event->standing)
            desk->model.standing = *event->standing;
        availability_standing(a, &desk->model.standing);
        break;
    case BUS_CALENDAR:
        if (event->calendar)
            desk->model.calendar = *event->calendar;
        break;
    default:
        return errands_take(&desk->model, event);
    }
    return false;
}
