/* SPDX-License-Identifier: Apache-2.0 */
/* Check the time and place, and take the seat. */
#include "app/screen/screen.h"

#include "app/print/slip.h"
#include "app/screen/actions.h"
#include "app/words/moment.h"
#include "app/words/words.h"

enum { WHO_TEXT = 160, LEANEST = 2 };

static void say_name(const struct visit *visit, char *ret_text, size_t size)
{
    struct pairs who = {0};
    ret_text[0] = '\0';
    if (visit_who(visit, &who) == ERR_NONE)
        slip_mask_name(pairs_get(&who, "applyer_name"), ret_text, size);
    pairs_wipe(&who);
}

static void add_seat(struct layout *l, const struct model *model)
{
    const struct booking *booking = &model->visit.booking;
    const struct slot *slot = booking_slot(booking);
    const struct booking_place *place = &booking->slots.place[slot->place];
    char when[SPAN_WORDS], name[WHO_TEXT];
    moment_say_span(slot->date, slot->from, slot->until, when);
    say_name(&model->visit, name, sizeof name);
    const struct row rows[] = {{.label = _("办什么"), .value = model->visit.item->title},
                               {.label = _("时间"), .value = when},
                               {.label = _("地点"), .value = place->name, .source = place->address},
                               {.label = _("谁去"), .value = name, .masked = true}};
    part_rows(l, rows, ARRAY_LEN(rows), (struct pager){0, ACTION_SHEET});
    wipe(name, sizeof name);
}

static bool has_failed(const struct model *model)
{
    enum err e = model->page.refused;
    return e != ERR_NONE && e != ERR_GONE && err_category(e) != ERR_CAT_LINK;
}

/* The department knows why; its words come first. */
static const char *why_not(const struct booking *booking)
{
    return *booking->refusal ? booking->refusal : _("请返回再看一次时间，也可以请人帮忙。");
}

static void compose(struct layout *l, const struct model *model)
{
    bool busy = model->page.confirmed && !has_failed(model), failed = has_failed(model);
    if (failed && model->page.refused == ERR_CONFLICT)
        part_notice(l, LOOK_ERROR, NULL, _("这个时间刚约满，请另选"),
                    _("别人比您早了一步。还没有约上，您没有损失。"));
    else if (failed)
        part_notice(l, LOOK_ERROR, NULL, _("没有约成"), why_not(&model->visit.booking));
    /* The seat was not had: where room is short the department's words need it more. */
    bool told = failed && *model->visit.booking.refusal;
    if (!told) {
        part_heading(l, _("约这个时间，对吗？"));
        part_hint(l, _("约好以后，可以在这里取消。"));
    }
    if (!told || l->lean < LEANEST)
        add_seat(l, model);
    if (busy && model->page.refused != ERR_NONE)
        part_notice(l, LOOK_INFO, "wifi-off", _("网络不太好，正在再试"),
                    _("不会重复约，也不会多占名额。"));
    part_actions(l,
                 busy && model->page.refused == ERR_NONE
                     ? NULL
                     : &(struct button){.label = _("返回"), .action = ACTION_BACK},
                 failed ? &(struct button){.label = _("另选时间"), .action = ACTION_BACK}
                        : &(struct button){.label = busy ? _("正在预约…") : _("确认预约"),
                                           .action = ACTION_NEXT,
                                           .busy = busy});
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)arg;
    if (action == ACTION_NEXT && !model->page.confirmed) {
        model->errand[ERRAND_BOOK].state = ERRAND_NONE;
        model->page.confirmed = true;
    }
    return action == ACTION_BACK ? VERDICT_BACK : VERDICT_STAY;
}

static enum verdict tick(struct model *model)
{
    return model->visit.booking.done ? VERDICT_NEXT : VERDICT_STAY;
}

const struct screen_kind screen_book = {.name = "book",
                                        .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK),
                                        .step = 4,
                                        .compose = compose,
                                        .act = act,
                                        .tick = tick};
