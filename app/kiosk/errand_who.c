/* SPDX-License-Identifier: Apache-2.0 */
/* Who is it, and what do they hold before the scanner? */
#include "app/kiosk/errand_kind.h"

#include "app/screen/screen.h"
#include "platform/base/text.h"
#include "platform/base/uuid.h"

/* Identify and scan: who is it? */

static bool unknown_yet(const struct model *model)
{
    return model->visit.identity == VISIT_UNKNOWN;
}

static enum err begin_identify(struct model *model, struct bus *bus, uint32_t token)
{
    model->page.hinted = false;
    bus_identify(bus, token);
    return ERR_NONE;
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

static enum err begin_scan(struct model *model, struct bus *bus, uint32_t token)
{
    model->page.hinted = false;
    bus_scan(bus, token);
    return ERR_NONE;
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

static enum err begin_person(struct model *model, struct bus *bus, uint32_t token)
{
    bus_person(bus, token, &model->credential);
    return ERR_NONE;
}

static void end_person(struct model *model, struct bus_event *event)
{
    enum err e = event->err;
    if (e == ERR_NONE)
        e = visit_identify_code(&model->visit, &event->pairs);
    model->page.refused = e;
}

/* A code to their own phone, and back. One that failed is not sent again unasked. */

static bool wants_code(const struct model *model)
{
    return visit_wants_step_up(&model->visit) && model->visit.step_up.count == 0 &&
           (model->page.refused == ERR_NONE || model->page.refused == ERR_GONE);
}

/* `say` is visit_who or visit_who_acts. */
static enum err make_who(const struct model *model,
                         enum err (*say)(const struct visit *visit, struct pairs *ret_who),
                         struct pairs **ret_who)
{
    struct pairs *who = calloc(1, sizeof *who);
    enum err e = who ? say(&model->visit, who) : ERR_MEMORY;
    if (e != ERR_NONE) {
        if (who)
            pairs_wipe(who);
        free(who);
        return e;
    }
    *ret_who = who;
    return ERR_NONE;
}

enum err errand_who(const struct model *model, struct pairs **ret_who)
{
    return make_who(model, visit_who, ret_who);
}

enum err errand_who_acts(const struct model *model, struct pairs **ret_who)
{
    return make_who(model, visit_who_acts, ret_who);
}

/* `answer` (NULL: memory ran out) is wiped when it cannot be asked. */
static enum err ask_step_up(struct model *model, struct bus *bus, uint32_t token,
                            struct pairs *answer)
{
    struct pairs *who = NULL;
    enum err e = answer ? errand_who_acts(model, &who) : ERR_MEMORY;
    if (e == ERR_NONE) {
        bus_step_up(bus, token, &(struct bus_wish){model->visit.item->task_code, who, answer});
        return ERR_NONE;
    }
    if (answer)
        pairs_wipe(answer);
    free(answer);
    return e;
}

static enum err begin_send_code(struct model *model, struct bus *bus, uint32_t token)
{
    return ask_step_up(model, bus, token, calloc(1, sizeof(struct pairs)));
}

static void end_send_code(struct model *model, struct bus_event *event)
{
    if (event->err == ERR_NONE)
        event->err = visit_take_sent(&model->visit, &event->pairs);
    if (event->err == ERR_BUSY)
        event->err = ERR_REFUSED; /* too many: asking again at once would be one more */
    model->page.refused = event->err;
}

static bool wants_check(const struct model *model)
{
    return model->page.checking && model->visit.step_up.count > 0;
}

static enum err put_pair(struct pairs *pairs, const char *name, const char *value)
{
    text_copy(pairs->pair[pairs->count].name, sizeof pairs->pair[0].name, name);
    return secret_set_text(&pairs->pair[pairs->count++].value, value);
}

static enum err begin_check_code(struct model *model, struct bus *bus, uint32_t token)
{
    struct pairs *reply = calloc(1, sizeof *reply);
    const char *id = pairs_get(&model->visit.step_up, "step_up_id");
    if (reply && (put_pair(reply, "step_up_id", id) != ERR_NONE ||
                  put_pair(reply, "code", model->page.value) != ERR_NONE)) {
        pairs_wipe(reply);
        free(reply);
        reply = NULL;
    }
    return ask_step_up(model, bus, token, reply);
}

static void end_check_code(struct model *model, struct bus_event *event)
{
    if (event->err == ERR_NONE)
        event->err = visit_take_assurance(&model->visit, &event->pairs);
    model->page.refused = event->err;
    model->page.checking = false;
    if (event->err != ERR_NONE && err_category(event->err) != ERR_CAT_LINK)
        wipe(model->page.value, sizeof model->page.value);
}

/* The code on a slip. */

static bool wants_receipt(const struct model *model)
{
    return !*model->visit.number;
}

static void end_receipt(struct model *model, struct bus_event *event)
{
    enum err e = event->err;
    if (e == ERR_NONE)
        e = visit_read_number(&model->visit, secret_text(&event->secret), event->secret.len);
    model->page.refused = e;
}

/* Somebody is called. */

static bool wants_call(const struct model *model)
{
    return model->page.calling;
}

static enum err begin_call(struct model *model, struct bus *bus, uint32_t token)
{
    struct help_call call = {.reason = HELP_PERSON};
    if (!*model->help_id)
        TRY(uuid_make(model->help_id));
    text_copy(call.help_id, sizeof call.help_id, model->help_id);
    text_copy(call.screen, sizeof call.screen, screen_of(model->whence[SCREEN_HELP])->name);
    bus_call(bus, token, &call);
    return ERR_NONE;
}

static void end_call(struct model *model, struct bus_event *event)
{
    model->page.calling = event->err == ERR_GONE; /* the other program comes back: then again */
    model->page.refused = event->err;
    model->help_heard = event->err == ERR_NONE;
}

/* A card begins a visit, so it is looked for on the first pages too. */
const struct errand_kind errand_identify = {
    .name = "identify",
    .screen = SCREEN_IDENTIFY,
    .also = SCREEN_BIT(ATTRACT) | SCREEN_BIT(HOME),
    .ends = BUS_IDENTIFIED,
    .on_devices = true,
    .wanted = unknown_yet,
    .begin = begin_identify,
    .end = end_identify,
    .keeps_trying = true,
};

const struct errand_kind errand_scan = {
    .name = "scan",
    .screen = SCREEN_PHONE,
    .ends = BUS_SCANNED,
    .on_devices = true,
    .wanted = wants_scan,
    .begin = begin_scan,
    .end = end_scan,
    .keeps_trying = true,
};

const struct errand_kind errand_person = {
    .name = "person",
    .screen = SCREEN_PHONE,
    .ends = BUS_PERSON,
    .wanted = wants_person,
    .begin = begin_person,
    .end = end_person,
    .keeps_trying = true,
};

const struct errand_kind errand_send_code = {
    .name = "send_code",
    .screen = SCREEN_STEP_UP,
    .ends = BUS_STEP_UP,
    .wanted = wants_code,
    .begin = begin_send_code,
    .end = end_send_code,
};

const struct errand_kind errand_check_code = {
    .name = "check_code",
    .screen = SCREEN_STEP_UP,
    .ends = BUS_STEP_UP,
    .wanted = wants_check,
    .begin = begin_check_code,
    .end = end_check_code,
};

const struct errand_kind errand_receipt = {
    .name = "receipt",
    .screen = SCREEN_RECEIPT,
    .ends = BUS_SCANNED,
    .on_devices = true,
    .wanted = wants_receipt,
    .begin = begin_scan,
    .end = end_receipt,
    .keeps_trying = true,
};

const struct errand_kind errand_call = {
    .name = "call",
    .screen = SCREEN_HELP,
    .ends = BUS_CALLED,
    .wanted = wants_call,
    .begin = begin_call,
    .end = end_call,
};
