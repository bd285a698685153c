/* SPDX-License-Identifier: Apache-2.0 */
/* What came of it, the number large, the paper honestly, and what to take along. */
#include "app/screen/screen.h"

#include <string.h>

#include "app/print/due.h"
#include "app/print/outputs.h"
#include "app/print/proof.h"
#include "app/print/slip.h"
#include "app/screen/actions.h"
#include "app/screen/printed.h"
#include "app/screen/paper_words.h"
#include "app/screen/together_words.h"
#include "app/words/day.h"
#include "app/words/news.h"
#include "app/words/words.h"
#include "platform/base/clock.h"
#include "platform/base/text.h"

enum { PRINTING_AT_MOST_MS = 30000, LOST_SLIP_MS = 20000, LEANEST = 2 };

/* When room is short the telephone stays longest. */
static void add_facts(struct layout *l, const struct fact *facts, int count)
{
    if (l->lean <= 0)
        part_facts(l, facts, count);
    else if (l->lean < LEANEST)
        part_facts(l, &facts[count - 1], 1);
}

/* NULL where each part's own line says it, and room is short. */
static const char *accepted_words(const struct layout *l, const struct visit *visit)
{
    if (*visit->status.message)
        return visit->status.message;
    return together_count(visit) > 0 && l->lean >= LEANEST ? NULL : _("办好后会通知您。");
}

static void add_result(struct layout *l, const struct visit *visit)
{
    const struct case_status *status = &visit->status;
    char result[OUTPUTS_TEXT];
    if (proof_is_given(visit)) { /* it is there, however its case stands */
        char who[FORM_SHOWN_MAX];
        proof_who(visit, who);
        part_result(l, LOOK_OK, _("办好了"), who);
        wipe(who, sizeof who);
        return;
    }
    switch (status->state) {
    case CASE_DONE:
        outputs_say_after(visit->item, true, l->lean > 0, result);
        part_result(l, LOOK_OK, _("办好了"), text_or_none(result));
        break;
    case CASE_ANSWERED:
        part_result(l, LOOK_OK, _("已答复"), text_or_none(status->message));
        break;
    case CASE_ACCEPTED:
    case CASE_RECEIVED:
    case CASE_EXTENDED:
        part_result(l, LOOK_OK, status->state == CASE_RECEIVED ? _("已接单") : _("已受理"),
                    accepted_words(l, visit));
        break;
    case CASE_CORRECTION:
        part_result(l, LOOK_WARN, _("还差一点，请您补正"),
                    *status->message ? status->message : _("请到窗口问一问要补什么。"));
        break;
    case CASE_REFUSED:
        part_result(l, LOOK_ERROR, _("没有办成"),
                    *status->message ? news_words(status->message) : _("请到窗口问一问原因。"));
        break;
    case CASE_SAVED:
    default:
        part_result(l, LOOK_WARN, _("已保存，网络恢复后自动提交"), NULL);
    }
}

/* The department's words are what counts then, and may be long. */
static bool is_told_at_length(const struct case_status *status)
{
    return status->state == CASE_REFUSED || status->state == CASE_CORRECTION ||
           status->state == CASE_ANSWERED;
}

static void make_code(const struct model *model, char ret_code[SLIP_CODE_TEXT])
{
    const struct slip_place place = {.title = model_title(model),
                                     .kiosk_code = model->settings->kiosk.code,
                                     .help_phone = model->settings->kiosk.help_phone};
    slip_code(&model->visit, &place, ret_code);
}

/* The answer came after the slip was written: its number is another, and as good. */
static void say_number_note(const struct visit *visit, char *ret_note, size_t size)
{
    bool slip = visit->paper != VISIT_PAPER_NONE && visit->paper != VISIT_PAPER_FAILED;
    if (slip && visit->paper_says_saved && visit->status.state != CASE_SAVED)
        snprintf(ret_note, size, _("回执上的号码 %s 也能查"), visit->status.local_number);
    else
        text_copy(ret_note, size, _("手机扫码留存，或拍下号码"));
}

