/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/trust/tls_identity.h"

#include <string.h>

#include "platform/trust/key_file.h"
#include "platform/trust/key_open.h"

struct tls_identity {
    struct pem ca;
    EVP_PKEY *key; /* NULL: opened at each use */
    char place[KEY_PLACE];
    X509 *certificate; /* NULL: we are nobody */
    STACK_OF(X509) * chain;
};

/* The next one of a PEM text; NULL at its end. */
static X509 *next_certificate(BIO *bio)
{
    X509 *one = PEM_read_bio_X509(bio, NULL, NULL, NULL);
    ERR_clear_error();
    return one;
}

static enum err read_pem(const char *path, struct pem *ret_pem)
{
    TRY(pem_read(path, false, ret_pem));
    if (ret_pem->size == sizeof ret_pem->text)
        return ERR_TOO_LONG;
    ret_pem->text[ret_pem->size] = '\0';
    return ERR_NONE;
}

static enum err read_ca(struct tls_identity *identity, const char *path)
{
    TRY(read_pem(path, &identity->ca));
    AUTO(auto_BIO_free) BIO *bio = BIO_new_mem_buf(identity->ca.text, (int)identity->ca.size);
    AUTO(auto_X509_free) X509 *first = bio ? next_certificate(bio) : NULL;
    return first ? ERR_NONE : ERR_CERTIFICATE;
}

static enum err read_chain(struct tls_identity *identity, const char *path)
{
    struct pem pem = {.size = 0};
    TRY(read_pem(path, &pem));
    AUTO(auto_BIO_free) BIO *bio = BIO_new_mem_buf(pem.text, (int)pem.size);
    identity->chain = sk_X509_new_null();
    if (!bio || !identity->chain)
        return ERR_MEMORY;
    identity->certificate = next_certificate(bio);
    for (X509 *more; (more = next_certificate(bio));)
        if (sk_X509_push(identity->chain, more) <= 0) {
            X509_free(more);
            return ERR_MEMORY;
        }
    return identity->certificate ? ERR_NONE : ERR_CERTIFICATE;
}

static enum err read_key(struct tls_identity *identity, const char *place)
{
    AUTO(auto_EVP_PKEY_free) EVP_PKEY *key = NULL;
    TRY(key_open(place, &key));
    bool fits = X509_check_private_key(identity->certificate, key) == 1;
    ERR_clear_error();
    if (!fits)
        return ERR_CERTIFICATE;
    snprintf(identity->place, sizeof identity->place, "%s", place);
    if (key_kind_of(place) == KEY_IN_FILE) {
        identity->key = key;
        key = NULL;
    }
    return ERR_NONE;
}

static enum err load(struct tls_identity *identity, const struct tls_files *files)
{
    TRY(read_ca(identity, files->ca));
    if (!files->certificate)
        return ERR_NONE;
    TRY(read_chain(identity, files->certificate));
    return read_key(identity, files->key);
}

enum err tls_identity_load(const struct tls_files *files, struct tls_identity **ret_identity)
{
    struct tls_identity *identity = calloc(1, sizeof *identity);
    if (!identity)
        return ERR_MEMORY;
    enum err e = load(identity, files);
    if (e != ERR_NONE) {
        tls_identity_free(identity);
        return e;
    }
    *ret_identity = identity;
    return ERR_NONE;
}

void tls_identity_free(struct tls_identity *identity)
{
    if (!identity)
        return;
    EVP_PKEY_free(identity->key);
    X509_free(identity->certificate);
    sk_X509_pop_free(identity->chain, X509_free);
    free(identity);
}

const char *tls_identity_ca(const struct tls_identity *identity)
{
    return identity->ca.text;
}

enum err tls_identity_use(const struct tls_identity *identity, void *ssl_ctx)
{
    AUTO(auto_EVP_PKEY_free) EVP_PKEY *opened = NULL;
    if (!identity->certificate)
        return ERR_NONE;
    if (!identity->key)
        TRY(key_open(identity->place, &opened));
    EVP_PKEY *key = identity->key ? identity->key : opened;
    bool fits =
        SSL_CTX_use_cert_and_key(ssl_ctx, identity->certificate, key, identity->chain, 1) == 1;
    ERR_clear_error();
    return fits ? ERR_NONE : ERR_CERTIFICATE;
}
