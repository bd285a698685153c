/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: a number that differs from kiosk to kiosk, so that not all come at once. */
#pragma once

#include "platform/base/must.h"

uint32_t chance(void);
