/* SPDX-License-Identifier: Apache-2.0 */
#include "app/screen/choose.h"

#include "platform/base/log.h"

enum verdict choose_item(struct model *model, int index)
{
    if (index < 0 || (size_t)index >= model->shelf.count || model->shelf.withdrawn[index])
        return VERDICT_STAY;
    enum err e = visit_choose(&model->visit, model->shelf.item[index]);
    if (e != ERR_NONE) {
        log_event(LOG_ERROR, "choose_failed", "err=%s", err_name(e));
        return VERDICT_STAY;
    }
    model->visit.open = true;
    return VERDICT_NEXT;
}
