/* SPDX-License-Identifier: Apache-2.0 */
#include "app/words/news.h"

#include <string.h>

#include "app/words/words.h"
#include "platform/bus/types.h"

static const struct {
    const char *word, *text;
} own[] = {
    {CASE_WORD_LOST, N_("照片在这台机器上坏了，没有交上去。请重新办一次，或带上材料到窗口办。")},
    {CASE_WORD_REFUSED, N_("照片一直没能交上去，这件事没有提交。请带上材料到窗口办。")},
};

const char *news_words(const char *message)
{
    for (size_t i = 0; i < ARRAY_LEN(own); i++)
        if (strcmp(message, own[i].word) == 0)
            return _(own[i].text);
    return message;
}
