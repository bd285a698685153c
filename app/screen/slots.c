/* SPDX-License-Identifier: Apache-2.0 */
/* Where, on which day, and when: one question after the other, only what can still be had. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/words/day.h"
#include "app/words/moment.h"
#include "app/words/words.h"

enum { NOTE_TEXT = 96, SLOW_MS = 10000, LINKS_MAX = 4 };

static void enter(struct model *model)
{
    booking_forget_slots(&model->visit.booking);
    model->visit.booking.done = false;
}

static const char *place_name(const struct booking *booking)
{
    return booking->slots.place[booking->place - 1].name;
}

/* A few stand with their addresses, many as a list. */
static void add_places(struct layout *l, const struct model *model)
{
    const struct slot_list *slots = &model->visit.booking.slots;
    struct option options[PLACES_MAX];
    part_heading(l, _("到哪里办？"));
    part_hint(l, _("选一个您方便去的地方。"));
    for (size_t i = 0; i < slots->places; i++) {
        const struct booking_place *place = &slots->place[i];
        options[i] =
            (struct option){.label = place->name, .note = place->address, .arg = (int)i + 1};
        if (slots->places <= LINKS_MAX)
            part_link(l, &(struct link){.icon = "location",
                                        .title = place->name,
                                        .text = place->address,
                                        .action = ACTION_CHOOSE,
                                        .arg = (int)i + 1});
    }
    if (slots->places > LINKS_MAX)
        part_options(l, options, (int)slots->places, ACTION_CHOOSE,
                     (struct pager){model->page.sheet, ACTION_SHEET});
}

static void add_days(struct layout *l, const struct model *model)
{
    const struct booking *booking = &model->visit.booking;
    struct booking_day days[BOOKING_DAYS_MAX];
    struct option options[BOOKING_DAYS_MAX];
    char labels[BOOKING_DAYS_MAX][DAY_WORDS], notes[BOOKING_DAYS_MAX][NOTE_TEXT];
    size_t count = booking_days(booking, days);
    for (size_t i = 0; i < count; i++) {
        day_say(days[i].date, labels[i]);
        snprintf(notes[i], NOTE_TEXT, _("还有 %u 个名额"), days[i].left);
        options[i] = (struct option){.label = labels[i], .note = notes[i], .arg = days[i].date};
    }
    part_heading(l, _("哪一天去？"));
    part_hint(l, place_name(booking));
    part_options(l, options, (int)count, ACTION_CHOOSE,
                 (struct pager){model->page.sheet, ACTION_SHEET});
}

static void add_times(struct layout *l, const struct model *model)
{
    const struct booking *booking = &model->visit.booking;
    struct option options[SLOTS_MAX];
    char labels[SLOTS_MAX][MOMENT_WORDS], day[DAY_WORDS], hint[DAY_WORDS + PLACE_NAME_TEXT + 8];
    int count = 0;
    for (size_t i = 0; i < booking->slots.count; i++) {
        const struct slot *slot = &booking->slots.slot[i];
        if ((int)slot->place + 1 != booking->place || slot->date != booking->date)
            continue;
        moment_say(slot->from, labels[count]);
        options[count] = (struct option){.label = labels[count], .arg = (int)i + 1};
        count++;
    }
    day_say(booking->date, day);
    snprintf(hint, sizeof hint, "%s · %s", day, place_name(booking));
    part_heading(l, _("几点去？"));
    part_hint(l, hint);
    part_choices(l, options, count, ACTION_CHOOSE, (struct pager){model->page.sheet, ACTION_SHEET});
}

static void add_nothing(struct layout *l, const struct model *model)
{
    const struct item_guide *guide = &model->visit.item->guide;
    char place[256];
    snprintf(place, sizeof place, _("%s，%s"), guide->help_org, guide->help_hours);
    const struct fact facts[] = {{"clock", _("过几天再来"), _("每个工作日都会放出新的名额")},
                                 {"person", _("打听一下"), place}};
    part_result(l, LOOK_WARN, _("最近没有空的时间了"), _("不是您的问题，名额都约满了。"));
    part_facts(l, facts, ARRAY_LEN(facts));
}

