/* SPDX-License-Identifier: Apache-2.0 */
#include "app/print/slip.h"

#include <string.h>

#include "app/print/booking.h"
#include "app/print/draft.h"
#include "app/print/due.h"
#include "app/print/handover.h"
#include "app/print/outputs.h"
#include "app/print/proof.h"
#include "app/print/remaining.h"
#include "app/print/together.h"
#include "app/words/day.h"
#include "app/words/news.h"
#include "app/words/words.h"
#include "platform/base/text.h"

void slip_mask_name(const char *name, char *ret_text, size_t size)
{
    size_t out = 0, count = text_count(name), i = 0;
    bool latin = (unsigned char)name[0] < 0x80, word_starts = true;
    for (const char *at = name, *from = name; text_next(&at); from = at, i++) {
        size_t len = (size_t)(at - from);
        bool keep = latin ? word_starts || *from == ' ' : i == 0 || (count > 2 && i + 1 == count);
        word_starts = *from == ' ';
        if (out + (keep ? len : 1) >= size)
            break;
        memcpy(ret_text + out, keep ? from : "*", keep ? len : 1);
        out += keep ? len : 1;
    }
    ret_text[out] = '\0';
}

/* Groups digits by `by`: a number read aloud on the telephone. */
static void group(const char *digits, size_t by, char *ret_text, size_t size)
{
    size_t out = 0;
    for (size_t i = 0; digits[i] && out + 2 < size; i++) {
        if (i > 0 && i % by == 0)
            ret_text[out++] = ' ';
        ret_text[out++] = digits[i];
    }
    ret_text[out] = '\0';
}

static bool all_digits(const char *text)
{
    return *text && strspn(text, "0123456789") == strlen(text);
}

/* K017-000482 → K017-000 482 */
static void show_local(const char *local, char ret_text[SLIP_NUMBER_TEXT])
{
    const char *serial = strrchr(local, '-');
    size_t head = serial ? (size_t)(serial + 1 - local) : 0;
    if (!serial || !all_digits(serial + 1) || head >= SLIP_NUMBER_TEXT) {
        text_copy(ret_text, SLIP_NUMBER_TEXT, local);
        return;
    }
    memcpy(ret_text, local, head);
    group(serial + 1, 3, ret_text + head, SLIP_NUMBER_TEXT - head);
}

void slip_group(const char *number, char ret_text[GROUPED_NUMBER_TEXT])
{
    if (all_digits(number))
        group(number, 4, ret_text, GROUPED_NUMBER_TEXT);
    else
        text_copy(ret_text, GROUPED_NUMBER_TEXT, number);
}

void slip_number(const struct case_status *status, char ret_text[SLIP_NUMBER_TEXT])
{
    if (!*status->project_no)
        show_local(status->local_number, ret_text);
    else
        slip_group(status->project_no, ret_text);
}

static const char *raw_number(const struct case_status *status)
{
    return *status->project_no ? status->project_no : status->local_number;
}

const char *slip_number_label(const struct visit *visit)
{
    return *visit->status.project_no ? _(visit->item->number_label) : _("本机受理号");
}

void slip_code(const struct visit *visit, const struct slip_place *place,
               char ret_text[SLIP_CODE_TEXT])
{
    char text[SLIP_CODE_TEXT * 2];
    words_use(visit->needs.language);
    snprintf(text, sizeof text, _("%s\n%s\n%s %s\n查询请拨 %s"), place->title,
             visit->item->task_name, slip_number_label(visit), raw_number(&visit->status),
             place->help_phone);
    text_copy(ret_text, SLIP_CODE_TEXT, text);
}

static const char *outcome_words(const struct visit *visit)
{
    switch (case_state_of_case(visit->status.state)) {
    case CASE_DONE:
        return _("办好了");
    case CASE_ACCEPTED:
        return visit->anonymous ? _("已受理，凭号码随时能查") : _("已受理，办好后通知您");
    case CASE_CORRECTION:
        return _("已收到，还要补正");
    case CASE_REFUSED:
        return _("这次没有办成");
    case CASE_SAVED:
    default:
        return _("已保存，网络恢复后自动提交");
    }
}

