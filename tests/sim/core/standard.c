/* SPDX-License-Identifier: Apache-2.0 */
/* Standard requests (USB 2.0, 9.4) and the HID descriptors (HID 1.11, 7.1). */
#include <errno.h>
#include <string.h>

#include "tests/sim/core/gadget.h"

enum {
    GET_STATUS = 0,
    CLEAR_FEATURE = 1,
    SET_FEATURE = 3,
    GET_DESCRIPTOR = 6,
    GET_CONFIGURATION = 8,
    SET_CONFIGURATION = 9,
    GET_INTERFACE = 10,
    SET_INTERFACE = 11,
};

enum { TYPE_DEVICE = 1, TYPE_CONFIGURATION, TYPE_STRING, TYPE_QUALIFIER = 6 };
enum { TYPE_HID = 0x21, TYPE_HID_REPORT };
enum { RECIPIENT_MASK = 0x1F, RECIPIENT_ENDPOINT = 2, FEATURE_HALT = 0 };

static int give(struct transfer *t, const void *data, size_t size)
{
    if (size > t->size)
        size = t->size;
    if (size > 0)
        memcpy(t->data, data, size);
    return (int)size;
}

static int give_string(const struct gadget *g, struct transfer *t, uint8_t index)
{
    static const uint8_t languages[] = {4, TYPE_STRING, 0x09, 0x04};
    if (index == 0)
        return give(t, languages, sizeof languages);
    if (index >= ARRAY_LEN(g->words->strings) || !g->words->strings[index])
        return -EPIPE;
    uint8_t out[126] = {0};
    size_t size = 2;
    for (const char *s = g->words->strings[index]; *s && size < sizeof out; s++, size += 2)
        out[size] = (uint8_t)*s;
    out[0] = (uint8_t)size;
    out[1] = TYPE_STRING;
    return give(t, out, size);
}

/* Only a device that also runs at another speed has one (9.6.2). */
static int give_qualifier(const struct gadget *g, struct transfer *t)
{
    const uint8_t *d = g->words->descriptors;
    const uint8_t out[10] = {10, TYPE_QUALIFIER, d[2], d[3], d[4], d[5], d[6], d[7], d[17], 0};
    return g->words->speed_mbit == 480 ? give(t, out, sizeof out) : -EPIPE;
}

static int give_hid(const struct gadget *g, struct transfer *t)
{
    const uint8_t *d = g->words->descriptors;
    for (size_t at = 18; at < g->words->descriptors_size; at += d[at])
        if (d[at + 1] == TYPE_HID)
            return give(t, d + at, d[at]);
    return -EPIPE;
}

static int give_descriptor(const struct gadget *g, struct transfer *t)
{
    const uint8_t *d = g->words->descriptors;
    switch (t->setup[3]) {
    case TYPE_DEVICE:
        return give(t, d, 18);
    case TYPE_CONFIGURATION:
        return t->setup[2] == 0 ? give(t, d + 18, g->words->descriptors_size - 18) : -EPIPE;
    case TYPE_STRING:
        return give_string(g, t, t->setup[2]);
    case TYPE_QUALIFIER:
        return give_qualifier(g, t);
    case TYPE_HID:
        return give_hid(g, t);
    case TYPE_HID_REPORT:
        return g->words->report ? give(t, g->words->report, g->words->report_size) : -EPIPE;
    default:
        return -EPIPE;
    }
}

static int feature(struct gadget *g, const struct transfer *t, bool halt)
{
    if ((t->setup[0] & RECIPIENT_MASK) != RECIPIENT_ENDPOINT)
        return 0; /* remote wake-up and the like: accepted */
    struct endpoint *e = gadget_endpoint(g, t->setup[4]);
    if (!e || t->setup[2] != FEATURE_HALT)
        return -EPIPE;
    e->halted = halt;
    return 0;
}

static int give_status(struct gadget *g, struct transfer *t)
{
    uint8_t status[2] = {0};
    if ((t->setup[0] & RECIPIENT_MASK) == RECIPIENT_ENDPOINT) {
        struct endpoint *e = gadget_endpoint(g, t->setup[4]);
        if (!e)
            return -EPIPE;
        status[0] = e->halted;
    }
    return give(t, status, sizeof status);
}

int standard_control(struct gadget *g, struct transfer *t)
{
    static const uint8_t zero = 0;
    if (t->setup[0] & 0x60)
        return -ENOSYS;
    switch (t->setup[1]) {
    case GET_STATUS:
        return give_status(g, t);
    case CLEAR_FEATURE:
        return feature(g, t, false);
    case SET_FEATURE:
        return feature(g, t, true);
    case GET_DESCRIPTOR:
        return give_descriptor(g, t);
    case GET_CONFIGURATION:
        return give(t, &g->configuration, 1);
    case SET_CONFIGURATION:
        g->configuration = t->setup[2];
        return 0;
    case GET_INTERFACE:
        return give(t, &zero, 1);
    case SET_INTERFACE:
        return t->setup[2] == 0 ? 0 : -EPIPE;
    default:
        return -EPIPE;
    }
}
