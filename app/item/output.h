/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what the citizen holds in the end. */
#pragma once

#include "app/item/item.h"
#include "app/item/read.h"

void output_read(struct read *r, struct item *item, const json_t *root);
