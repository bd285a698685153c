/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: how key files are read. */
#pragma once

#include "platform/trust/openssl.h"

enum { KEY_FILE_MAX = 8 * 1024 }; /* bytes of a PEM file */

/* A PEM file in memory, wiped when released. */
struct pem {
    char text[KEY_FILE_MAX];
    size_t size;
};

void pem_wipe(struct pem *pem);
/* With `secret`, ERR_KEY when the group or others may read the file. ERR_KEY when it is empty or no
 * regular file. */
MUST_CHECK enum err pem_read(const char *path, bool secret, struct pem *ret_pem);

/* The public key of any algorithm in a PEM file. */
MUST_CHECK enum err key_file_public(const char *path, EVP_PKEY **ret_key);
/* The private key; `passphrase` (NULL: none) opens one that is encrypted (PKCS #8, RFC 5958).
 * ERR_KEY, also when the phrase is wrong or missing. */
MUST_CHECK enum err key_file_private(const char *path, const char *passphrase, EVP_PKEY **ret_key);
