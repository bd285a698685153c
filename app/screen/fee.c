/* SPDX-License-Identifier: Apache-2.0 */
/* One fee: how much, to whom, and a code to pay it with a phone. Nobody pays at the kiosk, and not
 * to pay now costs nothing. */
#include "app/screen/screen.h"

#include "app/print/slip.h"
#include "app/screen/actions.h"
#include "app/screen/printed.h"
#include "app/words/amount.h"
#include "app/words/words.h"
#include "platform/base/clock.h"

enum { LEANEST = 2 };

static void add_number(struct layout *l, const struct fee *fee, bool code)
{
    char number[GROUPED_NUMBER_TEXT];
    slip_group(fee->pay_no, number);
    part_number(l, &(struct number){.label = _("缴款单号"),
                                    .number = number,
                                    .note = code ? _("手机扫码，随时都能付") : NULL,
                                    .qr = code ? fee->pay_url : NULL});
}

static void add_unpaid(struct layout *l, const struct model *model, const struct fee *fee)
{
    char amount[AMOUNT_WORDS], number[GROUPED_NUMBER_TEXT];
    amount_say(fee->fen, amount);
    slip_group(fee->pay_no, number);
    bool lean = l->lean >= LEANEST;
    const struct fact facts[] = {
        {"qr", _("用手机扫右边的码付"), lean ? NULL : _("这台机器不收钱，也不收卡")},
        {"house", _("谁收的"), fee->payee},
        {"receipt", _("缴款单号"), number}};
    part_heading(l, fee->name);
    part_hint(l, *fee->payer && !lean ? fee->payer : NULL);
    part_number(l, &(struct number){.label = _("应交"),
                                    .number = amount,
                                    .note = lean ? NULL : _("手机扫一扫就能付"),
                                    .qr = fee->pay_url});
    part_facts(l, facts, lean ? 1 : (int)ARRAY_LEN(facts));
    part_progress(l,
                  model->page.refused == ERR_NONE ? _("正在等付款的消息…")
                                                  : _("网络不太好，还在等付款的消息…"),
                  -1);
}

static void add_over(struct layout *l, const struct model *model, const struct fee *fee)
{
    char amount[AMOUNT_WORDS];
    bool of_case = model->visit.submitted || *model->visit.owes_for;
    amount_say(fee->fen, amount);
    if (fee->state == FEE_PAID) {
        part_result(l, LOOK_OK, _("已经交了"), amount);
        add_number(l, fee, false);
        return;
    }
    if (fee->state == FEE_CLOSED) {
        part_result(l, LOOK_WARN, _("这张缴款单关闭了"), _("现在不用付。要是不明白，请打电话问。"));
        add_number(l, fee, false);
        return;
    }
    const struct fact facts[] = {
        {"clock", _("以后再交也行"),
         of_case ? _("您的事已经受理，不会因此丢掉") : _("没有交，也没有扣您的钱")},
        {"money", _("在哪里交"), _("任何一台终端点「缴费」，放上身份证")}};
    part_result(l, LOOK_INFO, _("还没有交"), amount);
    /* In the largest letters the slip says the rest. */
    add_number(l, fee, l->lean < LEANEST);
    part_facts(l, facts, l->lean >= LEANEST ? 1 : (int)ARRAY_LEN(facts));
}

static void compose(struct layout *l, const struct model *model)
{
    const struct paying *paying = &model->visit.paying;
    const struct fee *fee = paying_fee(paying);
    bool waits = paying_waits(paying);
    if (waits)
        add_unpaid(l, model, fee);
    else
        add_over(l, model, fee);
    if (paying->print)
        printed_add(l, model, &printed_slip, l->lean >= LEANEST);
    if (service_card_lies_there(&model->service))
        part_notice(l, LOOK_WARN, "card", _("请收好身份证"), NULL);
    if (waits)
        part_actions(l, &(struct button){.label = _("我以后再交"), .action = ACTION_SKIP},
                     &(struct button){.label = _("我付好了"), .action = ACTION_SEND});
    else
        part_actions(l, NULL, &(struct button){.label = _("办完了"), .action = ACTION_NEXT});
}

/* Not now: the number and the code go along on paper. */
static void put_off(struct model *model)
{
    model->visit.paying.later = true;
    model->visit.paying.print = true;
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)arg;
    switch (action) {
    case ACTION_SKIP:
        put_off(model);
        return VERDICT_STAY;
    case ACTION_SEND: /* what was paid is seen at once */
        model->visit.paying.next_ms = clock_now_ms();
        return VERDICT_STAY;
    case ACTION_NEXT:
        return model->visit.submitted ? VERDICT_SKIP : VERDICT_NEXT;
    default:
        return VERDICT_STAY;
    }
}

static int64_t end_ms(const struct model *model)
{
    return paying_ends_ms(&model->visit.paying, model->now_ms, clock_wall_ms());
}

/* Whoever reads the last page is not hurried: the idle warning counts from here on. */
static enum verdict tick(struct model *model)
{
    struct paying *paying = &model->visit.paying;
    if (paying_waits(paying) && model->now_ms >= end_ms(model))
        put_off(model);
    if (!paying_waits(paying) && model->now_ms >= paying->next_ms + PAYING_PATIENCE_MS)
        return model->visit.submitted ? VERDICT_SKIP : VERDICT_NEXT;
    return VERDICT_STAY;
}

static int64_t due(const struct model *model)
{
    const struct paying *paying = &model->visit.paying;
    if (!paying_waits(paying))
        return paying->next_ms + PAYING_PATIENCE_MS;
    int64_t end = end_ms(model);
    bool asking = model->errand[ERRAND_FEE_STATE].state == ERRAND_RUNNING;
    return !asking && paying->next_ms < end ? paying->next_ms : end;
}

const struct screen_kind screen_fee = {.name = "fee",
                                       .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(SKIP),
                                       .has_own_end = true,
                                       .compose = compose,
                                       .act = act,
                                       .tick = tick,
                                       .due = due};
