/* SPDX-License-Identifier: Apache-2.0 */
/* The operations: a request in, an answer out. */
#pragma once

#include "tests/province/answer.h"
#include "tests/province/assurance.h"
#include "tests/province/boxes.h"
#include "tests/province/faults.h"
#include "tests/province/guard.h"
#include "tests/province/judge.h"
#include "tests/province/people.h"
#include "tests/province/publish.h"
#include "tests/province/remote.h"
#include "tests/province/store.h"
#include "tests/province/upkeep.h"

struct desk {
    struct guard *guard; /* the gateway before it */
    struct judge *judge;
    struct store *store;
    struct boxes *boxes; /* attachments */
    struct people *people;
    struct publisher *publisher;
    struct faults faults;
    struct lapses lapses;
    struct upkeep upkeep;
    struct remote remote; /* what officials order of kiosks */
    struct assurance assurance;
    json_t *arrivals; /* of applications, repeated ones too; the first DESK_ARRIVALS */
    long requests;
    const char *office_url; /* "http://127.0.0.1:8080/"; NULL: there is no office */
    int wrong_codes;        /* typed on phones, since wrong_since_ms */
    int64_t wrong_since_ms;
    long promise_days; /* > 0: new cases are accepted and decided later */
};

enum { DESK_ARRIVALS = 100000 };

/* One line of a file that was carried here (kioskctl outbox export). The HTTP status it would have
 * got. */
int desk_carry(struct desk *desk, const json_t *line);

enum reply_how { REPLY_WHOLE, REPLY_CUT, REPLY_DROP, REPLY_WAIT };

struct reply {
    enum reply_how how;
    long amount; /* REPLY_CUT: bytes of the body; REPLY_WAIT: milliseconds, then ask again */
    struct answer answer;
};

struct desk_request {
    struct judge_request judged;
    bool waited;  /* the second time, after REPLY_WAIT */
    bool at_work; /* another request with this key waits */
};

/* How a case stands from now on; NULL members stay as they are. */
struct desk_standing {
    const char *state, *message, *promise_date;
};

/* False when there is no case of that number. */
bool desk_set_standing(struct desk *desk, const char *local_number,
                       const struct desk_standing *standing);
/* Decides a case that was accepted; false when there is none of that number. */
bool desk_decide(struct desk *desk, const char *local_number);
void desk_serve(struct desk *desk, const struct desk_request *request, struct reply *ret_reply);
