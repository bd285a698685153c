/* SPDX-License-Identifier: Apache-2.0 */
/* An English page speaks English. */
#pragma once

#include <string.h>

#include "app/ui/scene.h"
#include "platform/base/text.h"

/* What may stand in Chinese on an English page: the way back, what a department or card says, the
 * word on the phone. */
static inline bool is_theirs(const char *text)
{
    static const char *const theirs[] = {"中文", "山西省 运城市 盐湖区", "张", "身份码",
                                         "异地就医备案。请先到"};
    for (size_t i = 0; i < ARRAY_LEN(theirs); i++)
        if (strstr(text, theirs[i]))
            return true;
    return false;
}

static inline bool is_chinese(const char *text)
{
    for (uint32_t c = text_next(&text); c; c = text_next(&text))
        if (c >= 0x3000 && c < 0x10000)
            return true;
    return false;
}

static inline void assert_english(const struct scene *scene, const char *name)
{
    for (int i = 0; i < scene->count; i++) {
        const struct scene_item *it = &scene->items[i];
        const char *const texts[] = {it->label, it->value, it->note};
        /* A code speaks to whoever scans it, so it names the item by its official name too. */
        bool has_code = it->role == ROLE_QR || it->role == ROLE_PICTURE;
        for (size_t t = 0; t < ARRAY_LEN(texts) && !has_code; t++)
            if (is_chinese(texts[t]) && !is_theirs(texts[t]))
                fail_msg("%s says in Chinese: %s", name, texts[t]);
    }
}
