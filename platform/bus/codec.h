/* SPDX-License-Identifier: Apache-2.0 */
/* The bridge's words as D-Bus bodies, both ways. `put` appends to a message that is being built,
 * `get` reads one that arrived: every length and count is checked against the types, strings are
 * UTF-8 (sd-bus checks it), enums are in range. A failed get leaves its output wiped and empty.
 * Errors: ERR_FORMAT, ERR_TOO_LONG, ERR_RANGE, ERR_MEMORY; put also ERR_LIBRARY. */
#pragma once

#include <systemd/sd-bus.h>

#include "platform/bus/client.h"
#include "platform/bus/staff.h"
#include "platform/bus/types.h"

enum { VALUE_TEXT_MAX = 4096, CATALOGUE_ROWS_MAX = 20000, PLATFORM_CREDENTIAL_MAX = 2953 };

MUST_CHECK enum err platform_put_application(sd_bus_message *m, const struct application *a);
MUST_CHECK enum err platform_get_application(sd_bus_message *m, struct application *ret_a);

MUST_CHECK enum err platform_put_status(sd_bus_message *m, const struct case_status *s);
MUST_CHECK enum err platform_get_status(sd_bus_message *m, struct case_status *ret_s);

MUST_CHECK enum err platform_put_pairs(sd_bus_message *m, const struct pairs *p);
MUST_CHECK enum err platform_get_pairs(sd_bus_message *m, struct pairs *ret_p);

MUST_CHECK enum err platform_put_cases(sd_bus_message *m, const struct case_list *list);
MUST_CHECK enum err platform_get_cases(sd_bus_message *m, struct case_list *ret_list);

MUST_CHECK enum err platform_put_certificates(sd_bus_message *m,
                                              const struct certificate_list *list);
MUST_CHECK enum err platform_get_certificates(sd_bus_message *m, struct certificate_list *ret_list);

MUST_CHECK enum err platform_put_corrections(sd_bus_message *m, const struct correction_list *list);
MUST_CHECK enum err platform_get_corrections(sd_bus_message *m, struct correction_list *ret_list);

MUST_CHECK enum err platform_put_parts(sd_bus_message *m, const struct part_list *list);
MUST_CHECK enum err platform_get_parts(sd_bus_message *m, struct part_list *ret_list);

MUST_CHECK enum err platform_put_rating(sd_bus_message *m, const struct rating *r);
MUST_CHECK enum err platform_get_rating(sd_bus_message *m, struct rating *ret_r);

MUST_CHECK enum err platform_put_health(sd_bus_message *m, bool online,
                                        const struct outbox_counts *c);
MUST_CHECK enum err platform_get_health(sd_bus_message *m, bool *ret_online,
                                        struct outbox_counts *ret_c);

MUST_CHECK enum err platform_put_catalogue(sd_bus_message *m, const struct catalogue_row *rows,
                                           size_t count);
/* At most CATALOGUE_ROWS_MAX rows; the caller frees *ret_rows (NULL when there are none). */
MUST_CHECK enum err platform_get_catalogue(sd_bus_message *m, struct catalogue_row **ret_rows,
                                           size_t *ret_count);

MUST_CHECK enum err platform_put_calendar(sd_bus_message *m, const struct calendar *c);
/* At most CALENDAR_DAYS_MAX days, in order. */
MUST_CHECK enum err platform_get_calendar(sd_bus_message *m, struct calendar *ret_c);

MUST_CHECK enum err platform_put_help(sd_bus_message *m, const struct help_call *call);
MUST_CHECK enum err platform_get_help(sd_bus_message *m, struct help_call *ret_call);

/* ERR_FORMAT: a deed that there is not, a device that is no word. Leaves uid. */
MUST_CHECK enum err platform_get_staff(sd_bus_message *m, struct staff_act *ret_act);

/* A phone's code: 1 to PLATFORM_CREDENTIAL_MAX bytes (QR version 40, 8-bit bytes). */
MUST_CHECK enum err platform_get_credential(sd_bus_message *m, const void **ret_data,
                                            size_t *ret_size);
/* One string of 1 to size - 1 bytes. */
MUST_CHECK enum err platform_get_text(sd_bus_message *m, char *ret_text, size_t size);
