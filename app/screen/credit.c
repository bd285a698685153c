/* SPDX-License-Identifier: Apache-2.0 */
/* The 18 characters of a unified social credit code, typed. */
#include "app/screen/screen.h"

#include <string.h>

#include "app/input/credit.h"
#include "app/screen/actions.h"
#include "app/screen/licence.h"
#include "app/words/words.h"
#include "platform/base/text.h"

/* Said once; the same code pressed again is the province's to judge, for there are early ones. */
static const char unfit[] = N_("多半按错了一个，请照执照看一遍。真没错，再按“确定”。");

static const char *advise(const struct model *model)
{
    return *model->page.advice ? _(model->page.advice) : licence_advise(model);
}

static void compose(struct layout *l, const struct model *model)
{
    char shown[CREDIT_SHOWN];
    bool asked = licence_is_asked(model);
    credit_group(model->page.value, shown);
    part_heading(l, _("请输入统一社会信用代码"));
    part_hint(l, _("在执照上方，18 位，没有字母 I、O、S、V、Z。"));
    part_field(l, &(struct field){
                      .value = shown, .placeholder = _("请按下面的键"), .error = advise(model)});
    part_keys(l, credit_keys, CREDIT_KEYS, CREDIT_COLUMNS, ACTION_KEY);
    if (asked && !advise(model)) /* which says that it is being tried again */
        part_progress(l, _("正在核对…"), -1);
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK},
                 asked ? NULL : &(struct button){.label = _("确定"), .action = ACTION_NEXT});
}

static enum verdict say(struct model *model, const char *advice)
{
    text_copy(model->page.advice, sizeof model->page.advice, advice);
    model->page.other = false;
    return VERDICT_STAY;
}

static enum verdict check(struct model *model)
{
    struct page_draft *page = &model->page;
    bool warned = strcmp(page->advice, unfit) == 0 && !page->other;
    if (strlen(page->value) < CREDIT_PLACES)
        return say(model, N_("还没有输满 18 位，请接着输。"));
    if (!credit_fits(page->value) && !warned)
        return say(model, unfit);
    page->advice[0] = '\0';
    page->refused = visit_type_licence(&model->visit, page->value);
    model->errand[ERRAND_ENTERPRISE].state = ERRAND_NONE; /* another code is another question */
    return VERDICT_STAY;
}

/* What was wrong stays in sight until the next try: keys must not move under a finger. */
static enum verdict press(struct model *model, int key)
{
    if (!licence_is_asked(model) && credit_press(model->page.value, key))
        model->page.other = true;
    return VERDICT_STAY;
}

static enum verdict act(struct model *model, int action, int arg)
{
    switch (action) {
    case ACTION_KEY:
        return press(model, arg);
    case ACTION_NEXT:
        return licence_is_asked(model) ? VERDICT_STAY : check(model);
    case ACTION_BACK:
        visit_forget_licence(&model->visit);
        return VERDICT_BACK;
    default:
        return VERDICT_STAY;
    }
}

static enum verdict tick(struct model *model)
{
    return visit_wants_enterprise(&model->visit) ? VERDICT_STAY : VERDICT_NEXT;
}

const struct screen_kind screen_credit = {.name = "credit",
                                          .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK),
                                          .step = 1,
                                          .compose = compose,
                                          .act = act,
                                          .tick = tick};
