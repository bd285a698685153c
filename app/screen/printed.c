/* SPDX-License-Identifier: Apache-2.0 */
#include "app/screen/printed.h"

#include "app/ui/part.h"
#include "app/words/words.h"

const struct printed_words printed_slip = {N_("正在打印回执，请稍等…"),
                                           N_("请取走回执"),
                                           N_("请取走回执，收好身份证"),
                                           N_("回执已取走"),
                                           N_("回执没有打印出来"),
                                           N_("请看看有没有回执"),
                                           N_("如果没有拿到回执，请拍下号码，一样能查。"),
                                           N_("现在不能打印回执"),
                                           N_("请拍下号码，或用手机扫码留存。"),
                                           N_("回执没有取走，机器已收回"),
                                           N_("回执卡住了，取不出来")};

const struct printed_words printed_proof = {N_("正在打印证明，请稍等…"),
                                            N_("请取走证明"),
                                            N_("请取走证明，收好身份证"),
                                            N_("证明已取走"),
                                            N_("证明没有打印出来"),
                                            N_("请看看有没有证明"),
                                            N_("如果没有拿到，请拍下这一页，凭验真码一样有效。"),
                                            N_("现在不能打印证明"),
                                            N_("请拍下这一页，凭验真码一样有效。"),
                                            N_("证明没有取走，机器已收回"),
                                            N_("证明卡住了，取不出来")};

const struct printed_words printed_copy = {N_("正在打印，请稍等…"),
                                           N_("请取走打印件"),
                                           N_("请取走打印件，收好身份证"),
                                           N_("打印件已取走"),
                                           N_("没有打印出来"),
                                           N_("请看看有没有打印出来"),
                                           N_("如果没有拿到，可以再打一份。"),
                                           N_("现在不能打印"),
                                           N_("请拍下这一页，凭验真码一样有效。"),
                                           N_("打印件没有取走，机器已收回"),
                                           N_("打印件卡住了，取不出来")};

static const char *why_no_paper(enum err why)
{
    if (why == ERR_PAPER_OUT)
        return _("打印机没有纸了。请拍下号码，一样能查。");
    if (why == ERR_COVER_OPEN)
        return _("打印机的盖子开着。请拍下号码，一样能查。");
    if (why == ERR_PAPER_JAM)
        return _("打印机卡纸了。请拍下号码，一样能查。");
    return _("打印机出了问题。请拍下号码，一样能查。");
}

static void warn(struct layout *l, const char *title, const char *text, bool brief)
{
    part_notice(l, LOOK_WARN, NULL, title, brief ? NULL : text);
}

/* It was printed; the printer's sensor says where it is now. */
static void add_printed(struct layout *l, const struct model *model,
                        const struct printed_words *words, bool brief)
{
    enum service_slip slip = service_slip(&model->service);
    bool lies = service_card_lies_there(&model->service);
    if (slip == SERVICE_SLIP_RETRACTED)
        warn(l, _(words->retracted), _(words->cannot_text), brief);
    else if (slip == SERVICE_SLIP_JAMMED)
        warn(l, _(words->stuck), _(words->cannot_text), brief);
    else if (slip == SERVICE_SLIP_TAKEN)
        part_notice(l, LOOK_OK, "receipt", _(words->taken), NULL);
    else
        part_notice(l, LOOK_OK, "receipt", lies ? _(words->take_both) : _(words->take), NULL);
}

void printed_add(struct layout *l, const struct model *model, const struct printed_words *words,
                 bool brief)
{
    switch (model->visit.paper) {
    case VISIT_PAPER_RUNNING:
        part_progress(l, _(words->running), -1);
        break;
    case VISIT_PAPER_DONE:
        add_printed(l, model, words, brief);
        break;
    case VISIT_PAPER_FAILED:
        warn(l, _(words->failed), why_no_paper(model->visit.paper_why), brief);
        break;
    case VISIT_PAPER_UNKNOWN:
        warn(l, _(words->look), _(words->look_text), brief);
        break;
    case VISIT_PAPER_NONE:
    default:
        warn(l, _(words->cannot), _(words->cannot_text), brief);
    }
}
