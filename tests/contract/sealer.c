/* SPDX-License-Identifier: Apache-2.0 */
/* contract-sealer KEYS CODE: signs requests as the kiosk CODE does, for the signing proxy. One JSON
 * object a line in: method, path, key, and doc (a message to seal) or body (base64, sent as it is),
 * and ms (the clock; 0: now). One a line out: headers (an object), body (base64), or error.
 */
#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/log.h"
#include "platform/courier/gate.h"
#include "platform/province/json.h"
#include "platform/trust/base64.h"
#include "platform/trust/keyring.h"

struct sealer {
    struct keyring keys;
    struct gateway gateway;
    const char *code;
};

struct body {
    char *bytes;
    size_t size;
};

static const char *member(const json_t *line, const char *name)
{
    const char *text = json_string_value(json_object_get(line, name));
    return text ? text : "";
}

static int64_t clock_of(const json_t *line)
{
    json_int_t ms = json_integer_value(json_object_get(line, "ms"));
    return ms ? (int64_t)ms : clock_wall_ms();
}

static enum err body_given(const char *text, struct body *ret_body)
{
    size_t len = strlen(text);
    ret_body->bytes = malloc(len + 1);
    return ret_body->bytes ? base64_decode(text, len, ret_body->bytes, len, &ret_body->size)
                           : ERR_MEMORY;
}

static enum err body_sealed(const struct sealer *sealer, const json_t *line, struct body *ret_body)
{
    const struct envelope_writer writer = {sealer->code, sealer->keys.kiosk, sealer->keys.province};
    AUTO(secret_wipe) struct secret doc = {0};
    TRY(secret_set_text(&doc, member(line, "doc")));
    return envelope_build(&writer, &doc, clock_of(line), &ret_body->bytes, &ret_body->size);
}

static enum err put_headers(const struct request_headers *headers, json_t *answer)
{
    json_t *lines = json_object();
    if (json_object_set_new(answer, "headers", lines) != 0)
        return ERR_MEMORY;
    for (size_t i = 0; i < headers->count; i++) {
        char name[REQUEST_LINE];
        size_t len = strcspn(headers->line[i], ":");
        snprintf(name, sizeof name, "%.*s", (int)len, headers->line[i]);
        TRY(json_put_text(lines, name, headers->line[i] + len + 2));
    }
    return ERR_NONE;
}

static enum err answer_line(const struct sealer *sealer, const json_t *line, struct body *body,
                            json_t *answer)
{
    struct request_headers headers;
    if (!line) /* a NUL in a text, half a character */
        return ERR_ENCODING;
    if (json_object_get(line, "doc"))
        TRY(body_sealed(sealer, line, body));
    else
        TRY(body_given(member(line, "body"), body));
    const struct request request = {.method = member(line, "method"),
                                    .path = member(line, "path"),
                                    .idempotency_key = member(line, "key"),
                                    .body = body->bytes,
                                    .size = body->size,
                                    .wall_ms = clock_of(line)};
    const struct request_signer signer = {&sealer->gateway, sealer->code,
                                          .key = sealer->keys.kiosk};
    TRY(request_sign(&signer, &request, &headers));
    AUTO(auto_free) char *text = malloc(BASE64_LENGTH(body->size) + 1);
    if (!text)
        return ERR_MEMORY;
    base64_encode(body->bytes, body->size, text);
    TRY(put_headers(&headers, answer));
    return json_put_text(answer, "body", text);
}

static bool serve_line(const struct sealer *sealer, const char *text)
{
    struct body body = {0};
    json_t *line = json_loads(text, 0, NULL);
    json_t *answer = json_object();
    enum err e = answer ? answer_line(sealer, line, &body, answer) : ERR_MEMORY;
    free(body.bytes);
    json_decref(line);
    if (e != ERR_NONE)
        json_object_set_new(answer, "error", json_string(err_text(e)));
    bool ok = json_dumpf(answer, stdout, JSON_COMPACT) == 0 && putchar('\n') != EOF &&
              fflush(stdout) == 0;
    json_decref(answer);
    return ok;
}

int main(int argc, char **argv)
{
    struct sealer sealer = {.code = argc == 3 ? argv[2] : ""};
    char why[KEYRING_PATH] = "";
    AUTO(auto_free) char *line = NULL;
    size_t room = 0;
    if (argc != 3) {
        fprintf(stderr, "usage: contract-sealer KEYS CODE\n");
        return 2;
    }
    log_init("contract-sealer");
    if (keyring_load_from(argv[1], &sealer.keys, why) != ERR_NONE ||
        gate_load_profile(NULL, &sealer.gateway, why) != ERR_NONE) {
        fprintf(stderr, "contract-sealer: %s\n", why);
        return 1;
    }
    while (getline(&line, &room, stdin) > 0 && serve_line(&sealer, line))
        ;
    keyring_done(&sealer.keys);
    return 0;
}
