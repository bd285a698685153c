/* SPDX-License-Identifier: Apache-2.0 */
#include "app/print/handover.h"

#include "app/print/slip_parts.h"
#include "app/words/day.h"
#include "app/words/words.h"
#include "platform/base/date.h"

enum { ADVICE_TEXT = 256, HALF = 4 };

void handover_show_code(const char *code, char ret_text[HANDOVER_SHOWN_TEXT])
{
    snprintf(ret_text, HANDOVER_SHOWN_TEXT, "%.4s %.4s", code, code + HALF);
}

void handover_say_until(int64_t until_ms, char ret_text[SPAN_WORDS])
{
    char day[DAY_WORDS], time[MOMENT_WORDS];
    int minute = 0;
    day_say(date_in_china(until_ms, &minute), day);
    moment_say(minute, time);
    snprintf(ret_text, SPAN_WORDS, "%s %s", day, time);
}

void handover_compose(struct draft *d, const struct visit *visit, const struct slip_place *place)
{
    const struct handover *told = &visit->handing.told;
    char until[SPAN_WORDS], code[HANDOVER_SHOWN_TEXT], advice[ADVICE_TEXT];
    handover_say_until(told->until_ms, until);
    handover_show_code(told->code, code);
    slip_head(d, visit, place, _("手机接着办"));
    draft_centred(d, _("还没有提交"), true, 1);
    draft_add(d, RECEIPT_RULE, "");
    draft_add(d, RECEIPT_TEXT, _("请用手机扫下面的码，填完再提交。在手机上提交了才算办。"));
    slip_who(d, visit);
    draft_pair(d, _("有效期到"), until);
    slip_foot(d, place);
    draft_add(d, RECEIPT_RULE, "");
    draft_add(d, RECEIPT_QR, told->url)->align = RECEIPT_CENTRE;
    draft_centred(d, _("扫不了码，就输入"), false, 1);
    draft_centred(d, code, true, 2);
    draft_feed(d, 1);
    draft_add(d, RECEIPT_TEXT, told->place);
    snprintf(advice, sizeof advice, _("打开时要核对是您本人。不明白，请拨 %s。"),
             place->help_phone);
    draft_add(d, RECEIPT_TEXT, advice);
}
