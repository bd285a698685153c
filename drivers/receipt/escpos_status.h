/* SPDX-License-Identifier: Apache-2.0 */
/* What an ESC/POS printer says, told apart on its one pipe by fixed bits: real-time status
 * (DLE EOT n), automatic status (four bytes), GS r, and blocks that end in NUL (GS ( H); and the
 * maker's own answer, while it is awaited. Sources:
 * Epson TM-T88III, TM-U220, TM-L90 command lists; HPRT TP809; SNBC BTP-R880NP. */
#pragma once

#include "drivers/receipt/template.h"

/* What a printer can say about itself, from whichever reply. */
enum printer_flag {
    PRINTER_OFFLINE = 1 << 0,
    PRINTER_COVER_OPEN = 1 << 1,
    PRINTER_FEEDING = 1 << 2, /* the feed button is held */
    PRINTER_PAPER_OUT = 1 << 3,
    PRINTER_PAPER_LOW = 1 << 4,
    PRINTER_CUTTER_FAULT = 1 << 5,
    PRINTER_FATAL = 1 << 6,   /* unrecoverable */
    PRINTER_HOT = 1 << 7,     /* mends itself */
    PRINTER_FAULT = 1 << 8,   /* any other error */
    PRINTER_WAITING = 1 << 9, /* for the button that brings it online again */
    PRINTER_JAM = 1 << 10,
    PRINTER_TICKET = 1 << 11, /* a slip is at the output */
};

enum { ESCPOS_STATUS_KINDS = 4, ESCPOS_BLOCK_MAX = 80 };

enum escpos_reply_kind {
    ESCPOS_NOTHING,   /* the bytes so far are not a whole reply */
    ESCPOS_REAL_TIME, /* one byte: escpos_status_flags() with the n that was asked */
    ESCPOS_AUTOMATIC, /* four bytes: `flags` */
    ESCPOS_IN_ORDER,  /* GS r: `byte` */
    ESCPOS_PRINTED,   /* GS ( H: `id`, all before it is on paper */
    ESCPOS_BLOCK,     /* another block: not for us */
    ESCPOS_OWN,       /* of the awaited shape: `own` */
    ESCPOS_NOISE,     /* a byte that begins no reply */
};

struct escpos_reply {
    enum escpos_reply_kind kind;
    uint8_t byte;
    uint32_t flags;
    char id[5];
    uint8_t own[TEMPLATE_BYTES];
};

struct escpos_parser {
    const struct template *awaited; /* shape of the maker's own answer; NULL: none was asked for */
    bool may_be_own;                /* what is held can still become it */
    uint8_t held[ESCPOS_BLOCK_MAX];
    size_t count;
};

/* One byte from the pipe; whatever comes, the parser finds its way back. A byte that breaks an
 * unfinished reply ends that reply as NOISE and begins the next. */
struct escpos_reply escpos_status_take(struct escpos_parser *p, uint8_t byte);

/* Flags of a DLE EOT n reply, n from 1 to 4. ERR_RANGE for another n, ERR_FORMAT when the byte's
 * fixed bits are wrong. */
MUST_CHECK enum err escpos_status_flags(int n, uint8_t byte, uint32_t *ret_flags);
