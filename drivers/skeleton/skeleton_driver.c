/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/skeleton/skeleton_driver.h"

#include "drivers/skeleton/skeleton_codec.h"

enum { ASK_MS = 500, POLL_MS = 300 };

/* What the driver remembers between calls. */
struct skeleton {
    uint8_t in;
    bool ready;
};

static enum err ask_status(struct device *device)
{
    struct skeleton *s = device->own;
    uint8_t answer[8];
    size_t got;
    TRY(wire_in(device->wire, s->in, (struct wire_room){answer, sizeof answer}, ASK_MS, &got));
    return skeleton_read_status(bytes_of(answer, got), &s->ready);
}

static enum err skeleton_open(struct device *device)
{
    const struct wire_endpoint *in = wire_find_endpoint(device->wire->interface, WIRE_BULK, true);
    if (!in)
        return ERR_UNSUPPORTED;
    struct skeleton *s = calloc(1, sizeof *s);
    if (!s)
        return ERR_MEMORY;
    s->in = in->address;
    device->own = s;
    device_set_model(device, "skeleton");
    return ERR_NONE;
}

static void skeleton_close(struct device *device)
{
    free(device->own);
    device->own = NULL;
}

static enum err skeleton_check(struct device *device)
{
    const struct skeleton *s = device->own;
    TRY(ask_status(device));
    device_set_rest(device, s->ready ? DEVICE_READY : DEVICE_NEEDS_STAFF);
    return ERR_NONE;
}

/* Waits for ever: wire_pause ends it when the command is cancelled. */
static enum err skeleton_scan(struct device *device, struct secret *ret_code)
{
    (void)ret_code;
    for (;;)
        TRY(wire_pause(device->wire, POLL_MS));
}

const struct driver skeleton_driver = {
    .name = "skeleton",
    .device_class = DEVICE_SCANNER,
    .open = skeleton_open,
    .close = skeleton_close,
    .check = skeleton_check,
    .scan = skeleton_scan,
};
