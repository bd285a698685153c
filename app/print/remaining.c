/* SPDX-License-Identifier: Apache-2.0 */
#include "app/print/remaining.h"

#include <stdio.h>

#include "app/print/draft.h"
#include "app/words/day.h"
#include "app/words/words.h"
#include "platform/base/text.h"

int remaining_due(const struct item_term *limit, const struct calendar *calendar, int64_t wall_ms)
{
    const struct term term = {limit->days, limit->workdays ? TERM_WORKDAYS : TERM_DAYS};
    return term_count(calendar, &term, term_now(wall_ms)).due;
}

void remaining_say(const struct item_term *limit, int due, char *ret_text, size_t size)
{
    char day[DAY_WORDS];
    if (due) {
        day_say(due, day);
        snprintf(ret_text, size, _("最晚 %s 补交"), day);
    } else {
        snprintf(ret_text, size, limit->workdays ? _("%d 个工作日内补交") : _("%d 天内补交"),
                 limit->days);
    }
}

void remaining_forms(const struct visit *visit, int material, char *ret_text, size_t size)
{
    const struct item_guide *guide = &visit->item->guide;
    const char *forms = visit->item->material[material].later.forms;
    if (*forms)
        text_copy(ret_text, size, forms);
    else
        snprintf(ret_text, size, _("送到%s，%s"), guide->help_org, guide->help_hours);
}

const char *remaining_otherwise(const struct visit *visit, int material)
{
    const char *otherwise = visit->item->material[material].later.otherwise;
    return *otherwise ? otherwise : _("过了这一天，这件事可能就不办了。");
}

/* A paper's name, the day large enough to be seen, and the ways. */
static void add_one(struct draft *d, const struct visit *visit, int material)
{
    const struct item_material *of = &visit->item->material[material];
    char text[160], forms[REMAINING_FORMS];
    remaining_say(&of->later.term, visit->papers.paper[material].due, text, sizeof text);
    draft_add(d, RECEIPT_TEXT, of->material_name)->bold = true;
    draft_add(d, RECEIPT_TEXT, text)->bold = true;
    if (d->brief)
        return;
    remaining_forms(visit, material, forms, sizeof forms);
    draft_add(d, RECEIPT_TEXT, forms);
    draft_add(d, RECEIPT_TEXT, remaining_otherwise(visit, material));
}

void remaining_add(struct draft *d, const struct visit *visit)
{
    int material = papers_next_later(visit, -1);
    if (material < 0)
        return;
    if (!d->brief)
        draft_add(d, RECEIPT_RULE, "");
    draft_centred(d, _("还要补交的材料"), true, 1);
    for (; material >= 0; material = papers_next_later(visit, material))
        add_one(d, visit, material);
}
