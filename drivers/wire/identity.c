/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/wire/wire.h"

static bool fits(int wanted, uint8_t value)
{
    return wanted < 0 || wanted == value;
}

const struct wire_interface *wire_find_interface(const struct wire_identity *identity,
                                                 int device_class, int subclass, int protocol)
{
    for (size_t i = 0; i < identity->interface_count; i++) {
        const struct wire_interface *f = &identity->interface[i];
        if (fits(device_class, f->device_class) && fits(subclass, f->subclass) &&
            fits(protocol, f->protocol))
            return f;
    }
    return NULL;
}

const struct wire_endpoint *wire_find_endpoint(const struct wire_interface *interface,
                                               enum wire_type type, bool in)
{
    for (size_t i = 0; i < interface->endpoint_count; i++) {
        const struct wire_endpoint *e = &interface->endpoint[i];
        if (e->type == type && ((e->address & WIRE_ENDPOINT_IN) != 0) == in)
            return e;
    }
    return NULL;
}

const struct wire_endpoint *wire_endpoint_at(const struct wire_interface *interface,
                                             uint8_t address)
{
    for (size_t i = 0; i < interface->endpoint_count; i++)
        if (interface->endpoint[i].address == address)
            return &interface->endpoint[i];
    return NULL;
}