static void add_wait(struct layout *l, const struct model *model)
{
    const struct fact facts[] = {{"calendar", _("正在问还有哪些时间"), _("马上就好")},
                                 {"shield-check", _("只给您看"), _("您离开，信息就清除")}};
    bool slow = model_here_ms(model) >= SLOW_MS;
    part_heading(l, _("正在查可以预约的时间"));
    part_hint(l, _("看到的都是还有名额的。"));
    layout_gap(l, 1);
    part_facts(l, facts, ARRAY_LEN(facts));
    part_progress(l, slow ? _("比平时慢，请再等一会儿…") : _("正在查询…"), -1);
}

static void add_failure(struct layout *l, const struct model *model)
{
    const struct item_guide *guide = &model->visit.item->guide;
    char place[256];
    snprintf(place, sizeof place, _("%s，%s"), guide->help_org, guide->help_hours);
    const struct fact facts[] = {{"clock", _("过一会儿再试"), _("还没有替您约任何时间")},
                                 {"person", _("直接到窗口"), place}};
    part_result(l, LOOK_WARN, _("现在不能预约"), _("联系不上预约的地方。会自动再试，也可以返回。"));
    part_facts(l, facts, ARRAY_LEN(facts));
}

static void compose(struct layout *l, const struct model *model)
{
    const struct booking *booking = &model->visit.booking;
    bool failed = model->page.refused != ERR_NONE && model->page.refused != ERR_GONE;
    if (!booking->known && failed)
        add_failure(l, model);
    else if (!booking->known)
        add_wait(l, model);
    else if (booking->slots.count == 0)
        add_nothing(l, model);
    else if (!booking->place)
        add_places(l, model);
    else if (!booking->date)
        add_days(l, model);
    else
        add_times(l, model);
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK}, NULL);
}

/* One question back; from the first one out of it. */
static enum verdict go_back(struct model *model)
{
    struct booking *booking = &model->visit.booking;
    model->page.sheet = 0;
    if (booking->known && booking->date) {
        booking->date = 0;
        return VERDICT_STAY;
    }
    if (booking->known && booking->place && booking->slots.places > 1) {
        booking->place = 0;
        return VERDICT_STAY;
    }
    return VERDICT_BACK;
}

static enum verdict choose(struct model *model, int arg)
{
    struct booking *booking = &model->visit.booking;
    model->page.sheet = 0;
    if (!booking->place) {
        booking->place = arg;
    } else if (!booking->date) {
        booking->date = arg;
    } else {
        booking->slot = arg;
        return VERDICT_NEXT;
    }
    return VERDICT_STAY;
}

static enum verdict act(struct model *model, int action, int arg)
{
    switch (action) {
    case ACTION_CHOOSE:
        return choose(model, arg);
    case ACTION_SHEET:
        model->page.sheet = arg;
        return VERDICT_STAY;
    case ACTION_BACK:
        return go_back(model);
    default:
        return VERDICT_STAY;
    }
}

/* Who has an appointment sees that one first. */
static enum verdict tick(struct model *model)
{
    struct booking *booking = &model->visit.booking;
    if (!booking->known || booking->slots.own_count == 0)
        return VERDICT_STAY;
    booking_take(booking, &booking->slots.own[0], false);
    return VERDICT_FIND;
}

static int64_t due(const struct model *model)
{
    bool waits = !model->visit.booking.known && model_here_ms(model) < SLOW_MS;
    return waits ? model->entered_ms + SLOW_MS : INT64_MAX;
}

const struct screen_kind screen_slots = {.name = "slots",
                                         .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK) |
                                                     VERDICT_BIT(FIND),
                                         .step = 3,
                                         .enter = enter,
                                         .compose = compose,
                                         .act = act,
                                         .tick = tick,
                                         .due = due};
