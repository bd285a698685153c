/* SPDX-License-Identifier: Apache-2.0 */
/* The nonces that came, for as long as a request that carries one could come again. */
#pragma once

#include "platform/base/must.h"

struct nonces;

/* Each is kept for `keep_ms` at least, and for twice that at most. */
struct nonces *nonces_new(int64_t keep_ms);
void nonces_free(struct nonces *nonces);
/* False when this kiosk used it before. */
bool nonces_take(struct nonces *nonces, const char *kiosk, const char *nonce, int64_t now_ms);
