/* SPDX-License-Identifier: Apache-2.0 */
/* Of a question's page: whether a repeated group has another row, and what to do with one. */
#pragma once

#include "app/screen/model.h"
#include "app/screen/screen.h"

/* The choices on the page of a row that is there; not answers of the form. */
#define GROUP_AGAIN "again"
#define GROUP_DROP  "drop"

/* True when the page shows a row that is there and was asked for from the review. */
bool group_is_changed(const struct model *model);
/* Heading, hint and choices. */
void group_compose(struct layout *l, const struct model *model);
/* A choice was pressed. */
void group_choose(struct model *model, int index);
/* The next question of the same row, or -1. */
int group_next(const struct form *form, int place);
