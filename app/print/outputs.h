/* SPDX-License-Identifier: Apache-2.0 */
/* What the citizen holds in the end, for paper and screen, from one place in the item. */
#pragma once

#include "app/item/item.h"
#include "app/print/draft.h"

enum { OUTPUTS_TEXT = 1400, OUTPUT_WAYS_TEXT = 160 };

/* 窗口领取或邮寄 */
void outputs_say_ways(const struct item_output *output, char ret_text[OUTPUT_WAYS_TEXT]);
/* Before it is begun, a line for each: 营业执照：窗口领取或邮寄。办好了短信通知。 And the slip,
 * where the item makes a case and what it prints is not all. `brief`: how it comes, and no more. */
void outputs_say_before(const struct item *item, bool brief, char ret_text[OUTPUTS_TEXT]);
/* The same afterwards. Of what is printed here only what is said of it, and only once it was
 * `decided`: before that it is not true. May be "". */
void outputs_say_after(const struct item *item, bool decided, bool brief,
                       char ret_text[OUTPUTS_TEXT]);
/* On the slip of a case: inside the room. */
void outputs_add(struct draft *d, const struct item *item, bool decided);
