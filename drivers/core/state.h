/* SPDX-License-Identifier: Apache-2.0 */
/* Which device state may follow which: a table. */
#pragma once

#include "drivers/bus/types.h"

bool state_may_follow(enum device_state from, enum device_state to);
/* Can a device in this state be given a command? */
bool state_takes_commands(enum device_state state);
