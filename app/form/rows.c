/* SPDX-License-Identifier: Apache-2.0 */
/* "Check your answers": what is shown, masked, and where it came from. */
#include "app/form/form.h"

#include "app/words/words.h"
#include "platform/base/text.h"

static void show(const struct item_field *field, const struct answer *answer, char *ret_shown)
{
    const struct item_option *option = item_option_find(field, secret_text(&answer->value));
    /* An option speaks the language of the item at hand, not of the moment of the answer. */
    const char *text = option ? option->text : secret_text(&answer->shown);
    switch (field->mask) {
    case ITEM_MASK_ID:
        text_mask(text, 6, 4, ret_shown, FORM_SHOWN_MAX);
        break;
    case ITEM_MASK_PHONE:
        text_mask(text, 3, 4, ret_shown, FORM_SHOWN_MAX);
        break;
    case ITEM_MASK_NONE:
    default:
        text_copy(ret_shown, FORM_SHOWN_MAX, text);
    }
}

static void note_source(const struct item_field *field, const struct answer *answer, char *ret_note,
                        size_t size)
{
    static const char *const fixed[] = {[SOURCE_CARD] = N_("来自身份证"),
                                        [SOURCE_CODE] = N_("来自三晋通"),
                                        [SOURCE_ANSWER] = N_("您填写的")};
    if (answer->source == SOURCE_SHARED)
        snprintf(ret_note, size, _("来自%s"), *field->from ? field->from : _("部门共享"));
    else
        snprintf(ret_note, size, "%s", _(fixed[answer->source]));
}

/* False when nothing is known yet: no row. */
static bool fill_row(const struct item_field *field, const struct answer *answer,
                     struct form_row *row)
{
    row->label = field->label;
    switch (answer->state) {
    case ANSWER_GIVEN:
        row->editable = answer->source == SOURCE_ANSWER;
        show(field, answer, row->shown);
        note_source(field, answer, row->note, sizeof row->note);
        break;
    case ANSWER_SKIPPED:
        row->editable = true;
        text_copy(row->shown, sizeof row->shown, _("没有填写"));
        text_copy(row->note, sizeof row->note, _("您跳过了"));
        break;
    case ANSWER_BY_DEPARTMENT:
        snprintf(row->shown, sizeof row->shown, _("由%s部门核对"), field->from);
        text_copy(row->note, sizeof row->note, _("现在联系不上，不影响办理"));
        break;
    case ANSWER_NONE:
    default:
        return false;
    }
    return true;
}

size_t form_rows(const struct form *form, struct form_row ret_rows[ITEM_FIELDS_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < form->item->field_count; i++) {
        ret_rows[n] = (struct form_row){.field = (int)i};
        if (fill_row(&form->item->field[i], &form->answer[i], &ret_rows[n]))
            n++;
    }
    return n;
}
