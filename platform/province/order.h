/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what a 12345 order has beside a case (openapi.yaml OrderDoc, §13). The five
 * kinds are those of the local standards on 12345 诉求分类与代码 (DB12/T 1438-2025 and others;
 * their codes were not read): words here, never numbers. 标题, 内容, 来源 are of GB/T 39046-2020
 * 互动. */
#pragma once

#include "platform/province/json.h"

/* True for order_type, order_area, subject, title and content. */
bool order_is_column(const char *name);
/* Adds one of them. ERR_MISSING when empty, ERR_TOO_LONG, ERR_FORMAT, ERR_ENCODING. */
MUST_CHECK enum err order_put_column(json_t *doc, const char *name, const char *value);
/* The first of them that `doc` lacks; NULL when it has all. */
const char *order_lacks(const json_t *doc);
