/* SPDX-License-Identifier: Apache-2.0 */
/* How the devices are, in the words of the heartbeat (openapi.yaml HeartbeatDoc devices): what
 * staff would have to know before they set out. A card or slip under way is no news. */
#pragma once

#include "app/kiosk/bus.h"
#include "app/screen/service.h"

struct census {
    bool platform_up; /* as it was when it was last told */
    const char *word[DEVICE_CLASS_COUNT];
    const char *kiosk; /* "in_service", "limited", "out_of_service" */
};

/* "ready", "absent", "paper_out" … */
const char *census_word(const struct service *service, enum device_class device);
/* Tells kiosk-platform when something is other than was told. */
void census_tell(struct census *census, const struct service *service, struct bus *bus);
