/* SPDX-License-Identifier: Apache-2.0 */
/* An item that may be asked for without a name, or for an enterprise: the choice is the citizen's,
 * and comes first. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/words/words.h"
#include "platform/base/log.h"

enum who { WHO_NAMED, WHO_HIDDEN, WHO_PERSON, WHO_ENTERPRISE };

static void add_for_whom(struct layout *l)
{
    part_heading(l, _("您替谁办？"));
    part_hint(l, _("两样都先放上您的身份证。"));
    layout_gap(l, 1);
    part_link(l, &(struct link){.icon = "person",
                                .title = _("替自己办"),
                                .text = _("用您自己的身份证。"),
                                .action = ACTION_CHOOSE,
                                .arg = WHO_PERSON});
    part_link(l, &(struct link){.icon = "shop",
                                .title = _("替单位办"),
                                .text = _("再扫一下营业执照上的码，或输入代码。"),
                                .action = ACTION_CHOOSE,
                                .arg = WHO_ENTERPRISE});
}

static void add_named(struct layout *l, const struct model *model)
{
    bool known = model->visit.identity != VISIT_UNKNOWN;
    part_heading(l, _("要留下您的姓名吗？"));
    part_hint(l, _("两种都受理，办得一样快。"));
    layout_gap(l, 1);
    part_link(l, &(struct link){.icon = "person",
                                .title = _("留下姓名"),
                                .text = known ? _("用刚才读到的身份证，方便回复您。")
                                              : _("放上身份证，姓名自动填好，方便回复您。"),
                                .action = ACTION_CHOOSE,
                                .arg = WHO_NAMED});
    part_link(l, &(struct link){.icon = "shield-check",
                                .title = _("不留姓名"),
                                .text = _("不读身份证，凭工单号查结果。"),
                                .action = ACTION_CHOOSE,
                                .arg = WHO_HIDDEN});
    const struct fact facts[] = {{"lock", _("谁能看到"), _("只有办这件事的部门，加密后才发出")},
                                 {"phone", _("想要回复"), _("后面可以留手机号，不留也行")},
                                 {"warning", _("人身安全的急事"), _("请直接拨打 110 或 120")}};
    if (l->lean <= 0)
        part_facts(l, facts, ARRAY_LEN(facts));
}

static void compose(struct layout *l, const struct model *model)
{
    if (model->visit.item->applyer == ITEM_FOR_EITHER)
        add_for_whom(l);
    else
        add_named(l, model);
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK}, NULL);
}

static enum verdict choose(struct model *model, bool hide)
{
    enum err e = visit_hide(&model->visit, hide);
    if (e == ERR_NONE)
        return hide ? VERDICT_SKIP : VERDICT_NEXT;
    log_event(LOG_ERROR, "who_failed", "err=%s", err_name(e));
    return VERDICT_STAY;
}

static enum verdict choose_whom(struct model *model, bool enterprise)
{
    enum err e = visit_act_for(&model->visit, enterprise);
    if (e == ERR_NONE)
        return VERDICT_NEXT;
    log_event(LOG_ERROR, "who_failed", "err=%s", err_name(e));
    return VERDICT_STAY;
}

static enum verdict act(struct model *model, int action, int arg)
{
    if (action == ACTION_CHOOSE && (arg == WHO_NAMED || arg == WHO_HIDDEN))
        return choose(model, arg == WHO_HIDDEN);
    if (action == ACTION_CHOOSE && (arg == WHO_PERSON || arg == WHO_ENTERPRISE))
        return choose_whom(model, arg == WHO_ENTERPRISE);
    return action == ACTION_BACK ? VERDICT_BACK : VERDICT_STAY;
}

const struct screen_kind screen_who = {.name = "who",
                                       .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(SKIP) |
                                                   VERDICT_BIT(BACK),
                                       .step = 1,
                                       .compose = compose,
                                       .act = act};
