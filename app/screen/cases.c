/* SPDX-License-Identifier: Apache-2.0 */
/* How the cases stand, in plain words: one by its number, or all of a citizen. */
#include "app/screen/screen.h"

#include <string.h>

#include "app/print/slip.h"
#include "app/screen/actions.h"
#include "app/screen/together_words.h"
#include "app/words/day.h"
#include "app/words/news.h"
#include "app/words/words.h"
#include "platform/base/clock.h"
#include "platform/base/date.h"
#include "platform/base/text.h"

enum { NOTE_TEXT = 320, LEANEST = 2 };

static const struct state_words {
    const char *label, *title;
    enum look look;
} words_of[] = {
    [CASE_SAVED] = {N_("待提交"), N_("已保存，等网络恢复"), LOOK_WARN},
    [CASE_ACCEPTED] = {N_("办理中"), N_("正在办理"), LOOK_INFO},
    [CASE_DONE] = {N_("已办好"), N_("已经办好"), LOOK_OK},
    [CASE_REFUSED] = {N_("没办成"), N_("没有办成"), LOOK_ERROR},
    [CASE_CORRECTION] = {N_("要补正"), N_("还差一点，请您补正"), LOOK_WARN},
    [CASE_RECEIVED] = {N_("已接单"), N_("已经接单"), LOOK_INFO},
    [CASE_EXTENDED] = {N_("延期"), N_("延期了，还在办"), LOOK_WARN},
    [CASE_ANSWERED] = {N_("已答复"), N_("已经答复"), LOOK_OK},
};

static bool has_promise(const struct case_row *row)
{
    int date;
    return case_state_of_case(row->state) == CASE_ACCEPTED &&
           date_parse(row->promise_date, &date) == ERR_NONE;
}

/* Days since the promised end, 0 while there is time. */
static int days_over(const struct case_row *row)
{
    int date;
    if (!has_promise(row) || date_parse(row->promise_date, &date) != ERR_NONE)
        return 0;
    int days = date_between(date, date_in_china(clock_wall_ms(), NULL));
    return days > 0 ? days : 0;
}

static void say_number(const struct case_row *row, char ret_number[SLIP_NUMBER_TEXT])
{
    struct case_status status = {.state = row->state};
    bool ours = row->state == CASE_SAVED; /* the province has given none */
    text_copy(ours ? status.local_number : status.project_no, sizeof status.project_no,
              row->project_no);
    slip_number(&status, ret_number);
}

/* 11月23日 星期一 申请，最晚 11月30日 星期一 有结果; or how long ago that was. */
static void say_days(const struct case_row *row, char *ret_text, size_t size)
{
    char applied[DAY_WORDS] = "", promised[DAY_WORDS] = "";
    ret_text[0] = '\0';
    if (strlen(row->apply_date) == 8) {
        day_say_text(row->apply_date, applied);
        snprintf(ret_text, size, _("%s 申请"), applied);
    }
    size_t at = strlen(ret_text);
    if (!has_promise(row))
        return;
    day_say_text(row->promise_date, promised);
    if (days_over(row))
        snprintf(ret_text + at, size - at, _("%s应在 %s 前有结果，已超过 %d 天"), at ? _("，") : "",
                 promised, days_over(row));
    else
        snprintf(ret_text + at, size - at, _("%s最晚 %s 有结果"), at ? _("，") : "", promised);
}

/* Of a case of several items: how many are done. */
static void add_parts(const struct case_row *row, char *note, size_t size)
{
    char progress[TOGETHER_TITLE];
    size_t at = strlen(note);
    together_say_progress(row->parts, row->parts_done, progress);
    if (row->parts > 0)
        snprintf(note + at, size - at, "\n%s", progress);
}

struct way {
    const char *label;
    int action;
};

/* What the button beside a case does; none: without a label. */
static struct way way_of(const struct case_row *one)
{
    if (one->parts)
        return (struct way){_("看每一项"), ACTION_PARTS};
    if (one->state == CASE_CORRECTION)
        return (struct way){_("补正"), ACTION_EDIT};
    return (struct way){one->unpaid ? _("缴费") : NULL, ACTION_OTHER};
}

