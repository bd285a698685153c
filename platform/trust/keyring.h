/* SPDX-License-Identifier: Apache-2.0 */
/* The keys of one kiosk, in $BUDAYANG_ETC/keys: ca.pem, kiosk-tls.pem, kiosk-tls.key,
 * kiosk-sm2.key, province-sm2.pub; and when they are there: publisher-sm2.pub, by which what the
 * province publishes is checked, gateway.secret (a line of 16 to 128 visible characters), which is
 * shared with the gateway before the province, and ca.crl, the CA's list of revoked certificates.
 * The private keys may be elsewhere (key.h). What TLS needs is read by platform/http as well; it is
 * checked here so that what is wrong is named at start and not at the first request. */
#pragma once

#include "platform/base/secret.h"
#include "platform/trust/key.h"
#include "platform/trust/sm2.h"

enum { KEYRING_PATH = 256, KEYRING_SECRET_MIN = 16, KEYRING_SECRET_MAX = 128 };

/* What platform/http demands of every connection: TLS 1.3 only, these suites and groups, the pinned
 * CA and nothing else, a client certificate, the host name, no redirects. TLS_SM4_GCM_SM3 (RFC
 * 8998) is not in OpenSSL 3.0; the national algorithms work at the message level. */
#define KEYRING_TLS13_SUITES                                                                       \
    "TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256"
#define KEYRING_TLS_GROUPS "P-256:X25519:P-384"

struct keyring {
    struct sm2_key *kiosk;     /* private: signs */
    struct sm2_key *province;  /* public: what is sealed for the province */
    struct sm2_key *publisher; /* public: who signs what is published; NULL when not given */
    struct secret gateway;     /* empty when not given */
    char ca_file[KEYRING_PATH], tls_cert_file[KEYRING_PATH];
    char tls_key[KEY_PLACE];     /* as tls_identity_use() wants it */
    char crl_file[KEYRING_PATH]; /* "": no list, nothing is looked up */
};

/* Where the private keys are, as key.h reads it; NULL and "": kiosk-tls.key and kiosk-sm2.key. */
struct keyring_places {
    const char *tls, *sm2;
    const char *sm2_seal; /* tpm:…, the phrase of an encrypted sm2 file; NULL and "": it is plain */
};

/* On failure ret_why (KEYRING_PATH bytes) names the file or the place. ERR_KEY, ERR_CERTIFICATE
 * (certificate and key do not belong together), ERR_ABSENT, ERR_ACCESS, ERR_TOO_LONG, and what
 * opening a module or the TPM gives (key_open.h); ERR_UNSUPPORTED: SM2 not in a file.
 * `places` NULL: files. */
MUST_CHECK enum err keyring_load(const struct keyring_places *places, struct keyring *ret_keyring,
                                 char *ret_why);
/* The same from another directory than $BUDAYANG_ETC/keys, with files. */
MUST_CHECK enum err keyring_load_from(const char *directory, struct keyring *ret_keyring,
                                      char *ret_why);
/* What a gateway shares with us: visible ASCII, KEYRING_SECRET_MIN to _MAX characters. ERR_KEY. */
MUST_CHECK enum err keyring_check_secret(const char *text);
/* Whom our TLS certificate names (CN): the kiosk's code. ERR_MISSING, ERR_TOO_LONG,
 * ERR_CERTIFICATE.
 */
MUST_CHECK enum err keyring_read_name(const struct keyring *keyring, char *ret_name, size_t size);
/* Each key and text changes places with the other's; the keys' own addresses stay, so whoever holds
 * one has the new one from then on. A publisher's key that only one of them has stays where it is:
 * whoever was given none does not look again. */
void keyring_swap(struct keyring *keyring, struct keyring *other);
void keyring_done(struct keyring *keyring);
