/* SPDX-License-Identifier: Apache-2.0 */
/* One citizen's visit, in one place, wiped as one. */
#pragma once

#include "app/form/form.h"
#include "app/item/item.h"
#include "app/visit/captured.h"
#include "app/visit/booking.h"
#include "app/visit/handover.h"
#include "app/visit/papers.h"
#include "app/visit/together.h"
#include "app/words/words.h"
#include "drivers/bus/types.h"
#include "platform/bus/types.h"

enum { VISIT_QR_MAX = 300 };

_Static_assert((int)ITEM_ANSWERS_MAX + 4 <= (int)APPLICATION_FIELDS_MAX,
               "a whole form, who applies, the kinds of both numbers and a proof's code fit");
_Static_assert((int)ITEM_ROWS_MAX <= (int)APPLICATION_ROWS_MAX, "all rows fit");
_Static_assert((int)ITEM_MATERIALS_MAX <= (int)APPLICATION_MATERIALS_MAX &&
                   (int)ITEM_PAGES_MAX <= (int)APPLICATION_FILES_MAX &&
                   (int)ITEM_PROMISE_MAX <= (int)LIMIT_DAYS_MAX,
               "all materials fit, with their pages and limits");
_Static_assert((int)ITEM_CHOICES_MAX <= (int)PAIRS_MAX, "what a proof asks fits its message");

enum visit_identity { VISIT_UNKNOWN, VISIT_BY_CARD, VISIT_BY_CODE };

enum visit_paper {
    VISIT_PAPER_NONE,    /* no receipt was tried */
    VISIT_PAPER_RUNNING, /* sent to kiosk-devices, no answer yet */
    VISIT_PAPER_DONE,    /* the printer confirmed it */
    VISIT_PAPER_FAILED,  /* nothing usable came out */
    VISIT_PAPER_UNKNOWN, /* it may have come out: never print again silently */
};

/* What a citizen asked of the screen; reset with the visit. */
struct visit_needs {
    bool large, contrast, low;
    enum language language;
};

struct visit {
    bool open;
    struct visit_needs needs;
    const struct item *item; /* in needs.language; NULL until chosen */
    struct form form;
    enum visit_identity identity;
    struct id_record card;         /* kept for a second item in the same visit */
    struct pairs person;           /* by phone code */
    struct secret assurance_token; /* the province made sure that it is they; "": only a card */
    struct pairs step_up;          /* of the code that was sent to their phone; none: empty */
    int64_t step_up_ms;            /* when, by clock_now_ms() */
    bool as_enterprise;            /* of an item for either: an enterprise was chosen */
    struct pairs licence;          /* what is asked of an enterprise, see visit_read_licence */
    struct pairs enterprise;       /* for whom they act, as the province said; none: empty */
    bool anonymous;                /* this item without a name, whoever is known */
    bool consented;
    int64_t consent_ms;
    char application_id[37]; /* made when the citizen confirms; "" before */
    bool submitted;          /* a case_status is known */
    struct case_status status;
    struct captured captured; /* what goes with this item's application */
    struct papers papers;     /* and how its materials were settled */
    bool proof_known;         /* what is given out at once has come */
    struct pairs proof;
    char number[NUMBER_TEXT]; /* of a case that is looked for, "" by card */
    bool cases_known;
    struct case_list cases;     /* by card all, by number one */
    char owes_for[NUMBER_TEXT]; /* the one of them whose fee is to be paid, "" */
    bool certificates_known;
    struct certificate_list certificates; /* one's own */
    size_t certificate;                   /* the one on show */
    bool copy_known;
    struct pairs copy; /* what a copy of it says: platform/province/certificate.h */
    struct visit_correction {
        bool known;      /* what the case lacks */
        bool begun;      /* item, form and papers are the case's, and ask for that alone */
        uint32_t papers; /* bits of the item's materials that are asked for */
        struct correction_list list;
        const struct item *looked_with; /* the item that looked it up */
        char notice_version[33];        /* consented to there */
        char to_counter[CORRECTIONS_MAX * (CORRECTION_NAME_TEXT + 3)]; /* what they will bring */
    } correction;
    struct visit_parts parts; /* of a case of several items: how each stands */
    struct booking booking;
    struct paying paying;
    struct handing handing;
    enum visit_paper paper;
    bool paper_says_saved; /* the slip was written before the province answered */
    enum err paper_why;
};