static void add_list(struct layout *l, const struct model *model)
{
    const struct case_list *list = &model->visit.cases;
    struct row rows[CASE_LIST_MAX];
    char notes[CASE_LIST_MAX][NOTE_TEXT];
    for (size_t i = 0; i < list->count; i++) {
        const struct case_row *one = &list->row[i];
        char number[SLIP_NUMBER_TEXT];
        say_days(one, notes[i], sizeof notes[i]);
        say_number(one, number);
        size_t at = strlen(notes[i]);
        snprintf(notes[i] + at, sizeof notes[i] - at, "\n%s%s%s", number, one->unpaid ? "\n" : "",
                 one->unpaid ? _("还没有缴费") : "");
        add_parts(one, notes[i], sizeof notes[i]);
        const struct way way = way_of(one);
        rows[i] = (struct row){.label = _(words_of[one->state].label),
                               .value = one->task_name,
                               .source = notes[i],
                               .edit_label = way.label,
                               .edit_action = way.action,
                               .edit_arg = (int)i};
    }
    part_heading(l, _("您办过的事"));
    part_hint(l, list->more ? _("只列出最近 50 件，更早的请打电话查。") : _("最近办的在最上面。"));
    part_rows(l, rows, (int)list->count, (struct pager){model->page.sheet, ACTION_SHEET});
    wipe(notes, sizeof notes);
}

/* What can be done about one case, or be looked at more closely. What is lacking comes before what
 * is owed. */
static void add_ways(struct layout *l, const struct model *model)
{
    const struct part_list *parts = &model->visit.parts.list;
    const struct case_row *row = &model->visit.cases.row[0];
    struct button ways[2];
    int count = 0;
    bool known = model->visit.identity != VISIT_UNKNOWN, online = model->service.online;
    if (parts->count > 0)
        ways[count++] =
            (struct button){.label = _("看每一项"), .icon = "search", .action = ACTION_PARTS};
    if (row->state == CASE_CORRECTION && online)
        ways[count++] = (struct button){.label = known ? _("看看补什么") : _("放身份证补正"),
                                        .icon = known ? "edit" : "card",
                                        .action = known ? ACTION_EDIT : ACTION_FIND};
    else if (row->unpaid && online)
        ways[count++] = (struct button){.label = known ? _("去缴费") : _("放身份证缴费"),
                                        .icon = known ? "money" : "card",
                                        .action = known ? ACTION_OTHER : ACTION_FIND};
    if (count > 0)
        part_buttons(l, ways, count);
}

static void add_one(struct layout *l, const struct model *model)
{
    const struct case_row *row = &model->visit.cases.row[0];
    const struct state_words *words = &words_of[row->state];
    char number[SLIP_NUMBER_TEXT], days[NOTE_TEXT], call[SETTINGS_TEXT + 64];
    char progress[TOGETHER_TITLE];
    say_number(row, number);
    say_days(row, days, sizeof days);
    snprintf(call, sizeof call, _("拨 %s，报上面的号码"), model->settings->kiosk.help_phone);
    bool late = days_over(row) > 0;
    enum look look = late ? LOOK_WARN : words->look;
    const char *next = row->state == CASE_SAVED ? _("网络一恢复就自动提交，不用再来")
                       : case_state_of_case(row->state) == CASE_ACCEPTED
                           ? _("办好了会按您留的方式告诉您")
                       : row->state == CASE_CORRECTION ? _("补好以后，会接着办")
                       : row->state == CASE_REFUSED    ? _("请到窗口办，或重新申请")
                                                       : _("可以放心离开");
    const struct part_list *parts = &model->visit.parts.list;
    together_say_progress(parts->count, part_list_count(parts, CASE_DONE), progress);
    bool lean = l->lean >= LEANEST; /* the button says how */
    const struct fact said[] = {
        {"money", _("还没有缴费"), lean ? NULL : _("用手机扫码付，随时都能付")},
        {"check", progress, _("每个部门办得怎样，都能看")},
        {"clock", _("接下来"), *days ? days : next},
        {"phone", late ? _("可以催办") : _("想问清楚"), call}};
    part_result(l, look, late ? _("超过了答应的时间") : _(words->title),
                *row->message ? news_words(row->message) : NULL);
    part_number(l, &(struct number){.label = row->state == CASE_SAVED ? _("本机受理号") : _("编号"),
                                    .number = number,
                                    .look = look == LOOK_WARN ? LOOK_WARN : LOOK_PLAIN});
    const bool wanted[ARRAY_LEN(said)] = {row->unpaid, parts->count > 0, true, true};
    struct fact facts[ARRAY_LEN(said)];
    int count = 0;
    for (size_t i = 0; i < ARRAY_LEN(said); i++)
        if (wanted[i])
            facts[count++] = said[i];
    part_facts(l, facts, count);
    add_ways(l, model);
}

