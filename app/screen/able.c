/* SPDX-License-Identifier: Apache-2.0 */
#include "app/screen/able.h"

#include "app/words/words.h"

static bool says_who(const struct model *model, const struct item_traits *traits)
{
    const struct service *s = &model->service;
    bool must = traits->kind != ITEM_KIND_QUERY && !traits->anonymous;
    return !must || model->visit.identity != VISIT_UNKNOWN || service_has_reader(s) ||
           (service_has_scanner(s) && s->online);
}

/* Making sure of the person asks the province. */
static bool is_made_sure(const struct model *model, const struct item_traits *traits)
{
    bool must = traits->kind != ITEM_KIND_QUERY && !traits->anonymous;
    return !must || traits->assurance <= ITEM_ASSURANCE_CARD || model->service.online ||
           visit_assurance(&model->visit) >= traits->assurance;
}

/* An application that is given out at once (a proof) is not kept here. */
static bool is_kept(const struct item_traits *traits)
{
    return item_submits(traits->kind) && !traits->proves;
}

enum able able_look(const struct model *model, const struct item_traits *traits)
{
    const struct service *s = &model->service;
    if (traits->assurance >= ITEM_ASSURANCE_COUNTER)
        return ABLE_COUNTER;
    if (is_kept(traits) && s->cannot_keep)
        return ABLE_NOT_KEPT;
    if (s->settling)
        return ABLE_YES;
    if ((traits->needs & ITEM_NEED_NETWORK) && !s->online)
        return ABLE_ONLINE_ONLY;
    if (!is_made_sure(model, traits))
        return ABLE_ONLINE_ONLY;
    if (!says_who(model, traits))
        return ABLE_NOBODY;
    if ((traits->needs & ITEM_NEED_PRINTER) && !service_has_printer(s))
        return ABLE_ON_SCREEN;
    return ABLE_YES;
}

bool able_begins(enum able able)
{
    return able == ABLE_YES || able == ABLE_ON_SCREEN;
}

const char *able_words(enum able able)
{
    static const char *const words[] = {
        [ABLE_ON_SCREEN] = N_("现在不能打印"), [ABLE_ONLINE_ONLY] = N_("要等网络恢复"),
        [ABLE_NOT_KEPT] = N_("现在办不了"),    [ABLE_NOBODY] = N_("要等读卡器恢复"),
        [ABLE_COUNTER] = N_("要到窗口办"),
    };
    return words[able] ? _(words[able]) : NULL;
}

void able_add(struct layout *l, enum able able)
{
    static const struct {
        const char *icon, *title, *text;
    } notices[] = {
        [ABLE_ON_SCREEN] = {"printer", N_("现在不能打印"),
                            N_("可以照常办，结果和验真码显示在屏幕上，拍下一样能用。")},
        [ABLE_ONLINE_ONLY] = {"wifi-off", N_("网络不通，现在办不了"),
                              N_("这件事要联网才能办。网络恢复后，这一页会自动变回来。")},
        [ABLE_NOT_KEPT] = {NULL, N_("这台机器现在存不下新的申请"),
                           N_("填了也提交不了，所以先不让您填。请到窗口或换一台机器办理。")},
        [ABLE_NOBODY] = {"card", N_("现在不能核对身份"),
                         N_("读卡器恢复后，这一页会自动变回来。也可以请人帮忙。")},
        [ABLE_COUNTER] = {"person", N_("这件事要到窗口办"),
                          N_("要当面核对是您本人。带上身份证，窗口在下面。")},
    };
    if (able != ABLE_YES) /* the page is full in large type: the title alone must do */
        part_notice(l, LOOK_WARN, notices[able].icon, _(notices[able].title),
                    l->lean >= 2 ? NULL : _(notices[able].text));
}
