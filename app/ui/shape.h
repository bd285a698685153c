/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of composite items: the parts reckon heights with it, the painter paints by it. */
#pragma once

#include "app/ui/theme.h"

enum {
    SHAPE_MARK = 80, /* the mark in the header, and where the words beside it begin */
    SHAPE_TITLE_X = LAYOUT_MARGIN + SHAPE_MARK + 26,
    SHAPE_RADIUS = 28,
    SHAPE_ICON_GAP = 36, /* between an icon and its words */
    SHAPE_LINE_PAD = 28, /* above and below the words of a fact */
    SHAPE_CARD_PAD = 32, /* above and below the words of a notice or link */
    SHAPE_ROW_PAD = 18,
    SHAPE_ROW_LABEL_GAP = 4, /* at least, after a label that has a line of its own */
    SHAPE_BADGE_PAD = 22,
    SHAPE_QR = 290,
    SHAPE_DISC = 120,
    SHAPE_DISC_GAP = 32,
    SHAPE_RADIO_COLUMN = 132,
    SHAPE_FACE_PAD = 14,    /* beside the words under a face of a rating */
    SHAPE_BUTTON_SIDE = 16, /* inside left and right of a button at least */
    SHAPE_BUTTON_ICON_GAP = 20,
    SHAPE_SIDE = 44, /* inside left and right of an option */
};

/* Width of an option's words in a row `w` wide. */
static inline int shape_option_words(const struct theme *t, int w)
{
    return w - SHAPE_RADIO_COLUMN - SHAPE_SIDE - (t->large ? 0 : 16);
}

/* Styles of the two lines of a card, by size of type. */
static inline enum type_style shape_tile_style(const struct theme *t)
{
    return t->large ? TYPE_NOTE_BOLD : TYPE_BODY_BOLD;
}

/* Space beside the words of a FACT, NOTICE or LINK. */
static inline int shape_card_pad(const struct theme *t, enum role role)
{
    return role == ROLE_FACT ? 0 : t->size[SIZE_PAD];
}

static inline struct box shape_card_words(const struct theme *t, enum role role, struct box box)
{
    int pad = shape_card_pad(t, role);
    int left = pad + t->size[SIZE_ICON] + SHAPE_ICON_GAP;
    return (struct box){box.x + left, box.y, box.w - left - pad, box.h};
}

static inline enum type_style shape_second_style(enum role role, bool alone)
{
    return role == ROLE_FACT && alone ? TYPE_BODY : TYPE_NOTE;
}
