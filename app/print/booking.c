/* SPDX-License-Identifier: Apache-2.0 */
#include "app/print/booking.h"

#include "app/print/slip_parts.h"
#include "app/words/amount.h"
#include "app/words/moment.h"
#include "app/words/words.h"
#include "platform/base/text.h"

enum { ADVICE_TEXT = 256 };

void booking_code(const struct visit *visit, const char *title, char ret_text[SLIP_CODE_TEXT])
{
    const struct appointment *made = &visit->booking.made;
    char text[SLIP_CODE_TEXT * 2], when[SPAN_WORDS];
    words_use(visit->needs.language);
    moment_say_span(made->date, made->from, made->until, when);
    snprintf(text, sizeof text, _("%s\n%s\n%s\n%s\n预约号 %s"), title, visit->item->task_name, when,
             made->place.name, made->number);
    text_copy(ret_text, SLIP_CODE_TEXT, text);
}

void booking_compose(struct draft *d, const struct visit *visit, const struct slip_place *place)
{
    const struct appointment *made = &visit->booking.made;
    char when[SPAN_WORDS], code[SLIP_CODE_TEXT], advice[ADVICE_TEXT];
    char number[GROUPED_NUMBER_TEXT];
    slip_group(made->number, number);
    moment_say_span(made->date, made->from, made->until, when);
    slip_head(d, visit, place, _("预约单"));
    draft_add(d, RECEIPT_RULE, "");
    draft_add(d, RECEIPT_TEXT, when)->bold = true;
    draft_add(d, RECEIPT_TEXT, made->place.name)->bold = true;
    if (*made->place.address)
        draft_add(d, RECEIPT_TEXT, made->place.address);
    if (*made->bring)
        draft_pair(d, _("要带"), made->bring);
    slip_who(d, visit);
    slip_foot(d, place);
    draft_add(d, RECEIPT_RULE, "");
    draft_centred(d, _("预约号"), false, 1);
    draft_centred(d, number, true, 2);
    draft_feed(d, 1);
    booking_code(visit, place->title, code);
    draft_add(d, RECEIPT_QR, code)->align = RECEIPT_CENTRE;
    snprintf(advice, sizeof advice, _("来不了，请在任何一台终端取消，或拨 %s。"),
             place->help_phone);
    draft_add(d, RECEIPT_TEXT, advice);
}

/* How it stands, and what to do about it. */
static const char *state_words(const struct fee *fee)
{
    static const char *const words[] = {[FEE_UNPAID] = N_("还没有交"),
                                        [FEE_PAID] = N_("已经交了"),
                                        [FEE_CLOSED] = N_("缴款单已关闭")};
    return _(words[fee->state]);
}

void fee_compose(struct draft *d, const struct visit *visit, const struct slip_place *place)
{
    const struct fee *fee = paying_fee(&visit->paying);
    char amount[AMOUNT_WORDS], number[GROUPED_NUMBER_TEXT], advice[ADVICE_TEXT];
    amount_say(fee->fen, amount);
    slip_group(fee->pay_no, number);
    slip_head(d, visit, place, fee->state == FEE_PAID ? _("缴费回执") : _("缴款通知"));
    draft_centred(d, state_words(fee), true, 1);
    draft_add(d, RECEIPT_RULE, "");
    draft_pair(d, _("项目"), fee->name);
    draft_pair(d, _("金额"), amount);
    draft_pair(d, _("收费单位"), fee->payee);
    draft_pair(d, _("缴款人"), fee->payer);
    slip_foot(d, place);
    draft_add(d, RECEIPT_RULE, "");
    draft_centred(d, _("缴款单号"), false, 1);
    draft_centred(d, number, true, 2);
    draft_feed(d, 1);
    if (fee->state == FEE_UNPAID)
        draft_add(d, RECEIPT_QR, fee->pay_url)->align = RECEIPT_CENTRE;
    snprintf(advice, sizeof advice,
             fee->state == FEE_UNPAID
                 ? _("手机扫码就能付；码过期了，放身份证在任何一台终端点「缴费」。问询 %s。")
                 : _("这不是发票。票据由收费单位开，问询 %s。"),
             place->help_phone);
    draft_add(d, RECEIPT_TEXT, advice);
}
