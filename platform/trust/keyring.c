/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/trust/keyring.h"

#include <string.h>

#include "platform/base/paths.h"
#include "platform/base/text.h"
#include "platform/trust/key_file.h"
#include "platform/trust/key_open.h"
#include "platform/trust/sm2_key.h"
#include "platform/trust/tpm.h"

static enum err read_certificate(const char *path, X509 **ret_certificate)
{
    struct pem pem = {.size = 0};
    TRY(pem_read(path, false, &pem));
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

static enum err check_tls_key(const char *cert_path, const char *key_place)
{
    AUTO(auto_X509_free) X509 *certificate = NULL;
    AUTO(auto_EVP_PKEY_free) EVP_PKEY *key = NULL;
    TRY(read_certificate(cert_path, &certificate));
    TRY(key_open(key_place, &key));
    bool fits = X509_check_private_key(certificate, key) == 1;
    ERR_clear_error();
    return fits ? ERR_NONE : ERR_CERTIFICATE;
}

struct place_of_keys {
    const char *directory;
    struct keyring_places places;
    char *why; /* keeps the name of the last one asked for */
};

static enum err locate(const struct place_of_keys *place, const char *name, char *ret_path)
{
    text_copy(place->why, KEYRING_PATH, name);
    int n = snprintf(ret_path, KEYRING_PATH, "%s/%s", place->directory, name);
    return n > 0 && n < KEYRING_PATH ? ERR_NONE : ERR_TOO_LONG;
}

/* A file's name becomes a path; a module's or a chip's key stays what it is. */
static enum err locate_key(const struct place_of_keys *place, const char *chosen, const char *usual,
                           char *ret_place)
{
    if (!chosen || !*chosen)
        return locate(place, usual, ret_place);
    if (*chosen != '/' && key_kind_of(chosen) == KEY_IN_FILE)
        return locate(place, chosen, ret_place);
    text_copy(place->why, KEYRING_PATH, chosen);
    return text_copy(ret_place, KEY_PLACE, chosen) ? ERR_NONE : ERR_TOO_LONG;
}

static enum err load_sm2(const struct place_of_keys *place, struct sm2_key **ret_key)
{
    char path[KEY_PLACE], phrase[TPM_PHRASE_MAX + 1] = "";
    const char *seal = place->places.sm2_seal;
    TRY(locate_key(place, place->places.sm2, "kiosk-sm2.key", path));
    if (key_kind_of(path) != KEY_IN_FILE)
        return ERR_UNSUPPORTED;
    if (!seal || !*seal)
        return sm2_load_private(path, ret_key);
    text_copy(place->why, KEYRING_PATH, seal);
    enum err e = tpm_unseal(seal, phrase);
    if (e == ERR_NONE) {
        text_copy(place->why, KEYRING_PATH, path);
        e = sm2_load_locked(path, phrase, ret_key);
    }
    wipe(phrase, sizeof phrase);
    return e;
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

enum err keyring_check_secret(const char *text)
{
    size_t len = strlen(text);
    for (size_t i = 0; i < len; i++)
        if (text[i] <= ' ' || text[i] > '~')
            return ERR_KEY;
    return len >= KEYRING_SECRET_MIN && len <= KEYRING_SECRET_MAX ? ERR_NONE : ERR_KEY;
}

/* Optional, too; the line's end does not count. */
static enum err load_secret(struct keyring *k, const struct place_of_keys *place)
{
    char path[KEYRING_PATH];
    AUTO(pem_wipe) struct pem file = {.size = 0};
    TRY(locate(place, "gateway.secret", path));
    if (access(path, F_OK) != 0)
        return ERR_NONE;
    TRY(pem_read(path, true, &file));
    if (file.size == sizeof file.text)
        return ERR_TOO_LONG;
    file.text[file.size] = '\0';
    file.text[strcspn(file.text, "\r\n")] = '\0';
    TRY(keyring_check_secret(file.text));
    return secret_set_text(&k->gateway, file.text);
}

static enum err load(struct keyring *k, const struct place_of_keys *place)
{
    char path[KEYRING_PATH];
    TRY(load_sm2(place,
                 &k->kiosk)); /* first: a simple TPM serves one at a time, and TLS stays there */
    TRY(locate(place, "ca.pem", k->ca_file));
    TRY(check_certificate(k->ca_file));
    TRY(locate(place, "kiosk-tls.pem", k->tls_cert_file));
    TRY(check_certificate(k->tls_cert_file));
    TRY(locate_key(place, place->places.tls, "kiosk-tls.key", k->tls_key));
    TRY(check_tls_key(k->tls_cert_file, k->tls_key));
    TRY(load_list(k, place));
    TRY(load_secret(k, place));
    TRY(locate(place, "province-sm2.pub", path));
    TRY(sm2_load_public(path, &k->province));
    TRY(locate(place, "publisher-sm2.pub", path));
    return access(path, F_OK) == 0 ? sm2_load_public(path, &k->publisher) : ERR_NONE;
}

static enum err load_all(const struct place_of_keys *place, struct keyring *ret_keyring)
{
    struct keyring made = {0};
    enum err e = load(&made, place);
    if (e != ERR_NONE) {
        keyring_done(&made);
        return e;
    }
    *ret_keyring = made;
    return ERR_NONE;
}

enum err keyring_load_from(const char *directory, struct keyring *ret_keyring, char *ret_why)
{
    char why[KEYRING_PATH];
    const struct place_of_keys place = {directory, {0}, ret_why ? ret_why : why};
    return load_all(&place, ret_keyring);
}

enum err keyring_load(const struct keyring_places *places, struct keyring *ret_keyring,
                      char *ret_why)
{
    char directory[KEYRING_PATH], why[KEYRING_PATH];
    struct place_of_keys place = {directory, {0}, ret_why ? ret_why : why};
    if (places)
        place.places = *places;
    text_copy(place.why, KEYRING_PATH, "keys");
    TRY(paths_join(PLACE_ETC, "keys", directory, sizeof directory));
    return load_all(&place, ret_keyring);
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

static void swap(void *a, void *b, size_t size)
{
    uint8_t *left = a, *right = b;
    for (size_t i = 0; i < size; i++) {
        uint8_t byte = left[i];
        left[i] = right[i];
        right[i] = byte;
    }
}

void keyring_swap(struct keyring *keyring, struct keyring *other)
{
    swap(keyring->kiosk, other->kiosk, sizeof *keyring->kiosk);
    swap(keyring->province, other->province, sizeof *keyring->province);
    if (keyring->publisher && other->publisher)
        swap(keyring->publisher, other->publisher, sizeof *keyring->publisher);
    swap(&keyring->gateway, &other->gateway, sizeof keyring->gateway);
}

void keyring_done(struct keyring *keyring)
{
    sm2_free(keyring->kiosk);
    sm2_free(keyring->province);
    sm2_free(keyring->publisher);
    secret_wipe(&keyring->gateway);
    *keyring = (struct keyring){0};
}
