/* SPDX-License-Identifier: Apache-2.0 */
/* A slip's code before the scanner. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/screen/held.h"
#include "app/words/words.h"

static void add_advice(struct layout *l, const struct model *model)
{
    enum err e = model->page.refused;
    if (!service_has_scanner(&model->service))
        part_notice(l, LOOK_WARN, NULL, _("扫码口暂时不能用"), _("可以输入号码来查。"));
    else if (e == ERR_MISSING)
        part_notice(l, LOOK_WARN, NULL, _("这个码里没有办件的号码"),
                    _("请扫办件回执上的码，或输入号码。"));
    else if (e != ERR_NONE && e != ERR_CANCELLED && e != ERR_GONE && e != ERR_ABSENT)
        part_notice(l, LOOK_WARN, NULL, _("没有读到码"), _("请把回执展平，再扫一次。"));
}

static void compose(struct layout *l, const struct model *model)
{
    if (!service_has_scanner(&model->service) || !held_advise(l, model))
        add_advice(l, model);
    part_heading(l, _("请把回执上的码对准扫码口"));
    part_hint(l, _("回执展平，码朝着扫码口，离远一点再靠近。"));
    part_picture(l, PICTURE_SCAN, _("回执上的码朝下，放在扫码口前面"));
    part_buttons(
        l, &(struct button){.label = _("输入号码"), .icon = "edit", .action = ACTION_NUMBER}, 1);
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK}, NULL);
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)model, (void)arg;
    if (action == ACTION_NUMBER)
        return VERDICT_TYPE;
    return action == ACTION_BACK ? VERDICT_BACK : VERDICT_STAY;
}

static enum verdict tick(struct model *model)
{
    return *model->visit.number ? VERDICT_NEXT : VERDICT_STAY;
}

const struct screen_kind screen_receipt = {.name = "receipt",
                                           .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(TYPE) |
                                                       VERDICT_BIT(BACK),
                                           .compose = compose,
                                           .act = act,
                                           .tick = tick};
