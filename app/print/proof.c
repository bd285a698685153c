/* SPDX-License-Identifier: Apache-2.0 */
#include "app/print/proof.h"

#include <string.h>

#include "app/words/words.h"
#include "platform/base/text.h"

bool proof_is_given(const struct visit *visit)
{
    return visit->item && visit->proof_known && visit->submitted &&
           visit->status.state != CASE_REFUSED;
}

size_t proof_rows(const struct visit *visit, struct proof_row ret_rows[PROOF_ROWS_MAX],
                  size_t *ret_lines)
{
    struct form_row rows[FORM_LINES_MAX];
    size_t n = form_rows(&visit->form, rows);
    const struct item_proof *proof = &visit->item->proof;
    for (size_t i = 0; i < n; i++) {
        ret_rows[i].label = form_field_at(&visit->form, rows[i].place)->label;
        text_copy(ret_rows[i].text, FORM_SHOWN_MAX, rows[i].shown);
    }
    *ret_lines = n;
    for (size_t i = 0; i < proof->line_count; i++) {
        const char *text = pairs_get(&visit->proof, proof->line[i].name);
        if (!*text)
            continue;
        ret_rows[n].label = proof->line[i].label;
        text_copy(ret_rows[n++].text, FORM_SHOWN_MAX, text);
    }
    wipe(rows, sizeof rows);
    return n;
}

void proof_who(const struct visit *visit, char ret_text[FORM_SHOWN_MAX])
{
    struct form_row rows[FORM_LINES_MAX];
    size_t n = form_rows(&visit->form, rows), at = 0;
    ret_text[0] = '\0';
    for (size_t i = 0; i < n && at < FORM_SHOWN_MAX; i++)
        if (form_field_at(&visit->form, rows[i].place)->type == ITEM_TYPE_TEXT)
            at += (size_t)snprintf(ret_text + at, FORM_SHOWN_MAX - at, "%s%s", at ? " " : "",
                                   rows[i].shown);
    wipe(rows, sizeof rows);
}

void proof_code(const struct visit *visit, char ret_text[SLIP_NUMBER_TEXT])
{
    struct case_status as_number = {.state = CASE_DONE};
    text_copy(as_number.project_no, sizeof as_number.project_no,
              pairs_get(&visit->proof, visit->item->proof.code));
    slip_number(&as_number, ret_text);
}

const char *proof_qr(const struct visit *visit)
{
    return pairs_get(&visit->proof, visit->item->proof.qr);
}

static void add_rows(struct draft *d, const struct visit *visit)
{
    struct proof_row rows[PROOF_ROWS_MAX];
    size_t lines, n = proof_rows(visit, rows, &lines);
    for (size_t i = 0; i < n; i++)
        draft_pair(d, rows[i].label, rows[i].text);
    wipe(rows, sizeof rows);
}

void proof_compose(struct draft *d, const struct visit *visit, const struct slip_place *place)
{
    char text[SLIP_NUMBER_TEXT], when[32];
    draft_centred(d, place->title, false, 1);
    draft_centred(d, visit->item->proof.title, true, 2);
    const struct item *official = item_in(visit->item, LANGUAGE_CHINESE);
    if (visit->item != official) /* whoever it is shown to reads this one */
        draft_centred(d, official->proof.title, true, 1);
    draft_feed(d, 1);
    draft_add(d, RECEIPT_RULE, "");
    add_rows(d, visit);
    draft_add(d, RECEIPT_RULE, "");
    proof_code(visit, text);
    draft_centred(d, _("验真码"), false, 1);
    draft_centred(d, text, true, 2);
    draft_feed(d, 1);
    if (*proof_qr(visit))
        draft_add(d, RECEIPT_QR, proof_qr(visit))->align = RECEIPT_CENTRE;
    draft_centred(d, _("扫码或凭验真码可查真伪"), false, 1);
    draft_add(d, RECEIPT_RULE, "");
    slip_number(&visit->status, text);
    draft_pair(d, slip_number_label(visit), text);
    draft_say_time(place->now_ms, when, sizeof when);
    draft_pair(d, _("打印时间"), when);
    draft_pair(d, _("终端"), place->kiosk_code);
}
