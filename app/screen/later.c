/* SPDX-License-Identifier: Apache-2.0 */
/* A paper that is brought later: until when, how, and what happens when it is not. */
#include "app/screen/screen.h"

#include "app/print/remaining.h"
#include "app/screen/actions.h"
#include "app/screen/paper_words.h"
#include "app/words/words.h"
#include "platform/base/log.h"

static void compose(struct layout *l, const struct model *model)
{
    const struct item_material *material = &model->visit.item->material[model->paper];
    char limit[PAPER_WORDS], forms[REMAINING_FORMS];
    paper_say_limit(model, model->paper, limit);
    bool corrects = visit_asks_paper(&model->visit, model->paper);
    remaining_forms(&model->visit, model->paper, forms, sizeof forms);
    const struct fact facts[] = {
        {"calendar", _("哪天以前"), limit},
        {"location", _("怎么交"), forms},
        {"warning", _("没有补齐会怎样"), remaining_otherwise(&model->visit, model->paper)}};
    part_heading(l, material->material_name);
    part_hint(l,
              corrects ? _("别的先补，这份您带到窗口。") : _("先收下您的申请，这份材料以后再补。"));
    layout_gap(l, 1);
    part_facts(l, facts, ARRAY_LEN(facts));
    part_notice_optional(l, LOOK_INFO, "receipt", _("回执上都写着"), _("回家照着回执准备就行。"));
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK},
                 &(struct button){.label = corrects ? _("知道了，带到窗口") : _("知道了，以后补"),
                                  .action = ACTION_NEXT});
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)arg;
    if (action == ACTION_BACK)
        return VERDICT_BACK;
    if (action != ACTION_NEXT)
        return VERDICT_STAY;
    enum err e =
        papers_settle(&model->visit, model->paper, PAPER_LATER, paper_due(model, model->paper));
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "paper_failed", "err=%s", err_name(e));
    return e == ERR_NONE ? VERDICT_NEXT : VERDICT_BACK;
}

const struct screen_kind screen_later = {.name = "later",
                                         .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK),
                                         .step = 3,
                                         .compose = compose,
                                         .act = act};
