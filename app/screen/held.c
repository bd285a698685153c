/* SPDX-License-Identifier: Apache-2.0 */
#include "app/screen/held.h"

#include "app/ui/part.h"
#include "app/words/words.h"

bool held_advise(struct layout *l, const struct model *model)
{
    if (!model->page.hinted)
        return false;
    switch (model->page.hint) {
    case ID_HINT_ONE_CODE:
        part_notice(l, LOOK_WARN, "qr", _("看到了好几个码"),
                    _("请只把一个码对准扫码口，别的先拿开。"));
        return true;
    case ID_HINT_LIFT_FIRST:
        part_notice(l, LOOK_WARN, "qr", _("扫码口前还是刚才的码"), _("请先拿开，再放您的码。"));
        return true;
    default:
        return false;
    }
}
