/* SPDX-License-Identifier: Apache-2.0 */
#include "app/visit/hotline.h"
#include "app/visit/visit_inside.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/date.h"
#include "platform/base/text.h"
#include "platform/base/uuid.h"

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
    pairs_wipe(&visit->proof);
    secret_wipe(&visit->assurance_token);
    pairs_wipe(&visit->step_up);
    captured_wipe(&visit->captured);
    visit_forget_certificates(visit);
    pairs_wipe(&visit->licence);
    pairs_wipe(&visit->enterprise);
    booking_wipe(&visit->booking);
    paying_wipe(&visit->paying);
    handing_wipe(&visit->handing);
    wipe(visit, sizeof *visit);
}

static int age_of(const struct visit *visit)
{
    int born = 0;
    if (visit->identity == VISIT_BY_CARD)
        born = age_read_birth(secret_text(&visit->card.field[ID_BIRTH]),
                              secret_text(&visit->card.field[ID_NUMBER]));
    if (visit->identity == VISIT_BY_CODE)
        born = age_read_birth("", pairs_get(&visit->person, "applyer_page_code"));
    return age_on(born, date_in_china(clock_wall_ms(), NULL));
}

enum age_fit visit_age(const struct visit *visit)
{
    return visit->item ? age_look(&visit->item->ages, visit->form.age) : AGE_FITS;
}

/* An empty form, today. */
void visit_begin_form(struct visit *visit)
{
    int today = date_in_china(clock_wall_ms(), NULL);
    form_begin(&visit->form, visit->item);
    visit->form.today = today >= AGE_FIRST_DAY ? today : 0;
}

enum err visit_fill_known(struct visit *visit)
{
    visit->form.age = age_of(visit);
    if (visit->identity == VISIT_BY_CARD)
        TRY(form_fill_card(&visit->form, &visit->card));
    if (visit->identity == VISIT_BY_CODE)
        TRY(form_fill_code(&visit->form, &visit->person));
    if (visit_is_for_enterprise(visit))
        return form_fill_licence(&visit->form, &visit->enterprise);
    return ERR_NONE;
}

enum err visit_choose(struct visit *visit, const struct item *item)
{
    visit->item = item_in(item, visit->needs.language);
    visit_begin_form(visit);
    visit->anonymous = false;
    visit->as_enterprise = false;
    visit_forget_licence(visit);
    visit->consented = false;
    visit->consent_ms = 0;
    visit->submitted = false;
    visit->paper = VISIT_PAPER_NONE;
    visit->paper_why = ERR_NONE;
    visit->paper_says_saved = false;
    visit->proof_known = false;
    pairs_wipe(&visit->proof);
    handing_wipe(&visit->handing);
    papers_forget(visit);
    visit_forget_cases(visit);
    visit_forget_certificates(visit);
    together_forget(visit);
    wipe(&visit->correction, sizeof visit->correction);
    wipe(visit->application_id, sizeof visit->application_id);
    wipe_message(&visit->status);
    return visit_fill_known(visit);
}

enum err visit_hide(struct visit *visit, bool hide)
{
    if (!visit->item || !visit->item->anonymous)
        return ERR_STATE;
    if (hide == visit->anonymous)
        return ERR_NONE;
    papers_forget(visit);
    visit_begin_form(visit); /* what the card had filled in goes */
    visit->form.anonymous = visit->anonymous = hide;
    return hide ? ERR_NONE : visit_fill_known(visit);
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
    secret_wipe(&visit->assurance_token);
    visit->identity = VISIT_BY_CARD;
    return visit->item ? visit_fill_known(visit) : ERR_NONE;
}

enum err visit_copy_pairs(struct pairs *to, const struct pairs *from)
{
    pairs_wipe(to);
    for (size_t i = 0; i < from->count; i++) {
        memcpy(to->pair[i].name, from->pair[i].name, sizeof to->pair[i].name);
        TRY(secret_copy(&to->pair[i].value, &from->pair[i].value));
        to->count++;
    }
    return ERR_NONE;
}

enum err visit_identify_code(struct visit *visit, const struct pairs *person)
{
    if (!*pairs_get(person, "applyer_name") || !*pairs_get(person, "applyer_page_code"))
        return ERR_MISSING;
    TRY(visit_copy_pairs(&visit->person, person));
    if (*pairs_get(person, "assurance_token"))
        TRY(visit_take_assurance(visit, person));
    visit->identity = VISIT_BY_CODE;
    return visit->item ? visit_fill_known(visit) : ERR_NONE;
}

bool visit_wants_proof(const struct visit *visit)
{
    return visit->item && visit->item->proof.line_count > 0 && !visit->proof_known &&
           !visit->correction.begun;
}

enum err visit_take_proof(struct visit *visit, const struct pairs *proof)
{
    if (!visit_wants_proof(visit) || !*pairs_get(proof, visit->item->proof.code))
        return ERR_FORMAT;
    if (strlen(pairs_get(proof, visit->item->proof.qr)) > VISIT_QR_MAX)
        return ERR_TOO_LONG;
    TRY(visit_copy_pairs(&visit->proof, proof));
    visit->proof_known = true;
    return ERR_NONE;
}

enum err visit_choices(const struct visit *visit, struct pairs *ret_choices)
{
    struct pairs choices = {0};
    enum err e = ERR_NONE;
    for (size_t i = 0; i < visit->item->field_count && e == ERR_NONE; i++) {
        const struct answer *answer = &visit->form.answer[i];
        if (answer->state == ANSWER_GIVEN && visit->item->field[i].type == ITEM_TYPE_CHOICE)
            e = visit_put_pair(&choices, visit->item->field[i].name, secret_text(&answer->value));
    }
    if (e != ERR_NONE) {
        pairs_wipe(&choices);
        return e;
    }
    *ret_choices = choices;
    return ERR_NONE;
}

