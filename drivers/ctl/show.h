/* SPDX-License-Identifier: Apache-2.0 */
/* What a technician sees: lines of text, personal data masked. */
#pragma once

#include "drivers/bus/types.h"

/* One line; in JSON an object. */
void show_device(const struct device_info *info, bool json);
/* A line each; in JSON one list. */
void show_devices(const struct device_info *info, size_t count, bool json);
/* One line for each thing that is known of it. */
void show_state(const struct device_info *info, bool json);
/* Can it work, now or when a citizen lifts a hand? */
bool show_is_well(const struct device_info *info);
/* Family name and the ends of the number only. */
void show_record(const struct id_record *record);
/* Length and what it seems to be, never the content: a code may be a person's credential. */
void show_code(const void *data, size_t size);
/* `today` is YYYYMMDD. */
MUST_CHECK enum err show_test_job(int today, struct receipt_job *ret_job);
