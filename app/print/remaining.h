/* SPDX-License-Identifier: Apache-2.0 */
/* Papers that are still to be brought, and until when, for paper and screen. */
#pragma once

#include "app/term/term.h"
#include "app/visit/visit.h"

struct draft;

enum { REMAINING_FORMS = 256 };

/* The last day, YYYYMMDD, of a limit that begins at `wall_ms`; 0 when the calendar does not reach.
 */
int remaining_due(const struct item_term *limit, const struct calendar *calendar, int64_t wall_ms);
/* 最晚 12月24日 星期四 补交; 10 个工作日内补交 without a day. In the language in use. */
void remaining_say(const struct item_term *limit, int due, char *ret_text, size_t size);
/* How it may be handed in, and what happens when it is not: the item's words, else ours. */
void remaining_forms(const struct visit *visit, int material, char *ret_text, size_t size);
const char *remaining_otherwise(const struct visit *visit, int material);
/* Adds to a slip what is still to be brought: which, until when, how, and what happens else. */
void remaining_add(struct draft *d, const struct visit *visit);
