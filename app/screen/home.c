/* SPDX-License-Identifier: Apache-2.0 */
/* One thing first: put your card here. Then what can be done, and a human. */
#include "app/screen/screen.h"

#include "app/print/slip.h"
#include "app/screen/able.h"
#include "app/screen/actions.h"
#include "app/screen/offer.h"
#include "app/screen/people.h"
#include "app/words/words.h"
#include "platform/base/clock.h"

/* Up to LINKS_MAX items are shown as wide cards with a sentence each. */
enum { LINKS_MAX = 3, LEANEST = 2 };

static void add_greeting(struct layout *l, const struct model *model)
{
    char name[64], text[128];
    bool card = model->visit.identity == VISIT_BY_CARD;
    slip_mask_name(card ? id_record_name(&model->visit.card)
                        : pairs_get(&model->visit.person, "applyer_name"),
                   name, sizeof name);
    snprintf(text, sizeof text, _("%s，您好"), name);
    part_notice(l, LOOK_OK, NULL, text,
                card ? _("身份证已读好，可以收起来了。请选要办的事。")
                     : _("身份码已认出。请选要办的事。"));
    wipe(name, sizeof name);
    wipe(text, sizeof text);
}

/* Closest together the title alone must do. */
static void note(struct layout *l, enum look look, const char *icon, const char *title,
                 const char *text)
{
    part_notice(l, look, icon, title, l->lean >= LEANEST ? NULL : text);
}

/* Why the card on the reader does not begin a visit. */
static void add_card_advice(struct layout *l, const struct model *model)
{
    const struct page_draft *page = &model->page;
    if (page->refused == ERR_CARD_EXPIRED)
        note(l, LOOK_WARN, "card", _("这张身份证不在有效期内"),
             _("请换一张有效的身份证，或请人帮忙。"));
    else if (page->hinted && page->hint == ID_HINT_READING)
        note(l, LOOK_INFO, "card", _("正在读身份证"), _("请放平，不要移动。"));
    else if (page->refused != ERR_NONE ||
             (page->hinted && (page->hint == ID_HINT_AGAIN || page->hint == ID_HINT_NOT_A_CARD)))
        note(l, LOOK_WARN, "card", _("没有读到身份证"), _("请拿起来，放平再试一次。"));
    else if (model->card_left)
        people_add_left_card(l, model);
    else if (service_card_lies_there(&model->service))
        note(l, LOOK_WARN, "card", _("读卡区有一张身份证"),
             _("请先拿起收好。要办事，拿起后再放一次。"));
}

/* What the province wants everybody to know for a while. */
static void add_news(struct layout *l, const struct model *model)
{
    const struct standing *s = &model->standing;
    bool english = model->visit.needs.language == LANGUAGE_ENGLISH && *s->notice.en;
    if (standing_is_noticed(s, clock_wall_ms()))
        part_notice(l, LOOK_INFO, "message", english ? s->notice.en : s->notice.zh, NULL);
}

static void add_limits(struct layout *l, const struct model *model)
{
    const struct service *s = &model->service;
    if (s->cannot_keep)
        note(l, LOOK_WARN, NULL, _("现在不能提交申请"),
             s->online ? _("这台机器存不下新的申请。开证明、查进度照常可以办。")
                       : _("请到窗口办理，或请人帮忙。"));
    else if (!service_has_reader(s))
        note(l, LOOK_WARN, NULL, _("现在不能读身份证"),
             service_has_scanner(s) && s->online ? _("可以用手机上的身份码办理，或请人帮忙。")
                                                 : _("请到窗口办理，或请人帮忙。"));
    else if (!s->online)
        note(l, LOOK_WARN, NULL, _("现在网络不通"),
             _("可以照常办理。先保存，网络恢复后自动提交。"));
    else if (!service_has_printer(s))
        note(l, LOOK_WARN, NULL, _("现在不能打印回执"),
             _("可以照常办理，号码和二维码会显示在屏幕上。"));
}

/* Few items, each with a sentence. */
static void add_links(struct layout *l, const struct model *model)
{
    const struct shelf *shelf = &model->shelf;
    for (size_t i = 0; i < shelf->count; i++) {
        const struct face *face = &shelf->entry[i].face;
        const struct face_words *words = &face->in[model->visit.needs.language];
        if (shelf->entry[i].withdrawn)
            continue;
        part_link(l, &(struct link){.icon = face->icon,
                                    .title = words->title,
                                    .text = words->summary,
                                    .badge = {.label = able_words(able_look(model, &face->traits)),
                                              .look = LOOK_WARN},
                                    .action = ACTION_CHOOSE,
                                    .arg = (int)i});
    }
}

