/* SPDX-License-Identifier: Apache-2.0 */
/* What it is, what to bring, how long, what it costs, and where a human helps. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/screen/words.h"

static void add_badges(struct layout *l, const struct item *item)
{
    struct badge badges[ITEM_WORDS_MAX];
    for (size_t i = 0; i < item->badges.count; i++)
        badges[i] = (struct badge){item->badges.text[i], i == 0 ? LOOK_OK : LOOK_INFO};
    part_badges(l, badges, (int)item->badges.count);
}

static void compose(struct layout *l, const struct model *model)
{
    const struct item *item = model->visit.item;
    const struct item_guide *guide = &item->guide;
    const struct fact facts[] = {{"card", _("要带什么"), guide->bring},
                                 {"clock", _("要多久"), guide->time},
                                 {"document", _("得到什么"), guide->result},
                                 {"check", guide->fee, guide->fee_note}};
    char help[256];
    snprintf(help, sizeof help, _("%s · %s"), guide->help_org, guide->help_hours);
    add_badges(l, item);
    part_heading(l, item->title);
    part_hint(l, guide->summary);
    layout_gap(l, 1);
    part_facts(l, facts, ARRAY_LEN(facts));
    part_link(
        l, &(struct link){
               .icon = "person", .title = _("想和人说话？"), .text = help, .action = ACTION_HELP});
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK},
                 &(struct button){.label = _("开始办理"), .action = ACTION_NEXT});
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)model, (void)arg;
    switch (action) {
    case ACTION_NEXT:
        return VERDICT_NEXT;
    case ACTION_BACK:
        return VERDICT_BACK;
    case ACTION_HELP:
        return VERDICT_HELP;
    default:
        return VERDICT_STAY;
    }
}

const struct screen_kind screen_guide = {.name = "guide",
                                         .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK) |
                                                     VERDICT_BIT(HELP),
                                         .compose = compose,
                                         .act = act};
