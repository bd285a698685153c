/* SPDX-License-Identifier: Apache-2.0 */
/* Names for things that only their maker knows yet. */
#pragma once

#include "platform/base/err.h"

enum { UUID_TEXT = 37 };

/* A UUID version 4, RFC 9562, lower case, with a NUL; from the kernel's random numbers. */
MUST_CHECK enum err uuid_make(char ret_text[UUID_TEXT]);
