/* SPDX-License-Identifier: Apache-2.0 */
#include "app/visit/handover.h"

#include <string.h>

#include "app/visit/visit_inside.h"
#include "platform/base/text.h"

void handing_wipe(struct handing *handing)
{
    wipe(handing, sizeof *handing);
}

bool visit_may_hand_over(const struct visit *visit)
{
    const struct item *item = visit->item;
    return item && item->kind == ITEM_KIND_APPLICATION && item->field_count > 0 &&
           item->proof.line_count == 0 && item->part_count == 0 &&
           visit->identity != VISIT_UNKNOWN && visit->consented && !visit->anonymous &&
           !visit->correction.begun && !visit->submitted && !visit->handing.known &&
           !visit_is_for_enterprise(visit) && !visit_wants_step_up(visit);
}

/* By its name in Chinese, whatever language the visit is in; none twice. */
static void add_lack(struct handover_wish *wish, const char *name, const char *label, bool material)
{
    for (size_t i = 0; i < wish->count; i++)
        if (wish->lack[i].material == material && strcmp(wish->lack[i].name, name) == 0)
            return;
    struct handover_lack *lack = &wish->lack[wish->count++];
    text_copy(lack->name, sizeof lack->name, name);
    text_copy(lack->label, sizeof lack->label, label);
    lack->material = material;
}

_Static_assert((int)ITEM_FIELDS_MAX + (int)ITEM_MATERIALS_MAX <= (int)HANDOVER_LACKS_MAX,
               "each field and each paper may be missing");

static void add_questions(struct handover_wish *wish, const struct visit *visit)
{
    const struct form *form = &visit->form;
    const struct item *chinese = item_in(visit->item, LANGUAGE_CHINESE);
    for (int place = form_after(form, -1); place >= 0; place = form_after(form, place)) {
        const struct item_field *field = form_field_at(form, place);
        if (form->answer[place].state == ANSWER_NONE && form_is_question(form, place))
            add_lack(wish, field->name, chinese->field[field - visit->item->field].label, false);
    }
}

static bool was_made_here(const struct visit *visit, int material)
{
    enum paper_way way = papers_look(visit, material);
    return way == PAPER_CAPTURED || way == PAPER_COMMITMENT;
}

static void add_papers(struct handover_wish *wish, const struct visit *visit)
{
    const struct item *chinese = item_in(visit->item, LANGUAGE_CHINESE);
    for (int i = 0; (size_t)i < chinese->material_count; i++) {
        const struct item_material *material = &chinese->material[i];
        bool wanted = papers_wanted(visit, i) && papers_look(visit, i) != PAPER_SHARED;
        if (wanted && (material->is_need || was_made_here(visit, i)))
            add_lack(wish, material->name, material->material_name, true);
    }
}

enum err visit_make_handover(struct visit *visit, struct handover_wish *ret_wish)
{
    if (!visit_may_hand_over(visit))
        return ERR_STATE;
    struct handover_wish wish = {.count = 0};
    TRY(visit_begin_application(visit, &wish.application));
    enum err e = visit_add_fields(visit, &wish.application);
    if (e != ERR_NONE) {
        handover_wish_wipe(&wish);
        return e;
    }
    add_questions(&wish, visit);
    add_papers(&wish, visit);
    *ret_wish = wish;
    return ERR_NONE;
}

/* Whoever photographs the screen or finds the slip learns nothing from the address. */
static bool says_who(const struct visit *visit, const char *url)
{
    struct pairs who = {0};
    bool says = visit_who(visit, &who) != ERR_NONE ||
                strstr(url, pairs_get(&who, "applyer_page_code")) != NULL;
    pairs_wipe(&who);
    return says;
}

enum err visit_take_handover(struct visit *visit, const struct handover *told)
{
    if (says_who(visit, told->url))
        return ERR_FORMAT;
    visit->handing.told = *told;
    visit->handing.known = visit->handing.print = true;
    visit->paper = VISIT_PAPER_NONE;
    return ERR_NONE;
}

bool visit_leaves_papers(const struct visit *visit)
{
    for (int i = 0; (size_t)i < visit->item->material_count; i++)
        if (papers_wanted(visit, i) && was_made_here(visit, i))
            return true;
    return false;
}
