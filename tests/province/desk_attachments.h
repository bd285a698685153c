/* SPDX-License-Identifier: Apache-2.0 */
/* Attachments: their pieces, and whether a case has all of its own. */
#pragma once

#include "tests/province/desk.h"

/* The method of an address below /attachments; NULL when it is none. */
const char *desk_attachment_method(const char *path);
/* GET and PUT, after the judge. */
struct answer desk_attachment(struct desk *desk, const struct judge_request *r);
/* Status 0 when every attachment that the case names is here, opens and is what the case says. */
struct answer desk_look_at_attachments(struct desk *desk, const char *kiosk, const json_t *doc);
/* The content of one that a case names; the caller frees. */
bool desk_open_attachment(struct desk *desk, const char *kiosk, const json_t *one,
                          uint8_t **ret_content, size_t *ret_size);
