/* SPDX-License-Identifier: Apache-2.0 */
/* 好差评: opens by itself, binds nobody. A bad mark is sent with at least one reason (norm codes of
 * the 好差评 exchange), or not at all. */
#include "app/screen/screen.h"

#include <string.h>

#include "app/screen/actions.h"
#include "app/words/words.h"
#include "platform/base/text.h"

enum { LEVELS = 5, REASONS = 8, OPEN_MS = 60000, SEND_AT_MOST_MS = 5000 };

static const char *const level_names[LEVELS] = {N_("非常满意"), N_("满意"), N_("一般"),
                                                N_("不满意"), N_("非常不满意")};

struct reason {
    const char *code, *words;
};

static const struct reason bad[REASONS] = {
    {"207", N_("没有提供材料样本")},     {"208", N_("没有提供材料清单")},
    {"209", N_("没有在承诺时间内办好")}, {"210", N_("同样的证明要了好几次")},
    {"211", N_("说能网办，实际办不了")}, {"212", N_("网上预约了，还要现场排队")},
    {"213", N_("工作人员业务不熟")},     {"214", N_("服务态度生硬")}};

static const struct reason very_bad[REASONS] = {
    {"108", N_("指南以外加了条件")},         {"109", N_("要了指南以外的材料")},
    {"110", N_("没有理由超过了期限")},       {"111", N_("指南里的样本有错")},
    {"112", N_("说网上收材料，实际收不了")}, {"113", N_("要跑好几个窗口和部门")},
    {"114", N_("跑的次数比承诺的多")},       {"115", N_("服务态度差，效率低")}};

/* NULL: no reason is asked for. */
static const struct reason *reasons_of(int level)
{
    if (level == SATISFACTION_BAD + 1)
        return bad;
    return level == SATISFACTION_VERY_BAD + 1 ? very_bad : NULL;
}

/* page.place: 0 the levels, 1 the reasons */
static void add_reasons(struct layout *l, const struct model *model)
{
    const struct reason *reasons = reasons_of(model->page.level);
    struct option options[REASONS];
    for (int i = 0; i < REASONS; i++)
        options[i] = (struct option){.label = _(reasons[i].words),
                                     .arg = i,
                                     .selected = (model->page.reasons >> i & 1) != 0};
    if (*model->page.advice)
        part_notice(l, LOOK_ERROR, NULL, _("还差一步"), _(model->page.advice));
    part_heading(l, _("哪里不满意？可以选几项"));
    layout_gap(l, 1);
    part_options(l, options, REASONS, ACTION_CHOOSE,
                 (struct pager){model->page.sheet, ACTION_SHEET});
}

static void add_levels(struct layout *l, const struct model *model)
{
    const char *labels[LEVELS];
    for (int i = 0; i < LEVELS; i++)
        labels[i] = _(level_names[i]);
    if (*model->page.advice)
        part_notice(l, LOOK_ERROR, NULL, _("还差一步"), _(model->page.advice));
    part_heading(l, _("这次服务，您满意吗？"));
    part_hint(l, _("自愿评价，不影响您办的事。"));
    layout_gap(l, 4);
    part_rating(l, labels, LEVELS, model->page.level - 1, ACTION_RATE);
    if (service_card_lies_there(&model->service))
        part_notice(l, LOOK_WARN, "card", _("请收好身份证"), _("您的身份证还在读卡区。"));
}

static void compose(struct layout *l, const struct model *model)
{
    bool sending = model->page.rated;
    if (model->page.place == 1)
        add_reasons(l, model);
    else
        add_levels(l, model);
    part_actions_even(l, &(struct button){.label = _("跳过"), .action = ACTION_SKIP},
                      &(struct button){.label = sending ? _("正在提交…") : _("提交评价"),
                                       .action = ACTION_NEXT,
                                       .look = LOOK_PRIMARY,
                                       .busy = sending});
}

static void join_codes(const struct page_draft *page, char *ret_codes, size_t size)
{
    const struct reason *reasons = reasons_of(page->level);
    size_t at = 0;
    ret_codes[0] = '\0';
    for (int i = 0; reasons && i < REASONS; i++)
        if (page->reasons >> i & 1)
            at +=
                (size_t)snprintf(ret_codes + at, size - at, "%s%s", at ? "," : "", reasons[i].code);
}

static void advise(struct page_draft *page, const char *words)
{
    text_copy(page->advice, sizeof page->advice, words);
}

static void submit(struct model *model)
{
    struct page_draft *page = &model->page;
    if (page->level == 0) {
        advise(page, N_("请先选一个，或点“跳过”。"));
        return;
    }
    if (reasons_of(page->level) && page->place == 0) {
        page->place = 1;
        page->advice[0] = '\0';
        return;
    }
    if (reasons_of(page->level) && page->reasons == 0) {
        advise(page, N_("请至少选一项原因，或点“跳过”。"));
        return;
    }
    join_codes(page, page->value, sizeof page->value);
    page->rated = true;
    page->rated_ms = model->now_ms;
}

static void choose_level(struct page_draft *page, int level)
{
    if (level < 0 || level >= LEVELS)
        return;
    page->level = level + 1;
    page->reasons = 0;
    page->advice[0] = '\0';
}

static void toggle_reason(struct page_draft *page, int reason)
{
    if (reason < 0 || reason >= REASONS)
        return;
    page->reasons ^= 1u << reason;
    page->advice[0] = '\0';
}

static enum verdict act(struct model *model, int action, int arg)
{
    if (action == ACTION_SKIP)
        return VERDICT_NEXT;
    if (model->page.rated)
        return VERDICT_STAY;
    if (action == ACTION_NEXT)
        submit(model);
    else if (action == ACTION_RATE)
        choose_level(&model->page, arg);
    else if (action == ACTION_CHOOSE)
        toggle_reason(&model->page, arg);
    else if (action == ACTION_SHEET)
        model->page.sheet = arg;
    return VERDICT_STAY;
}

/* Nobody answers: not rated. */
static int64_t end_at(const struct model *model)
{
    int64_t since = model->entered_ms;
    if (model->page.rated)
        return model->page.rated_ms + SEND_AT_MOST_MS;
    return (model->touched_ms > since ? model->touched_ms : since) + OPEN_MS;
}

static enum verdict tick(struct model *model)
{
    bool sent = model->page.rated && model->errand[ERRAND_RATE].state == ERRAND_ENDED;
    return sent || model->now_ms >= end_at(model) ? VERDICT_NEXT : VERDICT_STAY;
}

const struct screen_kind screen_rating = {.name = "rating",
                                          .verdicts = VERDICT_BIT(NEXT),
                                          .has_own_end = true,
                                          .compose = compose,
                                          .act = act,
                                          .tick = tick,
                                          .due = end_at};
