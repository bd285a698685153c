/* SPDX-License-Identifier: Apache-2.0 */
/* What a process that runs closed code may still do: compute, allocate, read files. Nothing else,
 * for good. README.md says what is guaranteed where. */
#pragma once

#include "platform/base/err.h"

/* For this process and its threads from now on. ERR_LIBRARY when a limit that must hold cannot be
 * set: then do not go on. */
MUST_CHECK enum err limits_take(void);
