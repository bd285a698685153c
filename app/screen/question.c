/* SPDX-License-Identifier: Apache-2.0 */
/* One question a page. */
#include "app/screen/screen.h"

#include <string.h>

#include "app/screen/actions.h"
#include "app/screen/group.h"
#include "app/screen/handover.h"
#include "app/screen/typed.h"
#include "app/words/words.h"
#include "platform/base/log.h"
#include "platform/base/text.h"

enum { HINT_TEXT = 448, LIST_MAX = 12, LIST_BARE_MAX = 8 };

static const struct item_field *field_of(const struct model *model)
{
    return form_field_at(&model->visit.form, model->page.place);
}

/* Opens with `place` and what was answered there before. */
static void open_question(struct model *model, int place)
{
    bool editing = model->page.editing, walking = model->page.walking;
    wipe(&model->page, sizeof model->page);
    model->page.editing = editing;
    model->page.walking = walking;
    model->page.place = place;
    if (place < 0)
        return;
    const struct answer *answer = &model->visit.form.answer[place];
    if (answer->state == ANSWER_GIVEN && !group_is_changed(model))
        text_copy(model->page.value, sizeof model->page.value, secret_text(&answer->value));
}

static void enter(struct model *model)
{
    int place = model->edit > 0 ? model->edit - 1 : form_next_question(&model->visit.form);
    model->page.editing = model->edit_returns;
    model->edit = 0;
    model->edit_returns = false;
    open_question(model, place);
}

static void add_options(struct layout *l, const struct model *model)
{
    const struct item_field *field = field_of(model);
    struct option options[ITEM_OPTIONS_MAX];
    int n = 0;
    bool notes = false;
    for (size_t i = 0; i < field->option_count; i++) {
        const struct item_option *option = &field->option[i];
        notes = notes || *option->note;
        if (form_option_fits(&model->visit.form, model->page.place, option))
            options[n++] =
                (struct option){.label = option->text,
                                .note = option->note,
                                .arg = (int)i,
                                .selected = strcmp(option->value, model->page.value) == 0};
    }
    const struct pager pager = {model->page.sheet, ACTION_SHEET};
    if (n > LIST_MAX || (n > LIST_BARE_MAX && !notes))
        part_choices(l, options, n, ACTION_CHOOSE, pager);
    else
        part_options(l, options, n, ACTION_CHOOSE, pager);
}

/* The main button says what pressing it now would do. */
static void add_actions(struct layout *l, const struct model *model)
{
    bool editing = model->page.editing,
         skips = form_may_skip(&model->visit.form, model->page.place) && !*model->page.value;
    const char *on = editing && !group_is_changed(model) ? _("改好了") : _("下一步");
    part_actions(
        l, &(struct button){.label = editing ? _("返回") : _("上一步"), .action = ACTION_BACK},
        &(struct button){.label = skips ? _("跳过这一题") : on,
                         .action = skips ? ACTION_SKIP : ACTION_NEXT});
}

/* Whose row it is, where there are several; and within what the answer may be. */
static void add_hint(struct layout *l, const struct model *model)
{
    const struct item_field *field = field_of(model);
    char hint[HINT_TEXT], bounds[HINT_TEXT / 4];
    typed_hint(model, field, bounds, sizeof bounds);
    if (field->group)
        snprintf(hint, sizeof hint, *field->hint || *bounds ? "%s %d · %s%s" : "%s %d%s%s",
                 field->group->label, form_row_of(model->page.place) + 1, field->hint, bounds);
    else
        snprintf(hint, sizeof hint, *field->hint && *bounds ? "%s %s" : "%s%s", field->hint,
                 bounds);
    part_hint(l, hint);
}

static void compose(struct layout *l, const struct model *model)
{
    const struct item_field *field = field_of(model);
    bool typed = typed_is(field);
    if (*model->page.advice && !typed)
        part_notice(l, LOOK_ERROR, NULL, _("还差一步"), _(model->page.advice));
    if (field->type == ITEM_TYPE_GROUP) {
        group_compose(l, model);
    } else {
        part_heading(l, field->question);
        add_hint(l, model);
        if (typed)
            typed_add(l, model, field);
        else
            add_options(l, model);
    }
    handover_add(l, model);
    add_actions(l, model);
}

/* Everything is answered; what only looks up is not reviewed, and what an answer made wanted is
 * settled before the review. */
