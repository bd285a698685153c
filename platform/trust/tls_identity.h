/* SPDX-License-Identifier: Apache-2.0 */
/* Who we are to a TLS server: a certificate, and its key wherever that is kept. */
#pragma once

#include "platform/trust/key.h"

/* `ssl_ctx` is a fresh SSL_CTX; the file holds our certificate and what stands between it and the
 * CA. Both are read here, so what was renewed counts from the next connection on. ERR_KEY,
 * ERR_CERTIFICATE (they do not belong together), or what opening the key gave. */
MUST_CHECK enum err tls_identity_use(void *ssl_ctx, const char *certificate_file, const char *key);
