/* SPDX-License-Identifier: Apache-2.0 */
#include "app/print/together.h"

#include <stdio.h>

#include "app/print/draft.h"
#include "app/words/words.h"
#include "platform/base/date.h"
#include "platform/base/text.h"

const char *together_state(enum case_state state)
{
    switch (state) {
    case CASE_DONE:
        return N_("已办好");
    case CASE_REFUSED:
        return N_("没办成");
    case CASE_CORRECTION:
        return N_("要补正");
    default:
        return N_("办理中");
    }
}

void together_say(const struct visit *visit, size_t part, const struct calendar *calendar,
                  int64_t wall_ms, char ret_text[TERM_WORDS])
{
    static const struct calendar none;
    const struct item_part *of = &visit->item->part[part];
    const struct case_part *told = together_told(visit, of->task_code);
    const struct term term = {of->promise.days, of->promise.workdays ? TERM_WORKDAYS : TERM_DAYS};
    struct term_end end = term_count(calendar ? calendar : &none, &term, term_now(wall_ms));
    int promised;
    if (told && date_parse(told->promise_date, &promised) == ERR_NONE)
        end.due = promised;
    if (told && told->state != CASE_ACCEPTED)
        text_copy(ret_text, TERM_WORDS, _(together_state(told->state)));
    else
        term_say_due(&term, &end, ret_text);
}

void together_print(struct draft *d, const struct visit *visit, const struct calendar *calendar,
                    int64_t wall_ms)
{
    char title[64], by[TERM_WORDS], name[160];
    if (together_count(visit) == 0)
        return;
    snprintf(title, sizeof title, _("一起办的 %zu 项"), together_count(visit));
    draft_add(d, RECEIPT_RULE, "");
    draft_centred(d, title, true, 1);
    for (size_t i = 0; i < visit->item->part_count; i++) {
        if (!together_files(visit, i))
            continue;
        together_say(visit, i, calendar, wall_ms, by);
        snprintf(name, sizeof name, _("%1$s（%2$s）"), visit->item->part[i].task_name,
                 visit->item->part[i].dept_name);
        draft_add(d, RECEIPT_TEXT, name)->bold = true;
        if (*by)
            draft_add(d, RECEIPT_TEXT, by);
    }
}
