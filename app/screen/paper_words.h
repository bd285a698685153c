/* SPDX-License-Identifier: Apache-2.0 */
/* Papers in words for citizens, in the language in use. */
#pragma once

#include "app/screen/model.h"
#include "app/ui/part.h"

enum { PAPER_WORDS = 160, PAPER_SOURCE = 160, PAPER_OFFERS_MAX = ITEM_WAY_COUNT };

/* How the paper stands: 不用交, 拍了 2 页, 12月24日 前补交 … "" while it is open. */
void paper_say(const struct visit *visit, int material, char ret_text[PAPER_WORDS]);
/* What a row of a list points into. */
struct paper_line {
    char value[PAPER_WORDS], source[PAPER_SOURCE];
};
/* A row for each wanted paper; to be changed with ACTION_PAPER and its number unless a department
 * has it. Returns how many. */
int paper_rows(const struct visit *visit, struct paper_line ret_lines[ITEM_MATERIALS_MAX],
               struct row ret_rows[ITEM_MATERIALS_MAX]);
/* What is still to be brought, and by when: one notice, nothing when all is there. */
void paper_add_remaining(struct layout *l, const struct visit *visit);
/* By when it may be brought, as one thinks of it now: 最晚 12月24日 星期四, or 10 个工作日内. */
void paper_say_limit(const struct model *model, int material, char ret_text[PAPER_WORDS]);
/* The day itself, YYYYMMDD; 0 when the calendar does not reach. Of a correction the department's.
 */
int paper_due(const struct model *model, int material);
/* What the citizen can do about it at this kiosk now, in the item's order. Returns how many; 0:
 * only people can help. */
int paper_offers(const struct model *model, int material,
                 enum paper_way ret_ways[PAPER_OFFERS_MAX]);
