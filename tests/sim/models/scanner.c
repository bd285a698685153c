/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/sim/models/scanner.h"

#include <errno.h>
#include <string.h>

#include "tests/sim/core/descriptor.h"

enum { REPORT_SCAN = 2, REPORT_TRIGGER = 4, REPORT_SIZE = 64, DATA_AT = 5, DATA_SIZE = 56 };
enum { HID_GET_REPORT = 1, HID_GET_IDLE = 2, HID_SET_REPORT = 9, HID_SET_IDLE = 10 };

static const uint8_t honeywell_report[] = {
    0x05, 0x8C,                       /* usage page: bar code scanner */
    0x09, 0x02,                       /* usage: bar code scanner */
    0xA1, 0x01,                       /* collection: application */
    0x09, 0x12,                       /*   usage: scanned data report */
    0xA1, 0x02,                       /*   collection: logical */
    0x85, REPORT_SCAN,                /*     report id */
    0x15, 0x00,                       /*     logical minimum 0 */
    0x26, 0xFF,           0x00,       /*     logical maximum 255 */
    0x75, 0x08,                       /*     report size 8 */
    0x95, 0x01,                       /*     report count 1 */
    0x05, 0x01,           0x09, 0x3B, /*     generic desktop: byte count */
    0x81, 0x02,                       /*     input: length */
    0x05, 0x8C,                       /*     bar code scanner */
    0x95, 0x03,                       /*     report count 3 */
    0x09, 0xFB,           0x09, 0xFC, /*     symbology identifier 1, 2 */
    0x09, 0xFD,                       /*     symbology identifier 3 */
    0x81, 0x02,                       /*     input */
    0x09, 0xFE,                       /*     decoded data */
    0x95, DATA_SIZE,                  /*     report count 56 */
    0x82, 0x02,           0x01,       /*     input: buffered bytes */
    0x06, 0x66,           0xFF,       /*     vendor page 0xFF66 */
    0x09, 0x04,           0x09, 0x00, /*     vendor code id, reserved */
    0x95, 0x02,                       /*     report count 2 */
    0x81, 0x02,                       /*     input */
    0x05, 0x8C,                       /*     bar code scanner */
    0x09, 0xFF,                       /*     decode data continued */
    0x25, 0x01,                       /*     logical maximum 1 */
    0x75, 0x01,           0x95, 0x01, /*     one bit */
    0x81, 0x02,                       /*     input */
    0x95, 0x07,           0x81, 0x03, /*     seven bits of padding */
    0xC0,                             /*   end */
    0x09, 0x14,                       /*   usage: trigger report */
    0xA1, 0x02,                       /*   collection: logical */
    0x85, REPORT_TRIGGER,             /*     report id */
    0x95, 0x01,                       /*     one bit each */
    0x09, 0x5F,           0x91, 0x02, /*     prevent read */
    0x09, 0x60,           0x91, 0x02, /*     initiate read */
    0x95, 0x06,           0x91, 0x03, /*     padding */
    0xC0,                             /*   end */
    0xC0,                             /* end */
};

static const uint8_t newland_report[] = {
    0x05, 0x8C,        0x09, 0x02,             /* bar code scanner */
    0xA1, 0x01,                                /* collection: application */
    0x09, 0x12,        0xA1, 0x02,             /*   scanned data report, logical */
    0x85, REPORT_SCAN,                         /*     report id */
    0x15, 0x00,                                /*     logical minimum 0 */
    0x26, 0xFF,        0x00,                   /*     logical maximum 255 */
    0x75, 0x08,        0x95, 0x01,             /*     one byte */
    0x05, 0x01,        0x09, 0x3B, 0x81, 0x02, /*     byte count: length */
    0x05, 0x8C,        0x09, 0xFE,             /*     decoded data */
    0x95, DATA_SIZE,   0x82, 0x02, 0x01,       /*     56 buffered bytes */
    0x95, 0x04,        0x81, 0x03,             /*     four reserved */
    0x06, 0x66,        0xFF, 0x09, 0x04,       /*     the maker's symbology id */
    0x95, 0x01,        0x81, 0x02,             /*     one byte */
    0x05, 0x8C,        0x09, 0xFF,             /*     decode data continued */
    0x25, 0x01,        0x75, 0x01, 0x95, 0x01, /*     one bit */
    0x81, 0x02,        0x95, 0x07, 0x81, 0x03, /*     and padding */
    0xC0, 0xC0,                                /* end */
};

