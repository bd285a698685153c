/* SPDX-License-Identifier: Apache-2.0 */
/* What is to be paid: of the case that was just taken, or all that this person has not paid. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/words/amount.h"
#include "app/words/words.h"
#include "platform/base/clock.h"

static void enter(struct model *model)
{
    paying_wipe(&model->visit.paying);
}

static void add_list(struct layout *l, const struct model *model)
{
    const struct fee_list *fees = &model->visit.paying.fees;
    struct option options[FEES_MAX];
    char amounts[FEES_MAX][AMOUNT_WORDS];
    for (size_t i = 0; i < fees->count; i++) {
        amount_say(fees->fee[i].fen, amounts[i]);
        options[i] =
            (struct option){.label = fees->fee[i].name, .note = amounts[i], .arg = (int)i + 1};
    }
    part_heading(l, _("要交哪一笔？"));
    part_hint(l, _("一笔一笔交，交完一笔再选下一笔。"));
    part_options(l, options, (int)fees->count, ACTION_CHOOSE,
                 (struct pager){model->page.sheet, ACTION_SHEET});
}

static void add_nothing(struct layout *l, const struct model *model)
{
    char call[SETTINGS_TEXT + 64];
    snprintf(call, sizeof call, _("拨 %s 问一问"), model->settings->kiosk.help_phone);
    const struct fact facts[] = {{"clock", _("刚刚才开的缴款单"), _("过几分钟再查一次")},
                                 {"phone", _("觉得应该有"), call}};
    part_result(l, LOOK_OK, _("没有要交的费用"), _("这张身份证名下没有还没交的缴款单。"));
    part_facts(l, facts, ARRAY_LEN(facts));
}

static void add_failure(struct layout *l, const struct model *model)
{
    bool of_case = model->visit.submitted || *model->visit.owes_for;
    const struct fact facts[] = {
        {"clock", _("以后再交也行"),
         of_case ? _("您的事已经受理，不会因此丢掉") : _("没有交，也没有扣您的钱")},
        {"money", _("在哪里交"), _("任何一台终端点「缴费」，放上身份证")}};
    part_result(l, LOOK_WARN, _("现在查不到缴款单"),
                _("联系不上政务平台。会自动再试，也可以先走。"));
    part_facts(l, facts, ARRAY_LEN(facts));
}

static void add_wait(struct layout *l)
{
    const struct fact facts[] = {{"search", _("正在问政务平台"), _("通常几秒钟就有结果")},
                                 {"shield-check", _("这台机器不收钱"), _("只给您看用手机付的码")}};
    part_heading(l, _("正在查要交的费用"));
    part_hint(l, _("马上就好。"));
    layout_gap(l, 1);
    part_facts(l, facts, ARRAY_LEN(facts));
    part_progress(l, _("正在查询…"), -1);
}

static void compose(struct layout *l, const struct model *model)
{
    const struct paying *paying = &model->visit.paying;
    bool failed = model->page.refused != ERR_NONE && model->page.refused != ERR_GONE;
    if (!paying->known && failed)
        add_failure(l, model);
    else if (!paying->known)
        add_wait(l);
    else if (paying->fees.count == 0)
        add_nothing(l, model);
    else
        add_list(l, model);
    if (service_card_lies_there(&model->service))
        part_notice(l, LOOK_WARN, "card", _("请收好身份证"), NULL);
    part_actions(l, NULL,
                 &(struct button){.label = paying->known && paying->fees.count == 0
                                               ? _("知道了")
                                               : _("我以后再交"),
                                  .action = ACTION_SKIP});
}

/* A case is rated, whatever becomes of its fee. */
static enum verdict leave(const struct model *model)
{
    return model->visit.submitted ? VERDICT_SKIP : VERDICT_NEXT;
}

static enum verdict show(struct model *model, int at)
{
    paying_show(&model->visit.paying, at, clock_now_ms());
    return VERDICT_PAY;
}

static enum verdict act(struct model *model, int action, int arg)
{
    switch (action) {
    case ACTION_CHOOSE:
        return show(model, arg);
    case ACTION_SHEET:
        model->page.sheet = arg;
        return VERDICT_STAY;
    case ACTION_SKIP:
        return leave(model);
    default:
        return VERDICT_STAY;
    }
}

static enum verdict tick(struct model *model)
{
    const struct paying *paying = &model->visit.paying;
    return paying->known && paying->fees.count == 1 ? show(model, 1) : VERDICT_STAY;
}

const struct screen_kind screen_fees = {.name = "fees",
                                        .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(SKIP) |
                                                    VERDICT_BIT(PAY),
                                        .enter = enter,
                                        .compose = compose,
                                        .act = act,
                                        .tick = tick};
