/* SPDX-License-Identifier: Apache-2.0 */
/* Questions to the province whose answer goes straight to the bridge. Nothing personal is logged
 * and nothing is kept. */
#pragma once

#include "platform/audit/audit.h"
#include "platform/bus/server.h"
#include "platform/courier/ask.h"

/* Asks and later ends `call` with the pairs, or with ERR_NOT_FOUND, ERR_REFUSED, ERR_BUSY,
 * ERR_FORMAT or what http.h says. On failure here `call` is still the caller's. */
MUST_CHECK enum err question_pairs(struct asks *asks, const char *operation,
                                   const struct secret *doc, struct platform_call *call);

/* POST /step-up, as pairs; how it ended is a line of `audit` (NULL: none) about `what`, a constant.
 */
MUST_CHECK enum err question_step_up(struct asks *asks, const struct secret *doc,
                                     struct platform_call *call, struct audit *audit,
                                     const char *what);

/* POST /cases/query; ended with platform_call_reply_status(). */
MUST_CHECK enum err question_status(struct asks *asks, const struct secret *doc,
                                    struct platform_call *call);

/* What is only heard; ended with platform_call_reply_done(). */
MUST_CHECK enum err question_done(struct asks *asks, const char *operation,
                                  const struct secret *doc, struct platform_call *call);

/* POST /cases/list, likewise; ended with platform_call_reply_cases(). */
MUST_CHECK enum err question_cases(struct asks *asks, const struct secret *doc,
                                   struct platform_call *call);

/* What an HTTP answer means to who asked; what only staff can mend is logged. */
MUST_CHECK enum err question_judge(const struct http_reply *reply);
/* What it tells the citizen, when the province refused by a rule; else "". */
void question_refusal(const struct http_reply *reply, char ret_words[MESSAGE_TEXT]);

struct question_news {
    void (*tell)(void *user, const char *local_number, const struct case_status *now);
    void *user;
};

/* POST /cases/query; tells only when the answer differs from `known`. */
MUST_CHECK enum err question_case(struct asks *asks, const struct secret *doc,
                                  const struct case_status *known, struct question_news news);
