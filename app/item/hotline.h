/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what an item of kind `order` must ask (openapi.yaml OrderDoc). */
#pragma once

#include "app/item/item.h"
#include "app/item/read.h"

/* order_type, order_area and subject are choices of the citizen's, always asked, with values that
 * the contract knows. */
void hotline_check(struct read *r, const struct item *item);
