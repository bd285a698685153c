/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ctl/preview_visit.h"

#include <errno.h>
#include <string.h>

#include "app/print/copy.h"
#include "app/form/rules.h"
#include "app/print/slip.h"
#include "app/words/words.h"
#include "platform/base/clock.h"

static const struct settings settings = {.kiosk = {.code = "K000",
                                                   .title = "政务服务",
                                                   .title_en = "Government Services",
                                                   .help_phone = "12345"},
                                         .visit = {.idle_s = 120, .warn_s = 60, .result_s = 60}};

/* Each weekday is worked. */
static const struct calendar calendar = {.version = 1,
                                         .from = 20200101,
                                         .until = 29991231,
                                         .office_from = 9 * 60,
                                         .office_until = 17 * 60};

void preview_visit_begin(struct model *model)
{
    model->settings = &settings;
    model->now_ms = model->entered_ms = clock_now_ms();
    model->service = (struct service){
        .devices_up = true, .platform_up = true, .online = true, .level = SERVICE_FULL};
    for (int c = 0; c < DEVICE_CLASS_COUNT; c++)
        model->service.device[c].state = DEVICE_READY;
    model->service.device[DEVICE_SCANNER].flags = DEVICE_FLAG_PHOTOGRAPHS;
    model->calendar = calendar;
    visit_begin(&model->visit);
}

static enum err add(struct pairs *pairs, const char *name, const char *value)
{
    if (!*name || *pairs_get(pairs, name))
        return ERR_NONE;
    if (pairs->count == PAIRS_MAX || strlen(name) >= sizeof pairs->pair->name)
        return ERR_TOO_LONG;
    struct pair *p = &pairs->pair[pairs->count++];
    strcpy(p->name, name);
    return secret_set_text(&p->value, value);
}

/* The last day or the smallest number that fits. */
static void example(const struct item_field *field, int today, char ret_text[ITEM_NUMBER_TEXT])
{
    int latest = rules_day(&field->latest, today), earliest = rules_day(&field->earliest, today);
    if (field->type == ITEM_TYPE_DATE)
        snprintf(ret_text, ITEM_NUMBER_TEXT, "%08d", latest ? latest : earliest ? earliest : today);
    else
        item_number_say(field->least, field->decimals, ret_text);
}

/* What the departments would say; not where the citizen would be asked, for that page is wanted. */
static enum err share(const struct item *item, struct pairs *shared)
{
    static const char prefix[] = "shared.";
    for (size_t f = 0; f < item->field_count; f++) {
        const struct item_field *field = &item->field[f];
        const char *value = field->type == ITEM_TYPE_CHOICE  ? field->option[0].value
                            : field->type == ITEM_TYPE_PHONE ? "13800000000"
                                                             : "示例内容";
        for (size_t i = 0; i < field->source_count && field->fallback != ITEM_FALLBACK_ASK; i++)
            if (strncmp(field->source[i], prefix, strlen(prefix)) == 0)
                TRY(add(shared, field->source[i] + strlen(prefix), value));
        TRY(add(shared, field->shown_by, "示例内容"));
    }
    return ERR_NONE;
}

enum err preview_visit_identify(struct visit *visit)
{
    /* Invented; the number's check digit is right (GB 11643). */
    static const struct {
        enum id_field field;
        const char *text;
    } card[] = {{ID_NAME, "张三"},
                {ID_NUMBER, "11010519491231002X"},
                {ID_SEX, "女"},
                {ID_NATION, "汉"},
                {ID_BIRTH, "19491231"},
                {ID_ADDRESS, "示例省示例市示例路1号"},
                {ID_ISSUER, "示例市公安局"}};
    struct id_record record = {.kind = ID_CITIZEN};
    struct pairs shared = {0};
    enum err e = ERR_NONE;
    for (size_t i = 0; i < ARRAY_LEN(card) && e == ERR_NONE; i++)
        e = secret_set_text(&record.field[card[i].field], card[i].text);
    if (e == ERR_NONE)
        e = visit_identify_card(visit, &record);
    if (e == ERR_NONE)
        e = share(visit->item, &shared);
    if (e == ERR_NONE)
        e = form_fill_shared(&visit->form, &shared);
    id_record_wipe(&record);
    pairs_wipe(&shared);
    return e;
}

/* One row more than there must be. */
static const char *another_row(const struct item_field *group, int place)
{
    return form_row_of(place) <= group->rows_min ? FORM_ROW_YES : FORM_ROW_NO;
}

enum err preview_visit_answer(struct visit *visit, int place)
{
    char advice[FORM_ADVICE_MAX];
    const struct item_field *f = form_field_at(&visit->form, place);
    char typed[ITEM_NUMBER_TEXT];
    if (f->type == ITEM_TYPE_DATE || f->type == ITEM_TYPE_NUMBER) {
        example(f, visit->form.today, typed);
        return form_answer(&visit->form, place, typed, advice);
    }
    if (f->type == ITEM_TYPE_PHONE)
        return form_answer(&visit->form, place, "13800000000", advice);
    if (f->type == ITEM_TYPE_GROUP)
        return form_answer(&visit->form, place, another_row(f, place), advice);
    for (size_t i = 0; i < f->option_count; i++)
        if (form_option_fits(&visit->form, place, &f->option[i]))
            return form_answer(&visit->form, place, f->option[i].value, advice);
    return ERR_STATE;
}

