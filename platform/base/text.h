/* SPDX-License-Identifier: Apache-2.0 */
/* Text is UTF-8 inside the house. What comes from outside is checked here first. */
#pragma once

#include "platform/base/err.h"

/* Strict UTF-8 (no overlong forms, no surrogates, at most U+10FFFF), no NUL inside. */
bool text_is_utf8(const char *text, size_t len);
/* Next code point of valid UTF-8 and past it; 0 at the end. Invalid bytes yield U+FFFD. */
uint32_t text_next(const char **at);
/* Code points in a valid UTF-8 string. */
size_t text_count(const char *text);
/* Writes one code point as UTF-8 (1 to 4 bytes, no NUL); returns the number of bytes, 0 when it is
 * not a Unicode scalar value. */
size_t text_put(uint32_t code_point, char ret_bytes[4]);

/* UTF-16LE → UTF-8 with a NUL, trailing spaces (U+0020) and NULs removed, inner ones kept.
 * ERR_ENCODING on a lone surrogate, an inner NUL or a control character; ERR_TOO_LONG. What
 * ret_text then holds is undefined: wipe it if it may be personal. */
MUST_CHECK enum err text_from_utf16le(const uint8_t *data, size_t size, char *ret_text,
                                      size_t text_size);

/* First `front` and last `back` characters kept, the rest '*' (GB/T 35273 6.3: de-identify on
 * display). A text that is too short to hide anything becomes all '*'. ASCII input only. */
void text_mask(const char *text, size_t front, size_t back, char *ret_text, size_t size);

/* A copy that fits, cut at a character boundary; always NUL-terminated. Returns false when cut. */
bool text_copy(char *ret_text, size_t size, const char *text);
/* NULL when it is empty: left out. */
const char *text_or_none(const char *text);
