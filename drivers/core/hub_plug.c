/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "drivers/core/hub_parts.h"
#include "drivers/core/state.h"
#include "platform/base/log.h"
#include "platform/base/text.h"

static struct slot *slot_of_port(struct hub *hub, const struct wire_port *port)
{
    for (size_t i = 0; i < hub->slots.count; i++)
        if (hub->slots.slot[i].worker && worker_port(hub->slots.slot[i].worker) == port)
            return &hub->slots.slot[i];
    return NULL;
}

/* Devices that come and go. */

static const struct driver *driver_named(const struct hub *hub, const struct id_row *row)
{
    const struct driver *const *d = hub->config.drivers;
    while (*d && (strcmp((*d)->name, row->driver) != 0 || (*d)->device_class != row->device_class))
        d++;
    return *d;
}

static struct pin_rule rule_for(const struct hub *hub, const struct slot *slot)
{
    if (!hub->config.pins)
        return (struct pin_rule){0};
    return pins_rule(hub->config.pins, slot->info.device_class, slot->info.id);
}

void hub_mark_pinned(const struct hub *hub, struct slot *slot)
{
    uint32_t rest = slot->info.flags & ~(uint32_t)DEVICE_FLAG_PINNED;
    slot->info.flags = rest | (rule_for(hub, slot).pinned ? DEVICE_FLAG_PINNED : 0);
}

static void take_leave(struct hub *hub, struct slot *slot)
{
    log_event(LOG_INFO, "usb_left", "device=%s", slot->info.id);
    worker_stop(slot->worker);
    if (hub->leaving == HUB_SLOTS) /* many unplugged within moments: wait for this one */
        worker_free(hub->left[--hub->leaving]);
    hub->left[hub->leaving++] = slot->worker;
    slot->worker = NULL;
    slot->info.state = DEVICE_ABSENT;
    slot->info.flags = 0;
    hub_mark_pinned(hub, slot);
    slot->info.why = ERR_NONE;
    slot->info.place[0] = '\0';
    hub_tell_device(hub, slot);
    hub_dispatch(hub, slot->info.device_class);
}

/* Two cannot be in one socket: the news that the old one left is still on its way. */
static void clear_place(struct hub *hub, const char *place)
{
    for (size_t i = 0; *place && i < hub->slots.count; i++) {
        struct slot *slot = &hub->slots.slot[i];
        if (slot->worker && strcmp(slot->place, place) == 0)
            take_leave(hub, slot);
    }
}

static void start_worker(struct slot *slot, struct wire_port *port,
                         const struct worker_config *config)
{
    enum err e = worker_new(port, config, &slot->worker);
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "device_lost", "device=%s err=%s", slot->info.id, err_name(e));
}

void hub_arrived(struct hub *hub, struct wire_port *port, bool fresh)
{
    const struct wire_identity *usb = &port->identity;
    const struct wire_interface *interface;
    const struct id_row *row = ids_match(hub->config.ids, usb, &interface);
    const struct driver *driver = row ? driver_named(hub, row) : NULL;
    if (driver && usb->kind != WIRE_CAMERA) /* one camera may show several pictures */
        clear_place(hub, usb->place);
    struct slot *slot =
        driver ? slots_take(&hub->slots, hub->config.pins, driver->device_class, usb) : NULL;
    log_event(slot ? LOG_INFO : LOG_DEBUG, "usb_arrived", "usb=%04x:%04x place=%s row=%s device=%s",
              usb->vendor, usb->product, usb->place, row ? row->name : "none",
              slot ? slot->info.id : "none");
    if (!slot)
        return;
    slot->row = row;
    const struct worker_config config = {.driver = driver,
                                         .row = row,
                                         .settings = &hub->config.settings,
                                         .interface = interface,
                                         .id = slot->info.id,
                                         .fresh = fresh,
                                         .rule = rule_for(hub, slot),
                                         .box = hub->config.box,
                                         .events = &hub->events};
    start_worker(slot, port, &config);
}

