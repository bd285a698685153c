/* SPDX-License-Identifier: Apache-2.0 */
/* Actions of controls; those of the bar are in app/ui/ui.h. */
#pragma once

#include "app/ui/part.h"
#include "app/ui/ui.h"

enum action {
    ACTION_NEXT = UI_ACTION_FIRST,
    ACTION_BACK,
    ACTION_HELP,
    ACTION_PHONE,
    ACTION_SKIP,
    ACTION_CHOOSE, /* arg: which */
    ACTION_SHEET,  /* arg: page of a list */
    ACTION_KEY,    /* arg: index of the key */
    ACTION_EDIT,   /* arg: place in the form */
    ACTION_PAPER,  /* arg: number of the material */
    ACTION_PARTS,  /* arg: which case of the list */
    ACTION_RATE,   /* arg: level */
    ACTION_SEARCH,
    ACTION_TAB,      /* arg: which */
    ACTION_SCAN,     /* the code on a slip */
    ACTION_NUMBER,   /* type a number */
    ACTION_SEND,     /* a code, to their phone */
    ACTION_FIND,     /* by who they are */
    ACTION_CALL,     /* somebody to come */
    ACTION_PAD,      /* written on */
    ACTION_CLEAR,    /* what is written there goes */
    ACTION_READY,    /* enough of them */
    ACTION_DROP,     /* the last one goes */
    ACTION_OTHER,    /* another way than this */
    ACTION_HANDOVER, /* go on on a phone */
    /* of the desk's dialogs */
    ACTION_STAY,
    ACTION_LEAVE,
};
