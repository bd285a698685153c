/* SPDX-License-Identifier: Apache-2.0 */
#include "app/visit/visit.h"

#include <string.h>
#include <sys/random.h>

#include "platform/base/clock.h"
#include "platform/base/text.h"

void visit_begin(struct visit *visit)
{
    visit_wipe(visit);
    visit->open = true;
}

void visit_speak(struct visit *visit, enum language language)
{
    visit->needs.language = language;
    if (!visit->item)
        return;
    visit->item = item_in(visit->item, language);
    visit->form.item = visit->item;
}

static void wipe_message(struct case_status *status)
{
    wipe(status, sizeof *status);
}

void visit_wipe(struct visit *visit)
{
    form_wipe(&visit->form);
    id_record_wipe(&visit->card);
    pairs_wipe(&visit->person);
    wipe(visit, sizeof *visit);
}

static enum err fill_known(struct visit *visit)
{
    if (visit->identity == VISIT_BY_CARD)
        return form_fill_card(&visit->form, &visit->card);
    if (visit->identity == VISIT_BY_CODE)
        return form_fill_code(&visit->form, &visit->person);
    return ERR_NONE;
}

enum err visit_choose(struct visit *visit, const struct item *item)
{
    visit->item = item_in(item, visit->needs.language);
    form_begin(&visit->form, visit->item);
    visit->consented = false;
    visit->consent_ms = 0;
    visit->submitted = false;
    visit->paper = VISIT_PAPER_NONE;
    visit->paper_why = ERR_NONE;
    wipe(visit->application_id, sizeof visit->application_id);
    wipe_message(&visit->status);
    return fill_known(visit);
}

void visit_consent(struct visit *visit)
{
    visit->consented = true;
    visit->consent_ms = clock_wall_ms();
}

static enum err copy_record(struct id_record *to, const struct id_record *from)
{
    id_record_wipe(to);
    to->kind = from->kind;
    to->findings = from->findings;
    for (size_t i = 0; i < ID_FIELD_COUNT; i++)
        TRY(secret_copy(&to->field[i], &from->field[i]));
    return ERR_NONE;
}

enum err visit_identify_card(struct visit *visit, const struct id_record *record)
{
    if (record->findings & ID_FINDING_CHECK_DIGIT)
        return ERR_CARD_UNKNOWN;
    if (record->findings & (ID_FINDING_EXPIRED | ID_FINDING_NOT_YET_VALID))
        return ERR_CARD_EXPIRED;
    TRY(copy_record(&visit->card, record));
    visit->identity = VISIT_BY_CARD;
    return visit->item ? fill_known(visit) : ERR_NONE;
}

enum err visit_identify_code(struct visit *visit, const struct pairs *person)
{
    if (!*pairs_get(person, "applyer_name") || !*pairs_get(person, "applyer_page_code"))
        return ERR_MISSING;
    pairs_wipe(&visit->person);
    for (size_t i = 0; i < person->count; i++) {
        struct pair *to = &visit->person.pair[i];
        memcpy(to->name, person->pair[i].name, sizeof to->name);
        TRY(secret_copy(&to->value, &person->pair[i].value));
        visit->person.count++;
    }
    visit->identity = VISIT_BY_CODE;
    return visit->item ? fill_known(visit) : ERR_NONE;
}

/* GA/T 2000.156: 111 居民身份证; 553 外国人永久居留证 (several code lists agree). The residence
 * permit for Hong Kong, Macao and Taiwan is younger than the lists: 990 其他 (single source). */
static const char *page_type(const struct visit *visit)
{
    static const char *const of_kind[] = {[ID_CITIZEN] = "111",
                                          [ID_HMT] = "990",
                                          [ID_FOREIGNER_2017] = "553",
                                          [ID_FOREIGNER_2023] = "553"};
    if (visit->identity == VISIT_BY_CARD)
        return of_kind[visit->card.kind];
    return pairs_get(&visit->person, "applyer_page_type");
}

static const struct answer *answer_of(const struct visit *visit, const char *name)
{
    const struct item_field *field = visit->item ? item_field_find(visit->item, name) : NULL;
    return field ? &visit->form.answer[field - visit->item->field] : NULL;
}

