/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: the part of a key's place behind '?', "name=value&name=value". */
#pragma once

#include "platform/base/err.h"

/* A value (not percent-decoded: paths and numbers need none). ERR_MISSING when it is not there;
 * ERR_TOO_LONG. */
MUST_CHECK enum err key_query(const char *place, const char *name, char *ret_value, size_t size);
