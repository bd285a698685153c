/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: the papers that an application needs. */
#pragma once

#include "app/item/item.h"
#include "app/item/read.h"

/* After the fields and the promise, which they are checked against. */
void material_read(struct read *r, struct item *item, const json_t *root);
