/* SPDX-License-Identifier: Apache-2.0 */
/* The number on the slip, typed: this kiosk's own (six digits) or the province's (sixteen). */
#include "app/screen/screen.h"

#include <string.h>

#include "app/input/digits.h"
#include "app/screen/actions.h"
#include "app/words/words.h"
#include "platform/base/text.h"

enum { OWN_DIGITS = 6, PROVINCE_DIGITS = 16, GROUP_OWN = 3, GROUP = 4 };

/* K017-000 482 while it can be one of ours, else 1408 0226 … */
static void show(const struct model *model, char *ret_text, size_t size)
{
    const char *digits = model->page.value;
    size_t len = strlen(digits), by = len > OWN_DIGITS ? GROUP : GROUP_OWN, out = 0;
    if (len > 0 && len <= OWN_DIGITS)
        out = (size_t)snprintf(ret_text, size, "%s-", model->settings->kiosk.code);
    for (size_t i = 0; i < len && out + 2 < size; i++) {
        if (i > 0 && i % by == 0)
            ret_text[out++] = ' ';
        ret_text[out++] = digits[i];
    }
    ret_text[out] = '\0';
}

static void compose(struct layout *l, const struct model *model)
{
    char shown[64];
    show(model, shown, sizeof shown);
    part_heading(l, _("请输入号码"));
    part_hint(l, _("受理号输后面 6 位；办件编号、工单号输 16 位。"));
    part_field(l, &(struct field){.value = shown,
                                  .placeholder = _("请按下面的数字"),
                                  .error = *model->page.advice ? _(model->page.advice) : NULL});
    part_keys(l, digits_keys, DIGITS_KEYS, DIGITS_COLUMNS, ACTION_KEY);
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK},
                 &(struct button){.label = _("查询"), .action = ACTION_NEXT});
}

static enum verdict look_up(struct model *model)
{
    size_t len = strlen(model->page.value);
    if (len != OWN_DIGITS && len != PROVINCE_DIGITS) {
        text_copy(model->page.advice, sizeof model->page.advice,
                  N_("受理号要 6 位，编号要 16 位，请再看一看。"));
        return VERDICT_STAY;
    }
    if (len == OWN_DIGITS)
        snprintf(model->visit.number, sizeof model->visit.number, "%.16s-%.6s",
                 model->settings->kiosk.code, model->page.value);
    else
        snprintf(model->visit.number, sizeof model->visit.number, "%.16s", model->page.value);
    return VERDICT_NEXT;
}

static enum verdict act(struct model *model, int action, int arg)
{
    struct page_draft *page = &model->page;
    if (action == ACTION_KEY && digits_press(page->value, sizeof page->value, PROVINCE_DIGITS, arg))
        page->advice[0] = '\0';
    if (action == ACTION_NEXT)
        return look_up(model);
    return action == ACTION_BACK ? VERDICT_BACK : VERDICT_STAY;
}

const struct screen_kind screen_number = {.name = "number",
                                          .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK),
                                          .compose = compose,
                                          .act = act};