static enum err add_pair(const struct visit *visit, const char *name, struct pairs *pairs)
{
    const struct answer *answer = answer_of(visit, name);
    if (!answer || answer->state != ANSWER_GIVEN)
        return ERR_STATE;
    struct pair *pair = &pairs->pair[pairs->count];
    TRY(secret_copy(&pair->value, &answer->value));
    text_copy(pair->name, sizeof pair->name, name);
    pairs->count++;
    return ERR_NONE;
}

static enum err add_page_type(const struct visit *visit, struct pairs *pairs)
{
    struct pair *pair = &pairs->pair[pairs->count];
    if (!*page_type(visit))
        return ERR_NONE;
    TRY(secret_set_text(&pair->value, page_type(visit)));
    text_copy(pair->name, sizeof pair->name, "applyer_page_type");
    pairs->count++;
    return ERR_NONE;
}

enum err visit_who(const struct visit *visit, struct pairs *ret_who)
{
    struct pairs who = {0};
    enum err e = add_pair(visit, "applyer_name", &who);
    if (e == ERR_NONE)
        e = add_pair(visit, "applyer_page_code", &who);
    if (e == ERR_NONE)
        e = add_page_type(visit, &who);
    if (e != ERR_NONE) {
        pairs_wipe(&who);
        return e;
    }
    *ret_who = who;
    return ERR_NONE;
}

/* RFC 9562 version 4 */
static enum err make_uuid(char ret_text[37])
{
    uint8_t b[16];
    if (getrandom(b, sizeof b, 0) != (ssize_t)sizeof b)
        return ERR_LIBRARY;
    b[6] = (uint8_t)((b[6] & 0x0F) | 0x40);
    b[8] = (uint8_t)((b[8] & 0x3F) | 0x80);
    char *out = ret_text;
    for (size_t i = 0; i < sizeof b; i++)
        out += sprintf(out, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", b[i]);
    return ERR_NONE;
}

/* Items ask for a name and a number; what kind of number it is, the visit knows. */
static enum err add_type_field(const struct visit *visit, struct application *application)
{
    struct application_field *field = &application->field[application->count];
    if (!*page_type(visit) || item_field_find(visit->item, "applyer_page_type"))
        return ERR_NONE;
    text_copy(field->name, sizeof field->name, "applyer_page_type");
    field->source = visit->identity == VISIT_BY_CARD ? SOURCE_CARD : SOURCE_CODE;
    TRY(secret_set_text(&field->value, page_type(visit)));
    application->count++;
    return ERR_NONE;
}

static enum err add_fields(const struct visit *visit, struct application *application)
{
    for (size_t i = 0; i < visit->item->field_count; i++) {
        const struct answer *answer = &visit->form.answer[i];
        if (answer->state != ANSWER_GIVEN)
            continue;
        struct application_field *field = &application->field[application->count];
        text_copy(field->name, sizeof field->name, visit->item->field[i].name);
        field->source = answer->source;
        TRY(secret_copy(&field->value, &answer->value));
        application->count++;
    }
    return add_type_field(visit, application);
}

enum err visit_make_application(struct visit *visit, struct application *ret_application)
{
    if (!visit->item || !visit->consented || !form_is_complete(&visit->form))
        return ERR_STATE;
    if (!*visit->application_id)
        TRY(make_uuid(visit->application_id));
    struct application application = {.consent_ms = visit->consent_ms};
    text_copy(application.application_id, sizeof application.application_id, visit->application_id);
    text_copy(application.task_code, sizeof application.task_code, visit->item->task_code);
    text_copy(application.task_name, sizeof application.task_name, visit->item->task_name);
    text_copy(application.task_version, sizeof application.task_version, visit->item->task_version);
    text_copy(application.notice_version, sizeof application.notice_version,
              visit->item->notice_version);
    enum err e = add_fields(visit, &application);
    if (e != ERR_NONE) {
        application_wipe(&application);
        return e;
    }
    *ret_application = application;
    return ERR_NONE;
}

bool visit_would_lose(const struct visit *visit)
{
    return visit->open && !visit->submitted && visit->identity != VISIT_UNKNOWN;
}
