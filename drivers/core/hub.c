/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/core/hub_parts.h"

#include <string.h>

#include "drivers/core/state.h"
#include "platform/base/log.h"

void hub_tell_device(struct hub *hub, const struct slot *slot)
{
    hub->config.on_device(hub->config.user, &slot->info);
}

static struct slot *slot_of_worker(struct hub *hub, const struct worker *worker)
{
    for (size_t i = 0; i < hub->slots.count; i++)
        if (hub->slots.slot[i].worker == worker)
            return &hub->slots.slot[i];
    return NULL;
}

/* Commands: who gets the open one of a class. */

static void unlink_command(struct hub *hub, struct command *command)
{
    struct command **at = &hub->lane[command_class(command)];
    while (*at && *at != command)
        at = &(*at)->next;
    if (*at)
        *at = command->next;
    command->next = NULL;
}

static void end_command(struct hub *hub, struct command *command)
{
    if (atomic_load(&command->cancelled) && command->kind != COMMAND_PRINT)
        command_set_result(command, ERR_CANCELLED);
    unlink_command(hub, command);
    command->on_end(command);
}

static void hint(struct command *command, enum id_hint h)
{
    if (command->kind != COMMAND_IDENTIFY || command->told == (int)h)
        return;
    command->told = (int)h;
    command->on_hint(command, h);
}

/* What a class can offer a command now. Of several, the one that needs nobody's hand (the states
 * are in this order), then the one whose row stands first in ids.ini, then the first. */
struct offer {
    const struct slot *slot; /* takes it */
    bool pending;            /* somebody is just being opened, or busy: how it is will be told */
    bool broken;
};

static bool is_better(const struct slot *s, const struct slot *than)
{
    if (!state_takes_commands(s->info.state) || !than)
        return state_takes_commands(s->info.state);
    if (s->info.state != than->info.state)
        return s->info.state < than->info.state;
    if (s->row != than->row)
        return s->row < than->row;
    /* Of two cameras the one for pages is left alone with its pages. */
    return (s->info.flags & DEVICE_FLAG_PHOTOGRAPHS) < (than->info.flags & DEVICE_FLAG_PHOTOGRAPHS);
}

static bool is_able(const struct slot *s, const struct command *command)
{
    return command->kind != COMMAND_CAPTURE || s->info.flags & DEVICE_FLAG_PHOTOGRAPHS;
}

static struct offer look_for(const struct hub *hub, const struct command *command)
{
    enum device_class c = command_class(command);
    struct offer offer = {0};
    for (size_t i = 0; i < hub->slots.count; i++) {
        const struct slot *s = &hub->slots.slot[i];
        if (s->info.device_class != c || !s->worker)
            continue;
        bool able = is_able(s, command);
        if (able && is_better(s, offer.slot))
            offer.slot = s;
        /* What it can is known once it is open. */
        offer.pending = offer.pending || s->info.state == DEVICE_ABSENT ||
                        (able && s->info.state == DEVICE_BUSY);
        offer.broken = offer.broken || (able && s->info.state == DEVICE_BROKEN);
    }
    return offer;
}

void hub_dispatch(struct hub *hub, enum device_class c)
{
    struct command *command = hub->lane[c];
    if (!command || command->worker)
        return;
    struct offer offer = look_for(hub, command);
    if (offer.slot) {
        command->worker = offer.slot->worker;
        worker_give(command->worker, command);
    } else if (offer.pending) {
        return;
    } else if (command_is_once(command)) {
        command_set_result(command, offer.broken ? ERR_DEVICE_FAULT : ERR_ABSENT);
        end_command(hub, command);
        hub_dispatch(hub, c);
    } else {
        hint(command, ID_HINT_NO_READER);
    }
}

/* What workers say. */

static void on_changed(void *user, struct worker *worker, const struct device_info *info)
{
    struct hub *hub = user;
    struct slot *slot = slot_of_worker(hub, worker);
    if (!slot)
        return;
    if (slot->info.state != info->state)
        log_event(LOG_INFO, "device_state", "device=%s state=%s", info->id,
                  device_state_name(info->state));
    slot->info = *info;
    hub_mark_pinned(hub, slot);
    hub_tell_device(hub, slot);
    hub_dispatch(hub, info->device_class);
}

