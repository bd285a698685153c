/* SPDX-License-Identifier: Apache-2.0 */
/* What happened, what it means, what to do next. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/screen/people.h"
#include "app/words/words.h"

struct account {
    const char *title, *text;
    bool again; /* trying again may help */
};

static struct account account_of(const struct model *model)
{
    enum err_category category = err_category(model->trouble);
    if (model->whence[SCREEN_TROUBLE] == SCREEN_QUESTION)
        return (struct account){_("这件事现在办不了"),
                                _("缺一项要由部门提供的资料。请到窗口办理，或过一会儿再来。"),
                                false};
    if (visit_wants_proof(&model->visit) && model->trouble == ERR_NOT_FOUND)
        return (struct account){_("没有可以证明的记录"), model->visit.item->proof.absent, false};
    if (visit_wants_proof(&model->visit))
        return (struct account){_("证明没有出来"),
                                category == ERR_CAT_LINK
                                    ? _("现在联系不上政务平台。这张证明要联网才能出。")
                                    : _("政务平台现在出不了这张证明，可以过一会儿再试。"),
                                true};
    if (category == ERR_CAT_STORAGE || category == ERR_CAT_TRUST || category == ERR_CAT_STAFF)
        return (struct account){_("没有提交成功"),
                                _("这台机器出了问题，没有保存您的申请。请到窗口办理。"), true};
    if (category == ERR_CAT_REFUSED || category == ERR_CAT_INPUT)
        return (struct account){_("没有提交成功"),
                                _("资料没有通过检查。请再试一次，还不行就到窗口办理。"), true};
    return (struct account){_("没有提交成功"), _("这台机器刚才没有反应。请再试一次。"), true};
}

static void compose(struct layout *l, const struct model *model)
{
    struct account account = account_of(model);
    part_result(l, LOOK_ERROR, account.title, account.text);
    people_add(l, model);
    const struct button help = {.label = _("请人帮忙"), .action = ACTION_HELP};
    if (!account.again) {
        part_actions(l, NULL, &help);
        return;
    }
    part_notice(l, LOOK_INFO, NULL, _("您填的内容还在"), _("再试一次，不用重填，也不会办两次。"));
    part_actions(l, &help, &(struct button){.label = _("再试一次"), .action = ACTION_BACK});
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)arg;
    if (action == ACTION_BACK && account_of(model).again)
        return VERDICT_BACK;
    return action == ACTION_HELP ? VERDICT_HELP : VERDICT_STAY;
}

const struct screen_kind screen_trouble = {.name = "trouble",
                                           .verdicts = VERDICT_BIT(BACK) | VERDICT_BIT(HELP),
                                           .compose = compose,
                                           .act = act};
