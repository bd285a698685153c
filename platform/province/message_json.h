/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what the writers of messages share. */
#pragma once

#include "platform/province/json.h"
#include "platform/province/message.h"

/* GA/T 2000.156: 居民身份证. */
#define MESSAGE_ID_CARD "111"

/* An object with operation, kiosk_code and area_code. */
MUST_CHECK enum err message_begin(const struct message_sender *sender, const char *operation,
                                  json_t **ret_object);
/* The canonical text, at most MESSAGE_DOC_MAX bytes. */
MUST_CHECK enum err message_end(const json_t *object, struct secret *ret_doc);

/* A field's name: a small letter, then small letters, digits and _. */
MUST_CHECK enum err message_check_name(const char *name);
/* True for a column of up_pro_accept that a form may fill. */
bool message_is_column(const char *name);
/* Adds a column after checking its length and alphabet (GB/T 39046, the shorter one).
 * ERR_USAGE when it is no column, ERR_MISSING when empty, ERR_TOO_LONG, ERR_FORMAT, ERR_ENCODING.
 */
MUST_CHECK enum err message_put_column(json_t *object, const char *name, const char *value);
/* Adds the province's assurance_token, unless it is "". */
MUST_CHECK enum err message_put_token(json_t *object, const char *token);
/* Adds who asks: applyer_name, applyer_page_type (111 when not said), applyer_page_code, and the
 * token when there is one. ERR_MISSING. */
MUST_CHECK enum err message_put_person(json_t *object, const struct pairs *who);
/* message_begin() with an item and who asks for it. */
MUST_CHECK enum err message_begin_item(const struct message_sender *sender, const char *operation,
                                       const char *task_code, const struct pairs *who,
                                       json_t **ret_object);
