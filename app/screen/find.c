/* SPDX-License-Identifier: Apache-2.0 */
/* How do my cases stand? By card all of them, by a slip or a number one. Nothing is submitted. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/words/words.h"

static void enter(struct model *model)
{
    visit_forget_cases(&model->visit);
    model->case_moved = false;
}

static void add_card(struct layout *l, const struct model *model)
{
    bool online = model->service.online;
    part_link(l, &(struct link){.icon = "card",
                                .title = _("用身份证查"),
                                .text = online ? _("在哪台终端、哪个窗口办的都能查到。")
                                               : _("现在网络不通，请用回执或号码查。"),
                                .badge = {.label = online ? _("查全部") : _("要联网"),
                                          .look = online ? LOOK_OK : LOOK_WARN},
                                .action = ACTION_NEXT});
}

static void compose(struct layout *l, const struct model *model)
{
    char call[SETTINGS_TEXT + 64];
    snprintf(call, sizeof call, _("拨 %s，报上号码"), model->settings->kiosk.help_phone);
    part_heading(l, _("您想怎么查？"));
    part_hint(l, _("有一样就行。只是看一看，不会提交什么。"));
    layout_gap(l, 1);
    add_card(l, model);
    if (service_has_scanner(&model->service))
        part_link(l, &(struct link){.icon = "qr",
                                    .title = _("扫回执上的码"),
                                    .text = _("拿回执对准扫码口。在别的终端办的，再放一下身份证。"),
                                    .action = ACTION_SCAN});
    part_link(l, &(struct link){.icon = "edit",
                                .title = _("输入号码"),
                                .text = _("输受理号、编号或工单号。"),
                                .action = ACTION_NUMBER});
    const struct fact facts[] = {
        {"cloud-up", _("网络不通时办的"), _("还没提交的，用回执上的受理号查")},
        {"phone", _("打电话也能查"), call}};
    if (l->lean <= 0)
        part_facts(l, facts, ARRAY_LEN(facts));
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK},
                 &(struct button){.label = _("请人帮忙"), .action = ACTION_HELP});
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)arg;
    switch (action) {
    case ACTION_NEXT:
        return model->service.online ? VERDICT_NEXT : VERDICT_STAY;
    case ACTION_SCAN:
        return VERDICT_SCAN;
    case ACTION_NUMBER:
        return VERDICT_TYPE;
    case ACTION_HELP:
        return VERDICT_HELP;
    default:
        return action == ACTION_BACK ? VERDICT_BACK : VERDICT_STAY;
    }
}

const struct screen_kind screen_find = {.name = "find",
                                        .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(SCAN) |
                                                    VERDICT_BIT(TYPE) | VERDICT_BIT(BACK) |
                                                    VERDICT_BIT(HELP),
                                        .enter = enter,
                                        .compose = compose,
                                        .act = act};