#define HIDPOS_DESCRIPTORS(vendor, product, report)                                                \
    {                                                                                              \
        DESC_DEVICE(vendor, product, 0x0100), DESC_CONFIGURATION(34, BUS_POWERED),                 \
            DESC_INTERFACE(1, 3, 0, 0), DESC_HID(sizeof(report)),                                  \
            DESC_INTERRUPT(SCANNER_IN, REPORT_SIZE, 10),                                           \
    }

static const uint8_t honeywell_descriptors[] = HIDPOS_DESCRIPTORS(0x0C2E, 0x0901, honeywell_report);
static const uint8_t newland_descriptors[] = HIDPOS_DESCRIPTORS(0x1EAB, 0x1310, newland_report);

static const struct gadget_words honeywell_words = {
    .name = "scanner",
    .speed_mbit = 12,
    .descriptors = honeywell_descriptors,
    .descriptors_size = sizeof honeywell_descriptors,
    .report = honeywell_report,
    .report_size = sizeof honeywell_report,
    .strings = {NULL, "SIM", "QR scanner", "S0001"},
    .kernel_driver = "usbhid",
};

static const struct gadget_words newland_words = {
    .name = "scanner-newland",
    .speed_mbit = 12,
    .descriptors = newland_descriptors,
    .descriptors_size = sizeof newland_descriptors,
    .report = newland_report,
    .report_size = sizeof newland_report,
    .strings = {NULL, "SIM", "QR scanner N", "S0002"},
    .kernel_driver = "usbhid",
};

static int set_report(struct scanner *s, const struct transfer *t)
{
    if (t->setup[2] == REPORT_TRIGGER && t->size >= 2)
        s->prevented = t->data[1] & 1;
    return (int)t->size;
}

static int get_report(struct transfer *t)
{
    if (t->setup[2] != REPORT_SCAN || t->size == 0)
        return -EPIPE;
    size_t n = t->size < REPORT_SIZE ? t->size : REPORT_SIZE;
    memset(t->data, 0, n);
    t->data[0] = REPORT_SCAN;
    return (int)n;
}

static int control(struct gadget *g, struct transfer *t)
{
    if ((t->setup[0] & 0x7F) != 0x21)
        return -EPIPE;
    switch (t->setup[1]) {
    case HID_GET_REPORT:
        return get_report(t);
    case HID_SET_REPORT:
        return set_report(g->state, t);
    case HID_GET_IDLE:
        t->data[0] = 0;
        return t->size > 0 ? 1 : -EPIPE;
    case HID_SET_IDLE:
        return 0;
    default:
        return -EPIPE;
    }
}

static void reset(struct gadget *g)
{
    struct scanner *s = g->state;
    s->prevented = false;
}

enum err scanner_init(struct scanner *s, struct world *w, const struct scanner_shape *shape)
{
    *s = (struct scanner){.shape = shape};
    s->key = (struct alarm){.fn = shape->on_key, .user = s};
    return gadget_init(&s->gadget, w, shape->words, &shape->model, s);
}

enum err scanner_read_code(struct scanner *s, const void *code, size_t size)
{
    if (size == 0 || size > SCANNER_CODE_MAX)
        return ERR_RANGE;
    if (s->gadget.presence != GADGET_PRESENT || s->prevented)
        return ERR_STATE;
    s->shape->say(s, code, size);
    s->scans++;
    return ERR_NONE;
}

static void honeywell_say(struct scanner *s, const uint8_t *data, size_t size)
{
    for (size_t at = 0; at < size; at += DATA_SIZE) {
        size_t n = size - at < DATA_SIZE ? size - at : DATA_SIZE;
        uint8_t out[REPORT_SIZE] = {REPORT_SCAN, (uint8_t)n, ']', 'Q', '1'};
        memcpy(out + DATA_AT, data + at, n);
        out[61] = 's'; /* Honeywell's own letter for QR */
        out[63] = at + n < size;
        gadget_push(&s->gadget, SCANNER_IN, out, sizeof out);
    }
}

static void newland_say(struct scanner *s, const uint8_t *data, size_t size)
{
    for (size_t at = 0; at < size; at += DATA_SIZE) {
        size_t n = size - at < DATA_SIZE ? size - at : DATA_SIZE;
        uint8_t out[REPORT_SIZE] = {REPORT_SCAN, (uint8_t)n};
        memcpy(out + 2, data + at, n);
        out[63] = at + n < size;
        gadget_push(&s->gadget, SCANNER_IN, out, sizeof out);
    }
}

const struct scanner_shape scanner_honeywell = {
    .words = &honeywell_words, .model = {.control = control, .reset = reset}, .say = honeywell_say};
const struct scanner_shape scanner_newland = {
    .words = &newland_words, .model = {.control = control, .reset = reset}, .say = newland_say};
