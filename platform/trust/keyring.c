/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/trust/keyring.h"

#include <string.h>

#include "platform/base/paths.h"
#include "platform/base/text.h"
#include "platform/trust/sm2_key.h"

static enum err read_certificate(const char *path, X509 **ret_certificate)
{
    struct sm2_pem pem = {.size = 0};
    TRY(sm2_pem_read(path, false, &pem));
    AUTO(auto_BIO_free) BIO *bio = BIO_new_mem_buf(pem.text, (int)pem.size);
    X509 *certificate = bio ? PEM_read_bio_X509(bio, NULL, NULL, NULL) : NULL;
    ERR_clear_error();
    if (!certificate)
        return ERR_CERTIFICATE;
    *ret_certificate = certificate;
    return ERR_NONE;
}

static enum err check_certificate(const char *path)
{
    AUTO(auto_X509_free) X509 *ca = NULL;
    return read_certificate(path, &ca);
}

static enum err check_tls_key(const char *cert_path, const char *key_path)
{
    AUTO(auto_X509_free) X509 *certificate = NULL;
    AUTO(auto_EVP_PKEY_free) EVP_PKEY *key = NULL;
    TRY(read_certificate(cert_path, &certificate));
    TRY(sm2_pem_read_key(key_path, true, &key));
    bool fits = X509_check_private_key(certificate, key) == 1;
    ERR_clear_error();
    return fits ? ERR_NONE : ERR_CERTIFICATE;
}

struct place_of_keys {
    const char *directory;
    char *why; /* keeps the name of the last one asked for */
};

static enum err locate(const struct place_of_keys *place, const char *name, char *ret_path)
{
    text_copy(place->why, KEYRING_PATH, name);
    int n = snprintf(ret_path, KEYRING_PATH, "%s/%s", place->directory, name);
    return n > 0 && n < KEYRING_PATH ? ERR_NONE : ERR_TOO_LONG;
}

static enum err check_list(const char *path)
{
    AUTO(auto_BIO_free) BIO *bio = BIO_new_file(path, "r");
    AUTO(auto_X509_CRL_free)
    X509_CRL *list = bio ? PEM_read_bio_X509_CRL(bio, NULL, NULL, NULL) : NULL;
    ERR_clear_error();
    return list ? ERR_NONE : ERR_CERTIFICATE;
}

/* A list is optional; one that is there must be one. */
static enum err load_list(struct keyring *k, const struct place_of_keys *place)
{
    TRY(locate(place, "ca.crl", k->crl_file));
    if (access(k->crl_file, F_OK) == 0)
        return check_list(k->crl_file);
    k->crl_file[0] = '\0';
    return ERR_NONE;
}

static enum err load(struct keyring *k, const struct place_of_keys *place)
{
    char path[KEYRING_PATH];
    TRY(locate(place, "ca.pem", k->ca_file));
    TRY(check_certificate(k->ca_file));
    TRY(locate(place, "kiosk-tls.pem", k->tls_cert_file));
    TRY(check_certificate(k->tls_cert_file));
    TRY(locate(place, "kiosk-tls.key", k->tls_key_file));
    TRY(check_tls_key(k->tls_cert_file, k->tls_key_file));
    TRY(load_list(k, place));
    TRY(locate(place, "kiosk-sm2.key", path));
    TRY(sm2_load_private(path, &k->kiosk));
    TRY(locate(place, "province-sm2.pub", path));
    return sm2_load_public(path, &k->province);
}

enum err keyring_load_from(const char *directory, struct keyring *ret_keyring, char *ret_why)
{
    struct keyring made = {0};
    char why[KEYRING_PATH];
    const struct place_of_keys place = {directory, ret_why ? ret_why : why};
    enum err e = load(&made, &place);
    if (e != ERR_NONE) {
        keyring_done(&made);
        return e;
    }
    *ret_keyring = made;
    return ERR_NONE;
}

enum err keyring_load(struct keyring *ret_keyring, char *ret_why)
{
    char directory[KEYRING_PATH];
    if (ret_why)
        text_copy(ret_why, KEYRING_PATH, "keys");
    TRY(paths_join(PLACE_ETC, "keys", directory, sizeof directory));
    return keyring_load_from(directory, ret_keyring, ret_why);
}

enum err keyring_read_name(const struct keyring *keyring, char *ret_name, size_t size)
{
    AUTO(auto_X509_free) X509 *certificate = NULL;
    char name[KEYRING_PATH];
    TRY(read_certificate(keyring->tls_cert_file, &certificate));
    int n = X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name,
                                      sizeof name);
    if (n <= 0)
        return ERR_MISSING;
    if ((size_t)n >= size)
        return ERR_TOO_LONG;
    memcpy(ret_name, name, (size_t)n + 1);
    return ERR_NONE;
}

void keyring_done(struct keyring *keyring)
{
    sm2_free(keyring->kiosk);
    sm2_free(keyring->province);
    *keyring = (struct keyring){0};
}
