/* SPDX-License-Identifier: Apache-2.0 */
/* Card readers with a SAM module (SAM-V). A record is read only from a card that was placed after
 * the command began. */
#pragma once

#include "drivers/core/driver.h"

extern const struct driver sam_driver;