static enum err give_proof(struct visit *visit)
{
    const struct item_proof *proof = &visit->item->proof;
    struct pairs pairs = {0};
    enum err e = add(&pairs, proof->code, "0000111122223333");
    if (e == ERR_NONE)
        e = add(&pairs, proof->qr, "预览，不是证明");
    for (size_t i = 0; i < proof->line_count && e == ERR_NONE; i++)
        e = add(&pairs, proof->line[i].name, "示例内容");
    if (e == ERR_NONE)
        e = visit_take_proof(visit, &pairs);
    pairs_wipe(&pairs);
    return e;
}

enum err preview_visit_send(struct visit *visit)
{
    struct pairs sent = {0};
    enum err e = add(&sent, "step_up_id", "preview-");
    if (e == ERR_NONE)
        e = add(&sent, "sent_to", "138****0000");
    if (e == ERR_NONE)
        e = visit_take_sent(visit, &sent);
    pairs_wipe(&sent);
    return e;
}

enum err preview_visit_assure(struct visit *visit)
{
    struct pairs assured = {0};
    enum err e = add(&assured, "assurance_level", "2");
    if (e == ERR_NONE)
        e = add(&assured, "assurance_token", "preview-");
    if (e == ERR_NONE)
        e = visit_take_assurance(visit, &assured);
    pairs_wipe(&assured);
    return e;
}

enum err preview_visit_act(struct visit *visit)
{
    static const char *const words[][2] = {{"applyer_name", "示例有限公司"},
                                           {"applyer_page_code", "91140802MA0000007R"},
                                           {"legal", "李四"},
                                           {"address", "示例省示例市示例路1号"},
                                           {"assurance_token", "preview-"}};
    struct pairs told = {0};
    enum err e = ERR_NONE;
    for (size_t i = 0; i < ARRAY_LEN(words) && e == ERR_NONE; i++)
        e = add(&told, words[i][0], words[i][1]);
    if (e == ERR_NONE)
        e = visit_take_enterprise(visit, &told);
    pairs_wipe(&told);
    return e;
}

enum err preview_visit_submit(struct visit *visit)
{
    struct case_status *s = &visit->status;
    visit->submitted = true;
    visit->paper = VISIT_PAPER_DONE;
    s->state = visit->item->project_type == 1 ? CASE_DONE : CASE_ACCEPTED;
    strcpy(s->local_number, "K000-000001");
    strcpy(s->project_no, "0000000000000001");
    strcpy(s->promise_date, s->state == CASE_DONE ? "" : "20991231");
    return visit->item->proof.line_count ? give_proof(visit) : ERR_NONE;
}

enum err preview_visit_certify(struct visit *visit)
{
    AUTO(pairs_wipe) struct pairs copy = {.count = 0};
    static const struct certificate_list list = {
        .count = 1, .row = {{.name = "示例证照", .issue_date = "20260101", .grade = "A"}}};
    visit_take_certificates(visit, &list);
    TRY(visit_choose_certificate(visit, 0));
    TRY(add(&copy, "certificate_name", list.row[0].name));
    TRY(add(&copy, "copy_code", "0000000000000001"));
    TRY(add(&copy, "copy_qr", "https://example.invalid/0000000000000001"));
    TRY(add(&copy, "示例", "示例内容"));
    return visit_take_copy(visit, &copy);
}

/* In the words of paper, with \n, \| and \\ where they stand for themselves. */
static void put_text(FILE *f, const struct secret *text)
{
    for (const char *p = secret_text(text); *p; p++) {
        if (*p == '\n' || *p == '|' || *p == '\\')
            fputc('\\', f);
        fputc(*p == '\n' ? 'n' : *p, f);
    }
}

static void put_line(FILE *f, const struct receipt_line *line)
{
    static const char *const aligns[] = {"", " centre", " right"};
    const char *bold = line->bold ? " bold" : "";
    switch (line->kind) {
    case RECEIPT_TEXT:
        fprintf(f, "text%s%s%s: ", aligns[line->align], bold, line->scale == 2 ? " large" : "");
        break;
    case RECEIPT_PAIR:
        fprintf(f, "pair%s: ", bold);
        break;
    case RECEIPT_QR:
        fprintf(f, "qr%s: ", aligns[line->align]);
        break;
    case RECEIPT_RULE:
        fputs("rule\n", f);
        return;
    case RECEIPT_FEED:
        fprintf(f, "feed %d\n", line->scale);
        return;
    }
    put_text(f, &line->text);
    if (line->kind == RECEIPT_PAIR) {
        fputs(" | ", f);
        put_text(f, &line->value);
    }
    fputc('\n', f);
}

static enum err write_job(const char *path, const struct receipt_job *job)
{
    FILE *f = fopen(path, "we");
    if (!f)
        return err_from_errno(errno);
    for (size_t i = 0; i < job->count; i++)
        put_line(f, &job->line[i]);
    bool whole = !ferror(f);
    return fclose(f) == 0 && whole ? ERR_NONE : ERR_DISK;
}

enum err preview_visit_slips(struct visit *visit, const char *directory, const char *name)
{
    for (enum language l = 0; l < LANGUAGE_COUNT; l++) {
        char path[600];
        AUTO(receipt_job_wipe) struct receipt_job job = {.count = 0};
        const struct slip_place place = {.title = l == LANGUAGE_CHINESE ? settings.kiosk.title
                                                                        : settings.kiosk.title_en,
                                         .kiosk_code = settings.kiosk.code,
                                         .help_phone = settings.kiosk.help_phone,
                                         .now_ms = clock_wall_ms()};
        visit_speak(visit, l);
        words_use(l);
        TRY(visit->copy_known ? copy_make(visit, &place, &job) : slip_make(visit, &place, &job));
        snprintf(path, sizeof path, "%s/%s-%s.job", directory, name, words_code(l));
        TRY(write_job(path, &job));
    }
    return ERR_NONE;
}
