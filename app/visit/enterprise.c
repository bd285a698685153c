/* SPDX-License-Identifier: Apache-2.0 */
/* A person acts for an enterprise (openapi.yaml §15). */
#include <string.h>

#include "app/input/credit.h"
#include "app/visit/visit_inside.h"

/* GB/T 39046-2020 A.4: 企业法人. No code of its own is known for the kind of an enterprise's
 * number: 990 其他, unless the province says another. */
#define ENTERPRISE "2"
#define OTHER_PAGE "990"

bool visit_is_for_enterprise(const struct visit *visit)
{
    if (!visit->item)
        return false;
    return visit->item->applyer == ITEM_FOR_ENTERPRISE ||
           (visit->item->applyer == ITEM_FOR_EITHER && visit->as_enterprise);
}

bool visit_wants_enterprise(const struct visit *visit)
{
    return visit_is_for_enterprise(visit) && visit->enterprise.count == 0;
}

enum err visit_act_for(struct visit *visit, bool enterprise)
{
    if (!visit->item || visit->item->applyer != ITEM_FOR_EITHER)
        return ERR_STATE;
    if (visit->as_enterprise == enterprise)
        return ERR_NONE;
    visit_begin_form(visit); /* what was filled in for the other goes */
    visit->as_enterprise = enterprise;
    return visit_fill_known(visit);
}

void visit_forget_licence(struct visit *visit)
{
    pairs_wipe(&visit->licence);
}

void visit_forget_enterprise(struct visit *visit)
{
    visit_forget_licence(visit);
    pairs_wipe(&visit->enterprise);
}

enum err visit_type_licence(struct visit *visit, const char *code)
{
    if (!credit_is_code(code))
        return ERR_FORMAT;
    visit_forget_licence(visit);
    return visit_put_pair(&visit->licence, "applyer_page_code", code);
}

enum err visit_read_licence(struct visit *visit, const char *text, size_t len)
{
    char code[CREDIT_TEXT], hex[2 * LICENCE_MAX + 1];
    if (len == 0)
        return ERR_MISSING;
    if (len > LICENCE_MAX)
        return ERR_TOO_LONG;
    if (credit_find(text, len, code))
        return visit_type_licence(visit, code);
    for (size_t i = 0; i < len; i++)
        snprintf(hex + 2 * i, 3, "%02x", ((const unsigned char *)text)[i]);
    visit_forget_licence(visit);
    enum err e = visit_put_pair(&visit->licence, "credential", hex);
    wipe(hex, sizeof hex);
    return e;
}

enum err visit_ask_licence(const struct visit *visit, struct pairs *ret_licence)
{
    struct pairs asked = {0};
    enum err e = visit_copy_pairs(&asked, &visit->licence);
    if (e != ERR_NONE) {
        pairs_wipe(&asked);
        return e;
    }
    *ret_licence = asked;
    return ERR_NONE;
}

/* Its code also as it is read aloud, in groups. */
static enum err copy_told(struct visit *visit, const struct pairs *told)
{
    char grouped[CREDIT_SHOWN];
    credit_group(pairs_get(told, "applyer_page_code"), grouped);
    TRY(visit_copy_pairs(&visit->enterprise, told));
    return visit_put_pair(&visit->enterprise, "applyer_page_code_name", grouped);
}

enum err visit_take_enterprise(struct visit *visit, const struct pairs *told)
{
    static const char *const needed[] = {"applyer_name", "applyer_page_code", "assurance_token"};
    for (size_t i = 0; i < ARRAY_LEN(needed); i++)
        if (!*pairs_get(told, needed[i]))
            return ERR_FORMAT;
    if (strlen(pairs_get(told, "assurance_token")) >= ASSURANCE_TOKEN_TEXT)
        return ERR_FORMAT;
    enum err e = copy_told(visit, told);
    if (e == ERR_NONE)
        e = visit_fill_known(visit);
    if (e != ERR_NONE)
        visit_forget_enterprise(visit);
    visit_forget_licence(visit);
    return e;
}

static const char *said_or(const struct visit *visit, const char *name, const char *otherwise)
{
    const char *said = pairs_get(&visit->enterprise, name);
    return *said ? said : otherwise;
}

const char *visit_applyer_type(const struct visit *visit)
{
    return said_or(visit, "applyer_type", ENTERPRISE);
}

const char *visit_enterprise_page_type(const struct visit *visit)
{
    return said_or(visit, "applyer_page_type", OTHER_PAGE);
}

const char *visit_token(const struct visit *visit)
{
    if (visit_is_for_enterprise(visit))
        return pairs_get(&visit->enterprise, "assurance_token");
    return secret_text(&visit->assurance_token);
}
