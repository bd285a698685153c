/* SPDX-License-Identifier: Apache-2.0 */
/* libcurl, started once, with memory that is erased when curl frees it: its buffers hold what
 * citizens wrote. Private to platform/http. */
#pragma once

#include "platform/base/err.h"

/* Also takes from the environment what would change or expose a connection (SSLKEYLOGFILE). */
MUST_CHECK enum err http_memory_start(void);
