/* SPDX-License-Identifier: Apache-2.0 */
/* What somebody signs for instead of handing a paper in (告知承诺): read first, then signed or not.
 */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/words/words.h"

enum { LEANEST = 2 };

/* In the largest letters the words themselves need all the room. */
static void add_words(struct layout *l, const struct item_commitment *c)
{
    struct fact facts[ITEM_PARAGRAPHS_MAX];
    for (size_t i = 0; i < c->count; i++) {
        facts[i] = (struct fact){.icon = "check", .text = c->paragraph[i]};
        if (l->lean >= LEANEST)
            part_text(l, c->paragraph[i]);
    }
    if (l->lean < LEANEST)
        part_facts(l, facts, (int)c->count);
}

static void compose(struct layout *l, const struct model *model)
{
    const struct item_commitment *c = &model->visit.item->material[model->paper].commitment;
    char version[96];
    snprintf(version, sizeof version, _("承诺书 %s 版"), c->version);
    part_heading(l, c->title);
    if (l->lean < LEANEST)
        part_hint(l, _("请看完这几条，再决定。"));
    add_words(l, c);
    part_caption(l, version);
    part_actions(l, &(struct button){.label = _("不签"), .action = ACTION_BACK},
                 &(struct button){.label = _("同意，去签字"), .action = ACTION_NEXT});
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)model, (void)arg;
    if (action == ACTION_BACK)
        return VERDICT_BACK;
    return action == ACTION_NEXT ? VERDICT_NEXT : VERDICT_STAY;
}

const struct screen_kind screen_commit = {.name = "commit",
                                          .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK),
                                          .step = 3,
                                          .compose = compose,
                                          .act = act};
