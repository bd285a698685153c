/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ctl/preview_papers.h"

#include "app/ctl/preview_visit.h"
#include "app/screen/paper_words.h"
#include "platform/base/sealed.h"

enum { WHAT_MAX = 64 };

/* The answer that it hangs on, the first of those that ask for it. */
static void turn_to(struct visit *visit, int material)
{
    char advice[FORM_ADVICE_MAX];
    const struct item_when *when = &visit->item->material[material].when;
    if (item_ages_limit(&when->age))
        visit->form.age = when->age.min > 0 ? when->age.min : when->age.max;
    if (when->count == 0)
        return;
    int outer = (int)(item_field_find(visit->item, when->field) - visit->item->field);
    if (form_answer(&visit->form, outer, when->is[0], advice) != ERR_NONE)
        printf("%s: its answer is not asked for\n", visit->item->material[material].name);
}

static enum err draw_one(struct model *model, int material, const struct preview_painter *painter)
{
    char what[WHAT_MAX];
    const struct item_material *of = &model->visit.item->material[material];
    model->paper = material;
    snprintf(what, sizeof what, "material-%.40s", of->name);
    TRY(painter->draw(painter->user, SCREEN_PAPER, what, NULL));
    snprintf(what, sizeof what, "commitment-%.40s", of->name);
    if (item_material_may(of, ITEM_WAY_COMMITMENT))
        TRY(painter->draw(painter->user, SCREEN_COMMIT, what, NULL));
    snprintf(what, sizeof what, "later-%.40s", of->name);
    if (item_material_may(of, ITEM_WAY_LATER))
        TRY(painter->draw(painter->user, SCREEN_LATER, what, NULL));
    return ERR_NONE;
}

/* The first answer again, and what hangs on it. */
static enum err turn_back(struct visit *visit, int material)
{
    char advice[FORM_ADVICE_MAX];
    const struct item *item = visit->item;
    const struct item_when *when = &item->material[material].when;
    const struct item_field *outer = when->count ? item_field_find(item, when->field) : NULL;
    if (outer)
        TRY(form_answer(&visit->form, (int)(outer - item->field), outer->option[0].value, advice));
    for (int place = form_next_question(&visit->form); place >= 0;
         place = form_next_question(&visit->form))
        TRY(preview_visit_answer(visit, place));
    return ERR_NONE;
}

static enum err make_page(struct visit *visit, const char *name)
{
    static const char nothing[] = "preview";
    int fd = -1;
    TRY(sealed_make(nothing, sizeof nothing, &fd));
    enum err e = captured_put(&visit->captured, name, &fd);
    auto_close(&fd);
    return e;
}

/* The last way that is offered: what is brought later shows most on slip and pages. */
static enum err settle(struct model *model, int material)
{
    enum paper_way ways[PAPER_OFFERS_MAX];
    int count = paper_offers(model, material, ways);
    if (count == 0) /* only people can help: its page says so */
        return ERR_NONE;
    enum paper_way way = ways[count - 1];
    TRY(papers_settle(&model->visit, material, way, paper_due(model, material)));
    if (way == PAPER_CAPTURED || way == PAPER_COMMITMENT)
        return make_page(&model->visit, model->visit.item->material[material].name);
    return ERR_NONE;
}

enum err preview_papers(struct model *model, const struct preview_painter *painter)
{
    struct visit *visit = &model->visit;
    int count = (int)visit->item->material_count;
    for (int i = 0; i < count; i++) {
        turn_to(visit, i);
        TRY(draw_one(model, i, painter));
        TRY(turn_back(visit, i));
    }
    if (papers_count(visit) > 0)
        TRY(painter->draw(painter->user, SCREEN_PAPERS, "materials", NULL));
    for (int i = papers_next_open(visit, -1); i >= 0; i = papers_next_open(visit, i))
        TRY(settle(model, i));
    return ERR_NONE;
}
