/* SPDX-License-Identifier: Apache-2.0 */
/* Questions that are answered on digits: a phone, a date, a number. */
#pragma once

#include "app/screen/model.h"
#include "app/ui/part.h"

/* True when the question at hand is one of them. */
bool typed_is(const struct item_field *field);
/* Within what a date or a number may be, behind the field's own hint; "" for a phone. */
void typed_hint(const struct model *model, const struct item_field *field, char *ret_text,
                size_t size);
/* What was typed, and the keys. */
void typed_add(struct layout *l, const struct model *model, const struct item_field *field);
void typed_press(struct model *model, const struct item_field *field, int key);
