/* SPDX-License-Identifier: Apache-2.0 */
/* "Check your answers": what is shown, masked, and where it came from. */
#include "app/form/form.h"

#include "app/words/day.h"
#include "app/words/words.h"
#include "platform/base/text.h"

/* Dates and numbers are said in the language at hand. */
static void say_value(const struct item_field *field, const char *value, const char *shown,
                      char *ret_text)
{
    char day[DAY_WORDS];
    if (field->type == ITEM_TYPE_DATE) {
        day_say_year((int)strtol(value, NULL, 10), day);
        text_copy(ret_text, FORM_SHOWN_MAX, day);
    } else if (field->type == ITEM_TYPE_NUMBER) {
        snprintf(ret_text, FORM_SHOWN_MAX, *field->unit ? "%s %s" : "%s", value, field->unit);
    } else {
        text_copy(ret_text, FORM_SHOWN_MAX, shown);
    }
}

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
        say_value(field, secret_text(&answer->value), text, ret_shown);
    }
}

static void note_source(const struct form *form, int place, char *ret_note, size_t size)
{
    const struct item_field *field = form_field_at(form, place);
    const struct item_field *earlier = form_copied_from(form, place);
    const struct answer *answer = &form->answer[place];
    static const char *const fixed[] = {[SOURCE_CARD] = N_("来自身份证"),
                                        [SOURCE_CODE] = N_("来自三晋通"),
                                        [SOURCE_LICENCE] = N_("来自营业执照"),
                                        [SOURCE_ANSWER] = N_("您填写的")};
    if (earlier)
        snprintf(ret_note, size, _("和“%s”一样"), earlier->label);
    else if (answer->source == SOURCE_SHARED)
        snprintf(ret_note, size, _("来自%s"), *field->from ? field->from : _("部门共享"));
    else
        snprintf(ret_note, size, "%s", _(fixed[answer->source]));
}

/* False when nothing is known yet: no row. */
static bool fill_row(const struct form *form, int place, struct form_row *row)
{
    const struct item_field *field = form_field_at(form, place);
    const struct answer *answer = &form->answer[place];
    row->place = place;
    row->editable = form_may_change(form, place);
    text_copy(row->label, sizeof row->label, field->label);
    row->masked = field->mask != ITEM_MASK_NONE;
    switch (answer->state) {
    case ANSWER_GIVEN:
        show(field, answer, row->shown);
        note_source(form, place, row->note, sizeof row->note);
        break;
    case ANSWER_SKIPPED:
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

void form_say_row(const struct form *form, int place, struct form_row *ret_row)
{
    const struct item_field *group = form_field_at(form, place);
    size_t at = 0;
    *ret_row = (struct form_row){.place = place, .editable = true};
    snprintf(ret_row->label, sizeof ret_row->label, "%s %d", group->label, form_row_of(place) + 1);
    text_copy(ret_row->note, sizeof ret_row->note, _("您填写的"));
    for (size_t i = 1; i <= group->inner_count; i++) {
        char shown[FORM_SHOWN_MAX];
        const struct answer *answer = &form->answer[place + (int)i];
        if (answer->state != ANSWER_GIVEN)
            continue;
        show(&group[i], answer, shown);
        at += (size_t)snprintf(ret_row->shown + at, sizeof ret_row->shown - at, "%s%s",
                               at ? _("，") : "", shown);
        ret_row->masked = ret_row->masked || group[i].mask != ITEM_MASK_NONE;
        wipe(shown, sizeof shown);
        if (at >= sizeof ret_row->shown)
            return;
    }
}

/* That there are no more, which can be changed; nothing while it is not said. */
static bool say_end(const struct form *form, int place, struct form_row *ret_row)
{
    const struct item_field *group = form_field_at(form, place);
    enum answer_state said = form->answer[place].state;
    if (said != ANSWER_GIVEN && said != ANSWER_SKIPPED)
        return false;
    *ret_row = (struct form_row){.place = place, .editable = true, .is_end = true};
    text_copy(ret_row->label, sizeof ret_row->label, group->label);
    text_copy(ret_row->shown, sizeof ret_row->shown, form_row_of(place) ? _("没有了") : _("没有"));
    text_copy(ret_row->note, sizeof ret_row->note, _("您填写的"));
    return true;
}

static bool say_line(const struct form *form, int place, struct form_row *ret_row)
{
    const struct item_field *field = form_field_at(form, place);
    if (field->group)
        return false; /* said with its row */
    if (field->type != ITEM_TYPE_GROUP) {
        *ret_row = (struct form_row){0};
        return fill_row(form, place, ret_row);
    }
    if (!form_has_row(form, place))
        return say_end(form, place, ret_row);
    form_say_row(form, place, ret_row);
    return *ret_row->shown != '\0';
}

size_t form_rows(const struct form *form, struct form_row ret_rows[FORM_LINES_MAX])
{
    size_t n = 0;
    for (int place = form_after(form, -1); place >= 0; place = form_after(form, place))
        n += say_line(form, place, &ret_rows[n]);
    return n;
}
