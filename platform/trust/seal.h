/* SPDX-License-Identifier: Apache-2.0 */
/* A sealed box: only the holder of one SM2 private key can open it, and any change is seen.
 * A fresh SM4 key and a fresh MAC key are encrypted to the SM2 public key; the data is encrypted
 * with SM4-CTR, then MACed (encrypt-then-MAC, two keys). The MAC covers a text that the caller
 * writes from the box's own parts, so that it can cover what travels beside the box as well. */
#pragma once

#include "platform/trust/sm2.h"
#include "platform/trust/sm3.h"
#include "platform/trust/sm4.h"

enum { SEAL_DATA_MAX = 128 * 1024 };

struct sealed {
    struct sm2_cipher key; /* SM2 of SM4 key (16 bytes), then MAC key (32 bytes) */
    uint8_t iv[SM4_IV_SIZE];
    uint8_t *data; /* as long as what was sealed */
    size_t size;
    uint8_t mac[SM3_SIZE];
};

/* Writes the text that the MAC covers, from every part but `mac`; the caller of seal_* frees it. */
typedef enum err seal_cover_fn(void *user, const struct sealed *box, char **ret_text,
                               size_t *ret_len);

struct seal_cover {
    seal_cover_fn *write;
    void *user;
};

MUST_CHECK enum err seal_close(const struct sm2_key *to, const void *data, size_t size,
                               struct seal_cover cover, struct sealed *ret_box);
/* Checks the MAC before anything is decrypted. ret_data: box->size bytes and a NUL, from malloc;
 * the caller wipes and frees. ERR_SIGNATURE when anything was changed. */
MUST_CHECK enum err seal_open(const struct sm2_key *with, const struct sealed *box,
                              struct seal_cover cover, uint8_t **ret_data);
void seal_done(struct sealed *box);
