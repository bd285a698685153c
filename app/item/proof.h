/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: reads "proof" of an item's document. */
#pragma once

#include "app/item/item.h"
#include "app/item/read.h"

void proof_read(struct read *r, struct item *item, const json_t *root);
