/* SPDX-License-Identifier: Apache-2.0 */
#include "app/visit/papers.h"

#include <string.h>

#include "app/visit/visit.h"
#include "platform/base/clock.h"
#include "platform/base/date.h"
#include "platform/base/text.h"

/* What each way is in an item's file; OPEN and WITHOUT are in none. */
static const struct {
    enum item_way item;
    enum collect_way told;
} ways[] = {[PAPER_SHARED] = {ITEM_WAY_SHARED, COLLECT_SHARED},
            [PAPER_CAPTURED] = {ITEM_WAY_CAPTURED, COLLECT_CAPTURED},
            [PAPER_COMMITMENT] = {ITEM_WAY_COMMITMENT, COLLECT_COMMITMENT},
            [PAPER_LATER] = {ITEM_WAY_LATER, COLLECT_LATER}};

static const struct item_material *at(const struct visit *visit, int material)
{
    return &visit->item->material[material];
}

static size_t count_of(const struct visit *visit)
{
    return visit->item ? visit->item->material_count : 0;
}

bool papers_want_shared(const struct visit *visit)
{
    if (visit->correction.begun) /* an official looked at what departments have */
        return false;
    if (form_wants_shared(&visit->form))
        return true;
    for (size_t i = 0; i < count_of(visit) && !visit->form.shared_known; i++)
        if (item_material_may(&visit->item->material[i], ITEM_WAY_SHARED) ||
            item_material_may(&visit->item->material[i], ITEM_WAY_COMMITMENT))
            return true;
    return false;
}

void papers_take_shared(struct visit *visit, const struct pairs *shared)
{
    visit->papers.barred = strcmp(pairs_get(shared, "commitment_barred"), "1") == 0;
    for (size_t i = 0; i < count_of(visit); i++) {
        const struct item_material *material = &visit->item->material[i];
        if (item_material_may(material, ITEM_WAY_SHARED))
            visit->papers.shared[i] = *pairs_get(shared, material->shared);
        if (visit->papers.shared[i] && visit->papers.paper[i].way == PAPER_OPEN)
            visit->papers.paper[i].chosen_ms = clock_wall_ms();
    }
}

bool papers_wanted(const struct visit *visit, int material)
{
    if (material < 0 || (size_t)material >= count_of(visit))
        return false;
    return visit->correction.begun ? visit_asks_paper(visit, material)
                                   : together_serves(visit, material) &&
                                         form_holds(&visit->form, &at(visit, material)->when);
}

enum paper_way papers_look(const struct visit *visit, int material)
{
    enum paper_way way = visit->papers.paper[material].way;
    bool made = captured_count(&visit->captured, at(visit, material)->name) > 0;
    if (way == PAPER_OPEN && visit->papers.shared[material])
        return PAPER_SHARED;
    return (way == PAPER_CAPTURED || way == PAPER_COMMITMENT) && !made ? PAPER_OPEN : way;
}

static int next(const struct visit *visit, int after, enum paper_way way)
{
    for (int i = after + 1; (size_t)i < count_of(visit); i++)
        if (papers_wanted(visit, i) && papers_look(visit, i) == way)
            return i;
    return -1;
}

int papers_next_open(const struct visit *visit, int after)
{
    return next(visit, after, PAPER_OPEN);
}

int papers_next_later(const struct visit *visit, int after)
{
    return next(visit, after, PAPER_LATER);
}

int papers_count(const struct visit *visit)
{
    int count = 0;
    for (int i = 0; (size_t)i < count_of(visit); i++)
        count += papers_wanted(visit, i);
    return count;
}

static bool is_needed(const struct visit *visit, int material)
{
    return at(visit, material)->is_need &&
           age_look(&at(visit, material)->when.age, visit->form.age) != AGE_NOT_KNOWN;
}

bool papers_may(const struct visit *visit, int material, enum paper_way way)
{
    if (!papers_wanted(visit, material) || way == PAPER_OPEN || way == PAPER_SHARED)
        return false;
    if (visit->correction.begun && (way == PAPER_WITHOUT || way == PAPER_LATER))
        return way == PAPER_LATER; /* it was asked for, and every counter takes it */
    if (way == PAPER_WITHOUT)
        return !is_needed(visit, material);
    if (way == PAPER_COMMITMENT && visit->papers.barred)
        return false;
    return item_material_may(at(visit, material), ways[way].item);
}

bool papers_is_barred(const struct visit *visit, int material)
{
    return visit->papers.barred && papers_wanted(visit, material) &&
           item_material_may(at(visit, material), ITEM_WAY_COMMITMENT);
}

enum err papers_settle(struct visit *visit, int material, enum paper_way way, int due)
{
    if (!papers_may(visit, material, way))
        return ERR_STATE;
    struct paper *paper = &visit->papers.paper[material];
    if (paper->way != way)
        captured_drop(&visit->captured, at(visit, material)->name);
    *paper = (struct paper){
        .way = way, .chosen_ms = clock_wall_ms(), .due = way == PAPER_LATER ? due : 0};
    return ERR_NONE;
}

/* The item's limit; of a correction the day that the department named. */
static void add_limit(const struct visit *visit, int material, struct application_material *to)
{
    const struct item_term *term = &at(visit, material)->later.term;
    to->due = (uint32_t)visit->papers.paper[material].due;
    to->limit_days = (uint32_t)term->days;
    to->limit_workdays = term->workdays;
    if (!visit->correction.begun)
        return;
    int days = date_between(date_in_china(to->collect_ms, NULL), (int)to->due);
    to->limit_days = days < 1 ? 1 : days > LIMIT_DAYS_MAX ? LIMIT_DAYS_MAX : (uint32_t)days;
    to->limit_workdays = false;
}

static void add_one(const struct visit *visit, int material, struct application *application)
{
    const struct item_material *from = &item_in(visit->item, LANGUAGE_CHINESE)->material[material];
    const struct paper *paper = &visit->papers.paper[material];
    enum paper_way way = papers_look(visit, material);
    struct application_material *to = &application->material[application->materials++];
    *to = (struct application_material){.is_need = from->is_need,
                                        .way = ways[way].told,
                                        .collect_ms = paper->chosen_ms,
                                        .parts = together_bits(visit, from->parts)};
    text_copy(to->name, sizeof to->name, from->name);
    text_copy(to->material_name, sizeof to->material_name, from->material_name);
    if (way == PAPER_COMMITMENT)
        text_copy(to->commitment_version, sizeof to->commitment_version, from->commitment.version);
    if (way == PAPER_LATER)
        add_limit(visit, material, to);
}

void papers_forget(struct visit *visit)
{
    captured_wipe(&visit->captured);
    visit->papers = (struct papers){.shared = {false}};
}

static bool sends_pages(const struct visit *visit, int material)
{
    enum paper_way way = papers_look(visit, material);
    return papers_wanted(visit, material) && (way == PAPER_CAPTURED || way == PAPER_COMMITMENT);
}

enum err papers_add(struct visit *visit, struct application *application)
{
    if (papers_next_open(visit, -1) >= 0)
        return ERR_STATE;
    for (int i = 0; (size_t)i < count_of(visit); i++) {
        if (!sends_pages(visit, i))
            captured_drop(&visit->captured, at(visit, i)->name);
        if (papers_wanted(visit, i) && papers_look(visit, i) != PAPER_WITHOUT)
            add_one(visit, i, application);
    }
    return captured_add(&visit->captured, application);
}
