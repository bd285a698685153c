/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: OpenSSL's headers. Its typedef ERR_STATE (used by nobody) would hide our own
 * error of that name, so it gets another one while they are read. */
#pragma once

#define ERR_STATE OPENSSL_ERR_STATE
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#undef ERR_STATE

#include "platform/base/must.h"

DEFINE_AUTO(BIO, BIO_free);
DEFINE_AUTO(EVP_CIPHER_CTX, EVP_CIPHER_CTX_free);
DEFINE_AUTO(EVP_MD_CTX, EVP_MD_CTX_free);
DEFINE_AUTO(EVP_PKEY, EVP_PKEY_free);
DEFINE_AUTO(EVP_PKEY_CTX, EVP_PKEY_CTX_free);
DEFINE_AUTO(X509, X509_free);
DEFINE_AUTO(X509_CRL, X509_CRL_free);
