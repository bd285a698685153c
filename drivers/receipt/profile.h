/* SPDX-License-Identifier: Apache-2.0 */
/* What one model of receipt printer can do, as data: assets/devices/receipt/<name>.ini, whose
 * README tells what each key means. Every key is known, typed and bounded, and none may be missing
 * but commands that the printer does not have. */
#pragma once

#include "drivers/receipt/template.h"

/* Two-byte codes the printer's font really has. */
enum profile_font { FONT_GBK, FONT_GB2312 };
/* Which command doubles Chinese characters. */
enum profile_enlarge { ENLARGE_GS, ENLARGE_FS };
enum profile_qr { QR_RASTER, QR_NATIVE };
enum profile_confirm { CONFIRM_NONE, CONFIRM_GS_R, CONFIRM_GS_PAREN_H };
/* How what waits in the printer is thrown away. */
enum profile_discard { DISCARD_DLE_ENQ, DISCARD_DLE_DC4, DISCARD_RESET };
/* What becomes of a slip that nobody took. */
enum profile_left { LEFT_KEEP, LEFT_RETRACT, LEFT_EJECT };

/* What the maker's own bits say, beyond the ones that DLE EOT has everywhere. */
enum profile_sign {
    SIGN_PAPER_LOW,
    SIGN_PAPER_OUT,
    SIGN_COVER_OPEN,
    SIGN_CUTTER,
    SIGN_JAM,
    SIGN_HOT,
    SIGN_FAULT,
    SIGN_TICKET, /* a slip is at the output */
    SIGN_COUNT,
};

enum {
    PROFILE_TEXT = 64,
    PROFILE_PATTERNS = 128,
    PROFILE_WHY = 160,
    PROFILE_CELL = 12,
    PROFILE_CHARACTER = 24,
    PROFILE_BITS = 4,
};

/* "own3:20": any of the mask's bits in that byte. */
struct profile_bits {
    size_t count;
    struct {
        uint8_t eot; /* n of DLE EOT; 0: the maker's own answer */
        uint8_t at;  /* byte of it, from 0 */
        uint8_t mask;
    } bit[PROFILE_BITS];
};

struct receipt_profile {
    char model[PROFILE_TEXT];   /* for the device list */
    char mfg[PROFILE_PATTERNS]; /* patterns of the printer's own words, see profile_score() */
    char mdl[PROFILE_PATTERNS];
    int dots;            /* printable width */
    int columns;         /* of PROFILE_CELL dots */
    int line_dots;       /* from line to line, 24 to 40; a character is 24 high */
    int raster_dots;     /* widest raster it takes */
    int qr_dots;         /* wanted side of a QR code with its quiet zone */
    enum profile_qr qr;  /* as a picture, or made by the printer */
    int feed_lines;      /* blank lines before the cut (or to tear), 0 to 12 */
    struct template cut; /* empty: it has no cutter */
    enum profile_font font;
    enum profile_enlarge enlarge;
    int chinese_next_line; /* 1: Chinese mode takes effect from the next line */
    int code_page;         /* of ESC t; -1: not sent */
    int real_time;         /* 1: it answers DLE EOT */
    enum profile_confirm confirm;
    enum profile_confirm confirm_fallback; /* when `confirm` is not understood */
    enum profile_discard discard;
    int confirm_s; /* until it is confirmed, or, without a word, until it is printed: 1 to 120 */
    int stuck_s;   /* longest wait without any progress, 1 to 120 */

    struct template ask, reply; /* the maker's own status; empty: it has none */
    struct profile_bits sign[SIGN_COUNT];

    struct template present; /* behind the cut; empty: it comes out by itself */
    int present_mm, step_um; /* how far, and the unit of {length} */
    struct template retract; /* into the bin */
    struct template eject;   /* out, and let go */
    enum profile_left left;
    int take_s; /* how long a citizen has */
};

/* On failure *ret_profile is untouched and ret_why (NULL or PROFILE_WHY bytes) says where and why.
 * ERR_FORMAT, ERR_RANGE, ERR_MISSING, ERR_TOO_LONG, ERR_ENCODING. */
MUST_CHECK enum err profile_parse(const char *text, size_t len, struct receipt_profile *ret_profile,
                                  char *ret_why);
/* devices/receipt/<name>.ini below the assets. Also ERR_ABSENT, ERR_ACCESS, ERR_DISK. */
MUST_CHECK enum err profile_load(const char *name, struct receipt_profile *ret_profile,
                                 char *ret_why);

/* Dots from a line at scale 1 or 2 to the next: the white grows with the letters on both sides. */
int profile_line_height(const struct receipt_profile *p, int scale, int next_scale);
/* A slip's stay at the output can be seen. */
bool profile_has_sensor(const struct receipt_profile *p);
/* Without answers of any kind: nothing is ever read from it. */
bool profile_is_mute(const struct receipt_profile *p);
/* What {length} and {seconds} stand for: present_mm in the printer's steps; take_s, and where we
 * watch the slip ourselves 30 s more, so that the printer acts alone only when we are gone. */
struct template_values profile_values(const struct receipt_profile *p);
