/* SPDX-License-Identifier: Apache-2.0 */
/* A code for the phone on which it goes on; nothing was submitted, and that is said. */
#include "app/screen/screen.h"

#include "app/print/handover.h"
#include "app/screen/actions.h"
#include "app/screen/printed.h"
#include "app/words/words.h"

enum { LEANEST = 2 };

static const struct printed_words paper_handover = {N_("正在打印，请稍等…"),
                                                    N_("请取走打印的码"),
                                                    N_("请取走打印的码，收好身份证"),
                                                    N_("打印的码已取走"),
                                                    N_("码没有打印出来"),
                                                    N_("请看看码有没有打印出来"),
                                                    N_("如果没有拿到，请拍下这一页，一样能用。"),
                                                    N_("现在不能打印"),
                                                    N_("请拍下这一页，一样能用。"),
                                                    N_("打印的码没有取走，机器已收回"),
                                                    N_("打印的码卡住了，取不出来")};

static void add_paper(struct layout *l, const struct model *model)
{
    bool lean = l->lean >= LEANEST;
    if (model->visit.paper == VISIT_PAPER_FAILED)
        part_notice(l, LOOK_WARN, NULL, _(paper_handover.failed),
                    lean ? NULL : _(paper_handover.cannot_text));
    else
        printed_add(l, model, &paper_handover, lean);
    /* In the largest letters the next page says it, and waits for it. */
    bool said = lean || model->visit.paper == VISIT_PAPER_DONE;
    if (service_card_lies_there(&model->service) && !said)
        part_notice(l, LOOK_WARN, "card", _("请收好身份证"), NULL);
}

static void compose(struct layout *l, const struct model *model)
{
    const struct handover *told = &model->visit.handing.told;
    char code[HANDOVER_SHOWN_TEXT], until[SPAN_WORDS];
    bool lean = l->lean >= LEANEST;
    handover_show_code(told->code, code);
    handover_say_until(told->until_ms, until);
    const struct fact facts[] = {
        {"clock", _("有效期到"), until},
        {"shield-check", _("打开时要核对是您本人"), lean ? NULL : _("别人捡到也打不开")}};
    part_result(l, LOOK_INFO, _("还没有提交，请扫码接着办"),
                lean ? NULL : _("用手机扫一扫，填完、提交了才算办。"));
    part_number(l, &(struct number){.label = _("扫不了码，就输入"),
                                    .number = code,
                                    .note = told->place,
                                    .qr = told->url});
    part_facts(l, facts, lean ? 1 : (int)ARRAY_LEN(facts));
    add_paper(l, model);
    part_actions(l, NULL, &(struct button){.label = _("好了"), .action = ACTION_NEXT});
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)model, (void)arg;
    return action == ACTION_NEXT ? VERDICT_NEXT : VERDICT_STAY;
}

const struct screen_kind screen_handed = {
    .name = "handed", .verdicts = VERDICT_BIT(NEXT), .compose = compose, .act = act};
