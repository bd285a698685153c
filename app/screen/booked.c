/* SPDX-License-Identifier: Apache-2.0 */
/* When, where, what to bring, the number: just made, made earlier, or given back. */
#include "app/screen/screen.h"

#include "app/print/booking.h"
#include "app/screen/actions.h"
#include "app/screen/printed.h"
#include "app/words/moment.h"
#include "app/words/words.h"

enum { LEANEST = 2 };

/* In the largest letters the heading alone must do. */
static void say(struct layout *l, enum look look, const char *heading, const char *text)
{
    part_result(l, look, heading, l->lean >= LEANEST ? NULL : text);
}

static void add_result(struct layout *l, const struct booking *booking)
{
    if (booking->made.cancelled)
        say(l, LOOK_INFO, _("预约取消了"), _("名额已经让出来，不用去了。"));
    else if (booking->fresh)
        say(l, LOOK_OK, _("约好了"), _("到时候带上证件去就行。"));
    else
        say(l, LOOK_INFO, _("您已经约好了"), _("一个人一次只约一个时间。"));
}

/* `told`: a department's reason stands below and may be long. */
static void add_appointment(struct layout *l, const struct model *model, bool told)
{
    const struct appointment *made = &model->visit.booking.made;
    char when[SPAN_WORDS], code[SLIP_CODE_TEXT], number[GROUPED_NUMBER_TEXT];
    bool lean = l->lean >= LEANEST;
    slip_group(made->number, number);
    moment_say_span(made->date, made->from, made->until, when);
    booking_code(&model->visit, model_title(model), code);
    const struct fact facts[] = {{"calendar", when, NULL},
                                 {"location", made->place.name, lean ? NULL : made->place.address},
                                 {"card", lean ? NULL : _("要带什么"), made->bring}};
    /* Where there is no room the slip says what to bring. */
    bool lies = service_card_lies_there(&model->service);
    bool brief = lean && (lies || !model->visit.booking.print);
    size_t count = *made->bring && !brief ? ARRAY_LEN(facts) : ARRAY_LEN(facts) - 1;
    part_number(l, &(struct number){.label = _("预约号"),
                                    .number = number,
                                    .note = lean ? NULL : _("手机扫码留存，或拍下号码"),
                                    .qr = made->cancelled || lean ? NULL : code});
    if (!told || !lean)
        part_facts(l, facts, (int)count);
}

static bool has_failed(const struct model *model)
{
    enum err e = model->page.refused;
    return e != ERR_NONE && e != ERR_GONE && err_category(e) != ERR_CAT_LINK;
}

static void add_choice(struct layout *l, const struct model *model)
{
    const struct booking *booking = &model->visit.booking;
    bool busy = model->page.confirmed && !has_failed(model);
    const struct button done = {.label = _("办完了"), .action = ACTION_NEXT};
    if (booking->made.cancelled)
        part_actions(l, &(struct button){.label = _("再约一个"), .action = ACTION_BACK}, &done);
    else if (!model->page.asking)
        part_actions(l, &(struct button){.label = _("取消预约"), .action = ACTION_OTHER}, &done);
    else
        part_actions_even(l, &(struct button){.label = _("不取消"), .action = ACTION_SKIP},
                          &(struct button){.label = busy ? _("正在取消…") : _("确定取消"),
                                           .action = ACTION_SEND,
                                           .look = LOOK_DANGER,
                                           .busy = busy});
}

/* The department's own words have room in the largest letters, too. */
static const char *why_not_cancelled(const struct layout *l, const struct booking *booking)
{
    if (*booking->refusal)
        return booking->refusal;
    return l->lean >= LEANEST ? NULL : _("预约还在。请再试一次，或打电话取消。");
}

static void compose(struct layout *l, const struct model *model)
{
    const struct booking *booking = &model->visit.booking;
    bool failed = model->page.asking && has_failed(model), told = failed && *booking->refusal;
    if (!told || l->lean <= 0)
        add_result(l, booking);
    add_appointment(l, model, told);
    if (failed)
        part_notice(l, LOOK_ERROR, NULL, _("没有取消成"), why_not_cancelled(l, booking));
    else if (model->page.asking)
        part_notice(l, LOOK_WARN, NULL, _("真的要取消吗？"),
                    l->lean >= LEANEST ? NULL : _("取消以后，名额就给别人了。"));
    else if (booking->print)
        printed_add(l, model, &printed_slip, l->lean >= LEANEST);
    else if (!booking->made.cancelled && service_has_printer(&model->service))
        part_buttons(
            l, &(struct button){.label = _("打印一张"), .icon = "printer", .action = ACTION_CHOOSE},
            1);
    bool is_said = booking->print && model->visit.paper == VISIT_PAPER_DONE;
    if (service_card_lies_there(&model->service) && !is_said)
        part_notice(l, LOOK_WARN, "card", _("请收好身份证"), NULL);
    add_choice(l, model);
}

static void ask_again(struct model *model, bool asking)
{
    model->page.asking = asking;
    model->page.confirmed = false;
    model->page.refused = ERR_NONE;
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)arg;
    switch (action) {
    case ACTION_NEXT:
        return VERDICT_NEXT;
    case ACTION_BACK:
        return model->visit.booking.made.cancelled ? VERDICT_BACK : VERDICT_STAY;
    case ACTION_OTHER:
        ask_again(model, true);
        break;
    case ACTION_SKIP:
        ask_again(model, false);
        break;
    case ACTION_SEND:
        model->errand[ERRAND_CANCEL].state = ERRAND_NONE;
        model->page.refused = ERR_NONE;
        model->page.confirmed = true;
        break;
    case ACTION_CHOOSE:
        model->visit.booking.print = true;
        break;
    default:
        break;
    }
    return VERDICT_STAY;
}

static enum verdict tick(struct model *model)
{
    if (model->visit.booking.made.cancelled)
        model->page.asking = model->page.confirmed = false;
    return VERDICT_STAY;
}

const struct screen_kind screen_booked = {.name = "booked",
                                          .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK),
                                          .step = 5,
                                          .compose = compose,
                                          .act = act,
                                          .tick = tick};
