/* SPDX-License-Identifier: Apache-2.0 */
/* What the fields of an item are called, from the item's own file: pages for people need it. */
#pragma once

#include <jansson.h>

/* The item's file as it is; NULL when there is none of that code. The caller releases it. */
json_t *labels_item(const char *task_code);
/* The field of that name; NULL. It belongs to the item. */
const json_t *labels_field(const json_t *item, const char *name);
/* "" when it is not known. */
const char *labels_of(const json_t *item, const char *name);
/* The words of a choice; else the value itself. */
const char *labels_value(const json_t *field, const char *value);