/* What an item need not ask: `value` "" adds nothing, nor what its form has. */
static enum err add_kind(struct application *application, const struct visit *visit,
                         const char *name, const char *value)
{
    struct application_field *field = &application->field[application->count];
    if (!*value || item_field_find(visit->item, name))
        return ERR_NONE;
    text_copy(field->name, sizeof field->name, name);
    field->source = visit->identity == VISIT_BY_CARD ? SOURCE_CARD : SOURCE_CODE;
    if (visit_is_for_enterprise(visit) && strcmp(name, "contact_type") != 0)
        field->source = SOURCE_LICENCE;
    TRY(secret_set_text(&field->value, value));
    application->count++;
    return ERR_NONE;
}

/* Items ask for names and numbers; what kinds of numbers they are, and who applies, the visit
 * knows. */
static enum err add_kinds(const struct visit *visit, struct application *application)
{
    if (!visit_is_for_enterprise(visit))
        return add_kind(application, visit, "applyer_page_type", visit_page_type(visit));
    TRY(add_kind(application, visit, "applyer_type", visit_applyer_type(visit)));
    TRY(add_kind(application, visit, "applyer_page_type", visit_enterprise_page_type(visit)));
    return add_kind(application, visit, "contact_type", visit_page_type(visit));
}

static enum err add_field(const struct form *form, int place, struct application *application)
{
    const struct answer *answer = &form->answer[place];
    const struct item_field *from = form_field_at(form, place);
    if (answer->state != ANSWER_GIVEN || from->type == ITEM_TYPE_GROUP)
        return ERR_NONE;
    if (form->only && from->type != ITEM_TYPE_TEXT && !form_is_question(form, place))
        return ERR_NONE; /* a correction says nothing that was not asked for */
    if (application->count == APPLICATION_FIELDS_MAX)
        return ERR_TOO_LONG;
    struct application_field *field = &application->field[application->count];
    text_copy(field->group, sizeof field->group, from->group ? from->group->name : "");
    field->row = (uint32_t)form_row_of(place);
    text_copy(field->name, sizeof field->name, from->name);
    field->source = answer->source;
    TRY(secret_copy(&field->value, &answer->value));
    application->count++;
    return ERR_NONE;
}

enum err visit_add_fields(const struct visit *visit, struct application *application)
{
    const struct form *form = &visit->form;
    for (int place = form_after(form, -1); place >= 0; place = form_after(form, place))
        TRY(add_field(form, place, application));
    return add_kinds(visit, application);
}

/* A case of a proof names it. */
static enum err add_proof_code(const struct visit *visit, struct application *application)
{
    if (visit->item->proof.line_count == 0 || visit->correction.begun)
        return ERR_NONE;
    if (application->count == APPLICATION_FIELDS_MAX)
        return ERR_TOO_LONG;
    struct application_field *field = &application->field[application->count++];
    text_copy(field->name, sizeof field->name, visit->item->proof.code);
    field->source = SOURCE_SHARED;
    return secret_set_text(&field->value, pairs_get(&visit->proof, visit->item->proof.code));
}

static enum application_kind kind_of(const struct visit *visit)
{
    if (visit->correction.begun)
        return APPLICATION_CORRECTION;
    return visit->item->kind == ITEM_KIND_ORDER ? APPLICATION_ORDER : APPLICATION_CASE;
}

enum err visit_begin_application(struct visit *visit, struct application *ret_application)
{
    struct application *a = ret_application;
    if (!*visit->application_id)
        TRY(uuid_make(visit->application_id));
    a->kind = kind_of(visit);
    a->consent_ms = visit->consent_ms;
    a->anonymous = visit->anonymous;
    if (!visit->anonymous)
        text_copy(a->assurance_token, sizeof a->assurance_token, visit_token(visit));
    text_copy(a->application_id, sizeof a->application_id, visit->application_id);
    text_copy(a->task_code, sizeof a->task_code, visit->item->task_code);
    text_copy(a->task_name, sizeof a->task_name, visit->item->task_name);
    text_copy(a->task_version, sizeof a->task_version, visit->item->task_version);
    text_copy(a->notice_version, sizeof a->notice_version, visit->item->notice_version);
    return ERR_NONE;
}

enum err visit_make_application(struct visit *visit, struct application *ret_application)
{
    if (!visit->item || !visit->consented || !form_is_complete(&visit->form) ||
        visit_wants_proof(visit) || visit_wants_enterprise(visit))
        return ERR_STATE;
    struct application application = {.count = 0};
    TRY(visit_begin_application(visit, &application));
    enum err e = visit_add_fields(visit, &application);
    if (e == ERR_NONE)
        e = add_proof_code(visit, &application);
    together_add(visit, &application);
    if (e == ERR_NONE)
        e = papers_add(visit, &application);
    if (e == ERR_NONE && application.kind == APPLICATION_CORRECTION)
        e = visit_add_correction(visit, &application);
    if (e == ERR_NONE && application.kind == APPLICATION_ORDER)
        e = hotline_add(visit, &application);
    if (e != ERR_NONE) {
        application_wipe(&application);
        return e;
    }
    *ret_application = application;
    return ERR_NONE;
}

bool visit_owes(const struct visit *visit)
{
    enum case_state state = visit->status.state;
    return visit->item && visit->item->pays && visit->submitted && *visit->status.project_no &&
           (state == CASE_ACCEPTED || state == CASE_DONE);
}

bool visit_would_lose(const struct visit *visit)
{
    bool asks_only = visit->item && !item_submits(visit->item->kind);
    return visit->open && !visit->submitted && !visit->handing.known &&
           visit->identity != VISIT_UNKNOWN && !asks_only;
}
