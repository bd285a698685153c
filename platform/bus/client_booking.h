/* SPDX-License-Identifier: Apache-2.0 */
/* Appointments and fees, as client.h: each call is answered by exactly one callback when it
 * returned ERR_NONE, and what a callback is given is wiped after it. */
#pragma once

#include "platform/bus/booking.h"
#include "platform/bus/client.h"

typedef void platform_slots_fn(void *user, enum err e, const struct slot_list *list);
typedef void platform_appointment_fn(void *user, enum err e, const struct appointment *appointment);
typedef void platform_fees_fn(void *user, enum err e, const struct fee_list *list);

/* What is asked for an item: of whom, and what was chosen. platform/province/booking.h and fee.h
 * say which names `wish` holds. */
struct platform_asking {
    const char *task_code;
    const struct pairs *who, *wish;
};

MUST_CHECK enum err platform_client_slots(struct platform_client *client,
                                          const struct platform_asking *asking,
                                          platform_slots_fn *fn, void *user);
/* ERR_CONFLICT: the seat is taken. ERR_REFUSED: by a rule, as one who has booked already; refusal
 * has the province's words, when it gave any. So does one that is not cancelled. */
MUST_CHECK enum err platform_client_book(struct platform_client *client,
                                         const struct platform_asking *asking,
                                         platform_appointment_fn *fn, void *user);
MUST_CHECK enum err platform_client_cancel(struct platform_client *client,
                                           const struct platform_asking *asking,
                                           platform_appointment_fn *fn, void *user);
MUST_CHECK enum err platform_client_fees(struct platform_client *client,
                                         const struct platform_asking *asking, platform_fees_fn *fn,
                                         void *user);
/* One, as it stands now. */
MUST_CHECK enum err platform_client_fee_state(struct platform_client *client,
                                              const struct platform_asking *asking,
                                              platform_fees_fn *fn, void *user);
