/* SPDX-License-Identifier: Apache-2.0 */
/* All that screens show and change. One thread owns it. */
#pragma once

#include "app/item/menu.h"
#include "app/screen/service.h"
#include "app/ui/pad.h"
#include "app/visit/photograph.h"
#include "app/visit/visit.h"
#include "platform/bus/standing.h"
#include "platform/base/settings.h"

enum screen_id {
    SCREEN_ATTRACT,
    SCREEN_HOME,
    SCREEN_GUIDE,
    SCREEN_NOTICE,
    SCREEN_WHO,
    SCREEN_IDENTIFY,
    SCREEN_PHONE,
    SCREEN_STEP_UP,
    SCREEN_LICENCE,
    SCREEN_CREDIT,
    SCREEN_SHARED,
    SCREEN_QUESTION,
    SCREEN_REVIEW,
    SCREEN_SENDING,
    SCREEN_DONE,
    SCREEN_RATING,
    SCREEN_THANKS,
    SCREEN_HELP,
    SCREEN_TROUBLE,
    SCREEN_CLOSED,
    SCREEN_SEARCH,
    SCREEN_MENU,
    SCREEN_FIND,
    SCREEN_NUMBER,
    SCREEN_RECEIPT,
    SCREEN_CASES,
    SCREEN_CORRECT,
    SCREEN_TOGETHER,
    SCREEN_SLOTS,
    SCREEN_BOOK,
    SCREEN_BOOKED,
    SCREEN_FEES,
    SCREEN_FEE,
    SCREEN_CERTIFICATES,
    SCREEN_CERTIFICATE,
    SCREEN_PAPERS,
    SCREEN_PAPER,
    SCREEN_LATER,
    SCREEN_COMMIT,
    SCREEN_SIGN,
    SCREEN_PHOTOGRAPH,
    SCREEN_HANDOVER,
    SCREEN_HANDED,
    SCREEN_COUNT,
    SCREEN_WHENCE, /* in the route only: back to where one came from */
};

enum overlay { OVERLAY_NONE, OVERLAY_IDLE, OVERLAY_EXIT, OVERLAY_COUNT };

/* One thing asked of a bridge on behalf of a screen. */
enum errand_id {
    ERRAND_IDENTIFY,
    ERRAND_SCAN,
    ERRAND_PERSON,
    ERRAND_SEND_CODE,
    ERRAND_CHECK_CODE,
    ERRAND_LICENCE,
    ERRAND_ENTERPRISE,
    ERRAND_SHARED,
    ERRAND_PROOF,
    ERRAND_SUBMIT,
    ERRAND_STATUS,
    ERRAND_PRINT,
    ERRAND_RATE,
    ERRAND_CASES,
    ERRAND_FIND,
    ERRAND_RECEIPT,
    ERRAND_SLOTS,
    ERRAND_BOOK,
    ERRAND_CANCEL,
    ERRAND_FEES,
    ERRAND_FEE_STATE,
    ERRAND_CALL,
    ERRAND_CORRECTIONS,
    ERRAND_PARTS,
    ERRAND_CERTIFICATES,
    ERRAND_COPY,
    ERRAND_CAPTURE,
    ERRAND_HANDOVER,
    ERRAND_COUNT
};

enum errand_state {
    ERRAND_NONE,
    ERRAND_WAITING, /* wanted, but the other program is not there */
    ERRAND_RUNNING,
    ERRAND_ENDED, /* err says how */
};

struct errand {
    enum errand_state state;
    enum err err;
    uint32_t token;   /* of the order that runs; 0: none */
    int64_t since_ms; /* when the state began */
};

/* Drafts of the page at hand; erased when the screen changes. */
struct page_draft {
    int place;                    /* QUESTION: in the form, -1: none is left; RATING: 1 reasons */
    bool walking;                 /* QUESTION: through all of one row of a group */
    bool editing;                 /* QUESTION: back to the review afterwards */
    int sheet;                    /* of lists that are longer than the page */
    char value[64];               /* being chosen or typed */
    char advice[FORM_ADVICE_MAX]; /* in the source language: shown through _() */
    bool hinted;
    enum id_hint hint; /* of a card or code that is waited for, when hinted */
    enum err refused;  /* IDENTIFY, PHONE: why the last card or code was not taken */
    bool checking;     /* STEP_UP: the code in value is to be checked */
    bool shooting;     /* PHOTOGRAPH: one is wanted */
    bool calling;      /* HELP: somebody is to be called */
    bool printing;     /* CERTIFICATE: a copy is to be printed */
    bool asking;       /* BOOKED: whether it is really to be cancelled */
    bool confirmed;    /* BOOK, BOOKED, HANDOVER: it is to be done */
    bool other; /* STEP_UP: another way is looked for; CREDIT: changed since it was found wrong */
    int level;  /* RATING: satisfaction + 1, 0 when none */
    uint32_t reasons; /* RATING: bits */
    bool rated;       /* RATING: level and value (reason codes) are to be sent */
    int64_t rated_ms; /* since when */
};

/* What SIGN or PHOTOGRAPH is entered for: a material of the application. */
struct capture {
    char name[FIELD_NAME_TEXT];        /* of the material, as in visit.captured */
    const char *title[LANGUAGE_COUNT]; /* what people call it; the item's */
    int most;                          /* pages at most */
};

struct model {
    const struct settings *settings;
    struct shelf shelf;
    struct menus menus;
    struct service service;
    struct calendar calendar; /* when offices work */
    struct standing standing; /* what the province ordered */
    struct visit visit;
    enum screen_id screen, whence[SCREEN_COUNT];
    enum overlay overlay;
    int overlay_left_s;
    struct errand errand[ERRAND_COUNT];
    struct page_draft page;
    struct page_draft list_page; /* of the list that the item on GUIDE was chosen from */
    struct page_draft left_page; /* that HANDOVER was entered from */
    int tab;                     /* HOME: which one is open */
    int menu;                    /* MENU: which one of menus */
    struct capture capture;

    /* Erased when the page changes. */
    struct pad pad;               /* SIGN: what is written */
    struct photograph photograph; /* PHOTOGRAPH: what is being looked at */

    struct secret credential; /* the phone's code, until it was sent */
    int paper;                /* PAPER, LATER: number of the item's material */
    int edit;                 /* QUESTION shall open with this place + 1; 0: the next one */
    bool edit_returns;        /* and go back to the review afterwards */
    char help_id[37];         /* of this visit's call for help, "": nobody was called */
    bool help_heard;          /* the province has it */
    bool case_moved;          /* the province said something new about this visit's case */
    enum err trouble;         /* why TROUBLE is shown */
    int64_t entered_ms;       /* when this screen came up */
    int64_t lifted_ms;        /* when a card was last taken from the reader */
    int64_t slip_ms;          /* when the printer last said something new about its slip */
    bool card_left;           /* one lies there, and whoever it belongs to has gone */
    int64_t touched_ms;       /* when somebody last did something */
    int64_t now_ms;           /* clock_now_ms() of this round */
};

/* Everything of the citizen, the drafts and what is known of their errands. */
void model_wipe_visit(struct model *model);
/* The drafts of the page at hand are erased. Who looked at an item and goes back finds the list as
 * it was left: its sheet, the letters typed; who looked at HANDOVER the page that led there. True:
 * the page is as it was, and is not to be entered anew. */
bool model_turn_page(struct model *model, enum screen_id to, bool back);
/* Whose services these are, in the citizen's language. */
const char *model_title(const struct model *model);
/* Milliseconds on this screen. */
int64_t model_here_ms(const struct model *model);
