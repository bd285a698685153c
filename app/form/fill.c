/* SPDX-License-Identifier: Apache-2.0 */
/* Values that the citizen need not type: from the card, a phone's code, shared data. */
#include "app/form/form.h"

#include <string.h>

#include "app/form/copied.h"
#include "app/form/rules.h"

typedef const char *lookup_fn(const void *origin, const char *name);

struct origin {
    const char *prefix; /* "card." */
    enum value_source source;
    lookup_fn *lookup;
    const void *data;
    int today; /* of the form */
};

static const char *from_card(const void *origin, const char *name)
{
    static const struct {
        const char *name;
        enum id_field field;
    } words[] = {
        {"sex", ID_SEX},       {"nation", ID_NATION},     {"birth", ID_BIRTH},
        {"number", ID_NUMBER}, {"address", ID_ADDRESS},   {"issuer", ID_ISSUER},
        {"permit", ID_PERMIT}, {"valid_to", ID_VALID_TO}, {"valid_from", ID_VALID_FROM},
    };
    const struct id_record *record = origin;
    if (strcmp(name, "name") == 0)
        return id_record_name(record);
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (strcmp(words[i].name, name) == 0)
            return secret_text(&record->field[words[i].field]);
    return "";
}

static const char *from_pairs(const void *origin, const char *name)
{
    return pairs_get(origin, name);
}

/* What is shown for a value: an option's words, a shared name's value, or the value itself. */
static const char *shown_for(const struct item_field *field, const struct origin *origin,
                             const char *value)
{
    const char *other = *field->shown_by ? origin->lookup(origin->data, field->shown_by) : "";
    if (*other)
        return other;
    const struct item_option *option = item_option_find(field, value);
    return option ? option->text : value;
}

/* A filled value must keep the same rule as a typed one; text fields have none. */
static bool acceptable(const struct item_field *field, const char *value, int today)
{
    char advice[FORM_ADVICE_MAX];
    return field->type == ITEM_TYPE_TEXT || rules_check(field, value, today, advice) == ERR_NONE;
}

static enum err fill_field(const struct item_field *field, struct answer *answer,
                           const struct origin *origin)
{
    bool own = answer->state == ANSWER_GIVEN && answer->source == SOURCE_ANSWER && !answer->copied;
    for (size_t i = 0; i < field->source_count && !own; i++) {
        size_t len = strlen(origin->prefix);
        if (strncmp(field->source[i], origin->prefix, len) != 0)
            continue;
        const char *value = origin->lookup(origin->data, field->source[i] + len);
        if (!*value || !acceptable(field, value, origin->today))
            continue;
        TRY(secret_set_text(&answer->value, value));
        TRY(secret_set_text(&answer->shown, shown_for(field, origin, value)));
        answer->state = ANSWER_GIVEN;
        answer->source = origin->source;
        answer->copied = false;
        return ERR_NONE;
    }
    return ERR_NONE;
}

static enum err fill(struct form *form, const struct origin *origin)
{
    for (size_t i = 0; i < form->item->field_count; i++) {
        TRY(fill_field(&form->item->field[i], &form->answer[i], origin));
        TRY(copied_take(form, (int)i));
    }
    return ERR_NONE;
}

enum err form_fill_card(struct form *form, const struct id_record *record)
{
    return fill(form, &(struct origin){"card.", SOURCE_CARD, from_card, record, form->today});
}

enum err form_fill_code(struct form *form, const struct pairs *person)
{
    return fill(form, &(struct origin){"code.", SOURCE_CODE, from_pairs, person, form->today});
}

/* In an item's words; those of the contract stand behind. */
static const char *from_licence(const void *origin, const char *name)
{
    static const char *const words[][2] = {{"name", "applyer_name"},
                                           {"code", "applyer_page_code"},
                                           {"code_name", "applyer_page_code_name"},
                                           {"legal", "legal"},
                                           {"address", "address"}};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (strcmp(words[i][0], name) == 0)
            return pairs_get(origin, words[i][1]);
    return "";
}

static bool comes_from(const struct item_field *field, const char *prefix)
{
    for (size_t i = 0; i < field->source_count; i++)
        if (strncmp(field->source[i], prefix, strlen(prefix)) == 0)
            return true;
    return false;
}

enum err form_fill_licence(struct form *form, const struct pairs *told)
{
    TRY(fill(form, &(struct origin){"licence.", SOURCE_LICENCE, from_licence, told, form->today}));
    for (size_t i = 0; told->count > 0 && i < form->item->field_count; i++) {
        const struct item_field *field = &form->item->field[i];
        bool open = form->answer[i].state == ANSWER_NONE && comes_from(field, "licence.");
        if (open && field->fallback == ITEM_FALLBACK_DEPARTMENT && !comes_from(field, "shared."))
            form->answer[i].state = ANSWER_BY_DEPARTMENT; /* nobody else will say it */
    }
    return ERR_NONE;
}

enum err form_fill_shared(struct form *form, const struct pairs *shared)
{
    TRY(fill(form, &(struct origin){"shared.", SOURCE_SHARED, from_pairs, shared, form->today}));
    form_shared_failed(form); /* what did not come falls back */
    return ERR_NONE;
}

void form_shared_failed(struct form *form)
{
    form->shared_known = true;
    for (size_t i = 0; i < form->item->field_count; i++)
        if (form->answer[i].state == ANSWER_NONE && form->item->field[i].source_count > 0 &&
            form->item->field[i].fallback == ITEM_FALLBACK_DEPARTMENT)
            form->answer[i].state = ANSWER_BY_DEPARTMENT;
}
