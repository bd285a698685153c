/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: a private key from wherever it is. */
#pragma once

#include "platform/trust/key.h"
#include "platform/trust/openssl.h"

/* `place` as in key.h; a file's path is absolute. The key stays where it is: what a module or a TPM
 * gives is a handle that signs. ERR_KEY, ERR_ABSENT, ERR_ACCESS, ERR_TOO_LONG; ERR_UNSUPPORTED when
 * the library for this kind is not installed; ERR_UNREACHABLE when the module or TPM does not
 * answer. */
MUST_CHECK enum err key_open(const char *place, EVP_PKEY **ret_key);

MUST_CHECK enum err key_pkcs11_open(const char *uri, EVP_PKEY **ret_key);
MUST_CHECK enum err key_tpm_open(const char *place, EVP_PKEY **ret_key);
