/* SPDX-License-Identifier: Apache-2.0 */
/* What a server should refuse, tried without saying a word to it: for whoever examines a gateway.
 */
#pragma once

#include "platform/base/err.h"

/* Whether it would talk TLS 1.2 or older. Its certificate is not looked at and nothing is sent
 * after the handshake. Blocks, at most about 10 s for each of its addresses. ERR_UNREACHABLE (no
 * connection), ERR_LIBRARY. */
MUST_CHECK enum err tls_probe_old(const char *host, const char *port, bool *ret_talks);
