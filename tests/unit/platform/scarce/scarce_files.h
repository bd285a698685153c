/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "tests/unit/platform/scarce/scarce.h"

/* SHORT: a write takes half of it and says so; all else meets a limit on the size of files. */
enum scarce_disk { SCARCE_DISK_BROKEN, SCARCE_DISK_FULL, SCARCE_DISK_SHORT };
void scarce_disk_is(enum scarce_disk how);
