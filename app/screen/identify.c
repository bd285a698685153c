/* SPDX-License-Identifier: Apache-2.0 */
/* Where the card goes, drawn; what it is doing; and the ways for those without one. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/screen/people.h"
#include "app/words/words.h"

enum { RECOVERING_MS = 1500, SETTLING_MS = 10000, LOST_MS = 30000 };

struct advice {
    enum look look;
    const char *title, *text;
};

static const struct advice expired = {LOOK_ERROR, N_("这张身份证不在有效期内"),
                                      N_("请换一张有效的身份证，或点“请人帮忙”。")};
static const struct advice unreadable = {
    LOOK_ERROR, N_("这张证件读不了"),
    N_("能用身份证、港澳台居民居住证、永久居留证。其他证件请到窗口办理。")};
static const struct advice failed = {LOOK_ERROR, N_("没有读到身份证"),
                                     N_("请拿起来，放平，再放一次。")};
static const struct advice lift_first = {LOOK_WARN, N_("读卡区已经有一张身份证"),
                                         N_("请先拿起来，再放一次。")};
static const struct advice no_reader = {LOOK_WARN, N_("读卡器暂时不能用"),
                                        N_("请稍等。等不及，可以点“请人帮忙”。")};
static const struct advice recovering = {LOOK_WARN, N_("读卡器正在恢复"),
                                         N_("请稍等几秒，不用重新开始。")};

/* A program that restarts again and again does not make "a few seconds" of minutes. */
static bool is_lost(const struct model *model)
{
    return model->now_ms >= model->service.reader_ms + LOST_MS;
}

/* What is said of a missing reader holds only while it is missing. */
static const struct advice *while_missing(const struct model *model)
{
    const struct service *service = &model->service;
    bool fresh = model->now_ms < service->devices_up_ms + SETTLING_MS;
    if (service_has_reader(service))
        return NULL;
    return fresh && !is_lost(model) ? &recovering : &no_reader;
}

static const struct advice *advise_refused(enum err e)
{
    switch (e) {
    case ERR_CARD_EXPIRED:
        return &expired;
    case ERR_CARD_UNKNOWN:
    case ERR_UNSUPPORTED:
        return &unreadable;
    case ERR_NONE:
    case ERR_GONE:
    case ERR_CANCELLED:
    case ERR_ABSENT: /* the reader is back, or while_missing() has spoken */
    case ERR_NOT_AUTHORISED:
    case ERR_DEVICE_FAULT:
        return NULL;
    default:
        return &failed;
    }
}

static const struct advice *advise_hint(const struct model *model)
{
    enum id_hint hint = model->page.hint;
    if (hint == ID_HINT_LIFT_FIRST && !service_card_lies_there(&model->service))
        return NULL; /* it was lifted: now place it */
    static const struct advice *const advice_of[] = {
        [ID_HINT_READING] = NULL,   [ID_HINT_LIFT_FIRST] = &lift_first,
        [ID_HINT_AGAIN] = &failed,  [ID_HINT_NOT_A_CARD] = &unreadable,
        [ID_HINT_NO_READER] = NULL, [ID_HINT_ONE_CODE] = NULL};
    return advice_of[hint];
}

static const struct advice *advise(const struct model *model)
{
    const struct errand *errand = &model->errand[ERRAND_IDENTIFY];
    if (errand->state == ERRAND_WAITING && is_lost(model))
        return &no_reader;
    if (errand->state == ERRAND_WAITING)
        return model->now_ms >= errand->since_ms + RECOVERING_MS ? &recovering : NULL;
    const struct advice *advice = while_missing(model);
    if (!advice)
        advice = advise_refused(model->page.refused);
    return advice || !model->page.hinted ? advice : advise_hint(model);
}

static void add_other_ways(struct layout *l, const struct model *model)
{
    struct button ways[2];
    int n = 0;
    if (service_has_scanner(&model->service) && model->service.online)
        ways[n++] = (struct button){.label = _("没带身份证"), .icon = "qr", .action = ACTION_PHONE};
    ways[n++] = (struct button){.label = _("请人帮忙"), .icon = "person", .action = ACTION_HELP};
    part_buttons(l, ways, n);
}

static void compose(struct layout *l, const struct model *model)
{
    const struct advice *advice = advise(model);
    bool reading = !advice && model->page.hinted && model->page.hint == ID_HINT_READING;
    bool lies = advice && service_card_lies_there(&model->service);
    bool lift = advice == &lift_first || advice == &failed || lies;
    if (advice)
        part_notice(l, advice->look, NULL, _(advice->title), _(advice->text));
    if (advice == &no_reader) {
        part_heading(l, _("现在不能读身份证")); /* where to put it is no help now */
    } else {
        part_heading(l, reading ? _("正在读取，请不要移动") : _("请把身份证放在发光处"));
        part_hint(l, reading ? _("马上就好。") : _("放平，等屏幕换页再拿起。"));
        part_picture(l, lift ? PICTURE_LIFT : PICTURE_READER,
                     _("身份证放在屏幕下方左边发光的读卡区"));
    }
    add_other_ways(l, model);
    part_actions_note(l, &(struct button){.label = _("返回"), .action = ACTION_BACK},
                      "shield-check", _("只用于本次办理，离开即清除"));
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)model, (void)arg;
    switch (action) {
    case ACTION_BACK:
        return VERDICT_BACK;
    case ACTION_PHONE:
        return VERDICT_PHONE;
    case ACTION_HELP:
        return VERDICT_HELP;
    default:
        return VERDICT_STAY;
    }
}

static enum verdict tick(struct model *model)
{
    return people_judge(model);
}

static int64_t due(const struct model *model)
{
    const struct errand *errand = &model->errand[ERRAND_IDENTIFY];
    bool waits = errand->state == ERRAND_WAITING;
    int64_t at =
        waits ? errand->since_ms + RECOVERING_MS : model->service.devices_up_ms + SETTLING_MS;
    int64_t lost = model->service.reader_ms + LOST_MS;
    if (model->now_ms < at)
        return at;
    return model->now_ms < lost && !service_has_reader(&model->service) ? lost : INT64_MAX;
}

const struct screen_kind screen_identify = {.name = "identify",
                                            .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(FAIL) |
                                                        VERDICT_BIT(BACK) | VERDICT_BIT(PHONE) |
                                                        VERDICT_BIT(HELP),
                                            .step = 1,
                                            .compose = compose,
                                            .act = act,
                                            .tick = tick,
                                            .due = due};
