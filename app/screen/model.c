/* SPDX-License-Identifier: Apache-2.0 */
#include "app/screen/model.h"

#include <string.h>

static void drop_drafts(struct model *model)
{
    wipe(&model->page, sizeof model->page);
    if (model->pad.version)
        wipe(&model->pad, sizeof model->pad);
    photograph_drop(&model->photograph);
}

void model_wipe_visit(struct model *model)
{
    visit_wipe(&model->visit);
    secret_wipe(&model->credential);
    drop_drafts(model);
    wipe(&model->list_page, sizeof model->list_page);
    wipe(&model->left_page, sizeof model->left_page);
    memset(model->errand, 0, sizeof model->errand);
    wipe(model->help_id, sizeof model->help_id);
    model->help_heard = false;
    model->tab = model->menu = 0;
    memset(&model->capture, 0, sizeof model->capture);
    model->paper = 0;
    model->edit = 0;
    model->edit_returns = false;
    model->case_moved = false;
    model->trouble = ERR_NONE;
}

/* The page that these were entered from is kept. */
static bool keeps_page(enum screen_id screen)
{
    return screen == SCREEN_GUIDE || screen == SCREEN_HANDOVER;
}

static struct page_draft *kept_for(struct model *model, enum screen_id screen)
{
    return screen == SCREEN_GUIDE ? &model->list_page : &model->left_page;
}

bool model_turn_page(struct model *model, enum screen_id to, bool back)
{
    bool returns = back && keeps_page(model->screen);
    if (!back && keeps_page(to))
        *kept_for(model, to) = model->page;
    drop_drafts(model);
    if (returns) {
        struct page_draft *kept = kept_for(model, model->screen);
        model->page = *kept;
        wipe(kept, sizeof *kept);
    }
    return returns;
}

const char *model_title(const struct model *model)
{
    bool english = model->visit.needs.language == LANGUAGE_ENGLISH;
    const char *other = model->settings->kiosk.title_en;
    return english && *other ? other : model->settings->kiosk.title;
}

int64_t model_here_ms(const struct model *model)
{
    return model->now_ms - model->entered_ms;
}
