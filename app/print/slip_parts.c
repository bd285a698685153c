/* SPDX-License-Identifier: Apache-2.0 */
#include "app/print/slip_parts.h"

#include "app/words/words.h"

enum { WHO_TEXT = 160 };

void slip_head(struct draft *d, const struct visit *visit, const struct slip_place *place,
               const char *title)
{
    const struct item *item = visit->item;
    draft_centred(d, place->title, false, 1);
    draft_centred(d, title, true, 2);
    draft_feed(d, 1);
    if (item->kind == ITEM_KIND_QUERY)
        return; /* a fee that was found among one's cases has a name of its own */
    if (item != item_in(item, LANGUAGE_CHINESE))
        draft_centred(d, item->title, true, 1);
    draft_centred(d, item->task_name, true, 1);
}

void slip_foot(struct draft *d, const struct slip_place *place)
{
    char when[32];
    draft_say_time(place->now_ms, when, sizeof when);
    draft_pair(d, _("打印时间"), when);
    draft_pair(d, _("终端"), place->kiosk_code);
}

void slip_who(struct draft *d, const struct visit *visit)
{
    char name[WHO_TEXT];
    struct pairs who = {0};
    if (visit_who(visit, &who) == ERR_NONE) {
        slip_mask_name(pairs_get(&who, "applyer_name"), name, sizeof name);
        draft_pair(d, _("姓名"), name);
        wipe(name, sizeof name);
    }
    pairs_wipe(&who);
}
