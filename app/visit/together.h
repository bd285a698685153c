/* SPDX-License-Identifier: Apache-2.0 */
/* One case made of several items (一件事): which of the item's parts are filed, and how those of a
 * case stand. */
#pragma once

#include "app/form/form.h"
#include "app/item/item.h"
#include "platform/bus/types.h"

struct visit;

_Static_assert((int)ITEM_PARTS_MAX <= (int)PARTS_MAX, "all parts fit");

/* How the parts of one case stand. All zero: nothing was asked. */
struct visit_parts {
    bool known;
    bool failed;                  /* it could not be asked, and the page goes on without */
    char project_no[NUMBER_TEXT]; /* of which case */
    size_t which;                 /* where it stands in visit->cases */
    struct part_list list;
};

/* True when the part is asked for by what was answered. */
bool together_files(const struct visit *visit, size_t part);
/* How many are. */
size_t together_count(const struct visit *visit);
/* How many departments they are of; `visit` NULL: all parts of the item. */
size_t together_departments(const struct item *item, const struct visit *visit);
/* True when the material serves a part that is filed, or the item has none. */
bool together_serves(const struct visit *visit, int material);
/* Adds the parts; bits of those of the item become bits of those that are filed. */
void together_add(const struct visit *visit, struct application *application);
uint32_t together_bits(const struct visit *visit, uint32_t parts);

/* One of visit->cases is to be looked at. */
void together_choose(struct visit *visit, size_t which);
void together_take(struct visit *visit, const struct part_list *list);
void together_forget(struct visit *visit);
/* What was said of that part; NULL: nothing. */
const struct case_part *together_told(const struct visit *visit, const char *task_code);
