/* SPDX-License-Identifier: Apache-2.0 */
/* A card may have been found: what only its owner may see asks for a code that goes to their own
 * phone. Before anything is typed; and who cannot, is told where else it goes. */
#include "app/screen/screen.h"

#include <string.h>

#include "app/input/digits.h"
#include "app/screen/actions.h"
#include "app/words/words.h"

enum { HELP_TEXT = 320, LEANEST = 2, HOLE = 9 };

static bool is_sent(const struct model *model)
{
    return model->visit.step_up.count > 0;
}

/* 4 8 3 9 2 0 → "483 920", as the message shows it. */
static void show_code(const struct model *model, char ret_text[16])
{
    const char *digits = model->page.value;
    size_t out = 0;
    for (size_t i = 0; digits[i] && i < STEP_UP_DIGITS; i++) {
        if (i == STEP_UP_DIGITS / 2)
            ret_text[out++] = ' ';
        ret_text[out++] = digits[i];
    }
    ret_text[out] = '\0';
}

static const char *advise(const struct model *model)
{
    enum err e = model->page.refused;
    if (*model->page.advice)
        return _(model->page.advice);
    if (e == ERR_NONE || e == ERR_GONE)
        return NULL;
    return err_category(e) == ERR_CAT_LINK ? _("网络不顺，请再按一次确定。")
                                           : _("不对，或者过期了。请再看看短信，一分钟后能重发。");
}

static void add_other_ways(struct layout *l, const struct model *model)
{
    char again[64];
    int wait = visit_resend_s(&model->visit, model->now_ms);
    struct button ways[2];
    int n = 0;
    snprintf(again, sizeof again, "%s", _("再发一次"));
    if (wait == 0)
        ways[n++] = (struct button){.label = again, .icon = "phone", .action = ACTION_SEND};
    ways[n++] = (struct button){.label = _("收不到短信"), .icon = "person", .action = ACTION_OTHER};
    part_buttons(l, ways, n);
}

/* Closest together the hole among the keys is where other ways are. */
static void add_keys(struct layout *l)
{
    const char *keys[DIGITS_KEYS];
    memcpy(keys, digits_keys, sizeof keys);
    if (l->lean >= LEANEST)
        keys[HOLE] = _("没收到");
    part_keys(l, keys, DIGITS_KEYS, DIGITS_COLUMNS, ACTION_KEY);
}

static void add_typing(struct layout *l, const struct model *model)
{
    char shown[16], hint[160];
    show_code(model, shown);
    snprintf(hint, sizeof hint,
             l->lean <= 0 ? _("发到了您的手机 %s。这样，别人捡到您的身份证也办不了。")
                          : _("发到了您的手机 %s。"),
             pairs_get(&model->visit.step_up, "sent_to"));
    part_heading(l, _("请输入短信里的 6 位数字"));
    part_hint(l, hint);
    part_field(l, &(struct field){
                      .value = shown, .placeholder = _("请按下面的数字"), .error = advise(model)});
    add_keys(l);
    if (l->lean < LEANEST)
        add_other_ways(l, model);
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK},
                 &(struct button){.label = _("确定"), .action = ACTION_NEXT});
    wipe(shown, sizeof shown);
    wipe(hint, sizeof hint);
}

static void add_wait(struct layout *l, const struct model *model)
{
    const struct fact facts[] = {
        {"phone", _("请拿出您的手机"), _("会收到一条短信，里面有 6 位数字")},
        {"shield-check", _("为什么要这样"), _("只有您本人能看到自己的资料")}};
    bool checking = model->page.checking;
    part_heading(l, checking ? _("正在核对") : _("正在给您的手机发短信"));
    part_hint(l, _("马上就好。"));
    layout_gap(l, 1);
    part_facts(l, facts, ARRAY_LEN(facts));
    part_progress(l, checking ? _("正在核对…") : _("正在发送…"), -1);
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK}, NULL);
}

static const struct reason {
    enum err err;
    const char *title, *text;
} reasons[] = {
    {ERR_NONE, N_("收不到短信，还有别的办法"), N_("选一种您方便的。")},
    {ERR_NOT_FOUND, N_("没有登记过您的手机号"), N_("所以发不了短信，还有别的办法。")},
    {ERR_REFUSED, N_("短信发得太多了"), N_("请过一小时再试，或者用别的办法。")},
    {ERR_UNREACHABLE, N_("现在发不出短信"), N_("联系不上政务平台。可以再试一次。")},
};

