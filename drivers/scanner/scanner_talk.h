/* SPDX-License-Identifier: Apache-2.0 */
/* What the drivers of all USB scanners do in the same way. */
#pragma once

#include "drivers/core/driver.h"

enum { SCANNER_QUIET_MS = 30 }; /* silence that ends the draining */

/* Model and serial number from the strings, as far as there are any. */
void scanner_tell_names(struct device *device);
/* Throws away what nobody waited for and asks endpoint 0 for a sign of life; then READY. */
MUST_CHECK enum err scanner_check(struct device *device, uint8_t in);
