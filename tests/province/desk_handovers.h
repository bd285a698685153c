/* SPDX-License-Identifier: Apache-2.0 */
/* What is begun at a kiosk goes on on a phone (openapi.yaml §17). */
#pragma once

#include "tests/province/desk.h"
#include "tests/province/store_handovers.h"

/* POST /handovers */
struct answer desk_handover(struct desk *desk, const struct judge_request *r, const json_t *doc);

enum handed_state {
    HANDED_LOCKED, /* whoever opens it says whose it is first */
    HANDED_OPEN,
    HANDED_FILED, /* a case, here or at the kiosk */
    HANDED_SHUT,  /* somebody tried too often */
    HANDED_OVER   /* its time */
};

enum { HANDED_TRIES = 5 };

enum handed_state desk_handed_state(struct desk *desk, const struct handed *handed);
/* False while too many codes were typed that are none. */
bool desk_may_guess(struct desk *desk);
void desk_count_guess(struct desk *desk);
/* The last four places of the applicant's number open it; ret_opened: the page that shows it.
 * Wrong ones are counted. */
bool desk_unlock(struct desk *desk, const struct handed *handed, const char *last_four,
                 char ret_opened[HANDED_TOKEN]);
/* It becomes a case, with what was said on the phone (`form`: field → text). What is missing of
 * papers is asked for as in every case that comes without. */
bool desk_file_handed(struct desk *desk, const struct handed *handed, const json_t *form);
