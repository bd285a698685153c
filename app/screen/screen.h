/* SPDX-License-Identifier: Apache-2.0 */
/* What a screen is: it composes itself from the model, takes what a finger did, and says a verdict.
 * It never chooses its successor (app/kiosk/route does) and never speaks to a bridge
 * (app/kiosk/errand does). */
#pragma once

#include "app/screen/model.h"
#include "app/ui/part.h"
#include "app/ui/ui.h"

/* What a screen came to. */
enum verdict {
    VERDICT_STAY,
    VERDICT_NEXT,
    VERDICT_BACK,
    VERDICT_HELP,   /* people instead of the machine */
    VERDICT_PHONE,  /* no card with them */
    VERDICT_BOOK,   /* choose a time */
    VERDICT_PAY,    /* what it costs */
    VERDICT_EDIT,   /* change one answer */
    VERDICT_SKIP,   /* without that step */
    VERDICT_FIND,   /* look up, nothing is submitted */
    VERDICT_SCAN,   /* by the code on a slip */
    VERDICT_TYPE,   /* by a number */
    VERDICT_PARTS,  /* how each part of one case stands */
    VERDICT_PAPERS, /* what goes with it */
    VERDICT_PAPER,  /* one of that: model.paper */
    VERDICT_LATER,  /* brought another day */
    VERDICT_COMMIT, /* signed for instead */
    VERDICT_SIGN,
    VERDICT_PHOTOGRAPH,
    VERDICT_HANDOVER, /* go on on a phone */
    VERDICT_MENU,     /* what stands in model.menu */
    VERDICT_FAIL,     /* it cannot go on here: model.trouble says why */
    VERDICT_REST,     /* nobody is there */
    VERDICT_CLOSE,    /* the kiosk cannot serve */
    VERDICT_EXIT,     /* 退出, or nobody answered the warning */
    VERDICT_COUNT
};

struct screen_kind {
    const char *name; /* for logs */
    /* Bits of the verdicts it gives itself. EXIT comes from the bar, CLOSE from the desk. */
    uint32_t verdicts;
    /* Where it stands among the five steps of a visit, 0: it is none of them. */
    int step;
    bool at_rest;     /* nobody's data can be here: no 退出, no idle warning */
    bool has_own_end; /* it ends by its own due(): no idle warning */
    /* Sets up model->page, which is empty before; may be NULL. */
    void (*enter)(struct model *model);
    /* Adds the parts between header and bar. Pure: the same model makes the same scene. */
    void (*compose)(struct layout *l, const struct model *model);
    /* A control of its own was pressed; NULL: it has none. */
    enum verdict (*act)(struct model *model, int action, int arg);
    /* A finger writes on its pad; NULL: it has none. */
    void (*draw)(struct model *model, const struct stroke *stroke);
    /* Time or the model moved on; NULL: nothing follows from it. */
    enum verdict (*tick)(struct model *model);
    /* When tick is wanted by platform/base/clock; NULL: only after events. */
    int64_t (*due)(const struct model *model);
};

#define VERDICT_BIT(v) (1u << VERDICT_##v)

/* One file each. */
extern const struct screen_kind screen_slots, screen_book, screen_booked, screen_fees, screen_fee;
extern const struct screen_kind screen_attract, screen_home, screen_guide, screen_notice,
    screen_identify, screen_phone, screen_step_up, screen_licence, screen_credit, screen_shared,
    screen_question, screen_review, screen_sending, screen_done, screen_rating, screen_thanks,
    screen_help, screen_trouble, screen_closed, screen_who, screen_search, screen_find,
    screen_number, screen_receipt, screen_cases, screen_menu, screen_certificates,
    screen_certificate, screen_papers, screen_paper, screen_later, screen_correct;
extern const struct screen_kind screen_commit, screen_sign, screen_photograph, screen_handover,
    screen_handed, screen_together;

const struct screen_kind *screen_of(enum screen_id id);

/* The whole page: header, steps, the screen's parts, bar, and the question over it if there is one.
 * `model` is a struct model. */
void screen_compose(struct layout *l, const void *model);
