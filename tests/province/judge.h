/* SPDX-License-Identifier: Apache-2.0 */
/* The outside judge: is this request signed by a registered kiosk, and what does it say? Written
 * from openapi.yaml §1–3 alone; shares no code with the kiosk. */
#pragma once

#include <jansson.h>

#include "platform/base/must.h"
#include "tests/province/lapses.h"

struct judge;

/* `directory` holds province-sm2.key and kiosks/CODE.pub. NULL when the province has no key.
 * `lapses` outlive it. */
struct judge *judge_new(const char *directory, const struct lapses *lapses);
void judge_free(struct judge *judge);

/* The envelope alone, as it comes on a stick: opened, signed by that kiosk. As judge_look(). */
int judge_open(const struct judge *judge, const char *code, const char *body, json_t **ret_doc,
               const char **ret_detail);
/* The key of a registered kiosk; NULL when there is none. cipher_free() it. */
struct evp_pkey_st *judge_key(const struct judge *judge, const char *code);
/* base64 of SM3, as X-Kiosk-Digest. */
void judge_digest(const char *body, char ret_text[45]);

/* An attachment (§9), see cipher.h. */
bool judge_open_attachment(const struct judge *judge, const uint8_t *box, size_t size,
                           uint8_t **ret_content, size_t *ret_size);

/* One request; a missing header is "". */
struct judge_request {
    const char *method, *path, *certificate_cn;
    const char *content_type, *code, *timestamp, *nonce, *digest, *signature, *key;
    const char *pass[4]; /* what a gateway looks at, see guard.h */
    const char *body;
    size_t size;
    bool again; /* the gateway itself asks again: its nonce was looked at before */
};

/* 0 when it may come in, else a code of §6 and, in ret_detail (static text), why. For POST ret_doc
 * is the opened message whose signature was verified; the caller releases it. */
int judge_look(const struct judge *judge, const struct judge_request *request, json_t **ret_doc,
               const char **ret_detail);
