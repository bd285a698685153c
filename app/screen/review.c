/* SPDX-License-Identifier: Apache-2.0 */
/* Check your answers: where each comes from, and 修改 for one's own. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/screen/handover.h"
#include "app/screen/paper_words.h"
#include "app/screen/together_words.h"
#include "app/words/words.h"
#include "platform/base/text.h"

/* The paper that this answer spares, NULL when it spares none. */
static const char *paper_waived(const struct form *form, size_t field)
{
    const struct answer *answer = &form->answer[field];
    bool shared = answer->state == ANSWER_GIVEN && answer->source == SOURCE_SHARED;
    return shared ? text_or_none(form->item->field[field].waives) : NULL;
}

static void add_waived(struct layout *l, const struct form *form)
{
    char title[64], text[256];
    size_t at = 0, count = 0;
    for (size_t i = 0; i < form->item->field_count && at < sizeof text; i++) {
        const char *paper = paper_waived(form, i);
        if (paper)
            at += (size_t)snprintf(text + at, sizeof text - at, "%s%s", count++ ? _("、") : "",
                                   paper);
    }
    if (count == 0)
        return;
    if (at < sizeof text)
        snprintf(text + at, sizeof text - at, "%s", _("已由部门共享"));
    snprintf(title, sizeof title, _("免交 %zu 份材料"), count);
    part_notice_optional(l, LOOK_OK, NULL, title, text);
}

/* What would be done with it, NULL for what is not the citizen's own. */
static const char *edit_label(const struct form_row *row)
{
    if (!row->editable)
        return NULL;
    return row->is_end ? _("添加") : _("修改");
}

/* They all lead to the list of papers, which is where each is changed. */
static int add_papers(const struct visit *visit, struct paper_line *lines, struct row *rows)
{
    int count = paper_rows(visit, lines, rows);
    for (int i = 0; i < count; i++) {
        rows[i].edit_arg = 0;
        rows[i].edit_name = _("材料");
    }
    return count;
}

static void compose(struct layout *l, const struct model *model)
{
    const struct form *form = &model->visit.form;
    struct form_row known[FORM_LINES_MAX];
    struct paper_line lines[ITEM_MATERIALS_MAX];
    struct row rows[ITEM_PARTS_MAX + FORM_LINES_MAX + ITEM_MATERIALS_MAX];
    char together[TOGETHER_TITLE];
    size_t answers = form_rows(form, known);
    size_t n = (size_t)together_rows_filed(&model->visit, together, rows);
    for (size_t i = 0; i < answers; i++)
        rows[n++] = (struct row){.label = known[i].label,
                                 .value = known[i].shown,
                                 .source = known[i].note,
                                 .edit_label = edit_label(&known[i]),
                                 .edit_action = ACTION_EDIT,
                                 .edit_arg = known[i].place,
                                 .masked = known[i].masked};
    part_heading(l, _("请核对，没问题就提交"));
    layout_gap(l, 2);
    n += (size_t)add_papers(&model->visit, lines, rows + n);
    part_rows(l, rows, (int)n, (struct pager){model->page.sheet, ACTION_SHEET});
    add_waived(l, form);
    if (model->visit.correction.begun && *model->visit.correction.to_counter)
        part_notice_optional(l, LOOK_INFO, "document", _("说好带到窗口的"),
                             model->visit.correction.to_counter);
    handover_add(l, model);
    part_actions(l, &(struct button){.label = _("上一步"), .action = ACTION_BACK},
                 &(struct button){.label = _("确认提交"), .action = ACTION_NEXT});
    wipe(known, sizeof known);
}

static enum verdict back_to_last_question(struct model *model)
{
    int place = form_previous_question(&model->visit.form, -1);
    bool papers = papers_count(&model->visit) > 0;
    if (place < 0 && model->visit.correction.begun)
        return papers ? VERDICT_PAPERS : VERDICT_SKIP;
    if (place < 0)
        return VERDICT_STAY;
    model->edit = place + 1;
    model->edit_returns = false;
    return VERDICT_BACK;
}

static enum verdict act(struct model *model, int action, int arg)
{
    switch (action) {
    case ACTION_NEXT:
        return VERDICT_NEXT;
    case ACTION_BACK:
        return back_to_last_question(model);
    case ACTION_EDIT:
        model->edit = arg + 1;
        model->edit_returns = true;
        return VERDICT_EDIT;
    case ACTION_PAPER:
        return VERDICT_PAPERS;
    case ACTION_HANDOVER:
        return VERDICT_HANDOVER;
    case ACTION_SHEET:
        model->page.sheet = arg;
        return VERDICT_STAY;
    default:
        return VERDICT_STAY;
    }
}

const struct screen_kind screen_review = {.name = "review",
                                          .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK) |
                                                      VERDICT_BIT(EDIT) | VERDICT_BIT(PAPERS) |
                                                      VERDICT_BIT(SKIP) | VERDICT_BIT(HANDOVER),
                                          .step = 4,
                                          .compose = compose,
                                          .act = act};
