/* SPDX-License-Identifier: Apache-2.0 */
/* People instead of the machine. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/screen/people.h"
#include "app/words/words.h"

static void compose(struct layout *l, const struct model *model)
{
    part_heading(l, _("请人帮忙"));
    part_hint(l, _("打电话、去窗口，都能办。"));
    layout_gap(l, 1);
    people_add(l, model);
    if (visit_would_lose(&model->visit))
        part_notice_optional(l, LOOK_INFO, NULL, _("您填的内容还在"), _("点“返回”，接着办。"));
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK}, NULL);
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)model, (void)arg;
    return action == ACTION_BACK ? VERDICT_BACK : VERDICT_STAY;
}

const struct screen_kind screen_help = {
    .name = "help", .verdicts = VERDICT_BIT(BACK), .compose = compose, .act = act};