/* Tabs where there is more than one, and what stands in the one that is open. */
static void add_items(struct layout *l, const struct model *model)
{
    int menu[OFFER_TABS_MAX], n = offer_tabs(l, model, menu);
    const char *label[OFFER_TABS_MAX];
    int tab = model->tab < n ? model->tab : 0;
    for (int i = 0; i < n; i++)
        label[i] = model->menus.menu[menu[i]].title[model->visit.needs.language];
    if (n > 1)
        part_tabs(l, label, n, tab, ACTION_TAB);
    else if (l->lean < LEANEST)
        part_section(l, _("可以办的事"));
    offer_add(l, model, n > 0 ? menu[tab] : OFFER_ALL, tab == 0);
}

/* While there is little to choose from, the page says how it goes. */
static void add_how(struct layout *l, bool known)
{
    const struct fact facts[] = {{"card", NULL, _("放上身份证，不用填姓名和号码")},
                                 {"check", NULL, _("答两三个问题，点一点就行")},
                                 {"receipt", NULL, _("当场知道结果，拿回执走人")}};
    int done = known ? 1 : 0;
    part_section(l, known ? _("还有两步") : _("三步就办好"));
    part_facts(l, facts + done, (int)ARRAY_LEN(facts) - done);
}

static struct badge badge_of(const struct service *service)
{
    if (service->settling)
        return (struct badge){_("正在准备"), LOOK_INFO};
    if (service->level == SERVICE_FULL)
        return (struct badge){_("设备正常"), LOOK_OK};
    return (struct badge){_("部分受限"), LOOK_WARN};
}

static bool shows_how(const struct model *model)
{
    bool quiet = !model->page.hinted && model->page.refused == ERR_NONE &&
                 !service_card_lies_there(&model->service);
    return quiet && model->service.level == SERVICE_FULL &&
           shelf_offered(&model->shelf) <= LINKS_MAX;
}

static void compose(struct layout *l, const struct model *model)
{
    bool known = model->visit.identity != VISIT_UNKNOWN;
    char contact[SETTINGS_TEXT + 32];
    snprintf(contact, sizeof contact, _("%s · 附近窗口"), model->settings->kiosk.help_phone);
    part_heading(l, _("您好，今天办什么事？"));
    layout_gap(l, 2);
    if (known)
        add_greeting(l, model);
    else if (service_has_reader(&model->service) || model->service.settling)
        part_hero(l, _("放上身份证，马上开始"), _("资料自动填好，\n不用带复印件，\n几分钟就办完"),
                  NULL, 0);
    if (!known)
        add_card_advice(l, model);
    if (!model->service.settling)
        add_limits(l, model);
    add_news(l, model);
    if (shelf_offered(&model->shelf) > LINKS_MAX) {
        part_search(l, _("搜事项，例如：社保证明、投诉"), ACTION_SEARCH);
        add_items(l, model);
    } else {
        if (l->lean < LEANEST)
            part_section(l, _("可以办的事"));
        add_links(l, model);
    }
    if (shows_how(model) && l->lean <= 0)
        add_how(l, known);
    part_link(l, &(struct link){.icon = "phone",
                                .title = _("办不成？找人帮忙"),
                                .text = contact,
                                .badge = badge_of(&model->service),
                                .action = ACTION_HELP});
}

static enum verdict act(struct model *model, int action, int arg)
{
    switch (action) {
    case ACTION_CHOOSE:
        return offer_press(model, arg);
    case ACTION_TAB:
        model->tab = arg;
        model->page.sheet = 0;
        return VERDICT_STAY;
    case ACTION_SHEET:
        model->page.sheet = arg;
        return VERDICT_STAY;
    case ACTION_SEARCH:
        return VERDICT_FIND;
    case ACTION_HELP:
        return VERDICT_HELP;
    default:
        return VERDICT_STAY;
    }
}

const struct screen_kind screen_home = {.name = "home",
                                        .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(HELP) |
                                                    VERDICT_BIT(FIND) | VERDICT_BIT(MENU) |
                                                    VERDICT_BIT(REST),
                                        .at_rest = true,
                                        .compose = compose,
                                        .act = act};
