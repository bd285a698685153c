/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: drivers/core drivers/idcard drivers/wire */
/* What any device's descriptors say, as drivers/wire hands it on: which row and framing fit, and
 * what its strings are. First the string descriptor with a size byte, then the identity. */
#include <string.h>

#include "drivers/core/ids.h"
#include "drivers/idcard/framing.h"
#include "platform/base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

static struct ids ids;
static struct bytes string;

static void demand(bool good)
{
    if (!good)
        __builtin_trap();
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    char why[IDS_WHY];
    struct ids *shipped = NULL;
    (void)argc, (void)argv;
    demand(ids_load(&shipped, why) == ERR_NONE); /* $BUDAYANG_ASSETS, see run */
    ids = *shipped;
    free(shipped);
    return 0;
}

static void take_interface(struct bytes *b, struct wire_interface *f)
{
    f->number = bytes_u8(b);
    f->device_class = bytes_u8(b);
    f->subclass = bytes_u8(b);
    f->protocol = bytes_u8(b);
    f->endpoint_count = bytes_u8(b) % (WIRE_ENDPOINTS_MAX + 1);
    for (size_t i = 0; i < f->endpoint_count; i++) {
        f->endpoint[i].address = bytes_u8(b);
        f->endpoint[i].type = bytes_u8(b) % 4;
        f->endpoint[i].max_packet = bytes_u16le(b) & 0x7ff;
    }
}

static enum err transfer(struct wire *wire, const struct wire_transfer *t, size_t *ret_done)
{
    (void)wire;
    *ret_done = string.size < t->in.size ? string.size : t->in.size;
    if (*ret_done > 0)
        memcpy(t->in.data, string.data, *ret_done);
    return ERR_NONE;
}

static void read_string(const struct wire_identity *identity)
{
    static const struct wire_ops ops = {.transfer = transfer};
    struct wire wire = {.ops = &ops, .identity = identity, .interface = &identity->interface[0]};
    char text[64];
    if (wire_string(&wire, 1, text, sizeof text) == ERR_NONE)
        demand(text_is_utf8(text, strlen(text)));
}

static void choose_framing(const struct wire_interface *f)
{
    static const char *const names[] = {NULL, "bulk4", "report", "line", "pair", "last"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        const struct sam_framing *framing = framing_for(f, names[i]);
        if (!framing)
            continue;
        demand(framing->fits(f) && (!names[i] || strcmp(framing->name, names[i]) == 0));
        demand(framing_last_pipe(f, true) || framing_last_pipe(f, false));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes b = bytes_of(data, size);
    struct wire_identity identity = {.kind = WIRE_USB};
    size_t n = bytes_u8(&b);
    n = n < bytes_left(&b) ? n : bytes_left(&b);
    string = bytes_of(bytes_take(&b, n), n);
    identity.vendor = bytes_u16le(&b);
    identity.product = bytes_u16le(&b);
    identity.interface_count = bytes_u8(&b) % (WIRE_INTERFACES_MAX + 1);
    for (size_t i = 0; i < identity.interface_count; i++)
        take_interface(&b, &identity.interface[i]);
    const struct wire_interface *found = NULL;
    if (ids_match(&ids, &identity, &found) && found)
        demand(found >= identity.interface &&
               found < identity.interface + identity.interface_count);
    for (size_t i = 0; i < identity.interface_count; i++)
        choose_framing(&identity.interface[i]);
    read_string(&identity);
    return 0;
}