static void add_answers(struct draft *d, const struct visit *visit)
{
    struct form_row rows[FORM_LINES_MAX];
    size_t n = form_rows(&visit->form, rows);
    for (size_t i = 0; i < n; i++) {
        const char *name = form_field_at(&visit->form, rows[i].place)->name;
        char masked[FORM_SHOWN_MAX];
        slip_mask_name(rows[i].shown, masked, sizeof masked);
        bool is_name = strcmp(name, "applyer_name") == 0;
        bool masks = is_name && !visit_is_for_enterprise(visit); /* its name is public */
        bool own = rows[i].editable && !rows[i].is_end;
        bool number = strcmp(name, "applyer_page_code") == 0 && !d->brief;
        if (is_name || number || own)
            draft_pair(d, rows[i].label, masks ? masked : rows[i].shown);
        wipe(masked, sizeof masked);
    }
    wipe(rows, sizeof rows);
}

/* What was handed in besides answers. */
static void add_papers(struct draft *d, const struct visit *visit)
{
    for (int i = 0; i < (int)visit->item->material_count; i++) {
        const struct item_material *of = &visit->item->material[i];
        char pages[48];
        enum paper_way way = papers_wanted(visit, i) ? papers_look(visit, i) : PAPER_OPEN;
        snprintf(pages, sizeof pages, _("拍照 %zu 页"), captured_count(&visit->captured, of->name));
        if (way == PAPER_COMMITMENT)
            draft_pair(d, of->material_name, _("签了承诺书"));
        else if (way == PAPER_CAPTURED)
            draft_pair(d, of->material_name,
                       of->capture == ITEM_CAPTURE_SIGNATURE ? _("签了名") : pages);
    }
}

/* Of which case, and what of it was handed in. */
static void add_corrected(struct draft *d, const struct visit *visit)
{
    char number[GROUPED_NUMBER_TEXT];
    slip_group(visit->correction.list.project_no, number);
    if (visit->status.state == CASE_SAVED) /* else it stands below */
        draft_pair(d, _(visit->item->number_label), number);
    add_papers(d, visit);
}

static void add_number(struct draft *d, const struct visit *visit)
{
    char number[SLIP_NUMBER_TEXT];
    slip_number(&visit->status, number);
    draft_centred(d, slip_number_label(visit), false, 1);
    draft_centred(d, number, true, 2);
}

static void add_advice(struct draft *d, const struct visit *visit, const struct slip_place *place)
{
    char text[MESSAGE_TEXT + 80];
    if (visit->status.state == CASE_SAVED)
        snprintf(text, sizeof text, _("24 小时没有结果，请拨 %s，报上面的号码。"),
                 place->help_phone);
    else if (visit->status.state == CASE_REFUSED || visit->status.state == CASE_CORRECTION)
        snprintf(text, sizeof text, "%s", news_words(visit->status.message));
    else if (visit->anonymous)
        snprintf(text, sizeof text, _("凭%s可在这台终端查询，或拨 %s。"), slip_number_label(visit),
                 place->help_phone);
    else
        snprintf(text, sizeof text, _("凭身份证可在任何一台终端查询，或拨 %s。"),
                 place->help_phone);
    draft_add(d, RECEIPT_TEXT, text);
}

/* The official name always, for whoever at a counter reads the slip; above it the citizen's words.
 */
static void add_item(struct draft *d, const struct item *item)
{
    bool foreign = item != item_in(item, LANGUAGE_CHINESE);
    if (foreign)
        draft_centred(d, item->title, true, 1);
    if (!foreign || !d->brief)
        draft_centred(d, item->task_name, true, 1);
}

static void add_promise(struct draft *d, const struct visit *visit, const struct slip_place *place)
{
    struct due due;
    char called[DAY_WORDS], call[DAY_WORDS + 64];
    if (case_state_of_case(visit->status.state) != CASE_ACCEPTED)
        return;
    day_say_text(visit->status.contact_date, called);
    snprintf(call, sizeof call, _("最晚 %s 有人联系您"), called);
    if (*called)
        draft_add(d, RECEIPT_TEXT, call)->bold = true;
    due_say(visit->item, visit->status.promise_date, place->calendar, place->now_ms, &due);
    if (*due.by)
        draft_add(d, RECEIPT_TEXT, due.by)->bold = true;
    if (*due.begins)
        draft_add(d, RECEIPT_TEXT, due.begins);
}

