/* SPDX-License-Identifier: Apache-2.0 */
/* §18: one case made of several items. Each department decides its own part; how the whole stands
 * follows from them. */
#pragma once

#include "tests/province/answer.h"
#include "tests/province/desk.h"

/* The parts that a case names are the item's: 42202 when they are not; 0 status when they are. */
struct answer together_look(const struct desk *desk, const json_t *doc);
/* All that the case names, taken in; and how it then stands. Nothing for one item. */
void together_begin(const struct desk *desk, json_t *data, const json_t *doc);
/* The state and the last day of the whole, by its parts; nothing for one item. */
void together_stand(const struct desk *desk, json_t *data);
/* One department decides. False when the case has no such part. */
bool together_act(struct desk *desk, const char *local_number, const char *task_code,
                  const char *state, const char *message);
/* "K017-000001 TASK done words" */
bool together_act_line(struct desk *desk, const char *line);
/* That part is to be corrected; what it lacks says so. */
void together_return(json_t *data, const char *task_code, json_t *lack);
/* What was to be corrected is looked at again. */
void together_resume(json_t *data);
/* `parts_count` and `parts_done` of a listed case. */
void together_count(json_t *row, const json_t *data);
