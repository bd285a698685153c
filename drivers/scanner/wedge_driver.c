/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/scanner.h"
#include "drivers/scanner/scanner_talk.h"
#include "drivers/scanner/wedge_codec.h"
#include "platform/base/log.h"
#include "platform/base/secret.h"

enum { CONTROL_MS = 1000, WAIT_MS = 60000, SILENCE_MS = 500, REPORT_ROOM = 64, ABSURD_MAX = 16 };

/* HID 1.11 §7.2.4 and 7.2.6. */
enum { OUT_CLASS_INTERFACE = 0x21, SET_IDLE = 0x0A, SET_PROTOCOL = 0x0B, BOOT = 0 };

struct wedge {
    uint8_t in;
    struct wedge_join join;
    uint8_t report[REPORT_ROOM];
};

static enum err set(struct device *device, uint8_t request, uint16_t value)
{
    const struct wire_control control = {.request_type = OUT_CLASS_INTERFACE,
                                         .request = request,
                                         .value = value,
                                         .index = device->wire->interface->number};
    enum err e = wire_control_out(device->wire, &control, bytes_of(NULL, 0), CONTROL_MS);
    return e == ERR_STALL ? ERR_NONE : e; /* one that knows no other protocol */
}

static enum err begin(struct device *device, struct wedge *w)
{
    const struct wire_endpoint *in =
        wire_find_endpoint(device->wire->interface, WIRE_INTERRUPT, true);
    if (!in)
        return ERR_UNSUPPORTED;
    w->in = in->address;
    TRY(set(device, SET_PROTOCOL, BOOT));
    TRY(set(device, SET_IDLE, 0));
    scanner_tell_names(device);
    return ERR_NONE;
}

static enum err wedge_open(struct device *device)
{
    struct wedge *w = calloc(1, sizeof *w);
    if (!w)
        return ERR_MEMORY;
    enum err e = begin(device, w);
    if (e != ERR_NONE) {
        free(w);
        return e;
    }
    device->own = w;
    return ERR_NONE;
}

static void wedge_close(struct device *device)
{
    wipe_free(device->own, sizeof(struct wedge));
    device->own = NULL;
}

static enum err wedge_check(struct device *device)
{
    const struct wedge *w = device->own;
    return scanner_check(device, w->in);
}

/* The next whole code, or why one was refused. */
static enum err wait_for_code(struct device *device, struct wedge *w)
{
    enum err e = ERR_NONE;
    for (int absurd = 0; absurd < ABSURD_MAX;) {
        size_t size;
        bool whole = false;
        size_t room = wire_room_for(device->wire, w->in, WEDGE_REPORT, sizeof w->report);
        e = wire_in(device->wire, w->in, (struct wire_room){w->report, room},
                    w->join.begun ? SILENCE_MS : WAIT_MS, &size);
        if (e != ERR_NONE && e != ERR_TIMEOUT)
            return e;
        e = e == ERR_NONE ? wedge_join_add(&w->join, w->report, size, &whole)
                          : wedge_join_silence(&w->join, &whole);
        if (whole || (e != ERR_NONE && e != ERR_TOO_SHORT))
            return e;
        absurd = e == ERR_NONE ? 0 : absurd + 1;
    }
    return e;
}

static enum err wedge_scan(struct device *device, struct secret *ret_code)
{
    struct wedge *w = device->own;
    wedge_join_wipe(&w->join);
    TRY(wire_drain(device->wire, w->in, SCANNER_QUIET_MS));
    enum err e = wait_for_code(device, w);
    if (e == ERR_NONE)
        e = secret_set(ret_code, (const char *)w->join.data, w->join.size);
    if (e == ERR_ENCODING || e == ERR_TOO_LONG)
        log_event(LOG_WARN, "code_refused", "device=%s err=%s", device->info.id, err_name(e));
    wedge_join_wipe(&w->join);
    wipe(w->report, sizeof w->report);
    return e == ERR_TOO_LONG ? ERR_ENCODING : e;
}

const struct driver wedge_driver = {
    .name = "wedge",
    .device_class = DEVICE_SCANNER,
    .open = wedge_open,
    .close = wedge_close,
    .check = wedge_check,
    .scan = wedge_scan,
};
