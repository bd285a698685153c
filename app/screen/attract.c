/* SPDX-License-Identifier: Apache-2.0 */
/* Nobody is there: the mark and one sentence. Any touch, or a card, begins. */
#include "app/screen/screen.h"

#include "app/words/words.h"

static void compose(struct layout *l, const struct model *model)
{
    part_attract(l, model_title(model), _("办事不打烊，24 小时都能办"),
                 service_has_reader(&model->service) ? _("点一下屏幕，或放上身份证")
                                                     : _("点一下屏幕开始"));
}

static enum verdict tick(struct model *model)
{
    bool somebody =
        model->visit.identity != VISIT_UNKNOWN || service_card_lies_there(&model->service);
    return somebody ? VERDICT_NEXT : VERDICT_STAY;
}

const struct screen_kind screen_attract = {.name = "attract",
                                           .verdicts = VERDICT_BIT(NEXT),
                                           .at_rest = true,
                                           .compose = compose,
                                           .tick = tick};
