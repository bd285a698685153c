/* SPDX-License-Identifier: Apache-2.0 */
/* Who asks, and for whom, in the contract's words. */
#include <string.h>

#include "app/visit/visit_inside.h"
#include "platform/base/text.h"

/* GA/T 2000.156: 111 居民身份证; 553 外国人永久居留证 (several code lists agree). The residence
 * permit for Hong Kong, Macao and Taiwan is younger than the lists: 990 其他 (single source). */
const char *visit_page_type(const struct visit *visit)
{
    static const char *const of_kind[] = {[ID_CITIZEN] = "111",
                                          [ID_HMT] = "990",
                                          [ID_FOREIGNER_2017] = "553",
                                          [ID_FOREIGNER_2023] = "553"};
    if (visit->anonymous)
        return "";
    if (visit->identity == VISIT_BY_CARD)
        return of_kind[visit->card.kind];
    return pairs_get(&visit->person, "applyer_page_type");
}

enum err visit_put_pair(struct pairs *pairs, const char *name, const char *value)
{
    if (pairs->count == PAIRS_MAX)
        return ERR_TOO_LONG;
    struct pair *pair = &pairs->pair[pairs->count];
    TRY(secret_set_text(&pair->value, value));
    text_copy(pair->name, sizeof pair->name, name);
    pairs->count++;
    return ERR_NONE;
}

/* What is "" is left out. */
static enum err put_known(struct pairs *who, const char *name, const char *value)
{
    return *value ? visit_put_pair(who, name, value) : ERR_NONE;
}

static enum err put_all(struct pairs *who, const char *const words[][2], size_t count)
{
    for (size_t i = 0; i < count; i++)
        TRY(put_known(who, words[i][0], words[i][1]));
    return ERR_NONE;
}

/* One way to say it: ERR_STATE without a name or a number. */
static enum err say(const char *name, const char *number, const char *type, const char *token,
                    struct pairs *ret_who)
{
    struct pairs who = {0};
    const char *const words[][2] = {{"applyer_name", name},
                                    {"applyer_page_code", number},
                                    {"applyer_page_type", type},
                                    {"assurance_token", token}};
    if (!*name || !*number)
        return ERR_STATE;
    enum err e = put_all(&who, words, ARRAY_LEN(words));
    if (e != ERR_NONE) {
        pairs_wipe(&who);
        return e;
    }
    *ret_who = who;
    return ERR_NONE;
}

static const char *on_card(const struct visit *visit, enum id_field field)
{
    const struct id_record *card = &visit->card;
    if (field == ID_NAME)
        return id_record_name(card);
    return secret_text(&card->field[field]);
}

/* By card or code. */
static const char *person_says(const struct visit *visit, const char *name, enum id_field field)
{
    if (visit->identity == VISIT_BY_CARD)
        return on_card(visit, field);
    return visit->identity == VISIT_BY_CODE ? pairs_get(&visit->person, name) : "";
}

enum err visit_who_acts(const struct visit *visit, struct pairs *ret_who)
{
    return say(person_says(visit, "applyer_name", ID_NAME),
               person_says(visit, "applyer_page_code", ID_NUMBER), visit_page_type(visit),
               secret_text(&visit->assurance_token), ret_who);
}

/* As the item's form has it; an item without a form asks for whoever showed a card or code. */
static const char *known_as(const struct visit *visit, const char *name, enum id_field field)
{
    const struct item_field *asked = visit->item ? item_field_find(visit->item, name) : NULL;
    if (!asked)
        return person_says(visit, name, field);
    const struct answer *answer = &visit->form.answer[asked - visit->item->field];
    return answer->state == ANSWER_GIVEN ? secret_text(&answer->value) : "";
}

enum err visit_who(const struct visit *visit, struct pairs *ret_who)
{
    if (visit_is_for_enterprise(visit))
        return say(pairs_get(&visit->enterprise, "applyer_name"),
                   pairs_get(&visit->enterprise, "applyer_page_code"),
                   visit_enterprise_page_type(visit), visit_token(visit), ret_who);
    return say(known_as(visit, "applyer_name", ID_NAME),
               known_as(visit, "applyer_page_code", ID_NUMBER), visit_page_type(visit),
               visit_token(visit), ret_who);
}