/* The item and its form go on in this language; answers stay as they are. */
void visit_speak(struct visit *visit, enum language language);

void visit_begin(struct visit *visit);
/* Everything is erased; the struct is all zero afterwards. */
void visit_wipe(struct visit *visit);

/* A (further) item: keeps who the citizen is, forgets answers, consent and result. Fills the form
 * from the card or code when it is known. */
MUST_CHECK enum err visit_choose(struct visit *visit, const struct item *item);
void visit_consent(struct visit *visit);

/* Copies the record. ERR_CARD_EXPIRED (expired or not yet valid), ERR_CARD_UNKNOWN (check digit):
 * nothing is kept. */
MUST_CHECK enum err visit_identify_card(struct visit *visit, const struct id_record *record);
MUST_CHECK enum err visit_identify_code(struct visit *visit, const struct pairs *person);

/* How sure one is of who it is: 0, ITEM_ASSURANCE_CARD, ITEM_ASSURANCE_PERSON. */
int visit_assurance(const struct visit *visit);
/* True while that is less than the item needs. */
bool visit_wants_step_up(const struct visit *visit);
/* What was told of a code that was sent: step_up_id and sent_to. ERR_FORMAT. */
MUST_CHECK enum err visit_take_sent(struct visit *visit, const struct pairs *sent);
/* The province made sure: assurance_level and assurance_token. ERR_FORMAT. */
MUST_CHECK enum err visit_take_assurance(struct visit *visit, const struct pairs *assured);
/* Seconds until another code may be asked for. */
int visit_resend_s(const struct visit *visit, int64_t now_ms);
void visit_forget_sent(struct visit *visit);
/* Somebody else, or the same by other means: who it is, and what was filled in from that, goes. */
void visit_forget_who(struct visit *visit);

/* This item without saying who one is, or with it after all; answers are forgotten when that
 * changes. ERR_STATE when the item does not allow it. */
MUST_CHECK enum err visit_hide(struct visit *visit, bool hide);

/* An item for either is asked for as a person (at first), or for an enterprise; answers are
 * forgotten when that changes. ERR_STATE when the item leaves no choice. */
MUST_CHECK enum err visit_act_for(struct visit *visit, bool enterprise);
/* True when this item is asked for on behalf of an enterprise. */
bool visit_is_for_enterprise(const struct visit *visit);
/* True while that is so and it is not known for which one. */
bool visit_wants_enterprise(const struct visit *visit);
/* What a licence's code says becomes the question to the province: the credit code when it holds
 * one whose check character fits (as it is, percent-encoded, or in base64), else the bytes as they
 * are. Nothing is opened. ERR_MISSING, ERR_TOO_LONG (LICENCE_MAX). */
enum { LICENCE_MAX = 512 };
MUST_CHECK enum err visit_read_licence(struct visit *visit, const char *text, size_t len);
/* The same by a credit code that was typed. ERR_FORMAT: 18 of its characters it is not; a check
 * character that does not fit is the province's to judge (GB 32100-2015, facts of early codes). */
MUST_CHECK enum err visit_type_licence(struct visit *visit, const char *code);
/* Copies what the province said. ERR_FORMAT without a name, code and token. */
MUST_CHECK enum err visit_take_enterprise(struct visit *visit, const struct pairs *told);
/* A copy of the question. */
MUST_CHECK enum err visit_ask_licence(const struct visit *visit, struct pairs *ret_licence);
void visit_forget_licence(struct visit *visit); /* the question */
void visit_forget_enterprise(struct visit *visit);
/* Who stands there, as visit_who() says it. ERR_STATE while nobody is known. */
MUST_CHECK enum err visit_who_acts(const struct visit *visit, struct pairs *ret_who);

/* Whether the item is for somebody that old. AGE_NOT_KNOWN: the department decides. */
enum age_fit visit_age(const struct visit *visit);

