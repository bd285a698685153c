/* SPDX-License-Identifier: Apache-2.0 */
/* Random bytes fit for keys. */
#pragma once

#include "platform/base/err.h"

enum { UUID_TEXT = 37 };

MUST_CHECK enum err random_bytes(void *ret_data, size_t size);
/* A UUID version 4, RFC 4122 (now RFC 9562), lower case, with a NUL. */
MUST_CHECK enum err random_uuid(char ret_text[UUID_TEXT]);
