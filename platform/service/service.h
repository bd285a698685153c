/* SPDX-License-Identifier: Apache-2.0 */
/* kiosk-platform without its main(): the bridge's calls on one side, outbox and courier on the
 * other. */
#pragma once

#include <systemd/sd-event.h>

#include "platform/audit/audit.h"
#include "platform/base/settings.h"
#include "platform/outbox/outbox.h"
#include "platform/province/gateway.h"
#include "platform/trust/keyring.h"

struct service;

struct service_parts {
    const struct settings *settings;
    struct keyring *keyring;       /* changes in place when what lies on disk does */
    const struct gateway *gateway; /* how requests are signed */
    struct outbox *outbox;
    struct audit *audit; /* NULL: nothing is written there */
};

/* The parts must outlive it. Works without a network from the first moment. */
MUST_CHECK enum err service_new(sd_event *loop, const struct service_parts *parts,
                                struct service **ret_service);
void service_free(struct service *service);
