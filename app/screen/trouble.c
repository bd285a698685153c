/* SPDX-License-Identifier: Apache-2.0 */
/* What happened, what it means, what to do next. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/screen/people.h"
#include "app/words/words.h"

enum { TITLE_TEXT = 128 };

enum way_on {
    WAY_HELP,  /* nothing but people */
    WAY_OTHER, /* something else can be done here */
    WAY_AGAIN, /* trying again may help */
};

struct account {
    const char *title, *text;
    enum way_on way;
};

static bool is_of_another_age(const struct model *model)
{
    enum age_fit fit = visit_age(&model->visit);
    return fit == AGE_TOO_YOUNG || fit == AGE_TOO_OLD;
}

static struct account account_of_age(const struct visit *visit, char *ret_title, size_t size)
{
    bool young = visit_age(visit) == AGE_TOO_YOUNG;
    snprintf(ret_title, size, young ? _("满 %d 周岁才能办") : _("满 %d 周岁就不能办了"),
             young ? visit->item->ages.min : visit->item->ages.max + 1);
    return (struct account){ret_title, visit->item->ages_text, WAY_OTHER};
}

static struct account account_of(const struct model *model)
{
    enum err_category category = err_category(model->trouble);
    if (model->whence[SCREEN_TROUBLE] == SCREEN_QUESTION)
        return (struct account){_("这件事现在办不了"),
                                _("缺一项要由部门提供的资料。请到窗口办理，或过一会儿再来。"),
                                WAY_HELP};
    if (visit_wants_proof(&model->visit) && model->trouble == ERR_NOT_FOUND)
        return (struct account){_("没有可以证明的记录"), model->visit.item->proof.absent, WAY_HELP};
    if (visit_wants_proof(&model->visit))
        return (struct account){_("证明没有出来"),
                                category == ERR_CAT_LINK
                                    ? _("现在联系不上政务平台。这张证明要联网才能出。")
                                    : _("政务平台现在出不了这张证明，可以过一会儿再试。"),
                                WAY_AGAIN};
    if (category == ERR_CAT_STORAGE || category == ERR_CAT_TRUST || category == ERR_CAT_STAFF)
        return (struct account){_("没有提交成功"),
                                _("这台机器出了问题，没有保存您的申请。请到窗口办理。"), WAY_AGAIN};
    if (category == ERR_CAT_REFUSED || category == ERR_CAT_INPUT)
        return (struct account){_("没有提交成功"),
                                _("资料没有通过检查。请再试一次，还不行就到窗口办理。"), WAY_AGAIN};
    return (struct account){_("没有提交成功"), _("这台机器刚才没有反应。请再试一次。"), WAY_AGAIN};
}

static void add_ways(struct layout *l, enum way_on way)
{
    const struct button help = {.label = _("请人帮忙"), .action = ACTION_HELP};
    const struct button again = {.label = _("再试一次"), .action = ACTION_BACK};
    const struct button other = {.label = _("办别的事"), .action = ACTION_NEXT};
    if (way == WAY_AGAIN)
        part_notice(l, LOOK_INFO, NULL, _("您填的内容还在"),
                    _("再试一次，不用重填，也不会办两次。"));
    if (way == WAY_HELP)
        part_actions(l, NULL, &help);
    else
        part_actions(l, &help, way == WAY_AGAIN ? &again : &other);
}

static void compose(struct layout *l, const struct model *model)
{
    char title[TITLE_TEXT];
    struct account account = is_of_another_age(model)
                                 ? account_of_age(&model->visit, title, sizeof title)
                                 : account_of(model);
    part_result(l, LOOK_ERROR, account.title, account.text);
    people_add(l, model);
    add_ways(l, account.way);
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)arg;
    enum way_on way = is_of_another_age(model) ? WAY_OTHER : account_of(model).way;
    if (action == ACTION_BACK && way == WAY_AGAIN)
        return VERDICT_BACK;
    if (action == ACTION_NEXT && way == WAY_OTHER)
        return VERDICT_NEXT;
    return action == ACTION_HELP ? VERDICT_HELP : VERDICT_STAY;
}

const struct screen_kind screen_trouble = {.name = "trouble",
                                           .verdicts = VERDICT_BIT(BACK) | VERDICT_BIT(NEXT) |
                                                       VERDICT_BIT(HELP),
                                           .compose = compose,
                                           .act = act};
