/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of `part` share; not for screens. */
#pragma once

#include "app/ui/part.h"
#include "app/ui/shape.h"

/* Counts an overflow when the text is wider than `width` on one line. */
void inside_fit(struct layout *l, enum type_style style, const char *text, int width);
/* How wide a button of a foot's row must be for its label, and no less than `least`. */
int inside_button_width(struct layout *l, const struct button *button, int least);
/* A button in a given box. */
void inside_button(struct layout *l, const struct button *button, struct box box);
/* Words of a style at a place; returns the height they take. */
int inside_words(struct layout *l, const struct scene_item *like, const char *text,
                 struct box place);
/* The place of one more thing of a list: lists keep their spacing however roomy the page is. */
struct box inside_take_of_list(struct layout *l, struct flow *f, int h);
int inside_list_gap(const struct layout *l);
/* How many things of a height go into the flow's room, and how the list is split:
 * a list of more gives up room for a pager's row. At least 1 a page. */
struct split {
    int per_page, pages, page, first, count;
};
struct list {
    int count, h, gap;
};
struct split inside_split(struct layout *l, const struct flow *f, struct list list,
                          struct pager pager);
/* The row "第 1 页，共 2 页" with its two buttons; nothing for one page. */
void inside_pager(struct layout *l, struct flow *f, const struct split *split, int action);
/* Marks the flow's end as the end of the part that can give room. */
void inside_flex(struct flow *f);
