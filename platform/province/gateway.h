/* SPDX-License-Identifier: Apache-2.0 */
/* How requests are signed for one kind of gateway, as data: a file of assets/gateways.
 *
 *   [gateway]              may be left out: secret = none
 *   secret = fetched       none; file: keys/gateway.secret; fetched: asked of the province and
 *                          renewed, the file signs that question
 *   [signature]            the kiosk's own, over the whole request
 *   algorithm = sm2        sm2 (by the kiosk's key), hmac-sha256 (by the secret), sha256
 *   encoding = base64      base64, hex
 *   text = {method}\n{path}\n{ms}\n{nonce}\n{digest}\n{key}
 *   [pass]                 may be left out: what the gateway itself wants to see
 *   algorithm, encoding, text
 *   [headers]
 *   header = X-Kiosk-Code: {kiosk}      again for each; one whose value is empty is not sent
 *
 * \n is a line feed. A profile whose signature leaves out the method, the path, the time, the
 * nonce, the body's digest or the Idempotency-Key is refused: what is not signed can be changed on
 * the way. */
#pragma once

#include "platform/base/err.h"

enum {
    GATEWAY_FILE_MAX = 16 * 1024,
    GATEWAY_WHY = 160,
    GATEWAY_HEADERS = 12,
    GATEWAY_NAME = 48,  /* of a header, with its NUL */
    GATEWAY_TEXT = 160, /* a text with its parts by name, and its NUL */
};

enum gateway_part {
    GATEWAY_METHOD,    /* {method} "POST" */
    GATEWAY_PATH,      /* {path} without host and query */
    GATEWAY_MS,        /* {ms} milliseconds since 1970 UTC, decimal */
    GATEWAY_SECONDS,   /* {s} the same in seconds */
    GATEWAY_NONCE,     /* {nonce} 32 hexadecimal digits, new for each sending */
    GATEWAY_DIGEST,    /* {digest} base64 of SM3 of the body */
    GATEWAY_KEY,       /* {key} the Idempotency-Key; "" for operations without one */
    GATEWAY_KIOSK,     /* {kiosk} the kiosk's code */
    GATEWAY_SYSTEM,    /* {system} whom the gateway takes us for, of kiosk.ini */
    GATEWAY_SERVICE,   /* {service} what is asked for at the gateway, of kiosk.ini */
    GATEWAY_SECRET,    /* {secret} in texts alone */
    GATEWAY_SIGNATURE, /* {signature} in headers alone */
    GATEWAY_PASS,      /* {pass} in headers alone */
    GATEWAY_PARTS,
};

enum gateway_algorithm { GATEWAY_SM2, GATEWAY_HMAC_SHA256, GATEWAY_SHA256 };
enum gateway_encoding { GATEWAY_BASE64, GATEWAY_HEX };
enum gateway_secret { GATEWAY_NO_SECRET, GATEWAY_SECRET_FILE, GATEWAY_SECRET_FETCHED };

struct gateway_seal {
    enum gateway_algorithm algorithm;
    enum gateway_encoding encoding;
    char text[GATEWAY_TEXT]; /* "": there is no such seal */
};

struct gateway_header {
    char name[GATEWAY_NAME], value[GATEWAY_TEXT];
};

struct gateway {
    enum gateway_secret secret;
    struct gateway_seal signature, pass;
    struct gateway_headers {
        size_t count;
        struct gateway_header header[GATEWAY_HEADERS];
    } headers;
};

/* "line 7: header: a part that is not known". Errors as keyfile_parse(). */
MUST_CHECK enum err gateway_parse(const char *text, size_t size, struct gateway *ret_gateway,
                                  char ret_why[GATEWAY_WHY]);
/* In any text or header of it. */
bool gateway_uses(const struct gateway *gateway, enum gateway_part part);
/* Writes `text` with each part replaced by its value, and a NUL. ERR_TOO_LONG. */
MUST_CHECK enum err gateway_fill(const char *text, const char *const values[GATEWAY_PARTS],
                                 char *ret_filled, size_t size);
