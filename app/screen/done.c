/* SPDX-License-Identifier: Apache-2.0 */
/* What came of it, the number large, the paper honestly, and what to take along. */
#include "app/screen/screen.h"

#include <string.h>

#include "app/print/slip.h"
#include "app/screen/actions.h"
#include "app/screen/words.h"
#include "platform/base/clock.h"
#include "platform/base/text.h"

enum { PRINTING_AT_MOST_MS = 30000, LEANEST = 2 };

/* When room is short the telephone stays longest. */
static void add_facts(struct layout *l, const struct fact *facts, int count)
{
    if (l->lean <= 0)
        part_facts(l, facts, count);
    else if (l->lean < LEANEST)
        part_facts(l, &facts[count - 1], 1);
}

static void add_result(struct layout *l, const struct visit *visit)
{
    const struct case_status *status = &visit->status;
    switch (status->state) {
    case CASE_DONE:
        part_result(l, LOOK_OK, _("办好了"), visit->item->done_words);
        break;
    case CASE_ACCEPTED:
        part_result(l, LOOK_OK, _("已受理"),
                    *status->message ? status->message : _("办好后会通知您。"));
        break;
    case CASE_REFUSED:
        part_result(l, LOOK_ERROR, _("没有办成"),
                    *status->message ? status->message : _("请到窗口问一问原因。"));
        break;
    case CASE_SAVED:
    default:
        part_result(l, LOOK_WARN, _("已保存，网络恢复后自动提交"), NULL);
    }
}

static void make_code(const struct model *model, char ret_code[SLIP_CODE_TEXT])
{
    const struct slip_place place = {.title = model_title(model),
                                     .kiosk_code = model->settings->kiosk.code,
                                     .help_phone = model->settings->kiosk.help_phone};
    slip_code(&model->visit, &place, ret_code);
}

static void add_number(struct layout *l, const struct model *model)
{
    const struct case_status *status = &model->visit.status;
    char number[SLIP_NUMBER_TEXT], code[SLIP_CODE_TEXT];
    bool refused = status->state == CASE_REFUSED, brief = refused || l->lean >= LEANEST;
    slip_number(status, number);
    make_code(model, code);
    part_number(l, &(struct number){.label = *status->project_no ? _("办件编号") : _("本机受理号"),
                                    .number = number,
                                    .note = brief ? NULL : _("手机扫码留存，或拍下号码"),
                                    .qr = refused ? NULL : code,
                                    .look = status->state == CASE_SAVED ? LOOK_WARN : LOOK_PLAIN});
}

static void add_saved_facts(struct layout *l, const struct model *model)
{
    char call[SETTINGS_TEXT + 96];
    snprintf(call, sizeof call, _("24 小时没有结果，请拨 %s，报号码"),
             model->settings->kiosk.help_phone);
    const struct fact facts[] = {
        {"shield-check", NULL, _("您的信息已加密保存，只有政务平台能打开")},
        {"clock", NULL, _("网络一恢复就自动提交，不用再来")},
        {"phone", NULL, call}};
    add_facts(l, facts, ARRAY_LEN(facts));
}

static void add_refused_facts(struct layout *l, const struct model *model)
{
    char call[SETTINGS_TEXT + 64];
    snprintf(call, sizeof call, _("拨 %s，报上面的号码，会告诉您怎么办。"),
             model->settings->kiosk.help_phone);
    const struct item_guide *guide = &model->visit.item->guide;
    char place[256];
    snprintf(place, sizeof place, _("%s，%s"), guide->help_org, guide->help_hours);
    const struct fact facts[] = {{"person", _("去窗口办"), place}, {"phone", _("打电话问"), call}};
    add_facts(l, facts, ARRAY_LEN(facts));
}

static const char *why_no_paper(enum err why)
{
    if (why == ERR_PAPER_OUT)
        return _("打印机没有纸了。请拍下号码，一样能查。");
    if (why == ERR_COVER_OPEN)
        return _("打印机的盖子开着。请拍下号码，一样能查。");
    return _("打印机出了问题。请拍下号码，一样能查。");
}

/* What the paper says, as far as the drawing has room. */
static void say_slip(const struct visit *visit, char *ret_lines, size_t size)
{
    struct form_row rows[ITEM_FIELDS_MAX];
    size_t n = form_rows(&visit->form, rows);
    int at = snprintf(ret_lines, size, "%s", visit->item->title);
    for (size_t i = 0; i < n && at > 0 && (size_t)at < size; i++) {
        char name[FORM_SHOWN_MAX];
        bool is_name = strcmp(visit->item->field[rows[i].field].name, "applyer_name") == 0;
        slip_mask_name(rows[i].shown, name, sizeof name);
        if (is_name || rows[i].editable)
            at += snprintf(ret_lines + at, size - (size_t)at, "\n%s %s", rows[i].label,
                           is_name ? name : rows[i].shown);
        wipe(name, sizeof name);
    }
    wipe(rows, sizeof rows);
}

