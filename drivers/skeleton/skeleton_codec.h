/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes of the device and their meaning, nothing else: no wire, no clock, no state. Every length is
 * checked against what arrived. Here: an invented answer of one byte, bit 0 "ready". */
#pragma once

#include "platform/base/bytes.h"

/* ERR_TOO_SHORT, ERR_TOO_LONG. */
MUST_CHECK enum err skeleton_read_status(struct bytes answer, bool *ret_ready);
