/* SPDX-License-Identifier: Apache-2.0 */
/* Which applications must not overtake each other: those of one citizen. */
#pragma once

#include "platform/bus/types.h"

/* One of OUTBOX_LANES, by the number of who applies; 0 when nobody is named. What is kept of a
 * citizen so is ten bits: more than a million people share each lane. ERR_LIBRARY. */
MUST_CHECK enum err lane_of(const struct application *application, int *ret_lane);
