/* SPDX-License-Identifier: Apache-2.0 */
/* A laid-out receipt in ESC/POS bytes, in pieces between which a printer may be asked how it is.
 * Only commands that nearly every printer knows: ESC @, FS & and FS ., ESC 3, ESC a, ESC E, GS !
 * (or FS W), GS v 0, ESC d, GS r, GS ( H, GS ( k where the profile says so; cutter and presenter
 * are the profile's words. Sources: Epson TM-T81, TM-L90, TM-T88III; SPRT POS76-II (Chinese mode
 * from the next line); HPRT TP809. */
#pragma once

#include "drivers/receipt/layout.h"
#include "drivers/receipt/profile.h"
#include "platform/base/bytes.h"

enum {
    ESCPOS_PIECE_MAX = 4096,
    ESCPOS_JOB_MAX = 512 * 1024,
    /* Two neighbours together are more than a piece, or they would be one. */
    ESCPOS_PIECES_MAX = 2 * ESCPOS_JOB_MAX / ESCPOS_PIECE_MAX + 1,
};

struct escpos_job {
    uint8_t *data;
    size_t size, room;
    size_t piece_count;
    size_t piece_end[ESCPOS_PIECES_MAX]; /* each ends at a line's beginning */
};

/* The bytes of a whole slip with its cut, without the request for confirmation. A real-time command
 * never stands in them. ERR_FORMAT: a QR code that cannot be read again. */
MUST_CHECK enum err escpos_codec_new(const struct layout *layout,
                                     const struct receipt_profile *profile,
                                     struct escpos_job **ret_job);
/* Erases it. NULL is fine. */
void escpos_codec_free(struct escpos_job *job);
DEFINE_AUTO(struct escpos_job, escpos_codec_free);

struct bytes escpos_codec_piece(const struct escpos_job *job, size_t i);

enum { ESCPOS_ASK_MAX = 48 };

/* The request whose answer says that all before it is on paper; returns its size, 0 for
 * CONFIRM_NONE. `id` is four characters of 0x20 to 0x7E. */
size_t escpos_codec_confirm(enum profile_confirm how, const char *id,
                            uint8_t ret_bytes[ESCPOS_ASK_MAX]);
/* DLE EOT n. */
size_t escpos_codec_ask(int n, uint8_t ret_bytes[ESCPOS_ASK_MAX]);
/* One of the profile's own, its places filled; 0 when it has none. */
size_t escpos_codec_command(const struct receipt_profile *p, const struct template *t,
                            uint8_t ret_bytes[ESCPOS_ASK_MAX]);
/* Pushes out and cuts what was left hanging, and retracts it where that can be done. */
size_t escpos_codec_eject(const struct receipt_profile *p, uint8_t ret_bytes[ESCPOS_ASK_MAX]);
/* Throw away what waits in the printer; 0 for DISCARD_RESET, which is not bytes. */
size_t escpos_codec_discard(enum profile_discard how, uint8_t ret_bytes[ESCPOS_ASK_MAX]);
