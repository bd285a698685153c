/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "drivers/ctl/devices.h"
#include "drivers/ctl/show.h"
#include "platform/base/clock.h"

static enum err begin_list(struct ctl *ctl)
{
    show_devices(ctl->device, ctl->count, ctl->json);
    ctl_exit(ctl, CTL_WELL);
    return ERR_NONE;
}

static enum err begin_state(struct ctl *ctl)
{
    const struct device_info *info = ctl_find(ctl, ctl->id);
    show_state(info, ctl->json);
    ctl_exit(ctl, show_is_well(info) ? CTL_WELL : CTL_FAILED);
    return ERR_NONE;
}

static enum err begin_watch(struct ctl *ctl)
{
    for (size_t i = 0; i < ctl->count; i++)
        show_device(&ctl->device[i], ctl->json);
    return ERR_NONE;
}

static enum err begin_read(struct ctl *ctl)
{
    fprintf(stderr, "put a card on the reader\n");
    return devices_client_identify(ctl->client, CTL_TOKEN);
}

static enum err begin_photo(struct ctl *ctl)
{
    fprintf(stderr, "put a card on the reader\n");
    return devices_client_identify_photo(ctl->client, CTL_TOKEN);
}

static enum err begin_scan(struct ctl *ctl)
{
    fprintf(stderr, "hold a code before the scanner\n");
    return devices_client_scan(ctl->client, CTL_TOKEN);
}

static enum err begin_print(struct ctl *ctl)
{
    struct receipt_job job = {0};
    enum err e = show_test_job(clock_today(), &job);
    if (e == ERR_NONE)
        e = devices_client_print(ctl->client, CTL_TOKEN, &job);
    receipt_job_wipe(&job);
    return e;
}

static enum err begin_reset(struct ctl *ctl)
{
    return devices_client_reset(ctl->client, ctl->id);
}

static enum err begin_pin(struct ctl *ctl)
{
    return devices_client_pin(ctl->client, ctl->id);
}

static enum err begin_unpin(struct ctl *ctl)
{
    return devices_client_unpin(ctl->client, ctl->id);
}

/* Without a name: the only one that is plugged in. */
static const char *only_device(const struct ctl *ctl)
{
    const char *only = NULL;
    for (size_t i = 0; i < ctl->count; i++)
        if (ctl->device[i].state != DEVICE_ABSENT) {
            if (only)
                return NULL;
            only = ctl->device[i].id;
        }
    return only;
}

static enum err begin_record(struct ctl *ctl)
{
    ctl->id = ctl->id ? ctl->id : only_device(ctl);
    if (!ctl->id) {
        fprintf(stderr, "kioskctl: record which one?\n");
        show_devices(ctl->device, ctl->count, false);
        ctl_exit(ctl, CTL_USAGE);
        return ERR_NONE;
    }
    if (access(ctl->file, F_OK) == 0) {
        fprintf(stderr, "kioskctl: %s is there already\n", ctl->file);
        ctl_exit(ctl, CTL_FAILED);
        return ERR_NONE;
    }
    fprintf(stderr, "recording %s for %d s; Ctrl-C ends it before\n", ctl->id, ctl->seconds);
    return devices_client_record(ctl->client, CTL_TOKEN, ctl->id, (uint32_t)ctl->seconds);
}

const struct verb ctl_verbs[] = {
    {"list", "", "every device, its state and flags", begin_list, WANTS_NOTHING, 5, false,
     STAFF_NOTHING},
    {"state", "ID", "one device in detail; exit status 0 when it can work", begin_state, WANTS_ID,
     5, true, STAFF_NOTHING},
    {"watch", "", "the list, then every change", begin_watch, WANTS_NOTHING, 0, false,
     STAFF_NOTHING},
    {"read-card", "", "reads one card and shows it masked", begin_read, WANTS_NOTHING, 60, false,
     STAFF_READ_CARD},
    {"read-photo", "FILE", "the same, and keeps the photo there (PPM)", begin_photo, WANTS_FILE, 60,
     false, STAFF_READ_PHOTO},
    {"scan", "", "reads one code and shows its length and kind", begin_scan, WANTS_NOTHING, 60,
     false, STAFF_SCAN},
    {"print-test", "", "prints a test slip", begin_print, WANTS_NOTHING, 120, false,
     STAFF_PRINT_TEST},
    {"reset", "ID", "recovers one device from the ground up", begin_reset, WANTS_ID, 10, true,
     STAFF_RESET},
    {"pin", "ID", "what is plugged in there now belongs there, and nothing else", begin_pin,
     WANTS_ID, 10, true, STAFF_PIN},
    {"unpin", "ID", "takes that back", begin_unpin, WANTS_ID, 10, true, STAFF_UNPIN},
    {"record", "FILE [ID]", "writes what crosses its wire, scrubbed of personal data", begin_record,
     WANTS_RECORD, 20, false, STAFF_RECORD},
    {0},
};
