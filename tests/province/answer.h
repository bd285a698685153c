/* SPDX-License-Identifier: Apache-2.0 */
/* What the province answers: an HTTP status and a JSON body, as openapi.yaml §6. */
#pragma once

#include <jansson.h>

#include "platform/base/must.h"

struct answer {
    int status;
    const char *allow; /* of 405: the method there is; static text */
    json_t *body;      /* owned */
};

/* {"code":0,"message":message,"data":data}; takes `data` (may be NULL). */
struct answer answer_good(int status, const char *message, json_t *data);
/* A code of the table in §6; its first three digits are the status. */
struct answer answer_error(int code, const char *message, const char *detail);
void answer_done(struct answer *answer);
