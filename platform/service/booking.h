/* SPDX-License-Identifier: Apache-2.0 */
/* Appointments and fees: asked now or not at all, as inquiry.h. A seat cannot be promised while
 * nobody answers, and nobody pays here. */
#pragma once

#include "platform/service/inquiry.h"

void booking_slots(const struct inquiry *inquiry, const struct platform_wish *wish,
                   struct platform_call *call);
/* The same appointment_id is the same seat: a lost answer may be asked for again. */
void booking_book(const struct inquiry *inquiry, const struct platform_wish *wish,
                  struct platform_call *call);
void booking_cancel(const struct inquiry *inquiry, const struct platform_wish *wish,
                    struct platform_call *call);
void booking_fees(const struct inquiry *inquiry, const struct platform_wish *wish,
                  struct platform_call *call);
void booking_fee_state(const struct inquiry *inquiry, const struct platform_wish *wish,
                       struct platform_call *call);
