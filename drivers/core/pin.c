/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/core/pin.h"

#include <string.h>

#include "platform/base/text.h"

const struct pin *pins_find(const struct pins *pins, const char *id)
{
    for (size_t i = 0; i < pins->count; i++)
        if (strcmp(pins->pin[i].id, id) == 0)
            return &pins->pin[i];
    return NULL;
}

enum device_class pin_class(const char *id)
{
    for (int c = 0; c < DEVICE_CLASS_COUNT; c++) {
        const char *name = device_class_name((enum device_class)c);
        size_t len = strlen(name), digits = strspn(id + strcspn(id, "0123456789"), "0123456789");
        if (strncmp(id, name, len) == 0 && digits > 0 && digits < 3 && !id[len + digits])
            return (enum device_class)c;
    }
    return DEVICE_CLASS_COUNT;
}

enum err pins_put(struct pins *pins, const struct pin *pin)
{
    size_t at = 0;
    while (at < pins->count && strcmp(pins->pin[at].id, pin->id) != 0)
        at++;
    if (at == PINS_MAX)
        return ERR_TOO_LONG;
    pins->pin[at] = *pin;
    pins->count += at == pins->count;
    pins->broken = false;
    return ERR_NONE;
}

bool pins_remove(struct pins *pins, const char *id)
{
    for (size_t i = 0; i < pins->count; i++)
        if (strcmp(pins->pin[i].id, id) == 0) {
            pins->pin[i] = pins->pin[--pins->count];
            return true;
        }
    return false;
}

static bool class_has_pin(const struct pins *pins, enum device_class c)
{
    for (size_t i = 0; i < pins->count; i++)
        if (pin_class(pins->pin[i].id) == c)
            return true;
    return false;
}

struct pin_rule pins_rule(const struct pins *pins, enum device_class c, const char *id)
{
    const struct pin *pin = pins_find(pins, id);
    struct pin_rule rule = {.pinned = pin != NULL};
    if (pin)
        rule.pin = *pin;
    else if (pins->broken)
        rule.otherwise = PIN_UNKNOWABLE;
    else if (class_has_pin(pins, c))
        rule.otherwise = PIN_STRANGER;
    return rule;
}

enum pin_change pin_judge(const struct pin_rule *rule, const struct wire_identity *identity,
                          const char *serial)
{
    const struct pin *pin = &rule->pin;
    if (!rule->pinned)
        return rule->otherwise;
    if (strcmp(pin->place, identity->place) != 0)
        return PIN_PLACE;
    if (pin->vendor != identity->vendor || pin->product != identity->product)
        return PIN_KIND;
    if (strcmp(pin->usb_serial, identity->serial) != 0 || strcmp(pin->serial, serial) != 0)
        return PIN_SERIAL;
    return pin->release == identity->release ? PIN_SAME : PIN_RELEASE;
}

const char *pin_change_name(enum pin_change change)
{
    static const char *const names[] = {"none",   "place",    "kind",      "release",
                                        "serial", "stranger", "unknowable"};
    return (size_t)change < ARRAY_LEN(names) ? names[change] : "?";
}
