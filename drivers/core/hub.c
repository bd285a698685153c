/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/core/hub.h"

#include <string.h>

#include "drivers/core/state.h"
#include "drivers/core/worker.h"
#include "platform/base/log.h"

struct slot {
    struct device_info info;
    struct worker *worker;    /* NULL: unplugged */
    const struct id_row *row; /* of what is or was plugged in */
};

struct hub {
    struct hub_config config;
    struct worker_events events;
    size_t count;
    struct slot slot[HUB_SLOTS];
    struct command *lane[DEVICE_CLASS_COUNT]; /* the first is the open one */
    size_t leaving;
    struct worker *left[HUB_SLOTS];
};

static void tell_device(struct hub *hub, const struct slot *slot)
{
    hub->config.on_device(hub->config.user, &slot->info);
}

static struct slot *slot_of_worker(struct hub *hub, const struct worker *worker)
{
    for (size_t i = 0; i < hub->count; i++)
        if (hub->slot[i].worker == worker)
            return &hub->slot[i];
    return NULL;
}

static struct slot *add_slot(struct hub *hub, enum device_class c)
{
    if (hub->count == HUB_SLOTS)
        return NULL;
    unsigned number = 0;
    for (size_t i = 0; i < hub->count; i++)
        number += hub->slot[i].info.device_class == c;
    struct slot *slot = &hub->slot[hub->count++];
    *slot = (struct slot){.info = {.device_class = c, .state = DEVICE_ABSENT}};
    snprintf(slot->info.id, sizeof slot->info.id, "%s%u", device_class_name(c), number);
    return slot;
}

static struct slot *free_slot(struct hub *hub, enum device_class c)
{
    for (size_t i = 0; i < hub->count; i++)
        if (hub->slot[i].info.device_class == c && !hub->slot[i].worker)
            return &hub->slot[i];
    return add_slot(hub, c);
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

/* What a class can offer a command now. Of two that are able, the one whose row stands first in
 * ids.ini, else the one that was there first. */
struct offer {
    const struct slot *slot; /* takes it */
    bool opening;            /* somebody is just being opened */
    bool broken;
};

static bool is_better(const struct slot *s, const struct slot *than)
{
    return state_takes_commands(s->info.state) && (!than || s->row < than->row);
}

static struct offer look_for(const struct hub *hub, enum device_class c)
{
    struct offer offer = {0};
    for (size_t i = 0; i < hub->count; i++) {
        const struct slot *s = &hub->slot[i];
        if (s->info.device_class != c || !s->worker)
            continue;
        if (is_better(s, offer.slot))
            offer.slot = s;
        offer.opening = offer.opening || s->info.state == DEVICE_ABSENT;
        offer.broken = offer.broken || s->info.state == DEVICE_BROKEN;
    }
    return offer;
}

static void dispatch(struct hub *hub, enum device_class c)
{
    struct command *command = hub->lane[c];
    if (!command || command->worker)
        return;
    struct offer offer = look_for(hub, c);
    if (offer.slot) {
        command->worker = offer.slot->worker;
        worker_give(command->worker, command);
    } else if (offer.opening) {
        return;
    } else if (command->kind == COMMAND_PRINT) {
        command_set_result(command, offer.broken ? ERR_DEVICE_FAULT : ERR_ABSENT);
        end_command(hub, command);
        dispatch(hub, c);
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
    tell_device(hub, slot);
    dispatch(hub, info->device_class);
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
    dispatch(hub, c);
}

static void on_returned(void *user, struct command *command)
{
    struct hub *hub = user;
    enum device_class c = command_class(command);
    command->worker = NULL;
    if (atomic_load(&command->cancelled))
        end_command(hub, command);
    dispatch(hub, c);
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

/* Devices that come and go. */

static const struct driver *driver_named(const struct hub *hub, const struct id_row *row)
{
    const struct driver *const *d = hub->config.drivers;
    while (*d && (strcmp((*d)->name, row->driver) != 0 || (*d)->device_class != row->device_class))
        d++;
    return *d;
}

void hub_arrived(struct hub *hub, struct wire_port *port, bool fresh)
{
    const struct wire_identity *usb = &port->identity;
    const struct wire_interface *interface;
    const struct id_row *row = ids_match(hub->config.ids, usb, &interface);
    const struct driver *driver = row ? driver_named(hub, row) : NULL;
    struct slot *slot = driver ? free_slot(hub, driver->device_class) : NULL;
    log_event(slot ? LOG_INFO : LOG_DEBUG, "usb_arrived", "usb=%04x:%04x row=%s device=%s",
              usb->vendor, usb->product, row ? row->name : "none", slot ? slot->info.id : "none");
    if (!slot)
        return;
    slot->row = row;
    const struct worker_config config = {.driver = driver,
                                         .row = row,
                                         .settings = &hub->config.settings,
                                         .interface = interface,
                                         .id = slot->info.id,
                                         .fresh = fresh,
                                         .box = hub->config.box,
                                         .events = &hub->events};
    enum err e = worker_new(port, &config, &slot->worker);
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "device_lost", "device=%s err=%s", slot->info.id, err_name(e));
}

void hub_left(struct hub *hub, struct wire_port *port)
{
    for (size_t i = 0; i < hub->count; i++) {
        struct slot *slot = &hub->slot[i];
        if (!slot->worker || worker_port(slot->worker) != port)
            continue;
        log_event(LOG_INFO, "usb_left", "device=%s", slot->info.id);
        worker_stop(slot->worker);
        if (hub->leaving == HUB_SLOTS) /* many unplugged within moments: wait for this one */
            worker_free(hub->left[--hub->leaving]);
        hub->left[hub->leaving++] = slot->worker;
        slot->worker = NULL;
        slot->info.state = DEVICE_ABSENT;
        slot->info.flags = 0;
        tell_device(hub, slot);
        dispatch(hub, slot->info.device_class);
        return;
    }
}

size_t hub_list(const struct hub *hub, struct device_info ret_info[HUB_SLOTS])
{
    for (size_t i = 0; i < hub->count; i++)
        ret_info[i] = hub->slot[i].info;
    return hub->count;
}

/* What the bridge asks. */

enum err hub_begin(struct hub *hub, struct command *command)
{
    struct command **at = &hub->lane[command_class(command)];
    for (; *at; at = &(*at)->next)
        if (!atomic_load(&(*at)->cancelled))
            return ERR_BUSY;
    *at = command;
    dispatch(hub, command_class(command));
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
    dispatch(hub, c);
}

enum err hub_reset(struct hub *hub, const char *id)
{
    for (size_t i = 0; i < hub->count; i++)
        if (strcmp(hub->slot[i].info.id, id) == 0 && hub->slot[i].worker) {
            worker_reset(hub->slot[i].worker);
            return ERR_NONE;
        }
    return ERR_ABSENT;
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
        add_slot(hub, (enum device_class)c);
    *ret_hub = hub;
    return ERR_NONE;
}

static void free_workers(struct hub *hub)
{
    for (size_t i = 0; i < hub->count; i++)
        if (hub->slot[i].worker)
            worker_stop(hub->slot[i].worker);
    for (size_t i = 0; i < hub->count; i++)
        worker_free(hub->slot[i].worker);
    for (size_t i = 0; i < hub->leaving; i++)
        worker_free(hub->left[i]);
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
