/* SPDX-License-Identifier: Apache-2.0 */
/* One paper: what it is, and what the citizen can do about it. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/screen/paper_words.h"
#include "app/words/words.h"
#include "platform/base/log.h"
#include "platform/base/text.h"

static const struct item_material *material_of(const struct model *model)
{
    return &model->visit.item->material[model->paper];
}

/* What was chosen before is marked. */
static void enter(struct model *model)
{
    model->page.level = (int)papers_look(&model->visit, model->paper);
}

static const char *label_of(const struct model *model, enum paper_way way)
{
    const struct item_material *material = material_of(model);
    switch (way) {
    case PAPER_CAPTURED:
        return material->capture == ITEM_CAPTURE_SIGNATURE ? _("现在签字") : _("现在拍照");
    case PAPER_COMMITMENT:
        return _("签承诺书，就不用交");
    case PAPER_LATER:
        return visit_asks_paper(&model->visit, model->paper) ? _("以后带到窗口") : _("以后再补");
    default:
        return _("这次不交");
    }
}

static void note_of(const struct model *model, enum paper_way way, char ret_note[PAPER_WORDS])
{
    ret_note[0] = '\0';
    if (way == PAPER_LATER)
        paper_say_limit(model, model->paper, ret_note);
    else if (way == PAPER_CAPTURED && material_of(model)->pages > 1)
        snprintf(ret_note, PAPER_WORDS, _("最多 %d 页"), material_of(model)->pages);
}

/* Nothing can be done here now: who can. */
static void add_people(struct layout *l, const struct model *model)
{
    const struct item_guide *guide = &model->visit.item->guide;
    char place[256];
    snprintf(place, sizeof place, _("%s，%s"), guide->help_org, guide->help_hours);
    part_notice(l, LOOK_WARN, NULL, _("这份材料，这台机器现在收不了"),
                _("带上它去窗口，一样能办。"));
    part_facts(l, &(struct fact){"person", _("去窗口办"), place}, 1);
}

/* Of a case that was returned: the department's own words. */
static void add_why(struct layout *l, const struct model *model)
{
    const struct correction *why = visit_why_paper(&model->visit, model->paper);
    if (why)
        part_notice(l, LOOK_WARN, "edit", _("部门退回的原因"), why->reason);
}

static void compose(struct layout *l, const struct model *model)
{
    const struct item_material *material = material_of(model);
    enum paper_way ways[PAPER_OFFERS_MAX];
    struct option options[PAPER_OFFERS_MAX];
    char notes[PAPER_OFFERS_MAX][PAPER_WORDS];
    int count = paper_offers(model, model->paper, ways);
    for (int i = 0; i < count; i++) {
        note_of(model, ways[i], notes[i]);
        options[i] = (struct option){.label = label_of(model, ways[i]),
                                     .note = notes[i],
                                     .arg = (int)ways[i],
                                     .selected = model->page.level == (int)ways[i]};
    }
    if (*model->page.advice)
        part_notice(l, LOOK_ERROR, NULL, _("还差一步"), _(model->page.advice));
    part_heading(l, material->material_name);
    part_hint(l, material->text);
    add_why(l, model);
    if (papers_is_barred(&model->visit, model->paper))
        part_notice(l, LOOK_INFO, "document", _("这次不能用承诺书代替"),
                    _("登记里有一份承诺没有做到，处理好以前要交材料。想问清楚，可以去窗口。"));
    layout_gap(l, 1);
    if (count == 0)
        add_people(l, model);
    else
        part_options(l, options, count, ACTION_CHOOSE,
                     (struct pager){model->page.sheet, ACTION_SHEET});
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK},
                 count == 0 ? &(struct button){.label = _("请人帮忙"), .action = ACTION_HELP}
                            : &(struct button){.label = _("下一步"), .action = ACTION_NEXT});
}

static bool is_offered(const struct model *model, int way)
{
    enum paper_way ways[PAPER_OFFERS_MAX];
    int count = paper_offers(model, model->paper, ways);
    for (int i = 0; i < count; i++)
        if ((int)ways[i] == way)
            return true;
    return false;
}

static const char *title_of(const struct item *item, int material, enum paper_way way)
{
    const struct item_material *of = &item->material[material];
    return way == PAPER_COMMITMENT ? of->commitment.title : of->material_name;
}

/* Where it is made; it stays open until it is. */
static enum verdict make(struct model *model, enum paper_way way)
{
    const struct item_material *material = material_of(model);
    if (way != PAPER_CAPTURED && way != PAPER_COMMITMENT)
        return VERDICT_NEXT;
    bool written = way == PAPER_COMMITMENT || material->capture == ITEM_CAPTURE_SIGNATURE;
    model->capture = (struct capture){.most = written ? 1 : material->pages};
    text_copy(model->capture.name, sizeof model->capture.name, material->name);
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        model->capture.title[i] =
            title_of(item_in(model->visit.item, (enum language)i), model->paper, way);
    return way == PAPER_COMMITMENT ? VERDICT_COMMIT : written ? VERDICT_SIGN : VERDICT_PHOTOGRAPH;
}

static enum verdict go_on(struct model *model)
{
    if (!is_offered(model, model->page.level)) {
        text_copy(model->page.advice, sizeof model->page.advice, N_("请先选一项，再点“下一步”。"));
        return VERDICT_STAY;
    }
    if (model->page.level == PAPER_LATER)
        return VERDICT_LATER;
    enum paper_way way = (enum paper_way)model->page.level;
    enum err e = papers_settle(&model->visit, model->paper, way, 0);
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "paper_failed", "err=%s", err_name(e));
    return e == ERR_NONE ? make(model, way) : VERDICT_STAY;
}

static enum verdict act(struct model *model, int action, int arg)
{
    switch (action) {
    case ACTION_NEXT:
        return go_on(model);
    case ACTION_BACK:
        return VERDICT_BACK;
    case ACTION_HELP:
        return VERDICT_HELP;
    case ACTION_CHOOSE:
        if (is_offered(model, arg))
            model->page.level = arg;
        model->page.advice[0] = '\0';
        return VERDICT_STAY;
    default:
        return VERDICT_STAY;
    }
}

const struct screen_kind screen_paper = {
    .name = "paper",
    .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK) | VERDICT_BIT(HELP) | VERDICT_BIT(LATER) |
                VERDICT_BIT(COMMIT) | VERDICT_BIT(SIGN) | VERDICT_BIT(PHOTOGRAPH),
    .step = 3,
    .enter = enter,
    .compose = compose,
    .act = act};
