/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/core/driver.h"

#include <string.h>

#include "drivers/core/state.h"
#include "platform/base/log.h"
#include "platform/base/text.h"

static void changed(struct device *device)
{
    if (device->on_change)
        device->on_change(device);
}

/* What a device calls itself is shown to people and logged: no control characters, valid UTF-8. */
static bool take_text(char *field, size_t size, const char *text)
{
    char clean[sizeof((struct device_info *)0)->model];
    text_copy(clean, size < sizeof clean ? size : sizeof clean,
              text_is_utf8(text, strlen(text)) ? text : "?");
    for (char *p = clean; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            *p = '?';
    if (strcmp(field, clean) == 0)
        return false;
    text_copy(field, size, clean);
    return true;
}

void device_set_model(struct device *device, const char *model)
{
    if (take_text(device->info.model, sizeof device->info.model, model))
        changed(device);
}

void device_set_serial(struct device *device, const char *serial)
{
    if (take_text(device->info.serial, sizeof device->info.serial, serial))
        changed(device);
}

void device_set_flags(struct device *device, uint32_t mask, uint32_t flags)
{
    uint32_t now = (device->info.flags & ~mask) | (flags & mask);
    if (now == device->info.flags)
        return;
    device->info.flags = now;
    changed(device);
}

void device_show(struct device *device, enum device_state state)
{
    enum device_state from = device->info.state;
    if (from == state)
        return;
    if (!state_may_follow(from, state)) {
        log_event(LOG_ERROR, "state_refused", "device=%s from=%s to=%s", device->info.id,
                  device_state_name(from), device_state_name(state));
        return;
    }
    device->info.state = state;
    changed(device);
}

void device_well(struct device *device)
{
    bool recovered = device->info.why != ERR_NONE;
    device->info.why = ERR_NONE;
    if (recovered && device->info.state == device->rest)
        changed(device);
    device_show(device, device->rest);
}

void device_set_rest(struct device *device, enum device_state rest)
{
    device->rest = rest;
    if (device->open && !device->busy)
        device_show(device, rest);
}

void device_hint(struct device *device, enum id_hint hint)
{
    if (device->on_hint)
        device->on_hint(device, hint);
}