static const struct reason *reason_of(enum err e)
{
    if (err_category(e) == ERR_CAT_LINK)
        return &reasons[ARRAY_LEN(reasons) - 1];
    for (size_t i = 0; i < ARRAY_LEN(reasons); i++)
        if (reasons[i].err == e)
            return &reasons[i];
    return &reasons[2];
}

/* Never a dead end. */
static void add_elsewhere(struct layout *l, const struct model *model)
{
    const struct reason *reason = reason_of(model->page.other ? ERR_NONE : model->page.refused);
    const struct item_guide *guide = &model->visit.item->guide;
    char counter[HELP_TEXT];
    snprintf(counter, sizeof counter, _("%s · %s"), guide->help_org, guide->help_hours);
    part_heading(l, _(reason->title));
    part_hint(l, _(reason->text));
    layout_gap(l, 1);
    if (reason->err == ERR_UNREACHABLE || model->page.other)
        part_link(l, &(struct link){.icon = "phone",
                                    .title = _("再试一次短信"),
                                    .text = _("发到您登记过的手机。"),
                                    .action = ACTION_SEND});
    if (service_has_scanner(&model->service) && model->service.online)
        part_link(l, &(struct link){.icon = "qr",
                                    .title = _("用手机上的身份码"),
                                    .text = _("打开三晋通，点“身份码”，扫一下就行。"),
                                    .action = ACTION_PHONE});
    part_link(
        l, &(struct link){
               .icon = "person", .title = _("到窗口办"), .text = counter, .action = ACTION_HELP});
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK}, NULL);
}

static void compose(struct layout *l, const struct model *model)
{
    bool failed =
        !is_sent(model) && model->page.refused != ERR_NONE && model->page.refused != ERR_GONE;
    if (model->page.other || failed)
        add_elsewhere(l, model);
    else if (model->page.checking || !is_sent(model))
        add_wait(l, model);
    else
        add_typing(l, model);
}

static enum verdict check(struct model *model)
{
    bool whole = strlen(model->page.value) == STEP_UP_DIGITS;
    model->page.checking = whole;
    model->errand[ERRAND_CHECK_CODE].state = ERRAND_NONE; /* another code is another question */
    model->page.refused = ERR_NONE;
    snprintf(model->page.advice, sizeof model->page.advice, "%s",
             whole ? "" : N_("还没有输满 6 位，请接着输。"));
    return VERDICT_STAY;
}

/* What was wrong stays in sight until the next try: keys must not move under a finger. */
static enum verdict press(struct model *model, int key)
{
    if (key == HOLE)
        model->page.other = true;
    else
        (void)digits_press(model->page.value, sizeof model->page.value, STEP_UP_DIGITS, key);
    return VERDICT_STAY;
}

static enum verdict send_again(struct model *model)
{
    if (is_sent(model) && visit_resend_s(&model->visit, model->now_ms) > 0) {
        model->page.other = false; /* the one under way may still come */
        return VERDICT_STAY;
    }
    visit_forget_sent(&model->visit);
    wipe(&model->page, sizeof model->page);
    model->errand[ERRAND_SEND_CODE].state = ERRAND_NONE;
    return VERDICT_STAY;
}

static enum verdict act(struct model *model, int action, int arg)
{
    switch (action) {
    case ACTION_KEY:
        return press(model, arg);
    case ACTION_NEXT:
        return check(model);
    case ACTION_SEND:
        return send_again(model);
    case ACTION_OTHER:
        model->page.other = true;
        return VERDICT_STAY;
    case ACTION_PHONE:
        visit_forget_who(&model->visit);
        return VERDICT_PHONE;
    case ACTION_HELP:
        return VERDICT_HELP;
    default:
        return action == ACTION_BACK ? VERDICT_BACK : VERDICT_STAY;
    }
}

static enum verdict tick(struct model *model)
{
    return visit_wants_step_up(&model->visit) ? VERDICT_STAY : VERDICT_NEXT;
}

/* When another code may be asked for. */
static int64_t due(const struct model *model)
{
    int wait = visit_resend_s(&model->visit, model->now_ms);
    return is_sent(model) && wait > 0 ? model->now_ms + (int64_t)wait * 1000 : INT64_MAX;
}

const struct screen_kind screen_step_up = {.name = "step_up",
                                           .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK) |
                                                       VERDICT_BIT(PHONE) | VERDICT_BIT(HELP),
                                           .step = 1,
                                           .compose = compose,
                                           .act = act,
                                           .tick = tick,
                                           .due = due};
