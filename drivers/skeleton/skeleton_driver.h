/* SPDX-License-Identifier: Apache-2.0 */
/* A driver that does nothing: copy the folder to begin one. */
#pragma once

#include "drivers/core/driver.h"

extern const struct driver skeleton_driver;
