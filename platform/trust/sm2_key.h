/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what an SM2 key is made of, and how key files are read. */
#pragma once

#include "platform/trust/openssl.h"
#include "platform/trust/sm2.h"

struct sm2_key {
    EVP_PKEY *pkey;
    bool is_private;
};

/* A PEM file in memory, wiped when released. */
struct sm2_pem {
    char text[SM2_KEY_FILE_MAX];
    size_t size;
};

void sm2_pem_wipe(struct sm2_pem *pem);
/* With `secret`, ERR_KEY when the group or others may read the file. ERR_KEY when it is empty or no
 * regular file. */
MUST_CHECK enum err sm2_pem_read(const char *path, bool secret, struct sm2_pem *ret_pem);
/* The key of any algorithm in a PEM file. */
MUST_CHECK enum err sm2_pem_read_key(const char *path, bool secret, EVP_PKEY **ret_key);
