/* SPDX-License-Identifier: Apache-2.0 */
/* Card readers with a SAM module (SAM-V). A record is read only from a card that was placed after
 * the command began. */
#pragma once

#include "drivers/core/driver.h"

extern const struct driver sam_driver;

/* The newest additional address of the card that was read last and still lies there. ERR_MISSING:
 * it has none. ERR_CARD_MOVED and what the wire says. */
MUST_CHECK enum err sam_read_address(struct device *device, struct secret *ret_address);
