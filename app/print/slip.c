/* SPDX-License-Identifier: Apache-2.0 */
#include "app/print/slip.h"

#include <string.h>
#include <time.h>

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

void slip_number(const struct case_status *status, char ret_text[SLIP_NUMBER_TEXT])
{
    if (!*status->project_no)
        show_local(status->local_number, ret_text);
    else if (all_digits(status->project_no))
        group(status->project_no, 4, ret_text, SLIP_NUMBER_TEXT);
    else
        text_copy(ret_text, SLIP_NUMBER_TEXT, status->project_no);
}

static const char *raw_number(const struct case_status *status)
{
    return *status->project_no ? status->project_no : status->local_number;
}

void slip_code(const struct visit *visit, const struct slip_place *place,
               char ret_text[SLIP_CODE_TEXT])
{
    char text[SLIP_CODE_TEXT * 2];
    words_use(visit->needs.language);
    snprintf(text, sizeof text, _("%s\n%s\n%s %s\n查询请拨 %s"), place->title,
             visit->item->task_name, *visit->status.project_no ? _("办件编号") : _("本机受理号"),
             raw_number(&visit->status), place->help_phone);
    text_copy(ret_text, SLIP_CODE_TEXT, text);
}

/* A job under construction: the first failure is kept, later lines are dropped. */
struct draft {
    struct receipt_job job;
    enum err err;
};

static struct receipt_line *add(struct draft *d, enum receipt_kind kind, const char *text)
{
    static struct receipt_line nowhere;
    if (d->err == ERR_NONE && d->job.count == RECEIPT_LINES_MAX)
        d->err = ERR_TOO_LONG;
    if (d->err != ERR_NONE)
        return &nowhere;
    struct receipt_line *line = &d->job.line[d->job.count++];
    *line = (struct receipt_line){.kind = kind, .scale = 1};
    d->err = secret_set_text(&line->text, text);
    return line;
}

static void centred(struct draft *d, const char *text, bool bold, int scale)
{
    struct receipt_line *line = add(d, RECEIPT_TEXT, text);
    line->align = RECEIPT_CENTRE;
    line->bold = bold;
    line->scale = scale;
}

static void pair(struct draft *d, const char *label, const char *value)
{
    struct receipt_line *line = add(d, RECEIPT_PAIR, label);
    if (d->err == ERR_NONE)
        d->err = secret_set_text(&line->value, value);
}

static void feed(struct draft *d, int lines)
{
    add(d, RECEIPT_FEED, "")->scale = lines;
}

static void say_time(int64_t ms, char *ret_text, size_t size)
{
    time_t seconds = (time_t)(ms / 1000);
    struct tm when;
    localtime_r(&seconds, &when);
    strftime(ret_text, size, "%Y-%m-%d %H:%M", &when);
}

static const char *outcome_words(const struct visit *visit)
{
    switch (visit->status.state) {
    case CASE_DONE:
        return visit->item->done_words;
    case CASE_ACCEPTED:
        return _("已受理，办好后通知您");
    case CASE_REFUSED:
        return _("这次没有办成");
    case CASE_SAVED:
    default:
        return _("已保存，网络恢复后自动提交");
    }
}

static void add_answers(struct draft *d, const struct visit *visit)
{
    struct form_row rows[ITEM_FIELDS_MAX];
    size_t n = form_rows(&visit->form, rows);
    for (size_t i = 0; i < n; i++) {
        const char *name = visit->item->field[rows[i].field].name;
        char masked[FORM_SHOWN_MAX];
        slip_mask_name(rows[i].shown, masked, sizeof masked);
        bool is_name = strcmp(name, "applyer_name") == 0;
        if (is_name || strcmp(name, "applyer_page_code") == 0 || rows[i].editable)
            pair(d, rows[i].label, is_name ? masked : rows[i].shown);
        wipe(masked, sizeof masked);
    }
    wipe(rows, sizeof rows);
}

static void add_number(struct draft *d, const struct visit *visit)
{
    char number[SLIP_NUMBER_TEXT];
    slip_number(&visit->status, number);
    centred(d, *visit->status.project_no ? _("办件编号") : _("本机受理号"), false, 1);
    centred(d, number, true, 2);
}

static void add_advice(struct draft *d, const struct visit *visit, const struct slip_place *place)
{
    char text[MESSAGE_TEXT + 80];
    if (visit->status.state == CASE_SAVED)
        snprintf(text, sizeof text, _("24 小时内没有收到结果，请拨 %s，报上面的号码。"),
                 place->help_phone);
    else if (visit->status.state == CASE_REFUSED)
        snprintf(text, sizeof text, "%s", visit->status.message);
    else
        snprintf(text, sizeof text, _("凭身份证可在任何一台终端查询，或拨 %s。"),
                 place->help_phone);
    add(d, RECEIPT_TEXT, text);
}

/* The official name always, for whoever at a counter reads the slip; above it the citizen's words.
 */
static void add_item(struct draft *d, const struct item *item)
{
    if (item != item_in(item, LANGUAGE_CHINESE))
        centred(d, item->title, true, 1);
    centred(d, item->task_name, true, 1);
}

static void compose(struct draft *d, const struct visit *visit, const struct slip_place *place)
{
    char text[SLIP_CODE_TEXT], when[32];
    centred(d, place->title, false, 1);
    centred(d, _("办件回执"), true, 2);
    feed(d, 1);
    add_item(d, visit->item);
    centred(d, outcome_words(visit), false, 1);
    add(d, RECEIPT_RULE, "");
    add_answers(d, visit);
    say_time(place->now_ms, when, sizeof when);
    pair(d, _("时间"), when);
    pair(d, _("终端"), place->kiosk_code);
    add(d, RECEIPT_RULE, "");
    add_number(d, visit);
    feed(d, 1);
    if (visit->status.state != CASE_REFUSED) {
        slip_code(visit, place, text);
        add(d, RECEIPT_QR, text)->align = RECEIPT_CENTRE;
    }
    add_advice(d, visit, place);
}

enum err slip_make(const struct visit *visit, const struct slip_place *place,
                   struct receipt_job *ret_job)
{
    struct draft d = {.err = ERR_NONE};
    if (!visit->item || !visit->submitted)
        return ERR_STATE;
    words_use(visit->needs.language);
    compose(&d, visit, place);
    if (d.err != ERR_NONE) {
        receipt_job_wipe(&d.job);
        return d.err;
    }
    *ret_job = d.job;
    return ERR_NONE;
}
