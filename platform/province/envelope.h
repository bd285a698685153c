/* SPDX-License-Identifier: Apache-2.0 */
/* The body of every POST: a message signed by the kiosk and sealed so that the province alone can
 * open it. Byte for byte in openapi.yaml. An envelope holds no readable personal data. */
#pragma once

#include "platform/base/secret.h"
#include "platform/trust/sm2.h"

enum { ENVELOPE_MAX = 96 * 1024, KIOSK_CODE_TEXT = 17, NONCE_TEXT = 33 };

struct envelope_writer {
    const char *kiosk_code;
    const struct sm2_key *kiosk;    /* private */
    const struct sm2_key *province; /* public */
};

/* `doc` is canonical JSON from submission, rating or message. The caller frees ret_body (malloc,
 * with a NUL). ERR_TOO_LONG, ERR_KEY. */
MUST_CHECK enum err envelope_build(const struct envelope_writer *writer, const struct secret *doc,
                                   int64_t wall_ms, char **ret_body, size_t *ret_size);

/* The province's side, for the stand-in and for tests. */
struct envelope_reader {
    const struct sm2_key *province; /* private */
    /* The public key of a registered kiosk, NULL when there is none of that code. */
    const struct sm2_key *(*kiosk_key)(void *user, const char *kiosk_code);
    void *user;
};

struct envelope_message {
    char kiosk_code[KIOSK_CODE_TEXT];
    int64_t sealed_ms; /* when it was sealed: may be days ago */
    char nonce[NONCE_TEXT];
    struct secret doc; /* canonical JSON; its kiosk_code is checked to be the one above */
};

/* ERR_FORMAT, ERR_TOO_LONG, ERR_UNSUPPORTED (another version or algorithm), ERR_KEY (no such
 * kiosk), ERR_SIGNATURE (anything was changed). */
MUST_CHECK enum err envelope_open(const struct envelope_reader *reader, const char *body,
                                  size_t size, struct envelope_message *ret_message);
void envelope_message_wipe(struct envelope_message *message);
