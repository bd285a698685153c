/* SPDX-License-Identifier: Apache-2.0 */
/* What departments already know is not asked: a short wait that says what happens. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/words/words.h"

enum { SLOW_MS = 5000, GIVE_UP_MS = 15000 };

static void compose(struct layout *l, const struct model *model)
{
    bool slow = model_here_ms(model) >= SLOW_MS;
    part_heading(l, _("正在替您调取资料"));
    part_hint(l, _("查到的，就不用您填了。"));
    const struct fact facts[] = {{"check", _("身份已经确认"), _("身份证可以拿起来了")},
                                 {"search", _("正在问有关部门"), _("查到的资料直接用，您核对就行")},
                                 {"shield-check", _("只用于这一次"), _("您离开，信息就清除")}};
    layout_gap(l, 1);
    part_facts(l, facts, ARRAY_LEN(facts));
    part_progress(l, slow ? _("比平时慢，请再等一会儿…") : _("正在查询…"), -1);
    if (!slow)
        return;
    part_notice(l, LOOK_INFO, NULL, _("不想等？"), _("可以跳过，缺的资料由您填写，或由部门核对。"));
    part_actions(l, NULL, &(struct button){.label = _("跳过"), .action = ACTION_SKIP});
}

static enum verdict where_to(const struct model *model)
{
    static const enum verdict ways[] = {
        [ITEM_KIND_APPLICATION] = VERDICT_NEXT, [ITEM_KIND_QUERY] = VERDICT_FIND,
        [ITEM_KIND_ORDER] = VERDICT_NEXT,       [ITEM_KIND_CERTIFICATES] = VERDICT_NEXT,
        [ITEM_KIND_APPOINTMENT] = VERDICT_BOOK, [ITEM_KIND_FEE] = VERDICT_PAY};
    bool papers = papers_next_open(&model->visit, -1) >= 0;
    enum verdict way = ways[model->visit.item->kind];
    return way == VERDICT_NEXT && papers ? VERDICT_PAPERS : way;
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)arg;
    if (action != ACTION_SKIP)
        return VERDICT_STAY;
    form_shared_failed(&model->visit.form);
    return VERDICT_STAY; /* the next tick goes on */
}

static enum verdict tick(struct model *model)
{
    if (model_here_ms(model) >= GIVE_UP_MS)
        form_shared_failed(&model->visit.form);
    if (papers_want_shared(&model->visit))
        return VERDICT_STAY;
    return where_to(model);
}

static int64_t due(const struct model *model)
{
    bool slow = model_here_ms(model) >= SLOW_MS;
    return model->entered_ms + (slow ? GIVE_UP_MS : SLOW_MS);
}

const struct screen_kind screen_shared = {.name = "shared",
                                          .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(FIND) |
                                                      VERDICT_BIT(PAPERS) | VERDICT_BIT(BOOK) |
                                                      VERDICT_BIT(PAY),
                                          .step = 2,
                                          .has_own_end = true,
                                          .compose = compose,
                                          .act = act,
                                          .tick = tick,
                                          .due = due};
