/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: the materials of an application (openapi.yaml §10), as up_pro_material and
 * GB/T 39046 申请 have them: 材料名称, 是否收取, 收取方式, 收取数量, 收取时间. */
#pragma once

#include "platform/province/json.h"
#include "platform/province/submission.h"

/* Adds `materials` to the message; nothing when there are none. ERR_RANGE (any of an order, a way
 * that there is not, what belongs to another way), ERR_MISSING (pages, a signature, a version, a
 * limit, a name), ERR_TOO_LONG, ERR_FORMAT (a name that is none, or there twice; an attachment of
 * no material, where there are materials), ERR_ENCODING. */
MUST_CHECK enum err collected_put(json_t *doc, const struct submission *submission);
