/* SPDX-License-Identifier: Apache-2.0 */
/* How each part of a case stands that is made of several items: its department, its own last day,
 * and what it says. */
#include "app/screen/screen.h"

#include <string.h>

#include "app/print/together.h"
#include "app/screen/actions.h"
#include "app/screen/together_words.h"
#include "app/words/day.h"
#include "app/words/words.h"
#include "platform/base/text.h"

enum { NOTE_TEXT = 512 };

/* The department; by when, while it works on it; its words, and its own number where somebody may
 * have to ask. */
static void say_note(const struct case_part *part, char ret_note[NOTE_TEXT])
{
    char day[DAY_WORDS];
    bool asks = part->state == CASE_CORRECTION || part->state == CASE_REFUSED;
    size_t at = (size_t)snprintf(ret_note, NOTE_TEXT, "%s", part->dept_name);
    day_say_text(part->promise_date, day);
    if (*day && part->state == CASE_ACCEPTED)
        at += (size_t)snprintf(ret_note + at, NOTE_TEXT - at, _("，最晚 %s 有结果"), day);
    if (*part->message)
        at += (size_t)snprintf(ret_note + at, NOTE_TEXT - at, "\n%s", part->message);
    if (*part->project_no && asks && at < NOTE_TEXT)
        snprintf(ret_note + at, NOTE_TEXT - at, _("\n部门的编号 %s"), part->project_no);
}

/* The whole is promised for the last day of its parts (openapi.yaml §18). */
static const char *last_day(const struct part_list *list)
{
    const char *last = "";
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->part[i].promise_date, last) > 0)
            last = list->part[i].promise_date;
    return last;
}

/* One sentence for the whole. */
static void say_hint(const struct part_list *list, char ret_text[NOTE_TEXT])
{
    char day[DAY_WORDS];
    bool refused = part_list_count(list, CASE_REFUSED) > 0;
    day_say_text(last_day(list), day);
    if (part_list_count(list, CASE_CORRECTION) > 0)
        text_copy(ret_text, NOTE_TEXT, _("有一项还差一点，补好以后接着办。"));
    else if (part_list_count(list, CASE_ACCEPTED) == 0)
        text_copy(ret_text, NOTE_TEXT,
                  refused ? _("都有结果了。没办成的，下面写着为什么。")
                          : _("都办完了，不用再来。"));
    else if (*day)
        snprintf(ret_text, NOTE_TEXT, _("各部门同时在办，最晚 %s 都有结果。"), day);
    else
        text_copy(ret_text, NOTE_TEXT, _("各部门同时在办，办好一项说一项。"));
}

static void add_list(struct layout *l, const struct model *model)
{
    const struct part_list *list = &model->visit.parts.list;
    struct row rows[PARTS_MAX];
    char notes[PARTS_MAX][NOTE_TEXT], title[TOGETHER_TITLE], hint[NOTE_TEXT];
    together_say_progress(list->count, part_list_count(list, CASE_DONE), title);
    for (size_t i = 0; i < list->count; i++) {
        say_note(&list->part[i], notes[i]);
        rows[i] = (struct row){.label = _(together_state(list->part[i].state)),
                               .value = list->part[i].task_name,
                               .source = notes[i]};
    }
    part_heading(l, title);
    say_hint(list, hint);
    part_hint(l, hint);
    part_rows(l, rows, (int)list->count, (struct pager){model->page.sheet, ACTION_SHEET});
    wipe(notes, sizeof notes);
}

static void add_other(struct layout *l, const struct model *model, const char *title,
                      const char *text)
{
    char call[SETTINGS_TEXT + 64];
    snprintf(call, sizeof call, _("拨 %s，报上号码"), model->settings->kiosk.help_phone);
    const struct fact facts[] = {{"phone", _("打电话问"), call}};
    part_result(l, LOOK_INFO, title, text);
    part_facts(l, facts, ARRAY_LEN(facts));
}

static bool has_failed(const struct model *model)
{
    return model->page.refused != ERR_NONE && model->page.refused != ERR_GONE;
}

/* Whoever is known can be asked for what is missing. */
static bool is_correctable(const struct visit *visit)
{
    return visit->parts.known && visit->identity != VISIT_UNKNOWN &&
           visit->parts.list.state == CASE_CORRECTION;
}

static void compose(struct layout *l, const struct model *model)
{
    const struct visit_parts *parts = &model->visit.parts;
    if (parts->known && parts->list.count > 0) {
        add_list(l, model);
    } else if (parts->known) {
        add_other(l, model, _("政务平台没有分开说"), _("这件事还没有分到各个部门，过一会儿再查。"));
    } else if (has_failed(model)) {
        add_other(l, model, _("现在查不了"), _("联系不上政务平台。会自动再试，也可以返回。"));
    } else {
        part_heading(l, _("正在查每一项"));
        part_hint(l, _("马上就好。"));
        layout_gap(l, 1);
        part_progress(l, _("正在查询…"), -1);
    }
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK},
                 is_correctable(&model->visit)
                     ? &(struct button){.label = _("看看补什么"), .action = ACTION_EDIT}
                     : &(struct button){.label = _("查好了"), .action = ACTION_NEXT});
}

static enum verdict act(struct model *model, int action, int arg)
{
    switch (action) {
    case ACTION_NEXT:
        return VERDICT_NEXT;
    case ACTION_EDIT:
        if (!is_correctable(&model->visit))
            return VERDICT_STAY;
        visit_choose_case(&model->visit, model->visit.parts.which);
        return VERDICT_EDIT;
    case ACTION_SHEET:
        model->page.sheet = arg;
        return VERDICT_STAY;
    default:
        return action == ACTION_BACK ? VERDICT_BACK : VERDICT_STAY;
    }
}

const struct screen_kind screen_together = {.name = "together",
                                            .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK) |
                                                        VERDICT_BIT(EDIT),
                                            .compose = compose,
                                            .act = act};
