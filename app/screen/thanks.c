/* SPDX-License-Identifier: Apache-2.0 */
/* The visit is erased; only the reminder is left, until the card is lifted and the slip is gone. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/screen/people.h"
#include "app/words/words.h"

/* A printer that cannot take a slip back must not hold the kiosk for ever. */
enum { STAY_MS = 8000, AFTER_LIFT_MS = 2500, SLIP_STAY_MS = 60000 };

static bool card_lies(const struct model *model)
{
    return service_card_lies_there(&model->service);
}

static bool slip_waits(const struct model *model)
{
    return service_slip(&model->service) == SERVICE_SLIP_WAITS;
}

static void add_slip(struct layout *l, const struct model *model)
{
    bool moved = model->slip_ms >= model->entered_ms;
    if (slip_waits(model))
        part_notice(l, LOOK_WARN, "receipt", _("请取走回执"),
                    _("回执还在出口，过一会儿机器会收回。"));
    else if (moved && service_slip(&model->service) == SERVICE_SLIP_RETRACTED)
        part_notice(l, LOOK_WARN, "receipt", _("回执没有取走，机器已收回"), NULL);
}

static void compose(struct layout *l, const struct model *model)
{
    char call[SETTINGS_TEXT + 64];
    snprintf(call, sizeof call, _("拨 %s，报号码就行"), model->settings->kiosk.help_phone);
    const struct fact facts[] = {{"card", _("请带好身份证"), _("有回执的，也请带好")},
                                 {"shield-check", _("信息已经清除"), _("这台机器不留您的资料")},
                                 {"phone", _("以后想查"), call}};
    if (model->card_left)
        people_add_left_card(l, model);
    else if (card_lies(model))
        part_notice(l, LOOK_WARN, "card", _("请收好身份证"), _("您的身份证还在读卡区。"));
    add_slip(l, model);
    part_result(l, LOOK_OK, _("谢谢您"), _("祝您一切顺利。"));
    if (card_lies(model))
        part_picture(l, PICTURE_LIFT, _("从读卡区拿起身份证"));
    else
        part_facts(l, facts, ARRAY_LEN(facts));
    part_actions(l, NULL, &(struct button){.label = _("回首页"), .action = ACTION_NEXT});
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)model, (void)arg;
    return action == ACTION_NEXT ? VERDICT_NEXT : VERDICT_STAY;
}

static int64_t leave_at(const struct model *model)
{
    int64_t after_lift = model->lifted_ms + AFTER_LIFT_MS, at = model->entered_ms + STAY_MS;
    int64_t after_slip = model->slip_ms + AFTER_LIFT_MS;
    if (model->lifted_ms > model->entered_ms && after_lift > at)
        at = after_lift;
    if (slip_waits(model))
        return model->entered_ms + SLIP_STAY_MS;
    return model->slip_ms > model->entered_ms && after_slip > at ? after_slip : at;
}

static enum verdict tick(struct model *model)
{
    return !card_lies(model) && model->now_ms >= leave_at(model) ? VERDICT_NEXT : VERDICT_STAY;
}

static int64_t due(const struct model *model)
{
    return card_lies(model) ? INT64_MAX : leave_at(model);
}

const struct screen_kind screen_thanks = {.name = "thanks",
                                          .verdicts = VERDICT_BIT(NEXT),
                                          .at_rest = true,
                                          .has_own_end = true,
                                          .compose = compose,
                                          .act = act,
                                          .tick = tick,
                                          .due = due};
