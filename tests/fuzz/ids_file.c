/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: drivers/core */
/* A table of devices. One that is taken keeps its bounds, and finds rows for any device. */
#include <string.h>

#include "drivers/core/ids.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool good)
{
    if (!good)
        __builtin_trap();
}

static void demand_word(const char word[IDS_WORD])
{
    demand(strnlen(word, IDS_WORD) < IDS_WORD);
}

static void check_row(const struct id_row *row)
{
    demand_word(row->name);
    demand_word(row->driver);
    demand_word(row->model);
    demand_word(row->camera);
    demand(row->device_class < DEVICE_CLASS_COUNT && row->usb_count <= IDS_USB &&
           row->quirk_count <= IDS_QUIRKS);
    for (size_t i = 0; i < row->quirk_count; i++) {
        demand_word(row->quirk[i].name);
        demand_word(row->quirk[i].value);
        (void)id_row_number(row, row->quirk[i].name, -1);
        demand(id_row_word(row, row->quirk[i].name, NULL) != NULL);
    }
}

/* A device that fits the row, as far as its ids go. */
static void match(const struct ids *ids, const struct id_row *row)
{
    const struct wire_interface *interface = NULL;
    struct wire_identity identity = {.kind = row->kind, .interface_count = 1};
    if (row->usb_count > 0) {
        identity.vendor = row->usb[0].vendor;
        identity.product = row->usb[0].product;
    }
    const struct id_row *found = ids_match(ids, &identity, &interface);
    if (found)
        demand(found >= ids->row && found < ids->row + ids->count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct ids ids;
    char why[IDS_WHY] = "";
    if (ids_parse((const char *)data, size, &ids, why) != ERR_NONE) {
        demand(why[0] && strnlen(why, sizeof why) < sizeof why); /* a refusal always says why */
        return 0;
    }
    demand(ids.count <= IDS_ROWS);
    for (size_t i = 0; i < ids.count; i++) {
        check_row(&ids.row[i]);
        match(&ids, &ids.row[i]);
    }
    return 0;
}
