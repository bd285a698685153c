/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/attachment.h"

#include <string.h>

#include "platform/base/bytes.h"
#include "platform/base/secret.h"
#include "platform/province/json.h"
#include "platform/trust/random.h"
#include "platform/trust/sm4.h"

/* Magic, length of the wrapped keys, wrapped keys, iv, data, MAC. */
static const char magic[] = "KIOSKAT1";

enum { MAGIC_SIZE = 8, LENGTH_SIZE = 2, FIXED = MAGIC_SIZE + LENGTH_SIZE + SM4_IV_SIZE + SM3_SIZE };

_Static_assert((int)FIXED + (int)SM2_CIPHER_MAX <= (int)ATTACHMENT_OVERHEAD, "a container fits");

/* As they are encrypted, one behind the other. */
struct keys {
    uint8_t sm4[SM4_KEY_SIZE];
    uint8_t mac[SM3_SIZE];
};

static void keys_wipe(struct keys *keys)
{
    wipe(keys, sizeof *keys);
}

const char *attachment_media_type(const void *content, size_t size)
{
    static const struct {
        const char *type, *begins;
        size_t length;
    } types[] = {{"image/jpeg", "\xFF\xD8\xFF", 3},
                 {"image/png", "\x89PNG\r\n\x1A\n", 8},
                 {"application/pdf", "%PDF-", 5}};
    for (size_t i = 0; i < ARRAY_LEN(types); i++)
        if (size > types[i].length && memcmp(content, types[i].begins, types[i].length) == 0)
            return types[i].type;
    return NULL;
}

static enum err write_digest(const void *data, size_t size, char ret_text[ATTACHMENT_ADDRESS_TEXT])
{
    uint8_t digest[SM3_SIZE];
    TRY(sm3_digest(data, size, digest));
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(ret_text + 2 * i, 3, "%02x", digest[i]);
    return ERR_NONE;
}

/* Writes the container into `box`, which is large enough. */
static enum err fill(const struct keys *keys, const struct sm2_cipher *wrapped, const void *content,
                     size_t size, uint8_t *box)
{
    uint8_t *at = box;
    memcpy(at, magic, MAGIC_SIZE);
    at += MAGIC_SIZE;
    *at++ = (uint8_t)(wrapped->size >> 8);
    *at++ = (uint8_t)wrapped->size;
    memcpy(at, wrapped->der, wrapped->size);
    at += wrapped->size;
    uint8_t *iv = at;
    TRY(random_bytes(iv, SM4_IV_SIZE));
    at += SM4_IV_SIZE;
    TRY(sm4_ctr(keys->sm4, iv, content, size, at));
    at += size;
    return sm3_hmac(keys->mac, sizeof keys->mac, box, (size_t)(at - box), at);
}

enum err attachment_seal(const struct sm2_key *province, const void *content, size_t size,
                         struct attachment_box *ret_box)
{
    AUTO(keys_wipe) struct keys keys;
    struct sm2_cipher wrapped;
    AUTO(attachment_done) struct attachment_box box = {.data = NULL};
    if (size == 0 || size > ATTACHMENT_CONTENT_MAX)
        return ERR_TOO_LONG;
    TRY(random_bytes(&keys, sizeof keys));
    TRY(sm2_encrypt(province, &keys, sizeof keys, &wrapped));
    box.size = FIXED + wrapped.size + size;
    box.data = malloc(box.size);
    if (!box.data)
        return ERR_MEMORY;
    TRY(fill(&keys, &wrapped, content, size, box.data));
    TRY(write_digest(content, size, box.sm3));
    TRY(write_digest(box.data, box.size, box.address));
    *ret_box = box;
    box.data = NULL;
    return ERR_NONE;
}

void attachment_done(struct attachment_box *box)
{
    free(box->data);
    *box = (struct attachment_box){.data = NULL};
}

static enum err unwrap(const struct sm2_key *province, const uint8_t *der, size_t size,
                       struct keys *ret_keys)
{
    struct sm2_cipher wrapped = {.size = size};
    uint8_t plain[SM2_PLAIN_MAX];
    size_t plain_size;
    if (size > sizeof wrapped.der)
        return ERR_FORMAT;
    memcpy(wrapped.der, der, size);
    TRY(sm2_decrypt(province, &wrapped, plain, &plain_size));
    bool fits = plain_size == sizeof *ret_keys;
    if (fits)
        memcpy(ret_keys, plain, sizeof *ret_keys);
    wipe(plain, sizeof plain);
    return fits ? ERR_NONE : ERR_SIGNATURE;
}

enum err attachment_open(const struct sm2_key *province, const void *box, size_t size,
                         uint8_t **ret_content, size_t *ret_size)
{
    AUTO(keys_wipe) struct keys keys;
    uint8_t mac[SM3_SIZE];
    struct bytes b = bytes_of(box, size);
    const uint8_t *begins = bytes_take(&b, MAGIC_SIZE);
    uint16_t wrapped_size = bytes_u16be(&b);
    const uint8_t *wrapped = bytes_take(&b, wrapped_size);
    const uint8_t *iv = bytes_take(&b, SM4_IV_SIZE);
    if (b.failed || memcmp(begins, magic, MAGIC_SIZE) != 0 || bytes_left(&b) <= SM3_SIZE)
        return ERR_FORMAT;
    size_t content_size = bytes_left(&b) - SM3_SIZE;
    const uint8_t *data = bytes_take(&b, content_size);
    TRY(unwrap(province, wrapped, wrapped_size, &keys));
    TRY(sm3_hmac(keys.mac, sizeof keys.mac, box, size - SM3_SIZE, mac));
    if (!sm3_equal(mac, bytes_take(&b, SM3_SIZE)))
        return ERR_SIGNATURE;
    uint8_t *content = malloc(content_size);
    if (!content)
        return ERR_MEMORY;
    enum err e = sm4_ctr(keys.sm4, iv, data, content_size, content);
    if (e != ERR_NONE) {
        wipe_free(content, content_size);
        return e;
    }
    *ret_content = content;
    *ret_size = content_size;
    return ERR_NONE;
}

void attachment_path(const char *address, size_t size, char ret_path[ATTACHMENT_PATH_TEXT])
{
    snprintf(ret_path, ATTACHMENT_PATH_TEXT, "/attachments/%.64s/%zu", address, size);
}

void attachment_piece_path(const char *address, size_t size, size_t offset,
                           char ret_path[ATTACHMENT_PATH_TEXT])
{
    snprintf(ret_path, ATTACHMENT_PATH_TEXT, "/attachments/%.64s/%zu/%zu", address, size, offset);
}

enum err attachment_read_state(const char *reply, size_t size, struct attachment_state *ret_state)
{
    AUTO(auto_json_decref) json_t *object = NULL;
    TRY(json_parse(reply, size, &object));
    const json_t *data = json_object_get(object, "data");
    const json_t *whole = json_object_get(data, "whole");
    const char *received = json_string_value(json_object_get(data, "received"));
    size_t digits = received ? strspn(received, "0123456789") : 0;
    if (json_integer_value(json_object_get(object, "code")) != 0 || !json_is_boolean(whole) ||
        digits == 0 || digits > 8 || received[digits])
        return ERR_FORMAT;
    *ret_state =
        (struct attachment_state){strtoul(received, NULL, 10), json_typeof(whole) == JSON_TRUE};
    return ERR_NONE;
}
