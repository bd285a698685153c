/* SPDX-License-Identifier: Apache-2.0 */
/* A signed line to the stand-in, for tests that change one thing in a good request. Include after
 * nothing else. */
#pragma once

#include "tests/unit/platform/house.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/courier/gate.h"
#include "platform/province/reply.h"
#include "platform/province/submission.h"
#include "platform/trust/keyring.h"

#define KEY_A "6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90"
#define KEY_B "6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e91"
#define KEY_C "6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e92"

static struct house house;

struct line {
    sd_event *loop;
    struct timers *timers;
    struct keyring keys;
    struct http *http;
    struct gateway gateway;
    bool answered;
    int status, code;
};

static inline int setup(void **state)
{
    struct line *l = calloc(1, sizeof *l);
    char why[KEYRING_PATH];
    assert_ok(keyring_load(NULL, &l->keys, why));
    assert_true(sd_event_new(&l->loop) >= 0);
    assert_ok(timers_new(l->loop, &l->timers));
    const struct http_trust trust = {.ca_file = l->keys.ca_file,
                                     .certificate_file = l->keys.tls_cert_file,
                                     .key = l->keys.tls_key};
    assert_ok(http_new(l->loop, l->timers, &trust, &l->http));
    assert_ok(gate_load_profile("", &l->gateway, why));
    *state = l;
    return 0;
}

static inline int teardown(void **state)
{
    struct line *l = *state;
    http_free(l->http);
    timers_free(l->timers);
    sd_event_unref(l->loop);
    keyring_done(&l->keys);
    free(l);
    return 0;
}

/* What one test changes in a good request; NULL or 0: nothing. */
struct change {
    const char *operation, *key, *code;
    const struct sm2_key *signer;
    int64_t late_ms;
    const char *body_instead; /* after signing */
    const char *nonce;
};

static inline void on_reply(void *user, enum err e, const struct http_reply *reply)
{
    struct line *l = user;
    struct reply_error error;
    assert_ok(e);
    reply_read_error(reply->body, reply->size, &error);
    l->answered = true;
    l->status = reply->status;
    l->code = error.code;
}

static inline int send_body(struct line *l, const char *body, struct change c)
{
    char url[128], path[64];
    struct request_headers h;
    snprintf(path, sizeof path, "/kiosk/v1%s", c.operation ? c.operation : "/cases");
    const struct request request = {.method = "POST",
                                    .path = path,
                                    .idempotency_key = c.key ? c.key : KEY_A,
                                    .body = body,
                                    .size = strlen(body),
                                    .wall_ms = clock_wall_ms() - c.late_ms,
                                    .nonce = c.nonce};
    const struct request_signer signer = {.gateway = &l->gateway,
                                          .kiosk_code = c.code ? c.code : "K017",
                                          .key = c.signer ? c.signer : l->keys.kiosk};
    assert_ok(request_sign(&signer, &request, &h));
    snprintf(url, sizeof url, "%.*s%s", (int)(strlen(house.url) - strlen("/kiosk/v1")), house.url,
             path);
    const char *sent = c.body_instead ? c.body_instead : body;
    struct http_request http = {
        .url = url, .body = sent, .body_size = strlen(sent), .timeout_ms = 30000};
    for (size_t i = 0; i < h.count; i++)
        http.headers[i] = h.line[i];
    l->answered = false;
    assert_ok(http_send(l->http, &http, on_reply, l, NULL));
    while (!l->answered)
        sd_event_run(l->loop, 1000000);
    return l->code ? l->code : l->status;
}

static inline struct message_sender sender_now(void)
{
    return (struct message_sender){"K017", "140802", clock_wall_ms()};
}

/* The canonical message with `from` replaced by `to` (same place, any length), sealed. */
static inline char *seal_changed(struct line *l, struct secret *doc, const char *from,
                                 const char *to)
{
    struct secret changed = {0};
    char *text = NULL;
    char *body = NULL;
    size_t size = 0;
    const struct envelope_writer writer = {"K017", l->keys.kiosk, l->keys.province};
    const char *at = strstr(secret_text(doc), from);
    assert_non_null(at);
    assert_true(asprintf(&text, "%.*s%s%s", (int)(at - secret_text(doc)), secret_text(doc), to,
                         at + strlen(from)) > 0);
    assert_ok(secret_set_text(&changed, text));
    assert_ok(envelope_build(&writer, &changed, clock_wall_ms(), &body, &size));
    secret_wipe(&changed);
    secret_wipe(doc);
    free(text);
    return body;
}

static inline char *case_changed(struct line *l, int n, const char *from, const char *to)
{
    const struct message_sender sender = sender_now();
    struct application a;
    struct secret doc = {0};
    char number[NUMBER_TEXT];
    snprintf(number, sizeof number, "K017-%06d", n);
    house_fill_application(&a, n);
    assert_ok(submission_write(&a, &sender, number, &doc, NULL));
    application_wipe(&a);
    return seal_changed(l, &doc, from, to);
}
