/* SPDX-License-Identifier: Apache-2.0 */
/* How the module's frames travel in each kind of reader. */
#include <errno.h>
#include <string.h>

#include "tests/sim/core/descriptor.h"
#include "tests/sim/models/reader.h"

enum { REPORT_SIZE = 64, REPORT_PAYLOAD = 63, REPORT_SEND_ON = 0xFF, REPORT_OUT = 0x02 };

static const uint8_t bulk4_descriptors[] = {
    DESC_DEVICE(0x0400, 0xC35A, 0x0063), DESC_CONFIGURATION(46, SELF_POWERED | 0x20),
    DESC_INTERFACE(4, 0xFF, 0, 0),       DESC_BULK(READER_OUT_HEAD, 64),
    DESC_BULK(READER_OUT_REST, 64),      DESC_BULK(READER_IN_HEAD, 64),
    DESC_BULK(READER_IN_REST, 64),
};

static const struct gadget_words bulk4_words = {
    .name = "reader",
    .speed_mbit = 12,
    .descriptors = bulk4_descriptors,
    .descriptors_size = sizeof bulk4_descriptors,
    .strings = {NULL, "SIM", "ID card reader", "R0001"},
};

static const uint8_t pair_descriptors[] = {
    DESC_DEVICE(0x0400, 0xC35A, 0x0063), DESC_CONFIGURATION(32, SELF_POWERED),
    DESC_INTERFACE(2, 0xFF, 0, 0),       DESC_BULK(READER_PAIR_OUT, 64),
    DESC_BULK(READER_PAIR_IN, 64),
};

static const struct gadget_words pair_words = {
    .name = "reader-b",
    .speed_mbit = 12,
    .descriptors = pair_descriptors,
    .descriptors_size = sizeof pair_descriptors,
    .strings = {NULL, "SIM", "ID card reader B", "R0002"},
};

static const struct gadget_words line_words = {
    .name = "reader-line",
    .speed_mbit = 12,
    .descriptors = pair_descriptors, /* a line has two directions and no descriptors */
    .descriptors_size = sizeof pair_descriptors,
    .strings = {NULL, "SIM", "ID card reader on a line", "R0004"},
    .on_a_line = true,
};

static const uint8_t vendor_report[] = {
    0x06, 0x00, 0xFF, 0x09, 0x01, /* a vendor's page and usage */
    0xA1, 0x01,                   /* collection: application */
    0x15, 0x00,                   /*   logical minimum 0 */
    0x26, 0xFF, 0x00,             /*   logical maximum 255 */
    0x75, 0x08, 0x95, 0x40,       /*   64 bytes */
    0x09, 0x01, 0x81, 0x02,       /*   input */
    0x09, 0x01, 0x91, 0x02,       /*   output */
    0xC0,                         /* end */
};

static const uint8_t report_descriptors[] = {
    DESC_DEVICE(0x0483, 0x572B, 0x0200),
    DESC_CONFIGURATION(48, BUS_POWERED),
    DESC_INTERFACE(3, 3, 0, 0),
    DESC_HID(sizeof vendor_report),
    DESC_INTERRUPT(READER_PAIR_IN, REPORT_SIZE, 1),
    DESC_INTERRUPT(0x01, REPORT_SIZE, 1),
    DESC_INTERRUPT(REPORT_OUT, REPORT_SIZE, 1),
};

static const struct gadget_words report_words = {
    .name = "reader-hid",
    .speed_mbit = 12,
    .descriptors = report_descriptors,
    .descriptors_size = sizeof report_descriptors,
    .report = vendor_report,
    .report_size = sizeof vendor_report,
    .strings = {NULL, "SIM", "ID card reader HID", "R0003"},
    .kernel_driver = "usbhid",
};

static const uint8_t preamble[] = {0xAA, 0xAA, 0xAA, 0x96, 0x69};

static size_t announced(const struct reader *r)
{
    return (size_t)(r->head[5] << 8 | r->head[6]);
}