static void add_number(struct layout *l, const struct model *model)
{
    const struct case_status *status = &model->visit.status;
    char number[SLIP_NUMBER_TEXT], code[SLIP_CODE_TEXT], note[SLIP_NUMBER_TEXT + 96];
    bool refused = is_told_at_length(status), brief = refused || l->lean >= LEANEST;
    say_number_note(&model->visit, note, sizeof note);
    slip_number(status, number);
    make_code(model, code);
    part_number(l, &(struct number){.label = slip_number_label(&model->visit),
                                    .number = number,
                                    .note = brief ? NULL : note,
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

/* Taken in: by when there is an answer, when the term begins, and how what was asked for comes. */
static void add_accepted_facts(struct layout *l, const struct model *model)
{
    const struct visit *visit = &model->visit;
    struct due due;
    due_say(visit->item, visit->status.promise_date, &model->calendar, clock_wall_ms(), &due);
    char called[DAY_WORDS], call[DAY_WORDS + 64], result[OUTPUTS_TEXT];
    day_say_text(visit->status.contact_date, called);
    snprintf(call, sizeof call, _("最晚 %s 有人联系您"), called);
    outputs_say_after(visit->item, false, true, result);
    struct fact facts[2];
    int count = 0;
    if (*result && !*called) /* who is called is told then */
        facts[count++] = (struct fact){"document", _("得到什么"), result};
    if (*called)
        facts[count++] = (struct fact){"phone", NULL, call};
    if (*due.by)
        facts[count++] = (struct fact){"calendar", *due.begins ? due.by : NULL,
                                       *due.begins ? due.begins : due.by};
    if (count)
        add_facts(l, facts, count);
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

static void add_slip(struct layout *l, const struct model *model)
{
    char lines[512], code[SLIP_CODE_TEXT];
    make_code(model, code);
    slip_lines(&model->visit, lines, sizeof lines);
    bool card_lies = service_card_lies_there(&model->service);
    part_slip(l, &(struct slip){.lines = lines,
                                .qr = code,
                                .left = _("请取走\n回执"),
                                .right = card_lies ? _("请收好\n身份证") : NULL});
    wipe(lines, sizeof lines);
}

static bool slip_is_drawn(const struct visit *visit)
{
    return visit->paper == VISIT_PAPER_DONE && !proof_is_given(visit) &&
           together_count(visit) == 0 &&
           (case_state_of_case(visit->status.state) == CASE_DONE ||
            case_state_of_case(visit->status.state) == CASE_ACCEPTED);
}

/* The slip itself while it can be taken; beside a long reason or a proof titles alone must do. */
static void add_paper(struct layout *l, const struct model *model)
{
    const struct visit *visit = &model->visit;
    enum service_slip slip = service_slip(&model->service);
    bool waits = slip == SERVICE_SLIP_UNSEEN || slip == SERVICE_SLIP_WAITS;
    bool long_page = is_told_at_length(&visit->status) || proof_is_given(visit) ||
                     papers_next_later(visit, -1) >= 0 || together_count(visit) > 0;
    if (waits && slip_is_drawn(visit))
        add_slip(l, model);
    else
        printed_add(l, model, proof_is_given(visit) ? &printed_proof : &printed_slip,
                    l->lean >= LEANEST && long_page);
}

static bool slip_is_lost(const struct model *model)
{
    enum service_slip slip = service_slip(&model->service);
    return model->visit.paper == VISIT_PAPER_DONE &&
           (slip == SERVICE_SLIP_RETRACTED || slip == SERVICE_SLIP_JAMMED);
}

/* A slip that is out of reach now leaves time to take a picture of the number. */
static int64_t end_at(const struct model *model)
{
    int64_t at = model->entered_ms + model->settings->visit.result_s * INT64_C(1000);
    if (slip_is_lost(model) && model->slip_ms + LOST_SLIP_MS > at)
        at = model->slip_ms + LOST_SLIP_MS;
    return model->visit.paper == VISIT_PAPER_RUNNING ? at + PRINTING_AT_MOST_MS : at;
}

static int seconds_left(const struct model *model)
{
    int64_t left = end_at(model) - model->now_ms;
    int most = model->settings->visit.result_s;
    int seconds = (int)((left + 999) / 1000);
    return seconds > most ? most : seconds < 0 ? 0 : seconds;
}

/* The proof itself: what it says, the code that anyone can check, and how the case is called. */
static void add_proof(struct layout *l, const struct model *model)
{
    const struct visit *visit = &model->visit;
    struct proof_row rows[PROOF_ROWS_MAX];
    struct row shown[PROOF_ROWS_MAX];
    char code[SLIP_NUMBER_TEXT], number[SLIP_NUMBER_TEXT], note[SLIP_NUMBER_TEXT + 64];
    /* While the paper comes, the code stands there: the lines are worth the room. */
    bool paper = visit->paper == VISIT_PAPER_RUNNING || visit->paper == VISIT_PAPER_DONE;
    bool shows_code = *proof_qr(visit) && !paper;
    size_t first, n = proof_rows(visit, rows, &first);
    for (size_t i = first; i < n; i++)
        shown[i] = (struct row){.label = rows[i].label, .value = rows[i].text};
    layout_keep_whole(l);
    part_rows(l, shown + first, (int)(n - first), (struct pager){model->page.sheet, ACTION_SHEET});
    proof_code(visit, code);
    slip_number(&visit->status, number);
    snprintf(note, sizeof note, "%s %s", slip_number_label(visit), number);
    part_number(l, &(struct number){.label = _("验真码"),
                                    .number = code,
                                    .note = l->lean >= LEANEST ? NULL : note,
                                    .qr = shows_code ? proof_qr(visit) : NULL});
    wipe(rows, sizeof rows);
}

/* Several items: whose each is, and until when. */
static void add_parts(struct layout *l, const struct model *model)
{
    struct together_line lines[ITEM_PARTS_MAX];
    struct row rows[ITEM_PARTS_MAX];
    int count = together_rows(model, lines, rows);
    if (count > 0)
        part_rows(l, rows, count, (struct pager){model->page.sheet, ACTION_SHEET});
}

static void compose(struct layout *l, const struct model *model)
{
    const struct visit *visit = &model->visit;
    char rate[64];
    bool proof = proof_is_given(visit);
    add_result(l, visit);
    if (proof)
        add_proof(l, model);
    else
        add_number(l, model);
    if (visit->status.state == CASE_SAVED && !proof)
        add_saved_facts(l, model);
    if (case_state_of_case(visit->status.state) == CASE_ACCEPTED && !proof_is_given(visit))
        add_accepted_facts(l, model);
    if (!is_told_at_length(&visit->status))
        add_parts(l, model);
    if (visit->status.state == CASE_ACCEPTED || visit->status.state == CASE_SAVED)
        paper_add_remaining(l, visit);
    if (visit->correction.begun && *visit->correction.to_counter)
        part_notice_optional(l, LOOK_WARN, "document", _("说好带到窗口的"),
                             visit->correction.to_counter);
    if (visit->status.state == CASE_REFUSED)
        add_refused_facts(l, model);
    add_paper(l, model);
    enum service_slip slip = service_slip(&model->service);
    bool card_is_said = visit->paper == VISIT_PAPER_DONE &&
                        (slip == SERVICE_SLIP_UNSEEN || slip == SERVICE_SLIP_WAITS);
    if (service_card_lies_there(&model->service) && !card_is_said)
        part_notice(l, LOOK_WARN, "card", _("请收好身份证"), NULL);
    snprintf(rate, sizeof rate, visit->correction.begun ? _("好了（%d 秒）") : _("去评价（%d 秒）"),
             seconds_left(model));
    const struct button rating = {.label = rate, .action = ACTION_NEXT};
    if (visit_owes(visit))
        part_actions_even(l, &rating,
                          &(struct button){.label = _("去缴费"), .action = ACTION_OTHER});
    else
        part_actions(l, NULL, &rating);
}

/* What is corrected was rated when it was handed in, or will be when it is decided. */
static enum verdict go_on(const struct model *model)
{
    return model->visit.correction.begun ? VERDICT_SKIP : VERDICT_NEXT;
}

static enum verdict act(struct model *model, int action, int arg)
{
    if (action == ACTION_SHEET)
        model->page.sheet = arg;
    if (action == ACTION_OTHER && visit_owes(&model->visit)) {
        model->visit.paper = VISIT_PAPER_NONE; /* the next slip is another one */
        return VERDICT_PAY;
    }
    return action == ACTION_NEXT ? go_on(model) : VERDICT_STAY;
}

static enum verdict tick(struct model *model)
{
    return model->now_ms >= end_at(model) ? go_on(model) : VERDICT_STAY;
}

static int64_t due(const struct model *model)
{
    int64_t end = end_at(model), left = end - model->now_ms;
    int64_t second = model->now_ms + 1 + (left - 1) % 1000;
    return left > 1000 ? second : end;
}

const struct screen_kind screen_done = {.name = "done",
                                        .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(SKIP) |
                                                    VERDICT_BIT(PAY),
                                        .step = 5,
                                        .has_own_end = true,
                                        .compose = compose,
                                        .act = act,
                                        .tick = tick,
                                        .due = due};
