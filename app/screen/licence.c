/* SPDX-License-Identifier: Apache-2.0 */
/* For which enterprise: the code on its licence before the scanner; then which one it is. */
#include "app/screen/screen.h"

#include "app/input/credit.h"
#include "app/screen/actions.h"
#include "app/screen/held.h"
#include "app/screen/licence.h"
#include "app/words/words.h"

enum { LEANEST = 2 };

const char *licence_advise(const struct model *model)
{
    switch (model->page.refused) {
    case ERR_NONE:
    case ERR_CANCELLED:
    case ERR_GONE:
    case ERR_ABSENT:
        return NULL;
    case ERR_REFUSED:
        return _("登记的办事人里没有您。请法定代表人来，或到窗口登记委托。");
    case ERR_NOT_FOUND:
        return _("没有查到这家单位。请对照执照看一遍，或到窗口办理。");
    default:
        return err_category(model->page.refused) == ERR_CAT_LINK ? _("正在再试，请稍等。")
                                                                 : _("没有查成，请再试一次。");
    }
}

bool licence_is_asked(const struct model *model)
{
    return model->visit.licence.count > 0;
}

static const char *title_of(enum err e)
{
    if (e == ERR_REFUSED)
        return _("您还不能替这家单位办");
    return err_category(e) == ERR_CAT_LINK ? _("现在联系不上政务平台") : _("这个码没有查到单位");
}

static void add_advice(struct layout *l, const struct model *model)
{
    const char *advice = licence_advise(model);
    if (!service_has_scanner(&model->service))
        part_notice(l, LOOK_WARN, NULL, _("扫码口暂时不能用"), _("可以输入执照上的代码。"));
    else if (advice)
        part_notice(l, LOOK_ERROR, NULL, title_of(model->page.refused), advice);
}

static void add_wait(struct layout *l, const struct model *model)
{
    add_advice(l, model);
    part_heading(l, _("正在核对单位"));
    part_hint(l, _("马上就好，执照可以拿开了。"));
    part_picture(l, PICTURE_SCAN, _("营业执照上的码对着扫码口"));
    part_progress(l, _("正在核对…"), -1);
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK}, NULL);
}

static void add_scan(struct layout *l, const struct model *model)
{
    if (!service_has_scanner(&model->service) || !held_advise(l, model))
        add_advice(l, model);
    part_heading(l, _("您替哪家单位办？"));
    part_hint(l, _("请把营业执照上的码对准扫码口，纸质的、手机里的都行。"));
    part_picture(l, PICTURE_SCAN, _("营业执照上的码对着扫码口"));
    const struct button ways[] = {
        {.label = _("输入代码"), .icon = "edit", .action = ACTION_NUMBER},
        {.label = _("请人帮忙"), .icon = "person", .action = ACTION_HELP}};
    part_buttons(l, ways, ARRAY_LEN(ways));
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK}, NULL);
}

static void add_known(struct layout *l, const struct model *model)
{
    const struct pairs *known = &model->visit.enterprise;
    const char *legal = pairs_get(known, "legal"), *address = pairs_get(known, "address");
    char code[CREDIT_SHOWN];
    credit_group(pairs_get(known, "applyer_page_code"), code);
    struct fact facts[3] = {{"shop", pairs_get(known, "applyer_name"), code}};
    int n = 1;
    if (*legal)
        facts[n++] = (struct fact){"person", _("法定代表人"), legal};
    if (*address && l->lean < LEANEST)
        facts[n++] = (struct fact){"location", _("地址"), address};
    part_heading(l, _("替这家单位办，对吗？"));
    part_hint(l, _("您可以替它办事，已经核对过。"));
    layout_gap(l, 1);
    part_facts(l, facts, n);
    part_buttons(
        l, &(struct button){.label = _("换一家单位"), .icon = "refresh", .action = ACTION_OTHER},
        1);
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK},
                 &(struct button){.label = _("对，下一步"), .action = ACTION_NEXT});
}

static void compose(struct layout *l, const struct model *model)
{
    if (model->visit.enterprise.count > 0)
        add_known(l, model);
    else if (licence_is_asked(model))
        add_wait(l, model);
    else
        add_scan(l, model);
}

/* Another one: nothing that was filled in from the last one stays. */
static enum verdict forget(struct model *model)
{
    visit_forget_enterprise(&model->visit);
    model->errand[ERRAND_ENTERPRISE].state = ERRAND_NONE;
    model->page.refused = ERR_NONE;
    return VERDICT_STAY;
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)arg;
    switch (action) {
    case ACTION_NEXT:
        return visit_wants_enterprise(&model->visit) ? VERDICT_STAY : VERDICT_NEXT;
    case ACTION_OTHER:
        return forget(model);
    case ACTION_NUMBER:
        return VERDICT_TYPE;
    case ACTION_HELP:
        return VERDICT_HELP;
    case ACTION_BACK:
        visit_forget_licence(&model->visit);
        return VERDICT_BACK;
    default:
        return VERDICT_STAY;
    }
}

static enum verdict tick(struct model *model)
{
    return visit_is_for_enterprise(&model->visit) ? VERDICT_STAY : VERDICT_NEXT;
}

const struct screen_kind screen_licence = {.name = "licence",
                                           .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK) |
                                                       VERDICT_BIT(TYPE) | VERDICT_BIT(HELP),
                                           .step = 1,
                                           .compose = compose,
                                           .act = act,
                                           .tick = tick};
