/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/hidpos_codec.h"
#include "drivers/scanner/scanner.h"
#include "drivers/scanner/scanner_talk.h"
#include "platform/base/clock.h"

enum {
    CONTROL_MS = 1000,
    WAIT_MS = 60000,   /* for a citizen; then again */
    CONTINUE_MS = 500, /* for the rest of a code */
    TORN_MS = 3000,    /* after that the rest of a torn code does not come any more */
    ABSURD_MAX = 16,   /* reports in a row that break the format: the scanner is not well */
};

/* Standard requests: USB 2.0 §9.4, HID 1.11 §7.1.1. */
enum {
    IN_STANDARD_INTERFACE = 0x81,
    GET_DESCRIPTOR = 6,
    DESCRIPTOR_REPORT = 0x22,
};

struct hidpos {
    uint8_t in;
    struct hidpos_layout layout;
    struct hidpos_join join;
    int64_t torn_ms; /* until then what comes may be the rest of a code that was given up */
    uint8_t report[HIDPOS_REPORT_MAX];
};

static enum err read_layout(struct device *device, struct hidpos_layout *ret_layout)
{
    const struct wire_control get = {.request_type = IN_STANDARD_INTERFACE,
                                     .request = GET_DESCRIPTOR,
                                     .value = DESCRIPTOR_REPORT << 8,
                                     .index = device->wire->interface->number};
    uint8_t descriptor[HIDPOS_DESCRIPTOR_MAX];
    size_t size;
    TRY(wire_control_in(device->wire, &get, (struct wire_room){descriptor, sizeof descriptor},
                        CONTROL_MS, &size));
    enum err e = hidpos_layout_parse(descriptor, size, ret_layout);
    /* A keyboard where a scanner was promised can type: staff must look at it. */
    return e == ERR_UNSUPPORTED ? ERR_REFUSED : e;
}

static enum err begin(struct device *device, struct hidpos *h)
{
    const struct wire_endpoint *in =
        wire_find_endpoint(device->wire->interface, WIRE_INTERRUPT, true);
    if (!in)
        return ERR_UNSUPPORTED;
    h->in = in->address;
    TRY(read_layout(device, &h->layout));
    hidpos_join_init(&h->join, &h->layout);
    scanner_tell_names(device);
    return ERR_NONE;
}

static enum err hidpos_open(struct device *device)
{
    struct hidpos *h = calloc(1, sizeof *h);
    if (!h)
        return ERR_MEMORY;
    enum err e = begin(device, h);
    if (e != ERR_NONE) {
        free(h);
        return e;
    }
    device->own = h;
    return ERR_NONE;
}

static void hidpos_close(struct device *device)
{
    wipe_free(device->own, sizeof(struct hidpos));
    device->own = NULL;
}

static enum err hidpos_check(struct device *device)
{
    const struct hidpos *h = device->own;
    return scanner_check(device, h->in);
}

/* The next report, however long it takes. A code that stops in its middle is forgotten. */
static enum err next_report(struct device *device, struct hidpos *h, size_t *ret_size)
{
    for (;;) {
        bool begun = !h->join.whole && h->join.size > 0;
        size_t room =
            wire_room_for(device->wire, h->in, (size_t)h->layout.report_size, sizeof h->report);
        enum err e = wire_in(device->wire, h->in, (struct wire_room){h->report, room},
                             begun ? CONTINUE_MS : WAIT_MS, ret_size);
        if (e != ERR_TIMEOUT)
            return e;
        if (begun)
            h->torn_ms = clock_now_ms() + TORN_MS;
        hidpos_join_wipe(&h->join);
    }
}

/* The rest of a code looks like a whole one. */
static bool is_rest_of_torn(struct hidpos *h)
{
    bool rest = clock_now_ms() < h->torn_ms;
    h->torn_ms = 0;
    if (rest)
        hidpos_join_wipe(&h->join);
    return rest;
}

static enum err wait_for_code(struct device *device, struct hidpos *h)
{
    enum err e = ERR_NONE;
    for (int absurd = 0; absurd < ABSURD_MAX;) {
        size_t size;
        bool whole = false;
        TRY(next_report(device, h, &size));
        e = hidpos_join_add(&h->join, h->report, size, &whole);
        if (whole && !is_rest_of_torn(h))
            return ERR_NONE;
        absurd = e == ERR_NONE ? 0 : absurd + 1;
    }
    return e;
}

static enum err hidpos_scan(struct device *device, struct secret *ret_code)
{
    struct hidpos *h = device->own;
    hidpos_join_wipe(&h->join);
    TRY(wire_drain(device->wire, h->in, SCANNER_QUIET_MS));
    enum err e = wait_for_code(device, h);
    if (e == ERR_NONE)
        e = secret_set(ret_code, (const char *)h->join.data, h->join.size);
    hidpos_join_wipe(&h->join);
    wipe(h->report, sizeof h->report);
    return e;
}

const struct driver hidpos_driver = {
    .name = "hidpos",
    .device_class = DEVICE_SCANNER,
    .open = hidpos_open,
    .close = hidpos_close,
    .check = hidpos_check,
    .scan = hidpos_scan,
};