static void add_slip(struct layout *l, const struct model *model)
{
    char lines[512], code[SLIP_CODE_TEXT];
    make_code(model, code);
    say_slip(&model->visit, lines, sizeof lines);
    bool card_lies = service_card_lies_there(&model->service);
    part_slip(l, &(struct slip){.title = _("办件回执"),
                                .lines = lines,
                                .qr = code,
                                .left = _("请取走\n回执"),
                                .right = card_lies ? _("请收好\n身份证") : NULL});
    wipe(lines, sizeof lines);
}

/* Beside a long reason the title alone must do. */
static void note_paper(struct layout *l, const struct model *model, const char *title,
                       const char *text)
{
    bool brief = l->lean >= LEANEST && model->visit.status.state == CASE_REFUSED;
    part_notice(l, LOOK_WARN, NULL, title, brief ? NULL : text);
}

static bool slip_is_drawn(const struct visit *visit)
{
    return visit->paper == VISIT_PAPER_DONE &&
           (visit->status.state == CASE_DONE || visit->status.state == CASE_ACCEPTED);
}

static void add_paper(struct layout *l, const struct model *model)
{
    const struct visit *visit = &model->visit;
    bool lies = service_card_lies_there(&model->service);
    switch (visit->paper) {
    case VISIT_PAPER_RUNNING:
        part_progress(l, _("正在打印回执，请稍等…"), -1);
        break;
    case VISIT_PAPER_DONE:
        if (slip_is_drawn(visit))
            add_slip(l, model);
        else
            part_notice(l, LOOK_OK, "receipt", lies ? _("请取走回执，收好身份证") : _("请取走回执"),
                        NULL);
        break;
    case VISIT_PAPER_FAILED:
        note_paper(l, model, _("回执没有打印出来"), why_no_paper(visit->paper_why));
        break;
    case VISIT_PAPER_UNKNOWN:
        note_paper(l, model, _("请看看有没有回执"), _("如果没有拿到回执，请拍下号码，一样能查。"));
        break;
    case VISIT_PAPER_NONE:
    default:
        note_paper(l, model, _("现在不能打印回执"), _("请拍下号码，或用手机扫码留存。"));
    }
}

static int64_t end_at(const struct model *model)
{
    int64_t at = model->entered_ms + model->settings->visit.result_s * INT64_C(1000);
    return model->visit.paper == VISIT_PAPER_RUNNING ? at + PRINTING_AT_MOST_MS : at;
}

static int seconds_left(const struct model *model)
{
    int64_t left = end_at(model) - model->now_ms;
    int most = model->settings->visit.result_s;
    int seconds = (int)((left + 999) / 1000);
    return seconds > most ? most : seconds < 0 ? 0 : seconds;
}

static void compose(struct layout *l, const struct model *model)
{
    const struct visit *visit = &model->visit;
    char rate[64];
    add_result(l, visit);
    add_number(l, model);
    if (visit->status.state == CASE_SAVED)
        add_saved_facts(l, model);
    if (visit->status.state == CASE_REFUSED)
        add_refused_facts(l, model);
    add_paper(l, model);
    if (service_card_lies_there(&model->service) && visit->paper != VISIT_PAPER_DONE)
        part_notice(l, LOOK_WARN, "card", _("请收好身份证"), NULL);
    snprintf(rate, sizeof rate, _("去评价（%d 秒）"), seconds_left(model));
    part_actions(l, NULL, &(struct button){.label = rate, .action = ACTION_NEXT});
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)model, (void)arg;
    return action == ACTION_NEXT ? VERDICT_NEXT : VERDICT_STAY;
}

static enum verdict tick(struct model *model)
{
    return model->now_ms >= end_at(model) ? VERDICT_NEXT : VERDICT_STAY;
}

static int64_t due(const struct model *model)
{
    int64_t end = end_at(model), left = end - model->now_ms;
    int64_t second = model->now_ms + 1 + (left - 1) % 1000;
    return left > 1000 ? second : end;
}

const struct screen_kind screen_done = {.name = "done",
                                        .verdicts = VERDICT_BIT(NEXT),
                                        .step = 5,
                                        .has_own_end = true,
                                        .compose = compose,
                                        .act = act,
                                        .tick = tick,
                                        .due = due};