static enum verdict finish(const struct model *model)
{
    if (model->visit.item->kind == ITEM_KIND_CERTIFICATES)
        return VERDICT_FIND;
    return papers_next_open(&model->visit, -1) >= 0 ? VERDICT_PAPERS : VERDICT_NEXT;
}

static enum verdict go_on(struct model *model)
{
    int place = model->page.walking ? group_next(&model->visit.form, model->page.place) : -1;
    model->page.walking = place >= 0;
    open_question(model, place >= 0 ? place : form_next_question(&model->visit.form));
    return model->page.place < 0 ? finish(model) : VERDICT_STAY;
}

/* What is done with a row that is there. */
static enum verdict change_row(struct model *model)
{
    int place = model->page.place;
    model->page.walking = strcmp(model->page.value, GROUP_AGAIN) == 0;
    enum err e = model->page.walking ? ERR_NONE : form_drop_row(&model->visit.form, place);
    if (e == ERR_NONE)
        return go_on(model);
    log_event(LOG_ERROR, "row_failed", "err=%s", err_name(e));
    return VERDICT_STAY;
}

static enum verdict answer(struct model *model)
{
    struct page_draft *page = &model->page;
    bool chosen = !typed_is(field_of(model));
    if (chosen && !*page->value) {
        text_copy(page->advice, sizeof page->advice, N_("请先选一项，再点“下一步”。"));
        return VERDICT_STAY;
    }
    if (group_is_changed(model))
        return change_row(model);
    enum err e = form_answer(&model->visit.form, page->place, page->value, page->advice);
    if (e == ERR_NONE)
        return go_on(model);
    if (e != ERR_RANGE) {
        log_event(LOG_ERROR, "answer_failed", "err=%s", err_name(e));
        text_copy(page->advice, sizeof page->advice, N_("没有记下来，请再试一次。"));
    }
    return VERDICT_STAY;
}

static enum verdict skip(struct model *model)
{
    enum err e = form_skip(&model->visit.form, model->page.place);
    return e == ERR_NONE ? go_on(model) : VERDICT_STAY;
}

static enum verdict go_back(struct model *model)
{
    if (model->page.editing && form_is_complete(&model->visit.form))
        return finish(model);
    int place = form_previous_question(&model->visit.form, model->page.place);
    if (place < 0)
        return model->visit.correction.begun     ? VERDICT_SKIP
               : papers_count(&model->visit) > 0 ? VERDICT_PAPERS
                                                 : VERDICT_BACK;
    open_question(model, place);
    return VERDICT_STAY;
}

static void choose(struct model *model, int index)
{
    const struct item_field *field = field_of(model);
    if (field->type == ITEM_TYPE_GROUP)
        group_choose(model, index);
    if (index < 0 || (size_t)index >= field->option_count)
        return;
    text_copy(model->page.value, sizeof model->page.value, field->option[index].value);
    model->page.advice[0] = '\0';
}

static enum verdict act(struct model *model, int action, int arg)
{
    if (model->page.place < 0)
        return VERDICT_STAY;
    switch (action) {
    case ACTION_NEXT:
        return answer(model);
    case ACTION_BACK:
        return go_back(model);
    case ACTION_SKIP:
        return skip(model);
    case ACTION_CHOOSE:
        choose(model, arg);
        return VERDICT_STAY;
    case ACTION_KEY:
        typed_press(model, field_of(model), arg);
        return VERDICT_STAY;
    case ACTION_SHEET:
        model->page.sheet = arg;
        return VERDICT_STAY;
    case ACTION_HANDOVER:
        return VERDICT_HANDOVER;
    default:
        return VERDICT_STAY;
    }
}

static enum verdict tick(struct model *model)
{
    if (form_blocked_by(&model->visit.form)) {
        model->trouble = ERR_MISSING;
        return VERDICT_FAIL;
    }
    return model->page.place < 0 ? finish(model) : VERDICT_STAY;
}

const struct screen_kind screen_question = {
    .name = "question",
    .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(FIND) | VERDICT_BIT(BACK) | VERDICT_BIT(PAPERS) |
                VERDICT_BIT(SKIP) | VERDICT_BIT(FAIL) | VERDICT_BIT(HANDOVER),
    .step = 3,
    .enter = enter,
    .compose = compose,
    .act = act,
    .tick = tick};
