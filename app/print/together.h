/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of one case, each with its department and its last day, for paper and screen. */
#pragma once

#include "app/term/say.h"
#include "app/visit/visit.h"

struct draft;

/* 最晚 12月3日 星期四 有结果, reckoned from `wall_ms` unless the province said otherwise; 已办好 …
 * where it has decided already; "" when nothing is promised. In the language in use. */
void together_say(const struct visit *visit, size_t part, const struct calendar *calendar,
                  int64_t wall_ms, char ret_text[TERM_WORDS]);
/* What a part's own state is called: 办理中, 要补正, 已办好, 没办成. In the source language: shown
 * through _(). */
const char *together_state(enum case_state state);
/* Adds to a slip what is done together. */
void together_print(struct draft *d, const struct visit *visit, const struct calendar *calendar,
                    int64_t wall_ms);
