/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "platform/base/clock.h"
#include "platform/ctl/kit.h"

enum { TIMEOUT_MS = 20 * 1000, WORDS_MAX = 130 };

static const char *path_of(const char *url)
{
    const char *path = strchr(url + strlen("https://"), '/');
    return path ? path : "";
}

/* The header of that name says something else, or is not there. */
static void change_line(struct request_headers *headers, const char *name, const char *value)
{
    size_t len = strlen(name);
    for (size_t i = 0; i < headers->count; i++) {
        char *line = headers->line[i];
        if (strncmp(line, name, len) != 0 || line[len] != ':')
            continue;
        if (*value)
            snprintf(line, REQUEST_LINE, "%s: %s", name, value);
        else
            memcpy(line, headers->line[--headers->count], REQUEST_LINE);
        return;
    }
}

static enum err write_lines(const struct kit *kit, const struct kit_ask *ask,
                            struct request_headers *headers)
{
    char path[KIT_URL * 2];
    snprintf(path, sizeof path, "%s%s", path_of(kit->url),
             ask->signed_operation ? ask->signed_operation : ask->operation);
    const struct request request = {.method = !ask->body  ? "GET"
                                              : ask->puts ? "PUT"
                                                          : "POST",
                                    .path = path,
                                    .idempotency_key = ask->key ? ask->key : "",
                                    .body = ask->signed_body ? ask->signed_body : ask->body,
                                    .size = ask->signed_body ? strlen(ask->signed_body) : ask->size,
                                    .wall_ms = clock_wall_ms() - ask->late_ms,
                                    .nonce = ask->nonce};
    const struct request_signer signer = {.gateway = &kit->gateway,
                                          .kiosk_code = kit->code,
                                          .system = kit->system,
                                          .service = kit->service,
                                          .secret = ask->secret ? ask->secret : &kit->secret,
                                          .key = kit->keys.kiosk,
                                          .id = ask->signed_id};
    TRY(request_sign(&signer, &request, headers));
    if (ask->header)
        change_line(headers, ask->header, ask->value);
    return ERR_NONE;
}

/* Who waits for how many answers. */
struct waiting {
    struct kit *kit;
    const char *operation;
    struct kit_answer *answer;
    int *left;
};

static bool is_words(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    size_t count = 0;
    for (const char *p = text; p && *p; p++)
        count += ((unsigned char)*p & 0xC0) != 0x80;
    return text && count <= WORDS_MAX;
}

/* §6: what every answer is, and every error. */
static const char *misshape(const struct http_reply *reply)
{
    AUTO(auto_json_decref) json_t *object = NULL;
    if (strncmp(reply->content_type, "application/json", strlen("application/json")) != 0)
        return "its content type is not application/json";
    if (json_parse(reply->body, reply->size, &object) != ERR_NONE)
        return "it is not a JSON object";
    json_int_t code = json_integer_value(json_object_get(object, "code"));
    if (!json_is_integer(json_object_get(object, "code")))
        return "it has no number `code`";
    if (!is_words(object, "message"))
        return "`message` is not a text of at most 130 characters";
    if (reply->status < 300)
        return code == 0 ? NULL : "`code` of a good answer is not 0";
    if (code / 100 != reply->status)
        return "`code` does not begin with the status";
    return is_words(object, "detail") ? NULL : "`detail` is not a text of at most 130 characters";
}

static void on_reply(void *user, enum err e, const struct http_reply *reply)
{
    struct waiting *w = user;
    struct reply_error error = {0};
    w->answer->e = e;
    w->answer->trouble = http_trouble(w->kit->http);
    if (reply) {
        const char *why = misshape(reply);
        reply_read_error(reply->body, reply->size, &error);
        w->answer->status = reply->status;
        w->answer->code = error.code;
        w->answer->size = reply->size;
        w->answer->body = strdup(reply->body);
        w->kit->date_ms = reply->date_ms;
        if (why && !*w->kit->misshapen)
            snprintf(w->kit->misshapen, KIT_WHY, "%s with status %d: %s", w->operation,
                     reply->status, why);
    }
    --*w->left;
}

static enum err send(struct kit *kit, const struct kit_ask *ask, struct waiting *waiting)
{
    char url[KIT_URL * 2];
    struct request_headers headers;
    TRY(write_lines(kit, ask, &headers));
    snprintf(url, sizeof url, "%s%s", kit->url, ask->operation);
    struct http_request request = {.url = url,
                                   .body = ask->body,
                                   .body_size = ask->size,
                                   .puts = ask->puts,
                                   .content_type = ask->puts && !ask->content_type
                                                       ? "application/octet-stream"
                                                       : ask->content_type,
                                   .timeout_ms = TIMEOUT_MS,
                                   .personal = true};
    for (size_t i = 0; i < headers.count; i++)
        request.headers[i] = headers.line[i];
    return http_send(kit->http, &request, on_reply, waiting, NULL);
}

static void ask_many(struct kit *kit, const struct kit_ask *ask, struct kit_answer *ret_answers,
                     int count)
{
    struct waiting waiting[2];
    int left = count;
    for (int i = 0; i < count; i++) {
        waiting[i] = (struct waiting){kit, ask->operation, &ret_answers[i], &left};
        ret_answers[i] = (struct kit_answer){0};
        ret_answers[i].e = send(kit, ask, &waiting[i]);
        left -= ret_answers[i].e != ERR_NONE;
    }
    while (left > 0 && sd_event_run(kit->loop, UINT64_MAX) >= 0)
        ;
}

void kit_ask(struct kit *kit, const struct kit_ask *ask, struct kit_answer *ret_answer)
{
    ask_many(kit, ask, ret_answer, 1);
}

void kit_ask_both(struct kit *kit, const struct kit_ask *ask, struct kit_answer ret_answers[2])
{
    ask_many(kit, ask, ret_answers, 2);
}

void kit_answer_done(struct kit_answer *answer)
{
    wipe_free(answer->body, answer->size);
    *answer = (struct kit_answer){0};
}
