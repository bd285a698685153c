/* SPDX-License-Identifier: Apache-2.0 */
/* Check your answers: where each comes from, and 修改 for one's own. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/words/words.h"

static bool was_shared(const struct form *form)
{
    for (size_t i = 0; i < form->item->field_count; i++)
        if (form->answer[i].state == ANSWER_GIVEN && form->answer[i].source == SOURCE_SHARED)
            return true;
    return false;
}

static void add_waived(struct layout *l, const struct form *form)
{
    const struct item_words *waived = &form->item->waived;
    char title[64], text[256];
    int at = 0;
    if (waived->count == 0 || !was_shared(form))
        return;
    snprintf(title, sizeof title, _("免交 %zu 份材料"), waived->count);
    for (size_t i = 0; i < waived->count && at < (int)sizeof text; i++)
        at += snprintf(text + at, sizeof text - (size_t)at, "%s%s", i ? _("、") : "",
                       waived->text[i]);
    if (at < (int)sizeof text)
        snprintf(text + at, sizeof text - (size_t)at, "%s", _("已由部门共享"));
    part_notice_optional(l, LOOK_OK, NULL, title, text);
}

static void compose(struct layout *l, const struct model *model)
{
    const struct form *form = &model->visit.form;
    struct form_row known[ITEM_FIELDS_MAX];
    struct row rows[ITEM_FIELDS_MAX];
    size_t n = form_rows(form, known);
    for (size_t i = 0; i < n; i++)
        rows[i] = (struct row){.label = known[i].label,
                               .value = known[i].shown,
                               .source = known[i].note,
                               .edit_label = known[i].editable ? _("修改") : NULL,
                               .edit_action = ACTION_EDIT,
                               .edit_arg = known[i].field,
                               .masked = form->item->field[known[i].field].mask != ITEM_MASK_NONE};
    part_heading(l, _("请核对，没问题就提交"));
    layout_gap(l, 2);
    part_rows(l, rows, (int)n, (struct pager){model->page.sheet, ACTION_SHEET});
    add_waived(l, form);
    part_actions(l, &(struct button){.label = _("上一步"), .action = ACTION_BACK},
                 &(struct button){.label = _("确认提交"), .action = ACTION_NEXT});
    wipe(known, sizeof known);
}

static enum verdict back_to_last_question(struct model *model)
{
    int fields[ITEM_FIELDS_MAX];
    size_t n = form_questions(&model->visit.form, fields);
    if (n == 0)
        return VERDICT_STAY;
    model->edit = fields[n - 1] + 1;
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
    case ACTION_SHEET:
        model->page.sheet = arg;
        return VERDICT_STAY;
    default:
        return VERDICT_STAY;
    }
}

const struct screen_kind screen_review = {.name = "review",
                                          .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK) |
                                                      VERDICT_BIT(EDIT),
                                          .step = 4,
                                          .compose = compose,
                                          .act = act};
