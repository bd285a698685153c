/* SPDX-License-Identifier: Apache-2.0 */
/* People instead of the machine. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/screen/people.h"
#include "app/words/words.h"

/* Said as it is: whom a call reaches does not come at once, and at night may not come at all. */
static void add_call(struct layout *l, const struct model *model)
{
    bool failed = model->page.refused != ERR_NONE && model->page.refused != ERR_GONE;
    if (model->help_heard)
        part_notice(l, LOOK_OK, "check", _("已经告诉工作人员"),
                    _("他们知道是这台终端。等不及，请打电话。"));
    else if (model->page.calling)
        part_progress(l, _("正在告诉工作人员…"), -1);
    else if (failed)
        part_notice(l, LOOK_WARN, "phone", _("没有叫通"), _("请打上面的电话，24 小时有人接。"));
    else if (model->service.online)
        part_buttons(
            l,
            &(struct button){.label = _("告诉工作人员"), .icon = "person", .action = ACTION_CALL},
            1);
}

static void compose(struct layout *l, const struct model *model)
{
    part_heading(l, _("请人帮忙"));
    part_hint(l, _("打电话、去窗口，都能办。"));
    layout_gap(l, 1);
    people_add(l, model);
    add_call(l, model);
    if (visit_would_lose(&model->visit))
        part_notice_optional(l, LOOK_INFO, NULL, _("您填的内容还在"), _("点“返回”，接着办。"));
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK}, NULL);
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)arg;
    if (action == ACTION_CALL && !model->help_heard && !model->page.calling) {
        model->page.calling = true;
        model->errand[ERRAND_CALL].state = ERRAND_NONE;
    }
    return action == ACTION_BACK ? VERDICT_BACK : VERDICT_STAY;
}

const struct screen_kind screen_help = {
    .name = "help", .verdicts = VERDICT_BIT(BACK), .compose = compose, .act = act};
