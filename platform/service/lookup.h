/* SPDX-License-Identifier: Apache-2.0 */
/* How a case of this kiosk stands: what is known at once, and news when the province is asked. */
#pragma once

#include "platform/courier/ask.h"
#include "platform/courier/courier.h"
#include "platform/outbox/outbox.h"

struct lookup {
    struct asks *asks;
    struct courier *courier;
    struct outbox *outbox;
    const char *kiosk_code, *area_code;
    void *user;
    void (*news)(void *user, const char *local_number); /* it stands otherwise than was told */
};

/* A local number, or a project number of a case of this kiosk. ERR_NOT_FOUND. `lookup` outlives the
 * question that may follow. */
MUST_CHECK enum err lookup_status(const struct lookup *lookup, const char *number,
                                  struct case_status *ret_status);
