/* SPDX-License-Identifier: Apache-2.0 */
#include "app/words/amount.h"

#include <stdio.h>

#include "app/words/words.h"
#include "platform/base/money.h"

void amount_say(int64_t fen, char ret_text[AMOUNT_WORDS])
{
    char shown[MONEY_SHOWN];
    ret_text[0] = '\0';
    if (money_show(fen, shown) == ERR_NONE)
        snprintf(ret_text, AMOUNT_WORDS, _("%s 元"), shown);
}
