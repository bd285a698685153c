/* SPDX-License-Identifier: Apache-2.0 */
/* Conditions: who an item is for, and when a field is asked. */
#pragma once

#include "app/item/item.h"
#include "app/item/read.h"

/* How old somebody must be: the item's `age`. */
void when_read_item(struct read *r, struct item *item, const json_t *root);
/* The member `when`, which may be absent. */
void when_read(struct read *r, struct item_when *when, const json_t *from);
/* A field's; only of one that is asked. */
void when_read_field(struct read *r, struct item_field *field, const json_t *from);
/* The condition is an answer that can have been given before. */
void when_check(struct read *r, const struct item *item, const struct item_field *field);
/* The condition is a choice that is asked once in the item. */
void when_check_material(struct read *r, const struct item *item, const struct item_when *when);