static void add_outputs(struct draft *d, const struct visit *visit)
{
    enum case_state state = case_state_of_case(visit->status.state);
    if (state == CASE_ACCEPTED || state == CASE_DONE)
        outputs_add(d, visit->item, state == CASE_DONE);
}

static void add_title(struct draft *d, const struct visit *visit)
{
    draft_centred(d, visit->correction.begun ? _("补正回执") : _(visit->item->slip_title), true, 2);
}

/* What was applied for and what is still to be done: what a drawing of it shows. */
static void add_matter(struct draft *d, const struct visit *visit)
{
    add_answers(d, visit);
    if (visit->correction.begun)
        add_corrected(d, visit);
    if (visit->correction.begun && *visit->correction.to_counter)
        draft_pair(d, _("带到窗口"), visit->correction.to_counter);
}

static void compose_brief(struct draft *d, const struct visit *visit)
{
    d->brief = true;
    add_title(d, visit);
    add_item(d, visit->item);
    add_matter(d, visit);
    remaining_add(d, visit);
}

static void compose(struct draft *d, const struct visit *visit, const struct slip_place *place)
{
    char text[SLIP_CODE_TEXT], when[32];
    draft_centred(d, place->title, false, 1);
    add_title(d, visit);
    draft_feed(d, 1);
    add_item(d, visit->item);
    draft_centred(d, outcome_words(visit), false, 1);
    draft_add(d, RECEIPT_RULE, "");
    add_matter(d, visit);
    draft_say_time(place->now_ms, when, sizeof when);
    draft_pair(d, _("时间"), when);
    draft_pair(d, _("终端"), place->kiosk_code);
    add_promise(d, visit, place);
    together_print(d, visit, place->calendar, place->now_ms);
    add_outputs(d, visit);
    remaining_add(d, visit);
    draft_add(d, RECEIPT_RULE, "");
    add_number(d, visit);
    draft_feed(d, 1);
    if (visit->status.state != CASE_REFUSED) {
        slip_code(visit, place, text);
        draft_add(d, RECEIPT_QR, text)->align = RECEIPT_CENTRE;
    }
    add_advice(d, visit, place);
}

/* Whole or not at all. */
static bool say_line(const struct receipt_line *line, char *ret_lines, size_t size)
{
    const char *value = secret_text(&line->value);
    size_t at = strlen(ret_lines);
    int n = snprintf(ret_lines + at, size - at, "%s%s%s%s", at > 0 ? "\n" : "",
                     secret_text(&line->text), *value ? " " : "", value);
    bool fits = n >= 0 && (size_t)n < size - at;
    if (!fits)
        ret_lines[at] = '\0';
    return fits;
}

void slip_lines(const struct visit *visit, char *ret_lines, size_t size)
{
    struct draft d = {.err = ERR_NONE};
    words_use(visit->needs.language);
    compose_brief(&d, visit);
    *ret_lines = '\0';
    for (size_t i = 0; i < d.job.count && say_line(&d.job.line[i], ret_lines, size);)
        i++;
    receipt_job_wipe(&d.job);
}

enum err slip_make(const struct visit *visit, const struct slip_place *place,
                   struct receipt_job *ret_job)
{
    struct draft d = {.err = ERR_NONE};
    bool seat = visit->booking.print, fee = visit->paying.print, phone = visit->handing.print;
    if (!visit->item || !(visit->submitted || seat || fee || phone))
        return ERR_STATE;
    words_use(visit->needs.language);
    if (seat)
        booking_compose(&d, visit, place);
    else if (fee)
        fee_compose(&d, visit, place);
    else if (phone)
        handover_compose(&d, visit, place);
    else if (proof_is_given(visit))
        proof_compose(&d, visit, place);
    else
        compose(&d, visit, place);
    if (d.err != ERR_NONE) {
        receipt_job_wipe(&d.job);
        return d.err;
    }
    *ret_job = d.job;
    return ERR_NONE;
}
