/* SPDX-License-Identifier: Apache-2.0 */
/* What is done together, as the pages of an application say it. */
#pragma once

#include "app/screen/screen.h"
#include "app/term/say.h"

enum { TOGETHER_TEXT = 1024, TOGETHER_TITLE = 96 };

/* GUIDE: 一次填写，4 个部门一起办, and which, those that are for choice apart. "" for one item. */
void together_say_offer(const struct item *item, char ret_title[TOGETHER_TITLE],
                        char ret_text[TOGETHER_TEXT]);
/* REVIEW: 一起办的 3 项, a row for each that will be filed. Returns how many; 0 for one item. */
int together_rows_filed(const struct visit *visit, char ret_title[TOGETHER_TITLE],
                        struct row ret_rows[ITEM_PARTS_MAX]);

struct together_line {
    char by[TERM_WORDS];
};

/* DONE: a row for each, with its department and its last day. Returns how many; 0 for one item. */
int together_rows(const struct model *model, struct together_line ret_lines[ITEM_PARTS_MAX],
                  struct row ret_rows[ITEM_PARTS_MAX]);

/* 5 项办好了 2 项; 5 项都办好了. */
void together_say_progress(size_t count, size_t done, char ret_text[TOGETHER_TITLE]);
