/* SPDX-License-Identifier: Apache-2.0 */
/* Random bytes fit for keys. */
#pragma once

#include "platform/base/err.h"

MUST_CHECK enum err random_bytes(void *ret_data, size_t size);
