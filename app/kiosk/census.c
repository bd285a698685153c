/* SPDX-License-Identifier: Apache-2.0 */
#include "app/kiosk/census.h"

#include <string.h>

#include "platform/base/text.h"

static const char *const names[] = {
    [DEVICE_IDCARD] = "card", [DEVICE_RECEIPT] = "printer", [DEVICE_SCANNER] = "scanner"};

/* The worst first. */
static const struct {
    uint32_t flag;
    const char *word;
} troubles[] = {
    {DEVICE_FLAG_MEDIA_JAMMED, "jammed"},
    {DEVICE_FLAG_COVER_OPEN, "cover_open"},
    {DEVICE_FLAG_PAPER_OUT, "paper_out"},
    {DEVICE_FLAG_PAPER_LOW, "paper_low"},
};

const char *census_word(const struct service *service, enum device_class device)
{
    static const char *const words[] = {[DEVICE_ABSENT] = "absent",
                                        [DEVICE_READY] = "ready",
                                        [DEVICE_BUSY] = "ready",
                                        [DEVICE_NEEDS_CITIZEN] = "ready",
                                        [DEVICE_NEEDS_STAFF] = "needs_staff",
                                        [DEVICE_BROKEN] = "broken",
                                        [DEVICE_SUSPECT] = "suspect"};
    enum device_state state = service->device[device].state;
    if (!service->devices_up)
        return "unknown";
    if (state == DEVICE_ABSENT || state == DEVICE_BROKEN || state == DEVICE_SUSPECT)
        return words[state];
    for (size_t i = 0; i < ARRAY_LEN(troubles); i++)
        if (service->device[device].flags & troubles[i].flag)
            return troubles[i].word;
    return words[state];
}

/* What a citizen finds here; closed by order or by itself, staff see which. */
static const char *kiosk_word(const struct service *service)
{
    static const char *const levels[] = {[SERVICE_FULL] = "in_service",
                                         [SERVICE_LIMITED] = "limited",
                                         [SERVICE_CLOSED] = "out_of_service"};
    return levels[service->settling ? SERVICE_FULL : service->level];
}

static bool look(struct census *census, const struct service *service)
{
    bool news = !census->platform_up; /* it may have begun anew and know nothing */
    census->platform_up = true;
    for (int c = 0; c < DEVICE_CLASS_COUNT; c++) {
        const char *word = census_word(service, (enum device_class)c);
        news = news || !census->word[c] || strcmp(census->word[c], word) != 0;
        census->word[c] = word;
    }
    const char *kiosk = kiosk_word(service);
    news = news || !census->kiosk || strcmp(census->kiosk, kiosk) != 0;
    census->kiosk = kiosk;
    return news;
}

static void add(struct pairs *devices, const char *name, const char *word)
{
    struct pair *one = &devices->pair[devices->count];
    text_copy(one->name, sizeof one->name, name);
    if (secret_set_text(&one->value, word) == ERR_NONE)
        devices->count++;
}

void census_tell(struct census *census, const struct service *service, struct bus *bus)
{
    if (!service->platform_up) {
        census->platform_up = false;
        return;
    }
    if (!look(census, service))
        return;
    struct pairs *devices = calloc(1, sizeof *devices);
    if (!devices)
        return;
    for (int c = 0; c < DEVICE_CLASS_COUNT; c++)
        add(devices, names[c], census->word[c]);
    add(devices, "kiosk", census->kiosk);
    bus_devices(bus, devices);
}
