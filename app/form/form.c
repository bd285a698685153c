/* SPDX-License-Identifier: Apache-2.0 */
#include "app/form/form.h"

#include <string.h>

#include "app/form/rules.h"

void form_begin(struct form *form, const struct item *item)
{
    form_wipe(form);
    form->item = item;
    form->age = AGE_UNKNOWN;
}

void form_wipe(struct form *form)
{
    for (size_t i = 0; i < ITEM_FIELDS_MAX; i++) {
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
    for (size_t i = 0; !form->shared_known && i < form->item->field_count; i++)
        if (form->answer[i].state == ANSWER_NONE && has_shared_source(&form->item->field[i]))
            return true;
    return false;
}

/* What the field is asked for was answered so, or it is always asked. Where an age is not known, it
 * is asked too. */
static bool is_wanted(const struct form *form, size_t i)
{
    const struct item_field *field = &form->item->field[i];
    enum age_fit fit = age_look(&field->when_age, form->age);
    if (fit == AGE_TOO_YOUNG || fit == AGE_TOO_OLD)
        return false;
    if (field->when_count == 0)
        return true;
    const struct item_field *outer = item_field_find(form->item, field->when);
    const char *said = secret_text(&form->answer[outer - form->item->field].value);
    for (size_t w = 0; w < field->when_count; w++)
        if (strcmp(field->when_is[w], said) == 0)
            return true;
    return false;
}

/* The card's and the code's words name the person; a question may not be wanted. */
static bool is_left_out(const struct form *form, size_t i)
{
    if (!is_wanted(form, i))
        return true;
    const struct item_field *field = &form->item->field[i];
    bool naming = form->anonymous && field->type == ITEM_TYPE_TEXT && field->source_count > 0;
    for (size_t s = 0; naming && s < field->source_count; s++)
        naming = strncmp(field->source[s], "shared.", strlen("shared.")) != 0;
    return naming;
}

static const struct answer *outer_answer(const struct form *form, size_t i)
{
    const struct item_field *outer = item_field_find(form->item, form->item->field[i].within);
    return outer ? &form->answer[outer - form->item->field] : NULL;
}

bool form_option_fits(const struct form *form, int field, const struct item_option *option)
{
    const struct answer *outer = outer_answer(form, (size_t)field);
    return item_option_fits(option, outer ? secret_text(&outer->value) : "");
}

static void forget(struct answer *answer)
{
    secret_wipe(&answer->value);
    secret_wipe(&answer->shown);
    answer->state = ANSWER_NONE;
}

/* An answer that no longer fits what it stands under is asked for again; one that is no longer
 * wanted is gone, and with it what hangs on it: that stands behind. */
static void forget_what_does_not_fit(struct form *form)
{
    for (size_t i = 0; i < form->item->field_count; i++) {
        struct answer *answer = &form->answer[i];
        if (!is_wanted(form, i)) {
            forget(answer);
            continue;
        }
        const struct item_option *option =
            item_option_find(&form->item->field[i], secret_text(&answer->value));
        if (answer->state != ANSWER_GIVEN || !option || form_option_fits(form, (int)i, option))
            continue;
        forget(answer);
    }
}

/* A question here: asked by design, or because no source answered. */
static bool is_question(const struct form *form, size_t i)
{
    const struct item_field *field = &form->item->field[i];
    const struct answer *answer = &form->answer[i];
    if (field->type == ITEM_TYPE_TEXT || !is_wanted(form, i))
        return false;
    if (field->source_count > 0 && field->fallback != ITEM_FALLBACK_ASK)
        return false;
    return answer->state != ANSWER_GIVEN || answer->source == SOURCE_ANSWER;
}

size_t form_questions(const struct form *form, int ret_fields[ITEM_FIELDS_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < form->item->field_count; i++)
        if (is_question(form, i))
            ret_fields[n++] = (int)i;
    return n;
}

int form_next_question(const struct form *form)
{
    for (size_t i = 0; i < form->item->field_count; i++)
        if (is_question(form, i) && form->answer[i].state == ANSWER_NONE)
            return (int)i;
    return -1;
}

int form_previous_question(const struct form *form, int field)
{
    for (int i = field - 1; i >= 0; i--)
        if (is_question(form, (size_t)i))
            return i;
    return -1;
}

enum err form_answer(struct form *form, int field, const char *value,
                     char ret_advice[FORM_ADVICE_MAX])
{
    if (field < 0 || (size_t)field >= form->item->field_count || !is_question(form, (size_t)field))
        return ERR_STATE;
    const struct item_field *asked = &form->item->field[field];
    struct answer *answer = &form->answer[field];
    TRY(rules_check(asked, value, ret_advice));
    const struct item_option *option = item_option_find(asked, value);
    if (option && !form_option_fits(form, field, option))
        return ERR_STATE;
    TRY(secret_set_text(&answer->value, value));
    TRY(secret_set_text(&answer->shown, option ? option->text : value));
    answer->state = ANSWER_GIVEN;
    answer->source = SOURCE_ANSWER;
    forget_what_does_not_fit(form);
    return ERR_NONE;
}

bool form_may_skip(const struct form *form, int field)
{
    const struct item_field *asked = &form->item->field[field];
    return asked->optional || age_look(&asked->when_age, form->age) == AGE_NOT_KNOWN;
}

enum err form_skip(struct form *form, int field)
{
    if (field < 0 || (size_t)field >= form->item->field_count ||
        !is_question(form, (size_t)field) || !form_may_skip(form, field))
        return ERR_STATE;
    struct answer *answer = &form->answer[field];
    secret_wipe(&answer->value);
    secret_wipe(&answer->shown);
    answer->state = ANSWER_SKIPPED;
    return ERR_NONE;
}

const struct item_field *form_blocked_by(const struct form *form)
{
    for (size_t i = 0; i < form->item->field_count; i++)
        if (form->answer[i].state == ANSWER_NONE && !is_question(form, i) && !is_left_out(form, i))
            return &form->item->field[i];
    return NULL;
}

bool form_is_complete(const struct form *form)
{
    return form->item && form_next_question(form) < 0 && !form_blocked_by(form);
}
