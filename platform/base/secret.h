/* SPDX-License-Identifier: Apache-2.0 */
/* Personal data has a type of its own, so that it is seen in every signature and wiped in one way.
 * A secret owns its bytes; they are erased before they are freed or replaced. */
#pragma once

#include "platform/base/err.h"

enum { SECRET_MAX = 64 * 1024 };

struct secret {
    char *text; /* NUL-terminated; NULL when empty */
    size_t len;
};

/* Copies `len` bytes (may hold NUL). Keeps the old value on failure. ERR_TOO_LONG, ERR_MEMORY. */
MUST_CHECK enum err secret_set(struct secret *s, const char *text, size_t len);
/* Copies a C string. */
MUST_CHECK enum err secret_set_text(struct secret *s, const char *text);
MUST_CHECK enum err secret_copy(struct secret *to, const struct secret *from);
/* "" when empty, never NULL. */
const char *secret_text(const struct secret *s);
bool secret_is_empty(const struct secret *s);
/* Erases and empties; harmless on an empty one. */
void secret_wipe(struct secret *s);

/* Erases memory that held personal data; the compiler may not drop it. */
void wipe(void *memory, size_t size);
/* free() after erasing `size` bytes; NULL is fine. */
void wipe_free(void *memory, size_t size);
