/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/trust/seal.h"

#include <string.h>

#include "platform/base/secret.h"
#include "platform/trust/random.h"

struct keys {
    uint8_t sm4[SM4_KEY_SIZE];
    uint8_t mac[SM3_SIZE];
};

_Static_assert(sizeof(struct keys) == 48, "both keys lie together, as they are encrypted");

static void keys_wipe(struct keys *keys)
{
    wipe(keys, sizeof *keys);
}

static enum err cover_mac(const struct keys *keys, const struct sealed *box,
                          struct seal_cover cover, uint8_t ret_mac[SM3_SIZE])
{
    AUTO(auto_free) char *text = NULL;
    size_t len;
    TRY(cover.write(cover.user, box, &text, &len));
    return sm3_hmac(keys->mac, sizeof keys->mac, text, len, ret_mac);
}

static enum err fill(const struct sm2_key *to, const void *data, struct seal_cover cover,
                     struct sealed *box)
{
    AUTO(keys_wipe) struct keys keys;
    TRY(random_bytes(&keys, sizeof keys));
    TRY(random_bytes(box->iv, sizeof box->iv));
    TRY(sm2_encrypt(to, &keys, sizeof keys, &box->key));
    TRY(sm4_ctr(keys.sm4, box->iv, data, box->size, box->data));
    return cover_mac(&keys, box, cover, box->mac);
}

enum err seal_close(const struct sm2_key *to, const void *data, size_t size,
                    struct seal_cover cover, struct sealed *ret_box)
{
    if (size == 0 || size > SEAL_DATA_MAX)
        return ERR_TOO_LONG;
    struct sealed box = {.data = malloc(size), .size = size};
    if (!box.data)
        return ERR_MEMORY;
    enum err e = fill(to, data, cover, &box);
    if (e != ERR_NONE) {
        seal_done(&box);
        return e;
    }
    *ret_box = box;
    return ERR_NONE;
}

static enum err unwrap_keys(const struct sm2_key *with, const struct sealed *box,
                            struct keys *ret_keys)
{
    uint8_t plain[SM2_PLAIN_MAX];
    size_t size;
    TRY(sm2_decrypt(with, &box->key, plain, &size));
    bool fits = size == sizeof *ret_keys;
    if (fits)
        memcpy(ret_keys, plain, sizeof *ret_keys);
    wipe(plain, sizeof plain);
    return fits ? ERR_NONE : ERR_SIGNATURE;
}

enum err seal_open(const struct sm2_key *with, const struct sealed *box, struct seal_cover cover,
                   uint8_t **ret_data)
{
    AUTO(keys_wipe) struct keys keys;
    uint8_t mac[SM3_SIZE];
    if (box->size == 0 || box->size > SEAL_DATA_MAX)
        return ERR_TOO_LONG;
    TRY(unwrap_keys(with, box, &keys));
    TRY(cover_mac(&keys, box, cover, mac));
    if (!sm3_equal(mac, box->mac))
        return ERR_SIGNATURE;
    uint8_t *data = malloc(box->size + 1);
    if (!data)
        return ERR_MEMORY;
    enum err e = sm4_ctr(keys.sm4, box->iv, box->data, box->size, data);
    if (e != ERR_NONE) {
        wipe_free(data, box->size + 1);
        return e;
    }
    data[box->size] = '\0';
    *ret_data = data;
    return ERR_NONE;
}

void seal_done(struct sealed *box)
{
    free(box->data);
    *box = (struct sealed){0};
}
