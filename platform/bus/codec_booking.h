/* SPDX-License-Identifier: Apache-2.0 */
/* Appointments and fees as D-Bus bodies, by the rules of codec.h. */
#pragma once

#include <systemd/sd-bus.h>

#include "platform/bus/booking.h"

MUST_CHECK enum err platform_put_slots(sd_bus_message *m, const struct slot_list *list);
MUST_CHECK enum err platform_get_slots(sd_bus_message *m, struct slot_list *ret_list);

MUST_CHECK enum err platform_put_appointment(sd_bus_message *m, const struct appointment *a);
MUST_CHECK enum err platform_get_appointment(sd_bus_message *m, struct appointment *ret_a);

/* One, or the words of a refusal: a->refusal, when it is not "". */
MUST_CHECK enum err platform_put_booked(sd_bus_message *m, const struct appointment *a);
/* ERR_REFUSED: those words came, ret_a->refusal. */
MUST_CHECK enum err platform_get_booked(sd_bus_message *m, struct appointment *ret_a);

MUST_CHECK enum err platform_put_fees(sd_bus_message *m, const struct fee_list *list);
MUST_CHECK enum err platform_get_fees(sd_bus_message *m, struct fee_list *ret_list);
