/* SPDX-License-Identifier: Apache-2.0 */
/* Appointments (openapi.yaml §12): what is asked, and what is answered, read strictly. Writers as
 * message.h, readers as reply.h. */
#pragma once

#include "platform/bus/booking.h"
#include "platform/province/message.h"

/* POST /appointments/slots. `from` is a day, YYYYMMDD; `place_code` may be "": all places. */
MUST_CHECK enum err booking_write_slots(const struct message_sender *sender, const char *task_code,
                                        const struct pairs *who, const struct pairs *wish,
                                        struct secret *ret_doc);
/* POST /appointments. `wish`: appointment_id, place_code, date, time_from, time_until and, when
 * known, contact_mobile. ERR_FORMAT, ERR_MISSING. */
MUST_CHECK enum err booking_write_book(const struct message_sender *sender, const char *task_code,
                                       const struct pairs *who, const struct pairs *wish,
                                       struct secret *ret_doc);
/* POST /appointments/cancel. `wish`: appointment_no. */
MUST_CHECK enum err booking_write_cancel(const struct message_sender *sender, const char *task_code,
                                         const struct pairs *who, const struct pairs *wish,
                                         struct secret *ret_doc);

/* At most PLACES_MAX places, SLOTS_MAX times and OWN_APPOINTMENTS_MAX appointments. The caller
 * wipes them. */
MUST_CHECK enum err booking_read_slots(const char *body, size_t size, struct slot_list *ret_list);
MUST_CHECK enum err booking_read_appointment(const char *body, size_t size,
                                             struct appointment *ret_appointment);
