/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: the fields of an item file. */
#pragma once

#include "app/item/item.h"
#include "app/item/read.h"

void fields_read(struct read *r, struct item *item, const json_t *root);
