/* SPDX-License-Identifier: Apache-2.0 */
/* A key in the TPM by tpm2-openssl, a provider. It lives in a library context of its own, or
 * OpenSSL would go to the chip for every digest; and there TLS does not find it: OpenSSL 3.0 asks
 * the context that a connection belongs to first, whose own ECDSA then misses the private half
 * (measured). So the key that is given away is one of the older kind, whose one method signs in the
 * chip. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "platform/trust/key_open.h"
#include "platform/trust/tpm.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/provider.h>
#include <openssl/store.h>

static OSSL_LIB_CTX *started; /* for the life of the program: one machine has one TPM */

static enum err start_provider(const char *place)
{
    char tcti[KEY_PLACE];
    if (started)
        return ERR_NONE;
    TRY(tpm_tcti_of(place, tcti, sizeof tcti));
    setenv("TSS2_LOG", "all+none", 0);
    if (setenv("TPM2OPENSSL_TCTI", tcti, 1) != 0) /* it has no other way to be told */
        return ERR_MEMORY;
    OSSL_LIB_CTX *context = OSSL_LIB_CTX_new();
    if (!context)
        return ERR_MEMORY;
    enum err e = ERR_NONE;
    if (!OSSL_PROVIDER_load(context, "default"))
        e = ERR_LIBRARY;
    else if (!OSSL_PROVIDER_load(context, "tpm2")) /* also when the TPM does not answer */
        e = ERR_UNREACHABLE;
    if (e != ERR_NONE) {
        OSSL_LIB_CTX_free(context);
        return e;
    }
    started = context;
    return ERR_NONE;
}

static EVP_PKEY *load(OSSL_LIB_CTX *context, const char *handle)
{
    OSSL_STORE_CTX *store =
        OSSL_STORE_open_ex(handle, context, "?provider=tpm2", NULL, NULL, NULL, NULL, NULL);
    EVP_PKEY *key = NULL;
    while (store && !key && !OSSL_STORE_eof(store)) {
        OSSL_STORE_INFO *info = OSSL_STORE_load(store);
        if (!info)
            break;
        if (OSSL_STORE_INFO_get_type(info) == OSSL_STORE_INFO_PKEY)
            key = OSSL_STORE_INFO_get1_PKEY(info);
        OSSL_STORE_INFO_free(info);
    }
    OSSL_STORE_close(store);
    return key;
}

/* --- the key that is given away --- */

enum { POINT_SIZE = 1 + 2 * 48 };

static EC_KEY_METHOD *method;
static int place_of_chip_key = -1; /* in an EC_KEY: the key in the chip */

static const EVP_MD *digest_of(int size)
{
    switch (size) {
    case 32:
        return EVP_sha256();
    case 48:
        return EVP_sha384();
    default:
        return NULL;
    }
}

static int sign_in_chip(int type, const unsigned char *digest, int size, unsigned char *ret_sign,
                        unsigned int *ret_size, const BIGNUM *kinv, const BIGNUM *r, EC_KEY *key)
{
    (void)type, (void)kinv, (void)r;
    EVP_PKEY *chip_key = EC_KEY_get_ex_data(key, place_of_chip_key);
    const EVP_MD *md = digest_of(size);
    size_t room = (size_t)ECDSA_size(key);
    AUTO(auto_EVP_PKEY_CTX_free)
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(started, chip_key, "provider=tpm2");
    if (!md || !context || EVP_PKEY_sign_init(context) != 1 ||
        EVP_PKEY_CTX_set_signature_md(context, md) != 1 ||
        EVP_PKEY_sign(context, ret_sign, &room, digest, (size_t)size) != 1)
        return 0;
    *ret_size = (unsigned int)room;
    return 1;
}

static void on_key_free(void *parent, void *data, CRYPTO_EX_DATA *all, int index, long argl,
                        void *argp)
{
    (void)parent, (void)all, (void)index, (void)argl, (void)argp;
    EVP_PKEY_free(data);
}

static void make_method(void)
{
    place_of_chip_key = EC_KEY_get_ex_new_index(0, NULL, NULL, NULL, on_key_free);
    method = EC_KEY_METHOD_new(EC_KEY_OpenSSL());
    if (method)
        EC_KEY_METHOD_set_sign(method, sign_in_chip, NULL, NULL);
}

/* The public half, as an EC_KEY that signs in the chip. */
static EC_KEY *make_proxy(EVP_PKEY *chip_key)
{
    char group[32];
    unsigned char point[POINT_SIZE];
    size_t size;
    if (EVP_PKEY_get_utf8_string_param(chip_key, OSSL_PKEY_PARAM_GROUP_NAME, group, sizeof group,
                                       NULL) != 1 ||
        EVP_PKEY_get_octet_string_param(chip_key, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point,
                                        &size) != 1)
        return NULL;
    EC_KEY *key = EC_KEY_new_by_curve_name(OBJ_txt2nid(group));
    if (key && EC_KEY_oct2key(key, point, size, NULL) == 1 && EC_KEY_set_method(key, method) == 1 &&
        EC_KEY_set_ex_data(key, place_of_chip_key, chip_key) == 1 && EVP_PKEY_up_ref(chip_key))
        return key;
    EC_KEY_free(key);
    return NULL;
}

static EVP_PKEY *give_away(EVP_PKEY *chip_key)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, make_method);
    EC_KEY *proxy = method && place_of_chip_key >= 0 ? make_proxy(chip_key) : NULL;
    EVP_PKEY *key = proxy ? EVP_PKEY_new() : NULL;
    if (key && EVP_PKEY_assign_EC_KEY(key, proxy) == 1)
        return key;
    EVP_PKEY_free(key);
    EC_KEY_free(proxy);
    return NULL;
}

enum err key_tpm_open(const char *place, EVP_PKEY **ret_key)
{
    uint32_t handle;
    char name[32];
    AUTO(auto_EVP_PKEY_free) EVP_PKEY *chip_key = NULL;
    TRY(tpm_handle_of(place, &handle));
    snprintf(name, sizeof name, "handle:0x%08X", handle);
    enum err e = start_provider(place);
    EVP_PKEY *key = NULL;
    if (e == ERR_NONE && (chip_key = load(started, name)))
        key = give_away(chip_key);
    ERR_clear_error();
    TRY(e);
    if (!key)
        return ERR_KEY;
    *ret_key = key;
    return ERR_NONE;
}