static void take_head(struct reader *r, const uint8_t *data, size_t size)
{
    r->rest_size = r->head_size = 0;
    if (size != READER_HEAD || memcmp(data, preamble, sizeof preamble) != 0)
        return;
    memmove(r->head, data, READER_HEAD);
    r->head_size = READER_HEAD;
    if (announced(r) < 3 || announced(r) > sizeof r->rest)
        reader_complain_of_length(r);
}

static void take_rest(struct reader *r, const uint8_t *data, size_t size)
{
    if (r->head_size != READER_HEAD || r->rest_size + size > announced(r)) {
        r->head_size = r->rest_size = 0;
        return;
    }
    memcpy(r->rest + r->rest_size, data, size);
    r->rest_size += size;
    if (r->rest_size == announced(r))
        reader_take_frame(r);
}

/* Where only the bytes tell what is head and what is rest. */
static void take_bytes(struct reader *r, const uint8_t *data, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (r->head_size == READER_HEAD) {
            take_rest(r, data + i, 1);
            continue;
        }
        r->head[r->head_size++] = data[i];
        if (r->head_size == READER_HEAD)
            take_head(r, r->head, READER_HEAD);
    }
}

/* While the module is busy with the last command, it takes no other: NAK. */

static size_t bulk4_out(struct gadget *g, uint8_t endpoint, const uint8_t *data, size_t size)
{
    struct reader *r = g->state;
    if (r->answer.set)
        return 0;
    if (endpoint == READER_OUT_HEAD)
        take_head(r, data, size);
    else
        take_rest(r, data, size);
    return size;
}

static void bulk4_give(struct reader *r)
{
    gadget_push(&r->gadget, READER_IN_HEAD, r->reply, READER_HEAD);
    gadget_push(&r->gadget, READER_IN_REST, r->reply + READER_HEAD, r->reply_size - READER_HEAD);
}

static size_t pair_out(struct gadget *g, uint8_t endpoint, const uint8_t *data, size_t size)
{
    struct reader *r = g->state;
    (void)endpoint;
    if (r->answer.set)
        return 0;
    take_bytes(r, data, size);
    return size;
}

static void pair_give(struct reader *r)
{
    gadget_push(&r->gadget, READER_PAIR_IN, r->reply, r->reply_size);
}

static void report_give(struct reader *r)
{
    uint8_t report[REPORT_SIZE] = {0};
    size_t n = r->reply_size - r->given;
    if (n == 0)
        return;
    if (n > REPORT_PAYLOAD)
        n = REPORT_PAYLOAD;
    report[0] = (uint8_t)n;
    memcpy(report + 1, r->reply + r->given, n);
    r->given += n;
    gadget_push(&r->gadget, READER_PAIR_IN, report, sizeof report);
}

/* The adapter listens on its second OUT endpoint only. */
static size_t report_out(struct gadget *g, uint8_t endpoint, const uint8_t *data, size_t size)
{
    struct reader *r = g->state;
    if (r->answer.set)
        return 0;
    if (endpoint != REPORT_OUT || size != REPORT_SIZE)
        return size;
    if (data[0] == REPORT_SEND_ON)
        report_give(r);
    else if (data[0] <= REPORT_PAYLOAD)
        take_bytes(r, data + 1, data[0]);
    return size;
}

/* SET_IDLE is what usbhid asks at its binding. */
static int report_control(struct gadget *g, struct transfer *t)
{
    (void)g;
    return t->setup[0] == 0x21 && t->setup[1] == 0x0A ? 0 : -EPIPE;
}

const struct reader_shape reader_bulk4 = {
    .words = &bulk4_words, .model = {.out = bulk4_out, .reset = reader_reset}, .give = bulk4_give};
const struct reader_shape reader_pair = {
    .words = &pair_words, .model = {.out = pair_out, .reset = reader_reset}, .give = pair_give};
const struct reader_shape reader_report = {
    .words = &report_words,
    .model = {.control = report_control, .out = report_out, .reset = reader_reset},
    .give = report_give};
const struct reader_shape reader_line = {
    .words = &line_words, .model = {.out = pair_out, .reset = reader_reset}, .give = pair_give};
