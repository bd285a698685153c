/* SPDX-License-Identifier: Apache-2.0 */
#include "app/form/form.h"

#include <string.h>

#include "app/form/copied.h"
#include "app/form/rules.h"

void form_begin(struct form *form, const struct item *item)
{
    form_wipe(form);
    form->item = item;
    form->age = AGE_UNKNOWN;
}

void form_wipe(struct form *form)
{
    for (size_t i = 0; i < FORM_PLACES_MAX; i++) {
        secret_wipe(&form->answer[i].value);
        secret_wipe(&form->answer[i].shown);
    }
    wipe(form, sizeof *form);
}

static bool has_shared_source(const struct item_field *field)
{
    for (size_t i = 0; i < field->source_count; i++)
        if (strncmp(field->source[i], "shared.", strlen("shared.")) == 0)
            return true;
    return false;
}

bool form_wants_shared(const struct form *form)
{
    for (size_t i = 0; !form->shared_known && !form->only && i < form->item->field_count; i++)
        if (form->answer[i].state == ANSWER_NONE && has_shared_source(&form->item->field[i]))
            return true;
    return false;
}

/* The answer that the field at `place` hangs on: in the same row, or in none. NULL: on none. */
static const struct answer *outer_answer(const struct form *form, int place, const char *name)
{
    const struct item_field *outer = *name ? item_field_find(form->item, name) : NULL;
    if (!outer)
        return NULL;
    int row = outer->group ? form_row_of(place) : 0;
    return &form->answer[form_place((int)(outer - form->item->field), row)];
}

/* What it hangs on was answered so, as seen from `place`, or it hangs on nothing. Where an age is
 * not known, it holds too. */
static bool holds_at(const struct form *form, const struct item_when *when, int place)
{
    enum age_fit fit = age_look(&when->age, form->age);
    if (fit == AGE_TOO_YOUNG || fit == AGE_TOO_OLD)
        return false;
    if (when->count == 0)
        return true;
    const char *said = secret_text(&outer_answer(form, place, when->field)->value);
    for (size_t w = 0; w < when->count; w++)
        if (strcmp(when->is[w], said) == 0)
            return true;
    return false;
}

bool form_holds(const struct form *form, const struct item_when *when)
{
    return holds_at(form, when, 0);
}

static bool holds(const struct form *form, int place)
{
    return holds_at(form, &form_field_at(form, place)->when, place);
}

static bool is_asked_alone(const struct form *form, int place)
{
    return place < ITEM_FIELDS_MAX && (form->only >> place & 1);
}

/* It has a place in this form: its condition holds, and for what is in a group the group's too, and
 * the row is there; whether there is another row is asked after the one before. */
static bool is_wanted(const struct form *form, int place)
{
    const struct item_field *field = form_field_at(form, place), *group = field->group;
    int row = form_row_of(place);
    if (form->only)
        return is_asked_alone(form, place) || form->answer[place].state == ANSWER_GIVEN;
    if (!holds(form, place))
        return false;
    if (field->type == ITEM_TYPE_GROUP)
        return row >= field->rows_min && (row == 0 || form_has_row(form, place - ITEM_FIELDS_MAX));
    return !group || (holds(form, (int)(group - form->item->field)) && form_has_row(form, place));
}

/* The card's and the code's words name the person; a question may not be wanted. */
static bool is_left_out(const struct form *form, int place)
{
    if (!is_wanted(form, place))
        return true;
    const struct item_field *field = form_field_at(form, place);
    bool naming = form->anonymous && field->type == ITEM_TYPE_TEXT && field->source_count > 0;
    for (size_t s = 0; naming && s < field->source_count; s++)
        naming = strncmp(field->source[s], "shared.", strlen("shared.")) != 0;
    return naming;
}

bool form_option_fits(const struct form *form, int place, const struct item_option *option)
{
    const struct answer *outer = outer_answer(form, place, form_field_at(form, place)->within);
    return item_option_fits(option, outer ? secret_text(&outer->value) : "");
}

static void forget(struct answer *answer)
{
    secret_wipe(&answer->value);
    secret_wipe(&answer->shown);
    answer->state = ANSWER_NONE;
    answer->copied = false;
}

/* An answer that no longer fits what it stands under is asked for again; one that is no longer
 * wanted is gone, and with it what hangs on it: that stands behind. So does what is copied. */