void hub_left(struct hub *hub, struct wire_port *port)
{
    struct slot *slot = slot_of_port(hub, port);
    if (slot)
        take_leave(hub, slot);
}

enum err hub_record(struct hub *hub, const char *id, struct wire_tap *tap,
                    struct wire_port **ret_port)
{
    struct slot *slot = slots_find(&hub->slots, id);
    if (!slot || !slot->worker)
        return ERR_ABSENT;
    worker_record(slot->worker, tap);
    if (ret_port)
        *ret_port = wire_port_ref(worker_port(slot->worker));
    return ERR_NONE;
}

/* A pin more or less changes what all devices of its class must be. */
static void tell_rules(struct hub *hub, enum device_class c)
{
    for (size_t i = 0; i < hub->slots.count; i++) {
        struct slot *slot = &hub->slots.slot[i];
        if (slot->info.device_class != c)
            continue;
        struct pin_rule rule = rule_for(hub, slot);
        hub_mark_pinned(hub, slot);
        hub_tell_device(hub, slot);
        if (slot->worker)
            worker_set_rule(slot->worker, &rule);
    }
}

static enum err change_pins(struct hub *hub, const struct pins *draft, enum device_class c)
{
    TRY(pins_save(draft));
    bool all = hub->config.pins->broken;
    *hub->config.pins = *draft;
    for (int i = 0; i < DEVICE_CLASS_COUNT; i++)
        if (all || i == (int)c)
            tell_rules(hub, (enum device_class)i);
    return ERR_NONE;
}

/* Only of one that was opened is it known who it is. */
static bool has_told(const struct slot *slot)
{
    return slot->info.state == DEVICE_BUSY || state_takes_commands(slot->info.state) ||
           (slot->info.state == DEVICE_SUSPECT && slot->info.why == ERR_STRANGER);
}

enum err hub_pin(struct hub *hub, const char *id)
{
    struct slot *slot = slots_find(&hub->slots, id);
    if (!hub->config.pins)
        return ERR_UNSUPPORTED;
    if (!slot || !slot->worker)
        return ERR_ABSENT;
    if (!has_told(slot))
        return ERR_STATE;
    const struct wire_identity *usb = &worker_port(slot->worker)->identity;
    struct pin pin = {.vendor = usb->vendor, .product = usb->product, .release = usb->release};
    text_copy(pin.id, sizeof pin.id, slot->info.id);
    text_copy(pin.place, sizeof pin.place, usb->place);
    text_copy(pin.usb_serial, sizeof pin.usb_serial, usb->serial);
    text_copy(pin.serial, sizeof pin.serial, slot->info.serial);
    struct pins draft = *hub->config.pins;
    TRY(pins_put(&draft, &pin));
    TRY(change_pins(hub, &draft, slot->info.device_class));
    log_event(LOG_WARN, "device_pinned", "device=%s place=%s usb=%s release=%s", id, usb->place,
              slot->info.usb, slot->info.release);
    return ERR_NONE;
}

enum err hub_unpin(struct hub *hub, const char *id)
{
    const struct slot *slot = slots_find(&hub->slots, id);
    if (!hub->config.pins)
        return ERR_UNSUPPORTED;
    struct pins draft = *hub->config.pins;
    if (!pins_remove(&draft, id))
        return ERR_NOT_FOUND;
    TRY(change_pins(hub, &draft, slot ? slot->info.device_class : DEVICE_CLASS_COUNT));
    log_event(LOG_WARN, "device_unpinned", "device=%s", id);
    return ERR_NONE;
}

/* A pinned device that is not there is missed: it is listed as absent. */
void hub_add_pinned(struct hub *hub)
{
    const struct pins *pins = hub->config.pins;
    for (size_t i = 0; pins && i < pins->count; i++)
        while (!slots_find(&hub->slots, pins->pin[i].id) &&
               slots_add(&hub->slots, pin_class(pins->pin[i].id)))
            continue;
    for (size_t i = 0; i < hub->slots.count; i++)
        hub_mark_pinned(hub, &hub->slots.slot[i]);
}
