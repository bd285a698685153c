/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: within what a date or a number must be. */
#pragma once

#include "app/item/item.h"
#include "app/item/read.h"

void bounds_read(struct read *r, struct item_field *field, const json_t *from);
