/* SPDX-License-Identifier: Apache-2.0 */
/* No card with them: the phone's code before the scanner. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/screen/held.h"
#include "app/screen/people.h"
#include "app/words/words.h"

static void add_advice(struct layout *l, const struct model *model)
{
    enum err e = model->page.refused;
    if (e == ERR_NONE || e == ERR_CANCELLED)
        return;
    if (e == ERR_GONE)
        part_notice(l, LOOK_WARN, NULL, _("连接断了一下"), _("请再扫一次。"));
    else if (err_category(e) == ERR_CAT_LINK)
        part_notice(l, LOOK_ERROR, NULL, _("现在联系不上政务平台"),
                    _("请返回用身份证办理，或请人帮忙。"));
    else if (e != ERR_ABSENT) /* that is said by the heading, or over by now */
        part_notice(l, LOOK_ERROR, NULL, _("这个码没有认出来"),
                    _("请打开三晋通，刷新身份码，再扫一次。"));
}

/* The scan outlives its scanner, so it does not say so: the service does. */
static bool is_lost(const struct model *model)
{
    const struct service *s = &model->service;
    return model->errand[ERRAND_PERSON].state != ERRAND_RUNNING && !s->settling &&
           !service_has_scanner(s);
}

static void add_way_on(struct layout *l)
{
    part_buttons(
        l, &(struct button){.label = _("请人帮忙"), .icon = "person", .action = ACTION_HELP}, 1);
    part_actions_note(l, &(struct button){.label = _("返回"), .action = ACTION_BACK},
                      "shield-check", _("只用于本次办理，离开即清除"));
}

static void compose(struct layout *l, const struct model *model)
{
    bool asking = model->errand[ERRAND_PERSON].state == ERRAND_RUNNING;
    if (is_lost(model)) { /* where to hold the phone is no help now */
        part_heading(l, _("扫码口暂时不能用"));
        part_hint(l, _("请返回用身份证办理，或请人帮忙。"));
        add_way_on(l);
        return;
    }
    if (asking || !held_advise(l, model))
        add_advice(l, model);
    part_heading(l, asking ? _("正在核对身份") : _("请把手机上的身份码对准扫码口"));
    part_hint(l, asking ? _("马上就好，手机可以拿开了。")
                        : _("打开三晋通，点“身份码”，屏幕调亮一些。"));
    part_picture(l, PICTURE_SCAN, _("手机屏幕朝下，放在扫码口前面"));
    if (asking)
        part_progress(l, _("正在核对…"), -1);
    add_way_on(l);
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)model, (void)arg;
    if (action == ACTION_BACK)
        return VERDICT_BACK;
    return action == ACTION_HELP ? VERDICT_HELP : VERDICT_STAY;
}

static enum verdict tick(struct model *model)
{
    return people_judge(model);
}

const struct screen_kind screen_phone = {.name = "phone",
                                         .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(FAIL) |
                                                     VERDICT_BIT(BACK) | VERDICT_BIT(HELP),
                                         .step = 1,
                                         .compose = compose,
                                         .act = act,
                                         .tick = tick};
