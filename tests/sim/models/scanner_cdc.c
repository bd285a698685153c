/* SPDX-License-Identifier: Apache-2.0 */
/* A scanner that is a serial line (CDC 1.2, PSTN 1.2: abstract control model). It says nothing to a
 * host that did not set DTR. */
#include <errno.h>
#include <string.h>

#include "tests/sim/core/descriptor.h"
#include "tests/sim/models/scanner.h"

enum { SET_LINE_CODING = 0x20, GET_LINE_CODING = 0x21, SET_CONTROL_LINE_STATE = 0x22 };
enum { CODE_AND_SUFFIX = SCANNER_CODE_MAX + 1 };

static const uint8_t descriptors[] = {
    DESC_DEVICE(0x1EAB, 0x1306, 0x0100),
    DESC_CONFIGURATION_OF(67, 2, BUS_POWERED),
    DESC_INTERFACE_AT(0, 1, 2, 2, 1), /* communications, abstract control model */
    5,
    0x24,
    0,
    LE16(0x0110), /* header */
    5,
    0x24,
    1,
    0,
    1, /* call management: none, on the data interface */
    4,
    0x24,
    2,
    2, /* line coding and line state */
    5,
    0x24,
    6,
    0,
    1, /* union of 0 and 1 */
    DESC_INTERRUPT(SCANNER_NOTIFY, 8, 10),
    DESC_INTERFACE_AT(1, 2, 0x0A, 0, 0), /* data */
    DESC_BULK(SCANNER_IN, 64),
    DESC_BULK(SCANNER_OUT, 64),
};

_Static_assert(sizeof descriptors == 18 + 67, "the configuration tells its own length");

static const struct gadget_words words = {
    .name = "scanner-cdc",
    .speed_mbit = 12,
    .descriptors = descriptors,
    .descriptors_size = sizeof descriptors,
    .strings = {NULL, "SIM", "QR scanner on a line", "S0003"},
    .kernel_driver = "cdc_acm",
};

static int control(struct gadget *g, struct transfer *t)
{
    struct scanner *s = g->state;
    if ((t->setup[0] & 0x7F) != 0x21)
        return -EPIPE;
    switch (t->setup[1]) {
    case SET_LINE_CODING:
        if (t->size != sizeof s->line.coding)
            return -EPIPE;
        memcpy(s->line.coding, t->data, t->size);
        return (int)t->size;
    case GET_LINE_CODING:
        if (t->size < sizeof s->line.coding)
            return -EPIPE;
        memcpy(t->data, s->line.coding, sizeof s->line.coding);
        return sizeof s->line.coding;
    case SET_CONTROL_LINE_STATE:
        s->line.dtr = t->setup[2] & 1;
        return 0;
    default:
        return -EPIPE;
    }
}

static size_t out(struct gadget *g, uint8_t endpoint, const uint8_t *data, size_t size)
{
    (void)g, (void)endpoint, (void)data;
    return size;
}

static void reset(struct gadget *g)
{
    struct scanner *s = g->state;
    memset(&s->line, 0, sizeof s->line);
}

static void say(struct scanner *s, const uint8_t *code, size_t size)
{
    uint8_t data[CODE_AND_SUFFIX];
    if (!s->line.dtr)
        return;
    memcpy(data, code, size);
    data[size] = '\r';
    gadget_push(&s->gadget, SCANNER_IN, data, size + 1);
}

const struct scanner_shape scanner_cdc = {
    .words = &words, .model = {.control = control, .out = out, .reset = reset}, .say = say};
