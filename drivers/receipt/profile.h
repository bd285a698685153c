/* SPDX-License-Identifier: Apache-2.0 */
/* What one model of receipt printer can do, as data: assets/devices/receipt/<name>.ini. Every key
 * is known, typed, bounded and required. */
#pragma once

#include "platform/base/err.h"

enum profile_cutter { CUTTER_NONE, CUTTER_PARTIAL, CUTTER_FULL };
/* Two-byte codes the printer's font really has. */
enum profile_font { FONT_GBK, FONT_GB2312 };
/* Which command doubles Chinese characters. */
enum profile_enlarge { ENLARGE_GS, ENLARGE_FS };
enum profile_confirm { CONFIRM_NONE, CONFIRM_GS_R, CONFIRM_GS_PAREN_H };
/* How what waits in the printer is thrown away. */
enum profile_discard { DISCARD_DLE_ENQ, DISCARD_DLE_DC4, DISCARD_RESET };

enum { PROFILE_TEXT = 64, PROFILE_WHY = 160, PROFILE_CELL = 12, PROFILE_CHARACTER = 24 };

struct receipt_profile {
    char model[PROFILE_TEXT];     /* for the device list */
    char device_id[PROFILE_TEXT]; /* must occur in the IEEE 1284 string; "*": any printer */
    int dots;                     /* printable width */
    int columns;                  /* of PROFILE_CELL dots */
    int line_dots;                /* from line to line, 24 to 40; a character is 24 high */
    int raster_dots;              /* widest raster it takes */
    int qr_dots;                  /* wanted side of a QR code with its quiet zone */
    enum profile_cutter cutter;
    int cut_feed;   /* dots fed by the cut command itself, 0 to 255 */
    int feed_lines; /* blank lines before the cut (or to tear), 0 to 12 */
    enum profile_font font;
    enum profile_enlarge enlarge;
    int chinese_next_line; /* 1: Chinese mode takes effect from the next line */
    enum profile_confirm confirm;
    enum profile_confirm confirm_fallback; /* when `confirm` is not understood */
    enum profile_discard discard;
    int confirm_s; /* longest wait for the confirmation, 1 to 120 */
    int stuck_s;   /* longest wait without any progress, 1 to 120 */
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

/* Does the printer's IEEE 1284 device id belong to this profile? */
bool profile_fits(const struct receipt_profile *p, const char *device_id);