static void on_hint(void *user, struct command *command, enum id_hint h)
{
    (void)user;
    command->on_hint(command, h);
}

static void on_ended(void *user, struct command *command)
{
    struct hub *hub = user;
    enum device_class c = command_class(command);
    end_command(hub, command);
    hub_dispatch(hub, c);
}

static void on_returned(void *user, struct command *command)
{
    struct hub *hub = user;
    enum device_class c = command_class(command);
    command->worker = NULL;
    if (atomic_load(&command->cancelled))
        end_command(hub, command);
    hub_dispatch(hub, c);
}

static void on_exited(void *user, struct worker *worker)
{
    struct hub *hub = user;
    for (size_t i = 0; i < hub->leaving; i++)
        if (hub->left[i] == worker) {
            hub->left[i] = hub->left[--hub->leaving];
            worker_free(worker);
            return;
        }
}

size_t hub_list(const struct hub *hub, struct device_info ret_info[HUB_SLOTS])
{
    for (size_t i = 0; i < hub->slots.count; i++)
        ret_info[i] = hub->slots.slot[i].info;
    return hub->slots.count;
}

/* What the bridge asks. */

enum err hub_begin(struct hub *hub, struct command *command)
{
    struct command **at = &hub->lane[command_class(command)];
    for (; *at; at = &(*at)->next)
        if (!atomic_load(&(*at)->cancelled))
            return ERR_BUSY;
    *at = command;
    hub_dispatch(hub, command_class(command));
    return ERR_NONE;
}

void hub_cancel(struct hub *hub, struct command *command)
{
    atomic_store(&command->cancelled, true);
    if (command->worker && !worker_cancel(command->worker, command))
        return;
    enum device_class c = command_class(command);
    if (command->kind == COMMAND_PRINT)
        command_set_result(command, ERR_CANCELLED);
    end_command(hub, command);
    hub_dispatch(hub, c);
}

enum err hub_reset(struct hub *hub, const char *id)
{
    struct slot *slot = slots_find(&hub->slots, id);
    if (!slot || !slot->worker)
        return ERR_ABSENT;
    worker_reset(slot->worker);
    return ERR_NONE;
}

enum err hub_new(const struct hub_config *config, struct hub **ret_hub)
{
    struct hub *hub = calloc(1, sizeof *hub);
    if (!hub)
        return ERR_MEMORY;
    hub->config = *config;
    hub->events = (struct worker_events){.changed = on_changed,
                                         .hint = on_hint,
                                         .ended = on_ended,
                                         .returned = on_returned,
                                         .exited = on_exited,
                                         .user = hub};
    for (int c = 0; c < DEVICE_CLASS_COUNT; c++)
        slots_add(&hub->slots, (enum device_class)c);
    hub_add_pinned(hub);
    *ret_hub = hub;
    return ERR_NONE;
}

static void free_workers(struct hub *hub)
{
    for (size_t i = 0; i < hub->slots.count; i++)
        if (hub->slots.slot[i].worker)
            worker_stop(hub->slots.slot[i].worker);
    for (size_t i = 0; i < hub->slots.count; i++)
        worker_free(hub->slots.slot[i].worker);
    for (size_t i = 0; i < hub->leaving; i++)
        worker_free(hub->left[i]);
    worker_forget(hub->config.box, &hub->events); /* their last words would reach a freed hub */
}

void hub_free(struct hub *hub)
{
    if (!hub)
        return;
    free_workers(hub);
    for (int c = 0; c < DEVICE_CLASS_COUNT; c++)
        while (hub->lane[c]) {
            atomic_store(&hub->lane[c]->cancelled, true);
            if (hub->lane[c]->kind == COMMAND_PRINT)
                command_set_result(hub->lane[c], ERR_CANCELLED);
            end_command(hub, hub->lane[c]);
        }
    free(hub);
}
