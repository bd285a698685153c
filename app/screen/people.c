/* SPDX-License-Identifier: Apache-2.0 */
#include "app/screen/people.h"

#include "app/words/words.h"

static bool find_office(const struct model *model, const char **ret_org, const char **ret_hours)
{
    const struct item *item = model->visit.item;
    if (!item && !model->shelf.count)
        return false;
    const struct face_words *first =
        item ? NULL : &model->shelf.entry[0].face.in[model->visit.needs.language];
    *ret_org = item ? item->guide.help_org : first->help_org;
    *ret_hours = item ? item->guide.help_hours : first->help_hours;
    return true;
}

void people_add(struct layout *l, const struct model *model)
{
    const char *org, *hours;
    char call[SETTINGS_TEXT + 64], tell[SETTINGS_TEXT + 64], place[256];
    snprintf(call, sizeof call, _("拨 %s，24 小时有人接。"), model->settings->kiosk.help_phone);
    snprintf(tell, sizeof tell, _("报上这台终端的编号：%s"), model->settings->kiosk.code);
    struct fact facts[3] = {{"phone", _("打电话"), call}, {"location", _("说清在哪里"), tell}};
    int n = 2;
    if (find_office(model, &org, &hours)) {
        snprintf(place, sizeof place, _("%s，%s"), org, hours);
        facts[n++] = (struct fact){"person", _("去窗口"), place};
    }
    part_facts(l, facts, n);
}

void people_add_left_card(struct layout *l, const struct model *model)
{
    char text[SETTINGS_TEXT + 128];
    snprintf(text, sizeof text, _("是您的，请收好；不是您的，请拨 %s 告诉工作人员。"),
             model->settings->kiosk.help_phone);
    part_notice(l, LOOK_WARN, "card", _("有人忘了拿身份证"), text);
}

enum verdict people_judge(struct model *model)
{
    if (model->visit.identity == VISIT_UNKNOWN)
        return VERDICT_STAY;
    enum age_fit fit = visit_age(&model->visit);
    bool barred = fit == AGE_TOO_YOUNG || fit == AGE_TOO_OLD;
    model->trouble = barred ? ERR_RANGE : ERR_NONE;
    return barred ? VERDICT_FAIL : VERDICT_NEXT;
}
