/* SPDX-License-Identifier: Apache-2.0 */
/* How sure one is of who stands there (openapi.yaml §8). */
#include <string.h>

#include "app/visit/visit_inside.h"
#include "platform/base/clock.h"
#include "platform/base/text.h"

enum { RESEND_S = 60, RESEND_MAX_S = 600 };

int visit_assurance(const struct visit *visit)
{
    if (visit->identity == VISIT_UNKNOWN)
        return 0;
    return secret_is_empty(&visit->assurance_token) ? ITEM_ASSURANCE_CARD : ITEM_ASSURANCE_PERSON;
}

bool visit_wants_step_up(const struct visit *visit)
{
    return visit->item && !visit->anonymous && visit->identity != VISIT_UNKNOWN &&
           visit_assurance(visit) < visit->item->assurance;
}

static enum err copy_one(struct pairs *to, const struct pairs *from, const char *name)
{
    struct pair *pair = &to->pair[to->count];
    if (!*pairs_get(from, name))
        return ERR_NONE;
    text_copy(pair->name, sizeof pair->name, name);
    TRY(secret_set_text(&pair->value, pairs_get(from, name)));
    to->count++;
    return ERR_NONE;
}

enum err visit_take_sent(struct visit *visit, const struct pairs *sent)
{
    static const char *const names[] = {"step_up_id", "sent_to", "resend_s"};
    struct pairs kept = {0};
    if (!*pairs_get(sent, "step_up_id") || !*pairs_get(sent, "sent_to"))
        return ERR_FORMAT;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        enum err e = copy_one(&kept, sent, names[i]);
        if (e != ERR_NONE) {
            pairs_wipe(&kept);
            return e;
        }
    }
    visit_forget_sent(visit);
    visit->step_up = kept;
    visit->step_up_ms = clock_now_ms();
    return ERR_NONE;
}

enum err visit_take_assurance(struct visit *visit, const struct pairs *assured)
{
    const char *token = pairs_get(assured, "assurance_token");
    if (!*token || strlen(token) >= ASSURANCE_TOKEN_TEXT ||
        strcmp(pairs_get(assured, "assurance_level"), "2") != 0)
        return ERR_FORMAT;
    TRY(secret_set_text(&visit->assurance_token, token));
    visit_forget_sent(visit);
    return ERR_NONE;
}

int visit_resend_s(const struct visit *visit, int64_t now_ms)
{
    const char *said = pairs_get(&visit->step_up, "resend_s");
    long wait = *said ? strtol(said, NULL, 10) : RESEND_S;
    if (wait < 1 || wait > RESEND_MAX_S)
        wait = RESEND_S;
    int64_t left_ms = visit->step_up_ms + wait * 1000 - now_ms;
    return left_ms > 0 ? (int)((left_ms + 999) / 1000) : 0;
}

void visit_forget_sent(struct visit *visit)
{
    pairs_wipe(&visit->step_up);
    visit->step_up_ms = 0;
}

void visit_forget_who(struct visit *visit)
{
    id_record_wipe(&visit->card);
    pairs_wipe(&visit->person);
    secret_wipe(&visit->assurance_token);
    visit_forget_sent(visit);
    papers_forget(visit);
    visit_forget_enterprise(visit); /* that they may act for it was said of them */
    visit->identity = VISIT_UNKNOWN;
    if (visit->item)
        visit_begin_form(visit);
}
