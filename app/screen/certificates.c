/* SPDX-License-Identifier: Apache-2.0 */
/* One's own electronic certificates; pressing one shows it. Nothing is submitted. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/words/words.h"

enum { DAY_TEXT = 16, HINT_TEXT = 256 };

static void add_list(struct layout *l, const struct model *model)
{
    const struct certificate_list *list = &model->visit.certificates;
    struct row rows[CERTIFICATES_MAX];
    char days[CERTIFICATES_MAX][DAY_TEXT], hint[HINT_TEXT];
    for (size_t i = 0; i < list->count; i++) {
        const char *day = list->row[i].issue_date;
        snprintf(days[i], DAY_TEXT, "%.4s-%.2s-%.2s", day, day + 4, day + 6);
        rows[i] = (struct row){.label = days[i],
                               .value = list->row[i].name,
                               .source = list->row[i].dept,
                               .edit_label = _("打开"),
                               .edit_action = ACTION_CHOOSE,
                               .edit_arg = (int)i};
    }
    snprintf(hint, sizeof hint, _("有 %u 份资料不全，没有列出，请到窗口核对。"), list->unsound);
    part_heading(l, _("您的电子证照"));
    part_hint(l, list->unsound ? hint
                 : list->more  ? _("只列出 50 份，其他的请到窗口查。")
                               : _("先看一看，要用再打印。"));
    part_rows(l, rows, (int)list->count, (struct pager){model->page.sheet, ACTION_SHEET});
}

static void add_nothing(struct layout *l, const struct model *model)
{
    char call[SETTINGS_TEXT + 64];
    snprintf(call, sizeof call, _("拨 %s，可以问一问"), model->settings->kiosk.help_phone);
    const struct fact facts[] = {{"document", _("纸质证照"), _("照样有效，和电子证照一样用")},
                                 {"person", _("想要电子证照"), _("请带纸质证照，到发证部门的窗口")},
                                 {"phone", _("打电话问"), call}};
    part_result(l, LOOK_INFO, _("没有查到电子证照"), _("您名下还没有生成电子证照。"));
    part_facts(l, facts, ARRAY_LEN(facts));
}

static void add_failure(struct layout *l, const struct model *model)
{
    char call[SETTINGS_TEXT + 64];
    snprintf(call, sizeof call, _("拨 %s，可以问一问"), model->settings->kiosk.help_phone);
    const struct fact facts[] = {{"document", _("纸质证照"), _("照样有效，和电子证照一样用")},
                                 {"phone", _("打电话问"), call}};
    part_result(l, LOOK_WARN, _("现在调不出来"),
                model->page.refused == ERR_REFUSED
                    ? _("平台没有同意，请到窗口办理。")
                    : _("联系不上政务平台。请稍后再来，不会留下什么。"));
    part_facts(l, facts, ARRAY_LEN(facts));
}

static void add_wait(struct layout *l)
{
    const struct fact facts[] = {{"search", _("正在问政务平台"), _("通常几秒钟就有结果")},
                                 {"shield-check", _("只给您看"), _("您离开，信息就清除")}};
    part_heading(l, _("正在调取您的证照"));
    part_hint(l, _("马上就好。"));
    layout_gap(l, 1);
    part_facts(l, facts, ARRAY_LEN(facts));
    part_progress(l, _("正在查询…"), -1);
}

static bool has_failed(const struct model *model)
{
    return model->page.refused != ERR_NONE && model->page.refused != ERR_GONE;
}

static void compose(struct layout *l, const struct model *model)
{
    const struct visit *visit = &model->visit;
    if (!visit->certificates_known && has_failed(model))
        add_failure(l, model);
    else if (!visit->certificates_known)
        add_wait(l);
    else if (visit->certificates.count)
        add_list(l, model);
    else
        add_nothing(l, model);
    part_actions(l, &(struct button){.label = _("换个用途"), .action = ACTION_BACK},
                 &(struct button){.label = visit->certificates_known ? _("看好了") : _("不看了"),
                                  .action = ACTION_OTHER});
}

/* Another purpose is another question to the province. */
static enum verdict go_back(struct model *model)
{
    int place = form_previous_question(&model->visit.form, -1);
    visit_forget_certificates(&model->visit);
    model->edit = place + 1;
    model->edit_returns = false;
    return VERDICT_BACK;
}

static enum verdict act(struct model *model, int action, int arg)
{
    switch (action) {
    case ACTION_CHOOSE:
        return arg >= 0 && visit_choose_certificate(&model->visit, (size_t)arg) == ERR_NONE
                   ? VERDICT_NEXT
                   : VERDICT_STAY;
    case ACTION_SHEET:
        model->page.sheet = arg;
        return VERDICT_STAY;
    case ACTION_OTHER:
        return VERDICT_SKIP;
    default:
        return action == ACTION_BACK ? go_back(model) : VERDICT_STAY;
    }
}

const struct screen_kind screen_certificates = {.name = "certificates",
                                                .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK) |
                                                            VERDICT_BIT(SKIP),
                                                .compose = compose,
                                                .act = act};
