/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what the readers of replies share. */
#pragma once

#include "platform/province/json.h"
#include "platform/province/reply.h"

/* The whole document of a good reply (code 0); the caller looks at its "data". ERR_FORMAT,
 * ERR_MEMORY. */
MUST_CHECK enum err reply_begin(const char *body, size_t size, json_t **ret_reply);
/* Words for people: "" when absent, cut rather than refused, control characters to spaces.
 * ERR_FORMAT: no text. */
MUST_CHECK enum err reply_words(const json_t *object, const char *name, char *ret_text,
                                size_t size);
/* A text that may be absent; "" then. False: no text, or too long. */
bool reply_text(const json_t *object, const char *name, char *ret_text, size_t size);
/* YYYYMMDD, or "". */
bool reply_is_date_or_empty(const char *text);
/* What may be printed: at most 1,000 characters, no control character among them. */
bool reply_is_value(const char *value);
/* Milliseconds since 1970 as a text of digits. ERR_FORMAT, also when absent. */
MUST_CHECK enum err reply_ms(const json_t *object, const char *name, int64_t *ret_ms);
