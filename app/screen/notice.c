/* SPDX-License-Identifier: Apache-2.0 */
/* What happens with the citizen's data, in a versioned text, and the choice. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/words/words.h"

static void compose(struct layout *l, const struct model *model)
{
    static const char *const icons[] = {"card", "search", "shield-check", "person"};
    const struct item *item = model->visit.item;
    struct fact facts[ITEM_PARAGRAPHS_MAX];
    for (size_t i = 0; i < item->paragraph_count; i++)
        facts[i] = (struct fact){.icon = i < ARRAY_LEN(icons) ? icons[i] : "check",
                                 .text = item->paragraph[i]};
    char version[96];
    snprintf(version, sizeof version, _("告知书 %s 版 · %s"), item->notice_version, item->title);
    part_heading(l, item->notice_title);
    part_hint(l, _("请看完这几条，再决定。"));
    layout_gap(l, 1);
    part_facts(l, facts, (int)item->paragraph_count);
    part_caption(l, version);
    part_actions(l, &(struct button){.label = _("不同意"), .action = ACTION_BACK},
                 &(struct button){.label = _("同意，继续"), .action = ACTION_NEXT});
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)arg;
    if (action == ACTION_BACK)
        return VERDICT_BACK;
    if (action != ACTION_NEXT)
        return VERDICT_STAY;
    visit_consent(&model->visit);
    const struct item *item = model->visit.item;
    bool choice = item->anonymous || item->applyer == ITEM_FOR_EITHER;
    return choice ? VERDICT_SKIP : VERDICT_NEXT;
}

const struct screen_kind screen_notice = {.name = "notice",
                                          .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(SKIP) |
                                                      VERDICT_BIT(BACK),
                                          .compose = compose,
                                          .act = act};
