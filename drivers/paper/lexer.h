/* SPDX-License-Identifier: Apache-2.0 */
/* Cuts a stream of ESC/POS bytes into commands, by their lengths alone. Shared by the printer's
 * model and the picture of the paper; it knows nothing of any program that writes such bytes.
 * Lengths: Epson ESC/POS reference (GS v 0, GS ( x, GS k, GS V, DLE EOT), SPRT (FS &, FS !). */
#pragma once

#include "platform/base/err.h"

enum escpos_kind {
    ESCPOS_TEXT,    /* a run of bytes >= 0x20 */
    ESCPOS_CONTROL, /* one byte below 0x20: LF, CR, HT, FF, CAN … */
    ESCPOS_COMMAND, /* a known command with all its parameters */
    ESCPOS_UNKNOWN, /* prefix and function byte; what follows is read on as data */
};

enum { ESC = 0x1B, FS = 0x1C, GS = 0x1D, DLE = 0x10 };

/* A command's name: prefix in the high byte, function in the low one. */
#define ESCPOS_NAME(prefix, function) ((uint16_t)((prefix) << 8 | (uint8_t)(function)))

struct escpos_token {
    enum escpos_kind kind;
    uint16_t name;       /* COMMAND and UNKNOWN: ESCPOS_NAME(); CONTROL: the byte */
    const uint8_t *data; /* TEXT: the run; COMMAND: what follows prefix and function */
    size_t data_size;
    size_t size; /* bytes of the whole token */
};

/* The token at the start of `data`. False: more bytes are needed (never at `final`, where an
 * unfinished command is given as UNKNOWN with all the bytes that are left). */
bool escpos_next(const uint8_t *data, size_t size, bool final, struct escpos_token *ret_token);
