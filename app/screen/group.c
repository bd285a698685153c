/* SPDX-License-Identifier: Apache-2.0 */
#include "app/screen/group.h"

#include <string.h>

#include "app/screen/actions.h"
#include "app/words/words.h"
#include "platform/base/text.h"

enum { CHOICES = 2 };

struct choice {
    const char *value, *label, *note;
};

static const struct choice whether[CHOICES] = {{FORM_ROW_YES, N_("有，我来填"), ""},
                                               {FORM_ROW_NO, N_("没有"), ""}};
static const struct choice another[CHOICES] = {{FORM_ROW_YES, N_("还有，接着填"), ""},
                                               {FORM_ROW_NO, N_("没有了"), ""}};
static const struct choice change[CHOICES] = {{GROUP_AGAIN, N_("重新填"), N_("一项一项改")},
                                              {GROUP_DROP, N_("去掉"), N_("不填这一个")}};

bool group_is_changed(const struct model *model)
{
    const struct form *form = &model->visit.form;
    int place = model->page.place;
    return model->page.editing && form_field_at(form, place)->type == ITEM_TYPE_GROUP &&
           form_has_row(form, place);
}

static const struct choice *choices_of(const struct model *model)
{
    if (group_is_changed(model))
        return change;
    return form_row_of(model->page.place) > 0 ? another : whether;
}

static int count_of(const struct model *model)
{
    bool kept = group_is_changed(model) && !form_may_drop(&model->visit.form, model->page.place);
    return kept ? 1 : CHOICES;
}

/* Its words before it is changed, else the question and what it is for. */
static void add_heading(struct layout *l, const struct model *model)
{
    const struct item_field *group = form_field_at(&model->visit.form, model->page.place);
    struct form_row row;
    if (!group_is_changed(model)) {
        part_heading(l, form_row_of(model->page.place) > 0 ? group->more : group->question);
        part_hint(l, group->hint);
        return;
    }
    form_say_row(&model->visit.form, model->page.place, &row);
    part_heading(l, row.label);
    part_hint(l, row.shown);
    wipe(&row, sizeof row);
}

void group_compose(struct layout *l, const struct model *model)
{
    const struct choice *choices = choices_of(model);
    struct option options[CHOICES];
    int n = count_of(model);
    for (int i = 0; i < n; i++)
        options[i] = (struct option){.label = _(choices[i].label),
                                     .note = *choices[i].note ? _(choices[i].note) : "",
                                     .arg = i,
                                     .selected = strcmp(choices[i].value, model->page.value) == 0};
    add_heading(l, model);
    part_options(l, options, n, ACTION_CHOOSE, (struct pager){0, ACTION_SHEET});
}

void group_choose(struct model *model, int index)
{
    if (index < 0 || index >= count_of(model))
        return;
    text_copy(model->page.value, sizeof model->page.value, choices_of(model)[index].value);
    model->page.advice[0] = '\0';
}

int group_next(const struct form *form, int place)
{
    const struct item_field *at = form_field_at(form, place);
    const struct item_field *group = at->type == ITEM_TYPE_GROUP ? at : at->group;
    int row = form_row_of(place);
    for (place = form_after(form, place);
         place >= 0 && form_row_of(place) == row && form_field_at(form, place)->group == group;
         place = form_after(form, place))
        if (form_is_question(form, place))
            return place;
    return -1;
}
