/* SPDX-License-Identifier: Apache-2.0 */
/* Continue on a phone: the slip of it (inside the room), and its words on the screen. */
#pragma once

#include "app/print/draft.h"
#include "app/print/slip.h"
#include "app/words/moment.h"

void handover_compose(struct draft *d, const struct visit *visit, const struct slip_place *place);

enum { HANDOVER_SHOWN_TEXT = HANDOVER_CODE_TEXT + 1 };
/* In two groups, as it is typed: ABCD 2345. */
void handover_show_code(const char *code, char ret_text[HANDOVER_SHOWN_TEXT]);
/* Until when: 11月30日 星期一 下午 3:00. */
void handover_say_until(int64_t until_ms, char ret_text[SPAN_WORDS]);
