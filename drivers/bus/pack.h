/* SPDX-License-Identifier: Apache-2.0 */
/* The words of types.h in and out of messages; both ends use it. What comes in is bounded and
 * checked: ERR_FORMAT, ERR_RANGE, ERR_TOO_LONG. Outputs are wiped on failure. */
#pragma once

#include <systemd/sd-bus.h>

#include "drivers/bus/types.h"

enum { PACK_CODE_MAX = 16 * 1024 };

/* < 0: an errno of sd-bus. */
int pack_info(sd_bus_message *m, const struct device_info *info);
int pack_record(sd_bus_message *m, const struct id_record *record);
int pack_snapshot(sd_bus_message *m, const struct snapshot *snapshot);
int pack_job(sd_bus_message *m, const struct receipt_job *job);

/* ERR_MISSING: the array is at its end. */
MUST_CHECK enum err unpack_info(sd_bus_message *m, struct device_info *ret_info);
MUST_CHECK enum err unpack_record(sd_bus_message *m, struct id_record *ret_record);
MUST_CHECK enum err unpack_job(sd_bus_message *m, struct receipt_job *ret_job);
MUST_CHECK enum err unpack_code(sd_bus_message *m, const void **ret_data, size_t *ret_size);
/* The descriptors are the caller's own. ERR_ACCESS: what lies there could still be changed. */
MUST_CHECK enum err unpack_snapshot(sd_bus_message *m, struct snapshot *ret_snapshot);
MUST_CHECK enum err unpack_outcome(sd_bus_message *m, enum print_outcome *ret_outcome,
                                   enum err *ret_why);
