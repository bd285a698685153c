/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/trust/keyring.h"

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

/* The path of keys/NAME; ret_why keeps the name of the last one asked for. */
static enum err locate(const char *name, char *ret_path, char *ret_why)
{
    text_copy(ret_why, KEYRING_PATH, name);
    char relative[64];
    snprintf(relative, sizeof relative, "keys/%s", name);
    return paths_join(PLACE_ETC, relative, ret_path, KEYRING_PATH);
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
static enum err load_list(struct keyring *k, char *ret_why)
{
    TRY(locate("ca.crl", k->crl_file, ret_why));
    if (access(k->crl_file, F_OK) == 0)
        return check_list(k->crl_file);
    k->crl_file[0] = '\0';
    return ERR_NONE;
}

static enum err load(struct keyring *k, char *ret_why)
{
    char path[KEYRING_PATH];
    TRY(locate("ca.pem", k->ca_file, ret_why));
    TRY(check_certificate(k->ca_file));
    TRY(locate("kiosk-tls.pem", k->tls_cert_file, ret_why));
    TRY(check_certificate(k->tls_cert_file));
    TRY(locate("kiosk-tls.key", k->tls_key_file, ret_why));
    TRY(check_tls_key(k->tls_cert_file, k->tls_key_file));
    TRY(load_list(k, ret_why));
    TRY(locate("kiosk-sm2.key", path, ret_why));
    TRY(sm2_load_private(path, &k->kiosk));
    TRY(locate("province-sm2.pub", path, ret_why));
    return sm2_load_public(path, &k->province);
}

enum err keyring_load(struct keyring *ret_keyring, char *ret_why)
{
    struct keyring made = {0};
    char why[KEYRING_PATH];
    enum err e = load(&made, ret_why ? ret_why : why);
    if (e != ERR_NONE) {
        keyring_done(&made);
        return e;
    }
    *ret_keyring = made;
    return ERR_NONE;
}

void keyring_done(struct keyring *keyring)
{
    sm2_free(keyring->kiosk);
    sm2_free(keyring->province);
    *keyring = (struct keyring){0};
}