/* Who something is asked for, a person or an enterprise: applyer_name, applyer_page_code and, when
 * known, applyer_page_type and assurance_token. ERR_STATE while nobody is known. */
MUST_CHECK enum err visit_who(const struct visit *visit, struct pairs *ret_who);
/* What was chosen, for a proof: the citizen's own answers. ERR_TOO_LONG when more was chosen than
 * the message holds: an item that gives out a proof asks no more. */
MUST_CHECK enum err visit_choices(const struct visit *visit, struct pairs *ret_choices);
/* Copies what was given out. ERR_FORMAT without the code to verify it by, ERR_TOO_LONG when its QR
 * code holds more than VISIT_QR_MAX bytes. */
MUST_CHECK enum err visit_take_proof(struct visit *visit, const struct pairs *proof);
/* True while the item gives out a proof that has not come. */
bool visit_wants_proof(const struct visit *visit);

/* The first number of a case in what a slip's code says: ours or the province's. ERR_MISSING. */
MUST_CHECK enum err visit_read_number(struct visit *visit, const char *text, size_t len);
/* How the case of that number stands: the only one in visit->cases. */
void visit_take_found(struct visit *visit, const struct case_status *status);
void visit_forget_cases(struct visit *visit);

/* Electronic certificates (certificates.c). Copies the list. */
void visit_take_certificates(struct visit *visit, const struct certificate_list *list);
void visit_forget_certificates(struct visit *visit);
/* ERR_RANGE; the copy of another goes, and what became of its paper. */
MUST_CHECK enum err visit_choose_certificate(struct visit *visit, size_t which);
const struct certificate *visit_certificate(const struct visit *visit);
/* What is asked for a copy: what it is for, and which. ERR_TOO_LONG. */
MUST_CHECK enum err visit_copy_wish(const struct visit *visit, struct pairs *ret_form);
/* Moved out of `copy`. ERR_FORMAT, ERR_TOO_LONG as visit_take_proof(). */
MUST_CHECK enum err visit_take_copy(struct visit *visit, struct pairs *copy);

/* What a case lacks (corrections.c). The case that is to be asked for is one of visit->cases. */
void visit_choose_case(struct visit *visit, size_t which);
void visit_take_corrections(struct visit *visit, const struct correction_list *list);
void visit_forget_corrections(struct visit *visit);
/* What can be done about it here: a question, a paper of the item, or nothing: a counter does. */
enum visit_mends { VISIT_MENDS_NOT, VISIT_MENDS_FIELD, VISIT_MENDS_PAPER };
enum visit_mends visit_mends(const struct item *item, const struct correction *row);
/* A day has passed by which something had to come: the province decides whether it still may. */
bool visit_correction_is_late(const struct visit *visit);
/* That material of the item is asked for anew; why (NULL when it is not), and until when (YYYYMMDD,
 * 0 likewise). */
bool visit_asks_paper(const struct visit *visit, int material);
const struct correction *visit_why_paper(const struct visit *visit, int material);
int visit_paper_until(const struct visit *visit, int material);
/* Form and papers of the case's item ask for what is lacking and can be had here; the rest is
 * promised to a counter. ERR_STATE: nothing is lacking, or it has begun. */
MUST_CHECK enum err visit_begin_correction(struct visit *visit, const struct item *item);
/* Back to the item that looked it up, unless it was handed in; what was answered and made goes. */
void visit_end_correction(struct visit *visit);
/* Which case, and what will be brought. ERR_TOO_LONG. */
MUST_CHECK enum err visit_add_correction(const struct visit *visit,
                                         struct application *application);
/* Fills the form from the card or code. */
MUST_CHECK enum err visit_fill_known(struct visit *visit);

/* The application as it stands; makes application_id the first time. ERR_STATE while the form is
 * not complete or consent is missing. The caller wipes it. */
MUST_CHECK enum err visit_make_application(struct visit *visit,
                                           struct application *ret_application);
/* True when the case that was taken costs something, which the province can be asked for. */
bool visit_owes(const struct visit *visit);
/* True when leaving now would lose something the citizen gave. */
bool visit_would_lose(const struct visit *visit);
