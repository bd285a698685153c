/* SPDX-License-Identifier: Apache-2.0 */
/* What the province publishes to all kiosks alike and signs once: the calendar, the catalogue's
 * manifest, orders. One shape for all:
 *   {"kind": "calendar", "body": base64 of the document, "sign": base64 of the DER signature}
 * signed with SM2 (SM3, id SM2_DEFAULT_ID) by the publisher's key over "kind", a line feed and the
 * document's own bytes, so a document of one kind never passes for another. The publisher's key is
 * not the one that applications are sealed to: it can be kept off line. */
#pragma once

#include "platform/province/json.h"
#include "platform/trust/sm2.h"

enum { SIGNED_TEXT_MAX = JSON_STRICT_MAX, SIGNED_BODY_MAX = 700 * 1024, SIGNED_KIND_MAX = 32 };

struct signed_text {
    const char *text;
    size_t size;
};

/* The document in it, with a NUL; the caller frees. `publisher` NULL: ERR_KEY. ERR_SIGNATURE,
 * ERR_FORMAT, ERR_MISSING, ERR_TOO_LONG, ERR_MEMORY; ERR_CONFLICT: of another kind. */
MUST_CHECK enum err signed_open(const struct sm2_key *publisher, const char *kind,
                                struct signed_text text, char **ret_body, size_t *ret_size);
/* The other way, for those who publish. The caller frees. */
MUST_CHECK enum err signed_write(const struct sm2_key *publisher, const char *kind,
                                 struct signed_text body, char **ret_text, size_t *ret_size);
