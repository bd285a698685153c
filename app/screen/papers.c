/* SPDX-License-Identifier: Apache-2.0 */
/* All papers of the application, a row each: how each stands, and a way to settle or change it. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/screen/handover.h"
#include "app/screen/paper_words.h"
#include "app/words/words.h"

static int count_open(const struct visit *visit)
{
    int count = 0;
    for (int i = papers_next_open(visit, -1); i >= 0; i = papers_next_open(visit, i))
        count++;
    return count;
}

static void compose(struct layout *l, const struct model *model)
{
    const struct visit *visit = &model->visit;
    struct paper_line lines[ITEM_MATERIALS_MAX];
    struct row rows[ITEM_MATERIALS_MAX];
    char hint[PAPER_WORDS];
    int count = paper_rows(visit, lines, rows), open = count_open(visit);
    snprintf(hint, sizeof hint, _("还有 %d 份没定。没带也不要紧，一份一份来。"), open);
    part_heading(l, visit->correction.begun ? _("要补的材料") : _("要交的材料"));
    part_hint(l, open ? hint : _("都齐了，接着办。"));
    layout_gap(l, 1);
    part_rows(l, rows, count, (struct pager){model->page.sheet, ACTION_SHEET});
    handover_add_always(l, model);
    part_actions(l, &(struct button){.label = _("上一步"), .action = ACTION_BACK},
                 &(struct button){.label = _("下一步"), .action = ACTION_NEXT});
}

static enum verdict open_paper(struct model *model, int material)
{
    if (!papers_wanted(&model->visit, material))
        return VERDICT_STAY;
    model->paper = material;
    return VERDICT_PAPER;
}

static enum verdict go_on(struct model *model)
{
    int open = papers_next_open(&model->visit, -1);
    return open >= 0 ? open_paper(model, open) : VERDICT_NEXT;
}

/* To the last question when all were answered before, else to where the visit began, or to what
 * the case lacks. */
static enum verdict go_back(struct model *model)
{
    const struct form *form = &model->visit.form;
    int last = form_previous_question(form, -1);
    if (last < 0 && model->visit.correction.begun)
        return VERDICT_SKIP;
    if (last < 0 || form_next_question(form) >= 0)
        return VERDICT_BACK;
    model->edit = last + 1;
    model->edit_returns = false;
    return VERDICT_EDIT;
}

static enum verdict act(struct model *model, int action, int arg)
{
    switch (action) {
    case ACTION_NEXT:
        return go_on(model);
    case ACTION_BACK:
        return go_back(model);
    case ACTION_PAPER:
        return open_paper(model, arg);
    case ACTION_HANDOVER:
        return VERDICT_HANDOVER;
    case ACTION_SHEET:
        model->page.sheet = arg;
        return VERDICT_STAY;
    default:
        return VERDICT_STAY;
    }
}

const struct screen_kind screen_papers = {.name = "papers",
                                          .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK) |
                                                      VERDICT_BIT(EDIT) | VERDICT_BIT(PAPER) |
                                                      VERDICT_BIT(SKIP) | VERDICT_BIT(HANDOVER),
                                          .step = 3,
                                          .compose = compose,
                                          .act = act};
