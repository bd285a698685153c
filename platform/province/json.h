/* SPDX-License-Identifier: Apache-2.0 */
/* JSON by jansson, whose memory is erased before it is freed: documents hold personal data. A
 * program that links this room gets that for all of its jansson, from before main on. */
#pragma once

#include <jansson.h>

#include "platform/base/secret.h"

enum { JSON_STRICT_MAX = 1024 * 1024, JSON_STRICT_DEPTH = 8 };

DEFINE_AUTO(json_t, json_decref);

/* An object from at most JSON_STRICT_MAX bytes, depth at most JSON_STRICT_DEPTH, no key twice, no
 * NUL in texts. ERR_TOO_LONG, ERR_FORMAT, ERR_MEMORY. */
MUST_CHECK enum err json_parse(const char *text, size_t size, json_t **ret_object);
/* Canonical: keys sorted by byte, no spaces, UTF-8 unescaped. */
MUST_CHECK enum err json_canonical(const json_t *value, struct secret *ret_text);
/* The same of any length, in memory that free() takes; for what is not personal. */
MUST_CHECK enum err json_write(const json_t *value, char **ret_text, size_t *ret_size);
/* Adds a text. ERR_ENCODING (not UTF-8, a control character), ERR_MEMORY. */
MUST_CHECK enum err json_put_text(json_t *object, const char *name, const char *text);
/* Text of a member. ERR_MISSING, ERR_FORMAT (not text), ERR_TOO_LONG (`size` holds the NUL). */
MUST_CHECK enum err json_copy_text(const json_t *object, const char *name, char *ret_text,
                                   size_t size);
