/* SPDX-License-Identifier: Apache-2.0 */
/* Out of service, honestly: where else, who else. It ends by itself. */
#include "app/screen/screen.h"

#include "app/screen/people.h"
#include "app/words/words.h"

static void compose(struct layout *l, const struct model *model)
{
    if (service_card_lies_there(&model->service))
        part_notice(l, LOOK_WARN, "card", _("请收好身份证"), _("读卡区有一张身份证。"));
    part_result(l, LOOK_WARN, _("暂停服务"), _("这台机器正在恢复，好了会自动回到首页。"));
    people_add(l, model);
    part_text(l, _("急事请不要等，打电话或去窗口都能办。"));
}

static enum verdict tick(struct model *model)
{
    return model->service.level == SERVICE_CLOSED ? VERDICT_STAY : VERDICT_NEXT;
}

const struct screen_kind screen_closed = {.name = "closed",
                                          .verdicts = VERDICT_BIT(NEXT),
                                          .at_rest = true,
                                          .has_own_end = true,
                                          .compose = compose,
                                          .tick = tick};
