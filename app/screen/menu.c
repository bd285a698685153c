/* SPDX-License-Identifier: Apache-2.0 */
/* One menu: a life event, a matter of several items, a zone. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/screen/offer.h"
#include "app/words/words.h"

static void compose(struct layout *l, const struct model *model)
{
    enum language language = model->visit.needs.language;
    const struct menu *menu = &model->menus.menu[model->menu];
    bool there = model->menus.count > 0;
    part_heading(l, there ? menu->title[language] : _("可以办的事"));
    part_hint(l, there ? menu->text[language] : NULL);
    if (there && !menus_has(&model->menus, (size_t)model->menu, &model->shelf))
        part_notice(l, LOOK_INFO, NULL, _("现在没有可以办的事"),
                    _("请返回首页看别的，或请人帮忙。"));
    offer_add_page(l, model, there ? model->menu : OFFER_ALL);
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK},
                 &(struct button){.label = _("请人帮忙"), .action = ACTION_HELP});
}

static enum verdict act(struct model *model, int action, int arg)
{
    switch (action) {
    case ACTION_CHOOSE:
        if (offer_press(model, arg) == VERDICT_NEXT)
            return VERDICT_NEXT;
        model->page.sheet = 0; /* of another menu */
        return VERDICT_STAY;
    case ACTION_SHEET:
        model->page.sheet = arg;
        return VERDICT_STAY;
    case ACTION_HELP:
        return VERDICT_HELP;
    default:
        return action == ACTION_BACK ? VERDICT_BACK : VERDICT_STAY;
    }
}

const struct screen_kind screen_menu = {.name = "menu",
                                        .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK) |
                                                    VERDICT_BIT(HELP),
                                        .compose = compose,
                                        .act = act};
