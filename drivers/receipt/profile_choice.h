/* SPDX-License-Identifier: Apache-2.0 */
/* Which profile a printer gets: the one that kiosk.ini names, or the one whose patterns fit the
 * printer's own words (IEEE 1284 MFG and MDL) best, or a generic one. Never by USB ids: makers
 * share them. */
#pragma once

#include "drivers/receipt/profile.h"

enum { PROFILE_NAME = 72 };

struct profile_wish {
    const char *configured; /* name; "": choose */
    const char *device_id;  /* of GET_DEVICE_ID; "": it does not tell */
    bool two_way;           /* it has a pipe to answer on */
};

/* How well the patterns fit: the number of characters that are not wild; -1: not at all. Patterns
 * are those of fnmatch(3), several with "|" between them; case does not matter. */
int profile_score(const struct receipt_profile *p, const char *device_id);

/* ERR_REFUSED: the printer says that it is not what the configured profile is for. ERR_UNSUPPORTED:
 * the configured profile awaits answers, and the printer has no way to give them. Also the errors
 * of profile_load(); ret_why (PROFILE_WHY bytes) says why. A file that nobody configured and that
 * is wrong is passed over. `ret_name` has PROFILE_NAME bytes. */
MUST_CHECK enum err profile_choose(const struct profile_wish *wish,
                                   struct receipt_profile *ret_profile, char *ret_name,
                                   char *ret_why);