static void add_nothing(struct layout *l)
{
    const struct fact facts[] = {
        {"cloud-up", _("网络不通时办的"), _("还没提交的，用回执上的受理号查")},
        {"shield-check", _("没留姓名的诉求"), _("用工单号查")},
        {"clock", _("刚刚才办的"), _("过几分钟再查一次")}};
    part_result(l, LOOK_INFO, _("没有查到您办过的事"), _("这张身份证名下还没有办件。"));
    part_facts(l, facts, ARRAY_LEN(facts));
}

static void add_failure(struct layout *l, const struct model *model)
{
    char call[SETTINGS_TEXT + 64];
    snprintf(call, sizeof call, _("拨 %s，报上号码"), model->settings->kiosk.help_phone);
    bool number = *model->visit.number != '\0';
    bool unknown = model->visit.identity == VISIT_UNKNOWN;
    const struct fact facts[] = {
        {"receipt", _("号码印在回执上"), _("请对一对，有没有看错一位")},
        {"card", _("在别的终端办的"),
         unknown ? _("放上身份证，也能查到") : _("这张身份证名下没有这个号码")},
        {"phone", _("打电话查"), call}};
    if (number && model->page.refused == ERR_NOT_FOUND)
        part_result(l, LOOK_WARN, _("没有查到这个号码"),
                    unknown ? _("这台终端没有办过这个号码的事。")
                            : _("这个号码不是您办的，或者看错了一位。"));
    else
        part_result(l, LOOK_WARN, _("现在查不了"),
                    _("联系不上政务平台。会自动再试，也可以返回，用号码查。"));
    part_facts(l, facts, ARRAY_LEN(facts));
    if (number && unknown && model->service.online)
        part_buttons(
            l, &(struct button){.label = _("放身份证再查"), .icon = "card", .action = ACTION_FIND},
            1);
}

static void add_wait(struct layout *l)
{
    const struct fact facts[] = {{"search", _("正在问政务平台"), _("通常几秒钟就有结果")},
                                 {"shield-check", _("只给您看"), _("您离开，信息就清除")}};
    part_heading(l, _("正在查询"));
    part_hint(l, _("马上就好。"));
    layout_gap(l, 1);
    part_facts(l, facts, ARRAY_LEN(facts));
    part_progress(l, _("正在查询…"), -1);
}

static void compose(struct layout *l, const struct model *model)
{
    const struct visit *visit = &model->visit;
    if (!visit->cases_known && model->page.refused != ERR_NONE && model->page.refused != ERR_GONE)
        add_failure(l, model);
    else if (!visit->cases_known)
        add_wait(l);
    else if (*visit->number)
        add_one(l, model);
    else if (visit->cases.count)
        add_list(l, model);
    else
        add_nothing(l);
    if (service_card_lies_there(&model->service))
        part_notice(l, LOOK_WARN, "card", _("请收好身份证"), NULL);
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK},
                 &(struct button){.label = _("查好了"), .action = ACTION_NEXT});
}

/* What is owed for that case, and nothing else. */
static enum verdict pay(struct model *model, size_t which)
{
    struct visit *visit = &model->visit;
    if (visit->identity == VISIT_UNKNOWN || which >= visit->cases.count)
        return VERDICT_STAY;
    text_copy(visit->owes_for, sizeof visit->owes_for, visit->cases.row[which].project_no);
    visit->paper = VISIT_PAPER_NONE;
    return VERDICT_PAY;
}

static enum verdict act(struct model *model, int action, int arg)
{
    switch (action) {
    case ACTION_NEXT:
        return VERDICT_NEXT;
    case ACTION_FIND:
        return VERDICT_FIND;
    case ACTION_EDIT:
        if (model->visit.identity == VISIT_UNKNOWN)
            return VERDICT_STAY;
        visit_choose_case(&model->visit, (size_t)arg);
        return VERDICT_EDIT;
    case ACTION_PARTS:
        if (!*model->visit.number)
            together_choose(&model->visit, (size_t)arg);
        return VERDICT_PARTS;
    case ACTION_OTHER:
        return pay(model, (size_t)arg);
    case ACTION_SHEET:
        model->page.sheet = arg;
        return VERDICT_STAY;
    default:
        return action == ACTION_BACK ? VERDICT_BACK : VERDICT_STAY;
    }
}

const struct screen_kind screen_cases = {.name = "cases",
                                         .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK) |
                                                     VERDICT_BIT(FIND) | VERDICT_BIT(EDIT) |
                                                     VERDICT_BIT(PARTS) | VERDICT_BIT(PAY),
                                         .compose = compose,
                                         .act = act};
