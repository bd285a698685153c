/* SPDX-License-Identifier: Apache-2.0 */
/* What the province answers, read strictly: at most REPLY_MAX bytes, valid UTF-8, bounded depth, no
 * key twice, every text within its length. Unknown members are passed over. Anything else is
 * ERR_FORMAT. What holds personal data comes in secrets: wipe it. Outputs are untouched on failure.
 */
#pragma once

#include "platform/bus/types.h"
#include "platform/trust/sm2.h"

enum { REPLY_MAX = 1024 * 1024, REPLY_DEPTH_MAX = 8, REPLY_ITEM_MAX = 256 * 1024 };

/* What to do with a message after the province answered with this HTTP status and code. */
enum reply_verdict {
    REPLY_TAKEN,   /* 2xx: the province has it */
    REPLY_REFUSED, /* a final no to what the citizen asked; error.message says why */
    REPLY_LATER,   /* 408 409 425 429 5xx: the same again, later */
    REPLY_STAFF,   /* key, signature, clock, our own bug: keep it, ask staff, try again slowly */
};

struct reply_error {
    int code;                   /* see openapi.yaml: 42202 … ; 0 when the body had none */
    char message[MESSAGE_TEXT]; /* for the citizen, Chinese, may be "" */
    char detail[MESSAGE_TEXT];  /* for staff and the log; never personal data */
};

enum reply_verdict reply_verdict(int http_status, int code);

/* Never fails: a body that is not an error object gives code 0 and empty texts. */
void reply_read_error(const char *body, size_t size, struct reply_error *ret_error);

/* POST /cases (200, 201) and /cases/query (200): state (all but CASE_SAVED),
 * project_no, message, promise_date, contact_date, local_number ("" when not told). */
MUST_CHECK enum err reply_read_case(const char *body, size_t size, struct case_status *ret_status);
/* POST /hotline-orders (200, 201): the same of an order; project_no is its order_no, promise_date
 * its answer_by. */
MUST_CHECK enum err reply_read_order(const char *body, size_t size, struct case_status *ret_status);
/* POST /cases/rating (200, 201). */
MUST_CHECK enum err reply_read_done(const char *body, size_t size);
/* POST /identify, POST /shared-data: data is one flat object of texts; at most PAIRS_MAX. */
MUST_CHECK enum err reply_read_pairs(const char *body, size_t size, struct pairs *ret_pairs);
/* POST /cases/list: data is {"cases": […], "more": …}, newest first, at most CASE_LIST_MAX. A name
 * or a message too long is cut. */
MUST_CHECK enum err reply_read_cases(const char *body, size_t size, struct case_list *ret_list);
/* GET /gateway-secret: what the gateway shares with us from now on, and when it ends (ms since
 * 1970). `kiosk` is our private key. ERR_SIGNATURE, ERR_KEY (no such secret). */
MUST_CHECK enum err reply_read_secret(const char *body, size_t size, const struct sm2_key *kiosk,
                                      struct secret *ret_secret, int64_t *ret_ends_ms);
/* GET /catalogue, GET /calendar and what else is published: data is a signed document (signed.h),
 * written anew as a text of its own. The caller frees. */
MUST_CHECK enum err reply_read_published(const char *body, size_t size, char **ret_text,
                                         size_t *ret_size);
/* GET /items/{item_sm3}: the bytes of an item's file, at most REPLY_ITEM_MAX, with a NUL. The
 * caller frees. */
MUST_CHECK enum err reply_read_item(const char *body, size_t size, char **ret_text,
                                    size_t *ret_size);
/* GET /catalogue-parts/{part_sm3}: the same of a part of the catalogue. */
MUST_CHECK enum err reply_read_part(const char *body, size_t size, char **ret_text,
                                    size_t *ret_size);
