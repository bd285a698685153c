/* SPDX-License-Identifier: Apache-2.0 */
/* Where things go. A screen's compose function adds parts (part.h) from top to bottom; the layout
 * places them by the zones of the page and the citizen's needs. Large type, contrast and low reach
 * come in here as `struct needs`: no screen asks for them.
 *
 * Two flows: words and pictures run from the top, what is pressed runs in the same column, or, in
 * low reach, at the foot of the page within the lower 864 pixels. compose() is called at least
 * twice for one picture: to learn how much room stands below a list or a drawing, then to place it;
 * and again leaner (without optional parts, then closer together) while it does not fit. It must
 * therefore only read its model. */
#pragma once

#include "app/ui/scene.h"

/* What this citizen needs; reset at the end of a visit. */
struct needs {
    bool large, contrast, low, speech;
};

enum {
    LAYOUT_MARGIN = 64,
    LAYOUT_WIDTH = 952,
    LAYOUT_HEADER_H = 144,
    LAYOUT_ACTIONS_BOTTOM = 1768, /* the row of buttons stands on this line in every size */
    LAYOUT_BARE_BOTTOM = 1792,    /* end of the content on a page without such a row */
    LAYOUT_BAR_TOP = 1808,
    LAYOUT_LOW_TOP = 1056, /* low reach: nothing to press above this */
};

struct glyph;
struct theme;

struct flow {
    int top, y, bottom;
    int flex_end; /* y after the part that can give room; -1 when there was none yet */
    int reserve;  /* room that must be left below that part (learnt in the pass before) */
};

struct layout {
    struct scene *scene;
    const struct theme *theme;
    struct glyph *glyph;
    struct needs needs;
    struct flow words, touch; /* touch is used in low reach only; see layout_flow() */
    int lean;         /* -1 roomy, 0 as meant, 1 without optional parts, 2 closer together */
    bool paged;       /* a list did not fit on one page */
    bool whole;       /* the list is one thing: rather closer together than on pages */
    bool optional;    /* a part was added that may be left out */
    bool spare;       /* a spare part may be added, */
    bool spared;      /* and was */
    bool has_actions; /* learnt in the pass before */
    bool saw_actions;
    int touch_h; /* low reach: height of what is pressed, learnt in the pass before; -1 unknown */
    int foot;    /* top of the row of buttons */
    int64_t now_ms; /* clock_now_ms() of this compose */
};

/* A screen: reads its model, adds parts. */
struct screen {
    int page; /* unique for each question or state that should count as a new page */
    void (*compose)(struct layout *l, const void *model);
    const void *model;
};

/* Fills `scene` (cleared first) in as many passes as needed; scene->overflows is 0 when all fits.
 */
void layout_run(struct layout *l, const struct screen *screen);

/* The flow for words and pictures (touch false) or for what is pressed (touch true). */
struct flow *layout_flow(struct layout *l, bool touch);
/* Takes `h` pixels of full width from the flow and moves it on; counts an overflow past its end. */
struct box layout_take(struct layout *l, struct flow *f, int h);
/* Space between two parts. */
int layout_gap_of(const struct layout *l);
/* Moves on by the theme's spacing step (8 px each). */
void layout_gap(struct layout *l, int steps);
/* Room that is left in the flow for a part that can give. */
int layout_room(struct layout *l, const struct flow *f);
/* The i-th of `n` equal columns of `row`, with `gap` pixels between. */
struct box layout_column(struct box row, int i, int n, int gap);

/* Size of a text in a style when broken at `width`; returns the height. */
int layout_text_height(struct layout *l, enum type_style style, const char *text, int width);
int layout_text_width(struct layout *l, enum type_style style, const char *text);
/* The page's list is to be seen as one, for a photograph: pages only when nothing else helps. */
void layout_keep_whole(struct layout *l);
/* Asks for a rebuild `ms` from now (at least 100). */
void layout_wake_in(struct layout *l, int ms);