static enum err settle(struct form *form)
{
    for (int place = form_after(form, -1); place >= 0; place = form_after(form, place)) {
        struct answer *answer = &form->answer[place];
        if (!is_wanted(form, place)) {
            forget(answer);
            continue;
        }
        TRY(copied_take(form, place));
        const struct item_option *option =
            item_option_find(form_field_at(form, place), secret_text(&answer->value));
        if (answer->state != ANSWER_GIVEN || !option || form_option_fits(form, place, option))
            continue;
        forget(answer);
    }
    return ERR_NONE;
}

/* A question here: asked by design, or because no source answered. */
bool form_is_question(const struct form *form, int place)
{
    const struct item_field *field = form_field_at(form, place);
    const struct answer *answer = &form->answer[place];
    if (form->only)
        return is_asked_alone(form, place);
    if (field->type == ITEM_TYPE_TEXT || !is_wanted(form, place))
        return false;
    if (field->source_count > 0 && field->fallback != ITEM_FALLBACK_ASK)
        return false;
    return answer->state != ANSWER_GIVEN || (answer->source == SOURCE_ANSWER && !answer->copied);
}

int form_next_question(const struct form *form)
{
    for (int place = form_after(form, -1); place >= 0; place = form_after(form, place))
        if (form_is_question(form, place) && form->answer[place].state == ANSWER_NONE)
            return place;
    return -1;
}

int form_previous_question(const struct form *form, int before)
{
    int found = -1;
    for (int place = form_after(form, -1); place >= 0 && place != before;
         place = form_after(form, place))
        if (form_is_question(form, place))
            found = place;
    return found;
}

/* Something is asked at that place, and it is one; or it would be, were it not copied. */
static bool is_asked(const struct form *form, int place)
{
    for (int p = form_after(form, -1); p >= 0; p = form_after(form, p))
        if (p == place)
            return form_is_question(form, place) || form_may_change(form, place);
    return false;
}

enum err form_answer(struct form *form, int place, const char *value,
                     char ret_advice[FORM_ADVICE_MAX])
{
    if (!is_asked(form, place))
        return ERR_STATE;
    const struct item_field *asked = form_field_at(form, place);
    struct answer *answer = &form->answer[place];
    TRY(rules_check(asked, value, form->today, ret_advice));
    const struct item_option *option = item_option_find(asked, value);
    if (option && !form_option_fits(form, place, option))
        return ERR_STATE;
    TRY(secret_set_text(&answer->value, value));
    TRY(secret_set_text(&answer->shown, option ? option->text : value));
    answer->state = ANSWER_GIVEN;
    answer->source = SOURCE_ANSWER;
    answer->copied = false;
    return settle(form);
}

bool form_may_skip(const struct form *form, int place)
{
    const struct item_field *asked = form_field_at(form, place);
    return asked->optional || age_look(&asked->when.age, form->age) == AGE_NOT_KNOWN;
}

enum err form_skip(struct form *form, int place)
{
    if (!is_asked(form, place) || !form_may_skip(form, place))
        return ERR_STATE;
    struct answer *answer = &form->answer[place];
    secret_wipe(&answer->value);
    secret_wipe(&answer->shown);
    answer->state = ANSWER_SKIPPED;
    answer->copied = false;
    return settle(form);
}

const struct item_field *form_blocked_by(const struct form *form)
{
    for (int place = form_after(form, -1); place >= 0; place = form_after(form, place))
        if (form->answer[place].state == ANSWER_NONE && !form_is_question(form, place) &&
            !is_left_out(form, place))
            return form_field_at(form, place);
    return NULL;
}

bool form_is_complete(const struct form *form)
{
    return form->item && form_next_question(form) < 0 && !form_blocked_by(form);
}

bool form_can_ask_alone(const struct item_field *field)
{
    bool said = field->type != ITEM_TYPE_TEXT && field->type != ITEM_TYPE_GROUP;
    return said && !field->group && !*field->within && *field->question;
}

void form_ask_only(struct form *form, uint64_t fields)
{
    form->only = fields;
    for (int place = 0; place < (int)form->item->field_count; place++)
        if (is_asked_alone(form, place))
            forget(&form->answer[place]);
}
