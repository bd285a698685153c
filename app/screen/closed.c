/* SPDX-License-Identifier: Apache-2.0 */
/* Out of service, honestly: where else, who else. It ends by itself. */
#include "app/screen/screen.h"

#include "app/screen/people.h"
#include "app/words/day.h"
#include "app/words/words.h"
#include "platform/base/date.h"

enum { HOUR = 60, UNTIL_TEXT = 2 * DAY_WORDS };

/* 11月27日 星期五 8:00 */
static void say_until(int64_t wall_ms, char ret_text[UNTIL_TEXT])
{
    int minute, date = date_in_china(wall_ms, &minute);
    char day[DAY_WORDS];
    day_say(date, day);
    snprintf(ret_text, UNTIL_TEXT, "%s %d:%02d", day, minute / HOUR, minute % HOUR);
}

/* In the province's own words, and by when. */
static void add_ordered(struct layout *l, const struct model *model)
{
    const struct standing *s = &model->standing;
    bool english = model->visit.needs.language == LANGUAGE_ENGLISH && *s->closed.en;
    char until[UNTIL_TEXT], text[UNTIL_TEXT + 64];
    say_until(s->closed_until_ms, until);
    snprintf(text, sizeof text, _("最晚 %s 恢复"), until);
    part_result(l, LOOK_WARN, _("暂停服务"), english ? s->closed.en : s->closed.zh);
    part_facts(l, &(struct fact){"clock", NULL, text}, 1);
}

static void add_hours(struct layout *l, const struct model *model)
{
    const struct standing *s = &model->standing;
    char text[128];
    snprintf(text, sizeof text, _("每天 %d:%02d 到 %d:%02d 开放"), s->opens_min / HOUR,
             s->opens_min % HOUR, s->closes_min / HOUR, s->closes_min % HOUR);
    part_result(l, LOOK_INFO, _("现在不开放"), text);
}

static void compose(struct layout *l, const struct model *model)
{
    if (service_card_lies_there(&model->service))
        part_notice(l, LOOK_WARN, "card", _("请收好身份证"), _("读卡区有一张身份证。"));
    if (model->service.why == SERVICE_WHY_ORDERED)
        add_ordered(l, model);
    else if (model->service.why == SERVICE_WHY_HOURS)
        add_hours(l, model);
    else
        part_result(l, LOOK_WARN, _("暂停服务"), _("这台机器正在恢复，好了会自动回到首页。"));
    people_add(l, model);
    part_text(l, _("急事请不要等，打电话或去窗口都能办。"));
}

static enum verdict tick(struct model *model)
{
    return model->service.level == SERVICE_CLOSED ? VERDICT_STAY : VERDICT_NEXT;
}

const struct screen_kind screen_closed = {.name = "closed",
                                          .verdicts = VERDICT_BIT(NEXT),
                                          .at_rest = true,
                                          .has_own_end = true,
                                          .compose = compose,
                                          .tick = tick};
