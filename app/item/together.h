/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: one case made of several items (一件事). */
#pragma once

#include "app/item/item.h"
#include "app/item/read.h"

/* `parts`; after the fields and the promise, which they are checked against. */
void together_read(struct read *r, struct item *item, const json_t *root);
/* `parts` of a material: whom it serves. After together_read(). */
void together_read_served(struct read *r, const struct item *item, struct item_material *material,
                          const json_t *from);
