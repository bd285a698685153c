/* SPDX-License-Identifier: Apache-2.0 */
/* What a case lacks: what, why, until when; and what of it can be mended here. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/words/day.h"
#include "app/words/words.h"
#include "platform/base/log.h"

enum { NOTE_TEXT = CORRECTION_REASON_TEXT + 128 };

/* The item that the case is of, if this kiosk has it. NULL: it has not. */
static const struct item *item_of(struct model *model)
{
    size_t index;
    const struct item *item = NULL;
    const char *task_code = model->visit.correction.list.task_code;
    if (!shelf_find(&model->shelf, task_code, &index) ||
        shelf_open(&model->shelf, index, &item) != ERR_NONE)
        return NULL;
    return item;
}

static bool is_known_here(const struct model *model)
{
    size_t index;
    return shelf_find(&model->shelf, model->visit.correction.list.task_code, &index);
}

static bool may_answer(const struct model *model)
{
    const struct visit_correction *c = &model->visit.correction;
    return c->known && c->list.count > 0 && is_known_here(model) &&
           !visit_correction_is_late(&model->visit);
}

static const char *hint_of(const struct model *model)
{
    if (!is_known_here(model))
        return _("这件事要到窗口补正，请带上这些。");
    return may_answer(model) ? _("能填的、能拍的现在就办，别的带到窗口。")
                             : _("补正的日子过了。先打电话，问问还能不能补。");
}

static const char *label_of(const struct correction *row)
{
    if (*row->field)
        return _("要改的");
    return *row->material ? _("要重交的") : _("要补的");
}

static void add_list(struct layout *l, const struct model *model)
{
    const struct correction_list *list = &model->visit.correction.list;
    struct row rows[CORRECTIONS_MAX];
    char notes[CORRECTIONS_MAX][NOTE_TEXT];
    for (size_t i = 0; i < list->count; i++) {
        char day[DAY_WORDS];
        day_say_text(list->row[i].until, day);
        snprintf(notes[i], sizeof notes[i], _("%s\n最晚 %s"), list->row[i].reason, day);
        rows[i] = (struct row){
            .label = label_of(&list->row[i]), .value = list->row[i].name, .source = notes[i]};
    }
    part_heading(l, _("还差这些"));
    part_hint(l, hint_of(model));
    part_rows(l, rows, (int)list->count, (struct pager){model->page.sheet, ACTION_SHEET});
    wipe(notes, sizeof notes);
}

static void add_nothing(struct layout *l, const struct model *model)
{
    char call[SETTINGS_TEXT + 64];
    snprintf(call, sizeof call, _("拨 %s，报上号码"), model->settings->kiosk.help_phone);
    const struct fact facts[] = {{"person", _("去窗口问"), _("带上身份证，说要补正")},
                                 {"phone", _("打电话问"), call}};
    part_result(l, LOOK_INFO, _("没有列出要补什么"), _("部门没有写明，请问一问。"));
    part_facts(l, facts, ARRAY_LEN(facts));
}

static void add_failure(struct layout *l, const struct model *model)
{
    char call[SETTINGS_TEXT + 64];
    snprintf(call, sizeof call, _("拨 %s，报上号码"), model->settings->kiosk.help_phone);
    const struct fact facts[] = {{"phone", _("打电话问"), call}};
    part_result(l, LOOK_WARN, _("现在查不了"), _("联系不上政务平台。会自动再试，也可以返回。"));
    part_facts(l, facts, ARRAY_LEN(facts));
}

static bool has_failed(const struct model *model)
{
    return model->page.refused != ERR_NONE && model->page.refused != ERR_GONE;
}

static void compose(struct layout *l, const struct model *model)
{
    const struct visit_correction *c = &model->visit.correction;
    if (!c->known && has_failed(model)) {
        add_failure(l, model);
    } else if (!c->known) {
        part_heading(l, _("正在查还差什么"));
        part_hint(l, _("马上就好。"));
        layout_gap(l, 1);
        part_progress(l, _("正在查询…"), -1);
    } else if (c->list.count) {
        add_list(l, model);
    } else {
        add_nothing(l, model);
    }
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK},
                 may_answer(model)
                     ? &(struct button){.label = _("现在补正"), .action = ACTION_NEXT}
                     : &(struct button){.label = _("请人帮忙"), .action = ACTION_HELP});
}

/* What was answered and made goes on where it was left. */
static enum verdict begin(struct model *model)
{
    if (model->visit.correction.begun)
        return VERDICT_NEXT;
    const struct item *item = item_of(model);
    enum err e = item ? visit_begin_correction(&model->visit, item) : ERR_NOT_FOUND;
    if (e != ERR_NONE)
        log_event(LOG_WARN, "correction_failed", "err=%s", err_name(e));
    return e == ERR_NONE ? VERDICT_NEXT : VERDICT_STAY;
}

static enum verdict act(struct model *model, int action, int arg)
{
    switch (action) {
    case ACTION_NEXT:
        return may_answer(model) ? begin(model) : VERDICT_STAY;
    case ACTION_HELP:
        return VERDICT_HELP;
    case ACTION_SHEET:
        model->page.sheet = arg;
        return VERDICT_STAY;
    case ACTION_BACK:
        visit_end_correction(&model->visit);
        return VERDICT_BACK;
    default:
        return VERDICT_STAY;
    }
}

const struct screen_kind screen_correct = {.name = "correct",
                                           .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK) |
                                                       VERDICT_BIT(HELP),
                                           .compose = compose,
                                           .act = act};
