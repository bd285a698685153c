/* SPDX-License-Identifier: Apache-2.0 */
/* What goes along to a phone and what does not, before anything is sent. */
#include "app/screen/handover.h"

#include "app/screen/actions.h"
#include "app/screen/screen.h"
#include "app/words/words.h"

enum { LEANEST = 2 };

static bool is_offered(const struct model *model)
{
    return model->service.online && visit_may_hand_over(&model->visit);
}

static struct button way(void)
{
    return (struct button){
        .label = _("在手机上接着办"), .icon = "qr", .look = LOOK_QUIET, .action = ACTION_HANDOVER};
}

void handover_add(struct layout *l, const struct model *model)
{
    const struct button button = way();
    if (is_offered(model))
        part_spare(l, &button);
}

void handover_add_always(struct layout *l, const struct model *model)
{
    const struct button button = way();
    if (is_offered(model))
        part_buttons(l, &button, 1);
}

static void add_failure(struct layout *l, enum err why)
{
    if (why == ERR_REFUSED || why == ERR_NOT_FOUND)
        part_notice(l, LOOK_ERROR, NULL, _("这件事现在不能转到手机上"),
                    _("您填的都还在，请返回，在这里接着办。"));
    else if (why != ERR_NONE)
        part_notice(l, LOOK_ERROR, "wifi-off", _("没有转成，联系不上政务平台"),
                    _("您填的都还在。可以再试一次，也可以返回接着办。"));
}

/* In the largest letters the titles alone must do. */
static void add_facts(struct layout *l, const struct model *model)
{
    bool papers = papers_count(&model->visit) > 0, made = visit_leaves_papers(&model->visit);
    struct fact facts[4];
    int n = 0;
    facts[n++] = (struct fact){"check", _("填好的内容带过去"), _("不用再填一遍")};
    if (papers)
        facts[n++] = (struct fact){"document", _("材料在手机上交"),
                                   made ? _("这里拍的照片、签的名不带过去") : _("不用现在备齐")};
    facts[n++] = (struct fact){"shield-check", _("打开时要核对是您本人"), _("别人捡到也打不开")};
    facts[n++] = (struct fact){"clock", _("现在还没有提交"), _("在手机上提交了才算办")};
    for (int i = 0; i < n && l->lean >= LEANEST; i++)
        facts[i].text = NULL;
    part_facts(l, facts, n);
}

static void compose(struct layout *l, const struct model *model)
{
    bool busy = model->page.confirmed;
    add_failure(l, model->page.refused);
    part_heading(l, _("在手机上接着办"));
    part_hint(l, l->lean >= LEANEST ? NULL : _("给您一个码，手机一扫，回家慢慢填。"));
    layout_gap(l, 1);
    add_facts(l, model);
    part_actions(l, busy ? NULL : &(struct button){.label = _("返回"), .action = ACTION_BACK},
                 &(struct button){.label = busy ? _("正在转…") : _("转到手机上"),
                                  .action = ACTION_NEXT,
                                  .busy = busy});
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)arg;
    if (action == ACTION_BACK)
        return VERDICT_BACK;
    if (action == ACTION_NEXT && !model->page.confirmed) {
        model->errand[ERRAND_HANDOVER].state = ERRAND_NONE;
        model->page.refused = ERR_NONE;
        model->page.confirmed = true;
    }
    return VERDICT_STAY;
}

static enum verdict tick(struct model *model)
{
    return model->visit.handing.known ? VERDICT_NEXT : VERDICT_STAY;
}

const struct screen_kind screen_handover = {.name = "handover",
                                            .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK),
                                            .compose = compose,
                                            .act = act,
                                            .tick = tick};
