/* SPDX-License-Identifier: Apache-2.0 */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/words/words.h"

static const struct screen_kind *const kinds[SCREEN_COUNT] = {
    [SCREEN_ATTRACT] = &screen_attract,
    [SCREEN_HOME] = &screen_home,
    [SCREEN_GUIDE] = &screen_guide,
    [SCREEN_NOTICE] = &screen_notice,
    [SCREEN_IDENTIFY] = &screen_identify,
    [SCREEN_PHONE] = &screen_phone,
    [SCREEN_SHARED] = &screen_shared,
    [SCREEN_QUESTION] = &screen_question,
    [SCREEN_REVIEW] = &screen_review,
    [SCREEN_SENDING] = &screen_sending,
    [SCREEN_DONE] = &screen_done,
    [SCREEN_RATING] = &screen_rating,
    [SCREEN_THANKS] = &screen_thanks,
    [SCREEN_HELP] = &screen_help,
    [SCREEN_TROUBLE] = &screen_trouble,
    [SCREEN_CLOSED] = &screen_closed,
    [SCREEN_WHO] = &screen_who,
    [SCREEN_SEARCH] = &screen_search,
    [SCREEN_FIND] = &screen_find,
    [SCREEN_NUMBER] = &screen_number,
    [SCREEN_RECEIPT] = &screen_receipt,
    [SCREEN_CASES] = &screen_cases,
    [SCREEN_SLOTS] = &screen_slots,
    [SCREEN_BOOK] = &screen_book,
    [SCREEN_BOOKED] = &screen_booked,
    [SCREEN_FEES] = &screen_fees,
    [SCREEN_FEE] = &screen_fee,
    [SCREEN_STEP_UP] = &screen_step_up,
    [SCREEN_LICENCE] = &screen_licence,
    [SCREEN_CREDIT] = &screen_credit,
    [SCREEN_MENU] = &screen_menu,
    [SCREEN_CORRECT] = &screen_correct,
    [SCREEN_TOGETHER] = &screen_together,
    [SCREEN_CERTIFICATES] = &screen_certificates,
    [SCREEN_CERTIFICATE] = &screen_certificate,
    [SCREEN_PAPERS] = &screen_papers,
    [SCREEN_PAPER] = &screen_paper,
    [SCREEN_LATER] = &screen_later,
    [SCREEN_COMMIT] = &screen_commit,
    [SCREEN_SIGN] = &screen_sign,
    [SCREEN_PHOTOGRAPH] = &screen_photograph,
    [SCREEN_HANDOVER] = &screen_handover,
    [SCREEN_HANDED] = &screen_handed,
};

const struct screen_kind *screen_of(enum screen_id id)
{
    return kinds[id];
}

enum { STEPS = 5 };

static void add_steps(struct layout *l, int step)
{
    static const char *const names[STEPS + 1] = {
        "", N_("验证身份"), N_("调取资料"), N_("填写信息"), N_("核对"), N_("完成")};
    if (step > 0)
        part_steps(l, _(names[step]), step, STEPS);
}

static void add_idle_dialog(struct layout *l, const struct model *model)
{
    bool loses = visit_would_lose(&model->visit);
    int whole = model->settings->visit.warn_s * (model->visit.needs.large ? 2 : 1);
    part_dialog(l, &(struct dialog){
                       .look = LOOK_WARN,
                       .icon = "clock",
                       .title = _("您还在吗？"),
                       .text = loses ? _("没有人操作，就清除您的信息，回到首页。")
                                     : _("没有人操作，就回到首页。"),
                       .seconds_left = model->overlay_left_s,
                       .seconds = whole,
                       .main = {.label = _("继续"), .action = ACTION_STAY, .look = LOOK_PRIMARY},
                       .other = {.label = _("不办了"), .action = ACTION_LEAVE}});
}

static void add_exit_dialog(struct layout *l, const struct model *model)
{
    bool under_way = model->screen == SCREEN_SENDING && *model->visit.application_id;
    part_dialog(
        l, &(struct dialog){
               .look = LOOK_WARN,
               .icon = "exit",
               .title = _("要退出吗？"),
               .text = under_way ? _("正在提交，可能已经办了。请等看到号码再走。")
                                 : _("还没有提交。退出后，您的信息会清除。"),
               .main = {.label = under_way ? _("再等一等") : _("继续办理"),
                        .action = ACTION_STAY,
                        .look = LOOK_PRIMARY},
               .other = {.label = _("确定退出"), .action = ACTION_LEAVE, .look = LOOK_DANGER}});
}

static void add_overlay(struct layout *l, const struct model *model)
{
    if (model->overlay == OVERLAY_IDLE)
        add_idle_dialog(l, model);
    else if (model->overlay == OVERLAY_EXIT)
        add_exit_dialog(l, model);
}

/* Looking something up and paying have no five steps. */
static bool asks_only(const struct model *model)
{
    const struct item *item = model->visit.item;
    return item && !item_submits(item->kind) && item->kind != ITEM_KIND_APPOINTMENT;
}

void screen_compose(struct layout *l, const void *user)
{
    const struct model *model = user;
    const struct screen_kind *kind = kinds[model->screen];
    words_use(model->visit.needs.language);
    if (model->screen == SCREEN_ATTRACT) {
        kind->compose(l, model);
        return;
    }
    part_header(l, model_title(model), _("自助终端 · 7×24 小时不打烊"));
    add_steps(l, asks_only(model) ? 0 : kind->step);
    kind->compose(l, model);
    part_bar_without(l, 1u << UI_SPEECH); /* not here yet: not shown */
    add_overlay(l, model);
}
