/* SPDX-License-Identifier: Apache-2.0 */
/* What it is, what to bring, how long, what it costs, and where a human helps. */
#include "app/screen/screen.h"

#include "app/print/due.h"
#include "app/print/outputs.h"
#include "app/screen/able.h"
#include "app/screen/actions.h"
#include "app/screen/together_words.h"
#include "app/words/words.h"
#include "platform/base/clock.h"
#include "platform/base/text.h"

enum { LEANEST = 2, TIME_TEXT = 512 };

static void add_badges(struct layout *l, const struct item *item)
{
    struct badge badges[ITEM_WORDS_MAX];
    for (size_t i = 0; i < item->badges.count; i++)
        badges[i] = (struct badge){item->badges.text[i], i == 0 ? LOOK_OK : LOOK_INFO};
    part_badges(l, badges, (int)item->badges.count);
}

/* How long it takes, and what that means for somebody who does it now. */
static void say_time(const struct model *model, bool dated, char *ret_text, size_t size)
{
    const struct item *item = model->visit.item;
    struct due due;
    due_say(item, "", &model->calendar, clock_wall_ms(), &due);
    if (dated && *due.by)
        snprintf(ret_text, size, _("%s\n现在办，%s。"), item->guide.time, due.by);
    else
        text_copy(ret_text, size, item->guide.time);
}

static void compose(struct layout *l, const struct model *model)
{
    const struct item *item = model->visit.item;
    const struct item_guide *guide = &item->guide;
    char time[TIME_TEXT], result[OUTPUTS_TEXT];
    char together[TOGETHER_TITLE], parts[TOGETHER_TEXT];
    outputs_say_before(item, l->lean > 0, result);
    say_time(model, l->lean <= 0, time, sizeof time);
    together_say_offer(item, together, parts);
    bool alone = !*together;
    bool brief = l->lean >= LEANEST; /* the names stand in the review */
    const struct fact facts[] = {{"edit", together, brief ? NULL : parts},
                                 {"card", _("要带什么"), guide->bring},
                                 {"clock", _("要多久"), time},
                                 {"document", _("得到什么"), result},
                                 {"check", guide->fee, guide->fee_note}};
    static const char *const begins[] = {
        [ITEM_KIND_APPLICATION] = N_("开始办理"), [ITEM_KIND_QUERY] = N_("开始查询"),
        [ITEM_KIND_ORDER] = N_("开始办理"),       [ITEM_KIND_CERTIFICATES] = N_("开始查询"),
        [ITEM_KIND_APPOINTMENT] = N_("开始预约"), [ITEM_KIND_FEE] = N_("开始查询")};
    char help[256];
    snprintf(help, sizeof help, _("%s · %s"), guide->help_org, guide->help_hours);
    const struct item_traits traits = item_traits(item);
    enum able able = able_look(model, &traits);
    if (alone || l->lean < LEANEST) /* they say what the first line of the card says */
        add_badges(l, item);
    part_heading(l, item->title);
    part_hint(l, guide->summary);
    able_add(l, able);
    layout_gap(l, 1);
    /* Beside a notice in the largest type, what it costs and whom to ask give way. */
    bool full = able != ABLE_YES && l->lean >= LEANEST;
    part_facts(l, facts + alone, (int)ARRAY_LEN(facts) - alone - full);
    if (!full)
        part_link(l, &(struct link){.icon = "person",
                                    .title = _("想和人说话？"),
                                    .text = help,
                                    .action = ACTION_HELP});
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK},
                 able_begins(able)
                     ? &(struct button){.label = _(begins[item->kind]), .action = ACTION_NEXT}
                     : &(struct button){.label = _("请人帮忙"), .action = ACTION_HELP});
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)arg;
    const struct item *item = model->visit.item;
    const struct item_traits traits = item_traits(item);
    switch (action) {
    case ACTION_NEXT:
        if (!able_begins(able_look(model, &traits)))
            return VERDICT_STAY;
        return item->kind == ITEM_KIND_QUERY ? VERDICT_FIND : VERDICT_NEXT;
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
                                                     VERDICT_BIT(FIND) | VERDICT_BIT(HELP),
                                         .compose = compose,
                                         .act = act};
