/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "drivers/scanner/line_codec.h"
#include "drivers/scanner/scanner.h"
#include "drivers/scanner/scanner_talk.h"
#include "drivers/wire/line.h"
#include "platform/base/secret.h"

enum { WAIT_MS = 60000, SILENCE_MS = 50, HALF_MS = 500, PIECE = 512, CLASS_DATA = 0x0A };

enum { BAUD = 115200 };

struct line {
    uint8_t in;
    struct line_join join;
    uint8_t piece[PIECE];
};

/* The data interface of this one: the next behind it with a pipe to the host. */
static const struct wire_interface *find_data(const struct wire *wire, uint8_t *ret_in)
{
    const struct wire_identity *id = wire->identity;
    for (size_t i = 0; i < id->interface_count; i++) {
        const struct wire_interface *f = &id->interface[i];
        const struct wire_endpoint *in = wire_find_endpoint(f, WIRE_BULK, true);
        if (f->device_class != CLASS_DATA || f->number <= wire->interface->number || !in)
            continue;
        *ret_in = in->address;
        return f;
    }
    return NULL;
}

static enum line_ends ends_of(const struct device *device)
{
    bool suffix = strcmp(id_row_word(device->row, "ends", ""), "suffix") == 0;
    return suffix ? LINE_ENDS_SUFFIX : LINE_ENDS_SILENT;
}

/* The worker clears the halts of the first interface only, and only after a failure. */
static enum err drain(struct device *device, const struct line *l)
{
    enum err e = wire_drain(device->wire, l->in, SCANNER_QUIET_MS);
    if (e != ERR_STALL)
        return e;
    TRY(wire_clear_halt(device->wire, l->in));
    return wire_drain(device->wire, l->in, SCANNER_QUIET_MS);
}

static enum err begin(struct device *device, struct line *l)
{
    const struct wire_interface *data = find_data(device->wire, &l->in);
    if (!data)
        return ERR_UNSUPPORTED;
    TRY(wire_claim(device->wire, data));
    TRY(wire_line_begin(device->wire, BAUD));
    TRY(drain(device, l));
    line_join_init(&l->join, ends_of(device));
    scanner_tell_names(device);
    return ERR_NONE;
}

static enum err line_open(struct device *device)
{
    struct line *l = calloc(1, sizeof *l);
    if (!l)
        return ERR_MEMORY;
    enum err e = begin(device, l);
    if (e != ERR_NONE) {
        wipe_free(l, sizeof *l);
        return e;
    }
    device->own = l;
    return ERR_NONE;
}

static void line_close(struct device *device)
{
    wipe_free(device->own, sizeof(struct line));
    device->own = NULL;
}

/* DTR is set anew each time: a port reset drops it, and a scanner without it says nothing. */
static enum err line_check(struct device *device)
{
    const struct line *l = device->own;
    TRY(wire_line_begin(device->wire, BAUD));
    TRY(drain(device, l));
    return scanner_check(device, l->in);
}

static int patience(const struct line_join *j)
{
    if (j->whole || (j->size == 0 && !j->too_long))
        return WAIT_MS;
    return j->ends == LINE_ENDS_SUFFIX ? HALF_MS : SILENCE_MS;
}

/* The next whole code. One that is too long is passed over. */
static enum err wait_for_code(struct device *device, struct line *l)
{
    for (;;) {
        size_t size;
        bool whole = false;
        size_t room = wire_room_for(device->wire, l->in, 1, sizeof l->piece);
        enum err e = wire_in(device->wire, l->in, (struct wire_room){l->piece, room},
                             patience(&l->join), &size);
        if (e != ERR_NONE && e != ERR_TIMEOUT)
            return e;
        e = size > 0 ? line_join_add(&l->join, l->piece, size, &whole)
                     : line_join_silence(&l->join, &whole);
        if (whole)
            return e;
    }
}

static enum err line_scan(struct device *device, struct secret *ret_code)
{
    struct line *l = device->own;
    line_join_wipe(&l->join);
    TRY(wire_drain(device->wire, l->in, SCANNER_QUIET_MS));
    enum err e = wait_for_code(device, l);
    if (e == ERR_NONE)
        e = secret_set(ret_code, (const char *)l->join.data, l->join.size);
    line_join_wipe(&l->join);
    wipe(l->piece, sizeof l->piece);
    return e;
}

const struct driver scanner_line_driver = {
    .name = "scanner-line",
    .device_class = DEVICE_SCANNER,
    .open = line_open,
    .close = line_close,
    .check = line_check,
    .scan = line_scan,
};
