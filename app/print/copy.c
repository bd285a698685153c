/* SPDX-License-Identifier: Apache-2.0 */
#include "app/print/copy.h"

#include <string.h>

#include "app/print/draft.h"
#include "app/words/words.h"
#include "platform/base/text.h"

static bool is_line(const char *name)
{
    static const char *const own[] = {"certificate_name", "copy_code", "copy_qr"};
    for (size_t i = 0; i < ARRAY_LEN(own); i++)
        if (strcmp(own[i], name) == 0)
            return false;
    return true;
}

size_t copy_rows(const struct visit *visit, struct copy_row ret_rows[COPY_ROWS_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < visit->copy.count; i++)
        if (is_line(visit->copy.pair[i].name))
            ret_rows[n++] = (struct copy_row){visit->copy.pair[i].name,
                                              secret_text(&visit->copy.pair[i].value)};
    return n;
}

/* What was chosen, in the item's words for this language. */
static void say_use_in(const struct visit *visit, const struct item *item, char *ret_text)
{
    const struct item_field *field = item_field_find(item, "use_cause");
    const struct answer *answer = field ? &visit->form.answer[field - item->field] : NULL;
    const struct item_option *option =
        answer ? item_option_find(field, secret_text(&answer->value)) : NULL;
    snprintf(ret_text, COPY_USE_TEXT, _("仅限%s使用"), option ? option->text : "");
}

void copy_say_use(const struct visit *visit, char ret_text[COPY_USE_TEXT])
{
    say_use_in(visit, visit->item, ret_text);
}

void copy_code(const struct visit *visit, char ret_text[SLIP_NUMBER_TEXT])
{
    struct case_status as_number = {.state = CASE_DONE};
    text_copy(as_number.project_no, sizeof as_number.project_no,
              pairs_get(&visit->copy, "copy_code"));
    slip_number(&as_number, ret_text);
}

/* Whoever it is shown to reads the official words. */
static void add_use(struct draft *d, const struct visit *visit)
{
    char text[COPY_USE_TEXT];
    const struct item *official = item_in(visit->item, LANGUAGE_CHINESE);
    words_use(LANGUAGE_CHINESE);
    say_use_in(visit, official, text);
    draft_centred(d, text, true, 1);
    words_use(visit->needs.language);
    if (visit->item == official)
        return;
    say_use_in(visit, visit->item, text);
    draft_centred(d, text, false, 1);
}

static void add_code(struct draft *d, const struct visit *visit)
{
    char text[SLIP_NUMBER_TEXT];
    const char *qr = pairs_get(&visit->copy, "copy_qr");
    copy_code(visit, text);
    draft_centred(d, _("验真码"), false, 1);
    draft_centred(d, text, true, 2);
    draft_feed(d, 1);
    if (*qr)
        draft_add(d, RECEIPT_QR, qr)->align = RECEIPT_CENTRE;
    draft_centred(d, _("扫码或凭验真码可查真伪"), false, 1);
}

static void compose(struct draft *d, const struct visit *visit, const struct slip_place *place)
{
    char when[32];
    struct copy_row rows[COPY_ROWS_MAX];
    size_t n = copy_rows(visit, rows);
    draft_centred(d, place->title, false, 1);
    draft_centred(d, pairs_get(&visit->copy, "certificate_name"), true, 2);
    draft_centred(d, _(visit->item->slip_title), false, 1);
    draft_feed(d, 1);
    draft_add(d, RECEIPT_RULE, "");
    for (size_t i = 0; i < n; i++)
        draft_pair(d, rows[i].label, rows[i].text);
    draft_add(d, RECEIPT_RULE, "");
    add_use(d, visit);
    add_code(d, visit);
    draft_add(d, RECEIPT_RULE, "");
    draft_say_time(place->now_ms, when, sizeof when);
    draft_pair(d, _("打印时间"), when);
    draft_pair(d, _("终端"), place->kiosk_code);
}

enum err copy_make(const struct visit *visit, const struct slip_place *place,
                   struct receipt_job *ret_job)
{
    struct draft d = {.err = ERR_NONE};
    if (!visit->item || !visit->copy_known)
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
