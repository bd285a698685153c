/* SPDX-License-Identifier: Apache-2.0 */
#include "app/screen/choose.h"

#include "platform/base/log.h"

enum verdict choose_item(struct model *model, int index)
{
    const struct item *item;
    if (index < 0)
        return VERDICT_STAY;
    enum err e = shelf_open(&model->shelf, (size_t)index, &item);
    if (e == ERR_NONE)
        e = visit_choose(&model->visit, item);
    if (e != ERR_NONE) {
        log_event(LOG_ERROR, "choose_failed", "err=%s", err_name(e));
        return VERDICT_STAY;
    }
    model->visit.open = true;
    return VERDICT_NEXT;
}
