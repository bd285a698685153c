/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of openapi.yaml that a tester lets the stand-in break, to see whether it is found. */
#pragma once

#include "platform/base/must.h"

enum lapse {
    LAPSE_CODE,        /* X-Kiosk-Code is not looked at */
    LAPSE_TIME,        /* nor X-Kiosk-Timestamp */
    LAPSE_DIGEST,      /* nor whether X-Kiosk-Digest is the body's */
    LAPSE_SIGNATURE,   /* nor X-Kiosk-Signature */
    LAPSE_NONCE,       /* nor whether X-Kiosk-Nonce has its form */
    LAPSE_REPLAY,      /* nor whether it came before */
    LAPSE_PASS,        /* nor what a gateway wants to see */
    LAPSE_TYPE,        /* nor Content-Type */
    LAPSE_LIMIT,       /* a body may be longer */
    LAPSE_MAC,         /* the MAC of an envelope is not looked at */
    LAPSE_TWICE,       /* a member of an envelope may stand there twice */
    LAPSE_CANONICAL,   /* a message need not be canonical */
    LAPSE_AGE,         /* an envelope that waited is refused */
    LAPSE_UNKNOWN,     /* and one with a member that is not known */
    LAPSE_SCHEMA,      /* /cases/query takes anything */
    LAPSE_ROWS,        /* a repeated group may hold anything */
    LAPSE_SCALES,      /* the two scales of a rating are not compared */
    LAPSE_KEY,         /* any Idempotency-Key, and none */
    LAPSE_REPEAT,      /* a repetition is a new application */
    LAPSE_OTHER_BODY,  /* another body under the same key is taken */
    LAPSE_APPLICATION, /* a known application_id under another key makes a second case */
    LAPSE_ADDRESS,     /* an unknown address is 40401 */
    LAPSE_METHOD,      /* and so is another method */
    LAPSE_DETAIL,      /* errors have no detail */
    LAPSE_NO_DATE,     /* no Date header */
    LAPSE_OLD_DATE,    /* its clock is an hour behind */
    LAPSE_OLD_TLS,     /* TLS 1.2 as well */
    LAPSE_ANYBODY,     /* a client certificate is not needed */
    LAPSE_PUBLISHER,   /* what is published is signed by another key */
    LAPSE_ASSURANCE,   /* any token will do, and none */
    LAPSE_ITEM,        /* an item or a part is not the bytes that were signed */
    LAPSE_PIECE_GAP,   /* a piece of an attachment that leaves a gap is taken */
    LAPSE_PIECE_AGAIN, /* a piece that came before is added once more */
    LAPSE_PIECE_LIMIT, /* a piece may be longer */
    LAPSE_ADDRESSED,   /* an attachment may be other bytes than its address says */
    LAPSE_MISSING,     /* a case is taken before its attachments */
    LAPSE_CONTENT,     /* and with others than it names */
    LAPSE_ORDER,       /* an order may be of any type */
    LAPSE_CORRECTION,  /* a correction of what lacks nothing, and of no case */
    LAPSE_LATE,        /* and one behind its day */
    LAPSE_CAUSE,       /* certificates for no purpose */
    LAPSE_LICENCE,     /* /enterprises takes anything */
    LAPSE_CONTACT,     /* an enterprise need not say who acts for it */
    LAPSE_MATERIALS,   /* materials may name attachments that the case does not */
    LAPSE_DUE,         /* and be later without a limit */
    LAPSE_PARTS,       /* a case may be made of any items */
    LAPSE_WHOLE,       /* it is done before they are */
    LAPSE_SEAT,        /* an appointment that is asked for again takes another seat */
    LAPSE_FEE,         /* how a fee stands is told to anybody */
    LAPSE_REMOTE,      /* an order to a kiosk has no order_id */
    LAPSE_HANDOVER,    /* a hand-over that is asked for again is another one */
    LAPSE_WHOSE,       /* and its address says whose it is */
    LAPSE_COUNT,
};

struct lapses {
    bool on[LAPSE_COUNT];
};

/* The lapse by its name ("timestamp" …), or "clear". False when there is none of that name. */
bool lapses_set(struct lapses *lapses, const char *name);
