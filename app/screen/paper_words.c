/* SPDX-License-Identifier: Apache-2.0 */
#include "app/screen/paper_words.h"

#include "app/print/remaining.h"
#include "app/screen/actions.h"
#include "app/words/words.h"
#include "platform/base/clock.h"
#include "platform/base/text.h"

enum { LEANEST = 2 };

static const struct item_material *material_of(const struct visit *visit, int material)
{
    return &visit->item->material[material];
}

int paper_due(const struct model *model, int material)
{
    if (visit_asks_paper(&model->visit, material))
        return visit_paper_until(&model->visit, material);
    const struct item_term *limit = &material_of(&model->visit, material)->later.term;
    return remaining_due(limit, &model->calendar, clock_wall_ms());
}

void paper_say_limit(const struct model *model, int material, char ret_text[PAPER_WORDS])
{
    const struct item_term *limit = &material_of(&model->visit, material)->later.term;
    remaining_say(limit, paper_due(model, material), ret_text, PAPER_WORDS);
}

void paper_say(const struct visit *visit, int material, char ret_text[PAPER_WORDS])
{
    const struct item_material *of = material_of(visit, material);
    ret_text[0] = '\0';
    switch (papers_look(visit, material)) {
    case PAPER_SHARED:
        text_copy(ret_text, PAPER_WORDS, _("不用交，部门有"));
        break;
    case PAPER_CAPTURED:
        snprintf(ret_text, PAPER_WORDS, _("拍好了，%zu 页"),
                 captured_count(&visit->captured, of->name));
        break;
    case PAPER_COMMITMENT:
        text_copy(ret_text, PAPER_WORDS, _("签了承诺书"));
        break;
    case PAPER_LATER:
        remaining_say(&of->later.term, visit->papers.paper[material].due, ret_text, PAPER_WORDS);
        break;
    case PAPER_WITHOUT:
        text_copy(ret_text, PAPER_WORDS, _("这次不交"));
        break;
    case PAPER_OPEN:
        break;
    }
}

static struct row row_of(const struct visit *visit, int material, struct paper_line *line)
{
    const struct item_material *of = material_of(visit, material);
    enum paper_way way = papers_look(visit, material);
    line->source[0] = '\0';
    paper_say(visit, material, line->value);
    if (way == PAPER_SHARED)
        snprintf(line->source, sizeof line->source, _("来自%s"), of->from);
    if (way == PAPER_OPEN)
        text_copy(line->value, sizeof line->value, _("还没定"));
    if (way == PAPER_LATER) {
        text_copy(line->source, sizeof line->source, line->value);
        text_copy(line->value, sizeof line->value,
                  visit_asks_paper(visit, material) ? _("带到窗口") : _("以后补"));
    }
    return (struct row){.label = of->material_name,
                        .value = line->value,
                        .source = *line->source ? line->source : NULL,
                        .edit_label = way == PAPER_SHARED ? NULL
                                      : way == PAPER_OPEN ? _("去办")
                                                          : _("修改"),
                        .edit_action = ACTION_PAPER,
                        .edit_arg = material};
}

int paper_rows(const struct visit *visit, struct paper_line ret_lines[ITEM_MATERIALS_MAX],
               struct row ret_rows[ITEM_MATERIALS_MAX])
{
    int count = 0;
    for (int i = 0; i < (int)visit->item->material_count; i++) {
        if (!papers_wanted(visit, i))
            continue;
        ret_rows[count] = row_of(visit, i, &ret_lines[count]);
        count++;
    }
    return count;
}

void paper_add_remaining(struct layout *l, const struct visit *visit)
{
    char title[PAPER_WORDS], text[ITEM_MATERIALS_MAX * PAPER_WORDS], limit[PAPER_WORDS];
    size_t at = 0, count = 0;
    *text = '\0';
    for (int i = papers_next_later(visit, -1); i >= 0; i = papers_next_later(visit, i)) {
        paper_say(visit, i, limit);
        at += (size_t)snprintf(text + at, sizeof text - at, "%s%s %s", count++ ? "\n" : "",
                               material_of(visit, i)->material_name, limit);
        if (at >= sizeof text)
            break;
    }
    snprintf(title, sizeof title, _("还要补交 %zu 份材料"), count);
    /* In the largest letters the slip says more, or there is room for one. */
    bool brief = l->lean >= LEANEST && (visit->paper == VISIT_PAPER_DONE || count > 1);
    if (count > 0)
        part_notice(l, LOOK_WARN, "calendar", title, brief ? NULL : text);
}

/* What each way in an item's file is for a citizen. */
static const enum paper_way way_of[ITEM_WAY_COUNT] = {[ITEM_WAY_SHARED] = PAPER_SHARED,
                                                      [ITEM_WAY_CAPTURED] = PAPER_CAPTURED,
                                                      [ITEM_WAY_COMMITMENT] = PAPER_COMMITMENT,
                                                      [ITEM_WAY_LATER] = PAPER_LATER};

/* With what stands at this kiosk. */
static bool is_able(const struct model *model, const struct item_material *of, enum paper_way way)
{
    bool photo = way == PAPER_CAPTURED && of->capture == ITEM_CAPTURE_PHOTO;
    return !photo || service_has_camera(&model->service) ||
           captured_count(&model->visit.captured, of->name) > 0;
}

int paper_offers(const struct model *model, int material, enum paper_way ret_ways[PAPER_OFFERS_MAX])
{
    const struct item_material *of = material_of(&model->visit, material);
    int count = 0;
    for (size_t i = 0; i < of->way_count; i++)
        if (papers_may(&model->visit, material, way_of[of->way[i]]) &&
            is_able(model, of, way_of[of->way[i]]))
            ret_ways[count++] = way_of[of->way[i]];
    if (visit_asks_paper(&model->visit, material) && !item_material_may(of, ITEM_WAY_LATER))
        ret_ways[count++] = PAPER_LATER; /* a counter takes what came back */
    if (papers_may(&model->visit, material, PAPER_WITHOUT) && count < PAPER_OFFERS_MAX)
        ret_ways[count++] = PAPER_WITHOUT;
    return count;
}
