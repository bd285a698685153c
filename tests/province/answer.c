/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/answer.h"

struct answer answer_good(int status, const char *message, json_t *data)
{
    json_t *body = json_pack("{s:i, s:s}", "code", 0, "message", message);
    if (data)
        json_object_set_new(body, "data", data);
    return (struct answer){.status = status, .body = body};
}

struct answer answer_error(int code, const char *message, const char *detail)
{
    return (struct answer){
        .status = code / 100,
        .allow = NULL,
        .body = json_pack("{s:i, s:s, s:s}", "code", code, "message", message, "detail", detail)};
}

void answer_done(struct answer *answer)
{
    json_decref(answer->body);
    *answer = (struct answer){0};
}
