/* SPDX-License-Identifier: Apache-2.0 */
#include "app/form/copied.h"

#include <string.h>

#include "app/form/rules.h"

/* A copied value keeps the rule of the field it comes to, and the choice it stands under. */
static bool fits(const struct form *form, int place, const char *value)
{
    char advice[FORM_ADVICE_MAX];
    const struct item_field *field = form_field_at(form, place);
    const struct item_option *option = item_option_find(field, value);
    if (option && !form_option_fits(form, place, option))
        return false;
    return field->type == ITEM_TYPE_TEXT ||
           rules_check(field, value, form->today, advice) == ERR_NONE;
}

static void give_up(struct answer *answer)
{
    secret_wipe(&answer->value);
    secret_wipe(&answer->shown);
    *answer = (struct answer){.state = ANSWER_NONE};
}

const struct item_field *form_copied_from(const struct form *form, int place)
{
    const char *name = item_field_answer(form_field_at(form, place));
    return *name && form->answer[place].copied ? item_field_find(form->item, name) : NULL;
}

bool form_may_change(const struct form *form, int place)
{
    const struct answer *answer = &form->answer[place];
    if (answer->copied)
        return form_field_at(form, place)->type != ITEM_TYPE_TEXT;
    return answer->state == ANSWER_SKIPPED ||
           (answer->state == ANSWER_GIVEN && answer->source == SOURCE_ANSWER);
}

enum err copied_take(struct form *form, int place)
{
    const char *name = item_field_answer(form_field_at(form, place));
    struct answer *to = &form->answer[place];
    bool free = to->copied || to->state == ANSWER_NONE || to->state == ANSWER_BY_DEPARTMENT;
    if (!*name || !free || form->only)
        return ERR_NONE;
    const struct item_field *earlier = item_field_find(form->item, name);
    const struct answer *from = &form->answer[earlier - form->item->field];
    if (from->state != ANSWER_GIVEN || !fits(form, place, secret_text(&from->value))) {
        if (to->copied)
            give_up(to);
        return ERR_NONE;
    }
    TRY(secret_set_text(&to->value, secret_text(&from->value)));
    TRY(secret_set_text(&to->shown, secret_text(&from->shown)));
    to->state = ANSWER_GIVEN;
    to->source = from->source; /* whence it truly is */
    to->copied = true;
    return ERR_NONE;
}
